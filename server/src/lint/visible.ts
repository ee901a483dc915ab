import type { Unit } from '../model/unit';
import { contains, type Span } from '../text/span';

/**
 * Tells whether a finding may be reported at a place: not where the text did not parse, was not looked at, or lies in a
 * function of which any part did not parse.
 */
export function reportableIn(unit: Unit): (place: Span) => boolean {
  const { tree, functions } = unit;
  const unread = [...tree.descendants(tree.root, 'ERROR').map((node) => tree.span(node)), ...unit.parsedText.omissions];
  const unfollowed = functions.filter(({ parsed }) => !parsed).map(({ node }) => tree.span(node));
  return (place) => {
    if (tree.kind(tree.root) === 'ERROR' || unread.some((stretch) => overlap(stretch, place))) return false;
    return !unfollowed.some((stretch) => overlap(stretch, place));
  };
}

/** An empty span overlaps what it lies in. */
const overlap = (a: Span, b: Span): boolean =>
  (a.start < b.end && b.start < a.end) || (a.start === a.end ? contains(b, a) : b.start === b.end && contains(a, b));
