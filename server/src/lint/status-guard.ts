import { castIn } from '../model/casts';
import type { Unit } from '../model/unit';
import type { Node } from '../syntax/tree';
import type { Span } from '../text/span';
import type { Fix } from './rule';

const TAKEN = /^(.*)->IoStatus\s*\.\s*Information$/s;
const POINTER_CAST = /^\(\s*(?:P[A-Z0-9_]+|[^()]*\*\s*)\)/;

/**
 * Takes what a request has brought only where it succeeded: NULL or 0 else. Undefined where it is not taken by itself, as a
 * value that is stored or returned. Unsafe: what follows has to bear the NULL.
 * @param at `Irp->IoStatus.Information`.
 */
export function takeOnSuccess(unit: Unit, at: Span, title: string): Fix | undefined {
  const { tree } = unit;
  const irp = TAKEN.exec(tree.text.slice(at.start, at.end))?.[1];
  // A place between two nodes is that of the first: the end is inside for certain.
  const node = tree.enclosing(tree.nodeAt(at.end - 1), 'field_expression');
  const whole = node === undefined ? undefined : withCasts(unit, node);
  if (irp === undefined || whole === undefined || !isTakenByItself(unit, whole)) return undefined;
  const value = tree.textOf(whole);
  const nothing = POINTER_CAST.test(value) ? 'NULL' : '0';
  const text = `NT_SUCCESS(${irp}->IoStatus.Status) ? ${value} : ${nothing}`;
  return { title, edits: [{ at: tree.span(whole), text }], safe: false };
}

/** An expression with the casts before it. */
function withCasts(unit: Unit, node: Node): Node {
  let found = node;
  for (let parent = unit.tree.parent(found); parent !== undefined; parent = unit.tree.parent(found)) {
    if (castIn(unit, parent)?.value !== found) break;
    found = parent;
  }
  return found;
}

function isTakenByItself({ tree }: Unit, node: Node): boolean {
  const parent = tree.parent(node);
  if (parent === undefined) return false;
  const kind = tree.kind(parent);
  if (kind === 'return_statement') return true;
  if (kind === 'init_declarator') return tree.field(parent, 'value') === node;
  return kind === 'assignment_expression' && tree.field(parent, 'right') === node;
}
