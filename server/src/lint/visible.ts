import type { Unit } from '../model/unit';
import { contains, type Span } from '../text/span';

/**
 * Tells whether a finding may be reported at a place: not where the text did not parse, was not looked at, or lies in a
 * function of which any part did not parse. Of C++ only function bodies are looked at, as the C grammar reads no more.
 */
export function reportableIn(unit: Unit): (place: Span) => boolean {
  const { tree, functions, file } = unit;
  const unread = [...tree.descendants(tree.root, 'ERROR').map((node) => tree.span(node)), ...unit.parsedText.omissions];
  const bodies = functions.map(({ node, body, parsed }) => ({ node: tree.span(node), body: tree.span(body), parsed }));
  return (place) => {
    if (tree.kind(tree.root) === 'ERROR' || unread.some((stretch) => overlap(stretch, place))) return false;
    const around = bodies.filter(({ node }) => overlap(node, place));
    if (around.some(({ parsed }) => !parsed)) return false;
    return file.language === 'c' || around.some(({ body }) => contains(body, place));
  };
}

/** An empty span overlaps what it lies in. */
const overlap = (a: Span, b: Span): boolean =>
  (a.start < b.end && b.start < a.end) || (a.start === a.end ? contains(b, a) : b.start === b.end && contains(a, b));
