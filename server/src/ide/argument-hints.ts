import { isWskFunction } from '../knowledge';
import { knownCall, type KnownCall } from '../model/dispatch';
import { withoutCasts } from '../model/references';
import type { Unit } from '../model/unit';
import type { Node } from '../syntax/tree';
import type { Span } from '../text/span';
import type { Hint } from './hint';

/** Kernel functions without which nothing is asked of WSK, and whose arguments are as hard to tell apart. */
const ALSO = /^IoSetCompletionRoutine(?:Ex)?$/;

/** A call with fewer arguments is read without help. */
const LONG = 3;

/**
 * The names of the parameters in long calls of WSK within a part of the file, where an argument does not say by itself
 * what it is.
 */
export function argumentHints(unit: Unit, within: Span): Hint[] {
  const { tree } = unit;
  const touches = (node: Node) => tree.end(node) >= within.start && tree.start(node) <= within.end;
  const bodies = unit.functions.flatMap(({ body }) => (touches(body) ? [body] : []));
  const calls = bodies.flatMap((body) => tree.descendants(body, 'call_expression')).filter(touches);
  return calls.flatMap((node) => {
    const call = knownCall(unit, node);
    if (call === undefined || call.arguments.length < LONG) return [];
    return isWskFunction(call.name) || ALSO.test(call.name) ? hintsIn(unit, call) : [];
  });
}

function hintsIn(unit: Unit, call: KnownCall): Hint[] {
  const areAlike = hasOneAnswer(unit, call);
  return Object.entries(call.api.parameters).flatMap(([name, { role, about, type }], index): Hint[] => {
    const argument = call.arguments[index];
    if (argument === undefined || (areAlike && type === 'BOOLEAN')) return [];
    const text = nameOf(unit, argument);
    if (isCommented(unit, argument, name)) return [];
    if (text !== undefined && (role === 'routine' || isConstant(text) || isLike(text, name))) return [];
    return [{ at: unit.tree.start(argument), label: `${name}:`, kind: 'parameter', about }];
  });
}

/** Whether all that is asked for as yes or no gets the same answer, as in `TRUE, TRUE, TRUE`: then none is mistaken for another. */
function hasOneAnswer({ tree }: Unit, { api, arguments: given }: KnownCall): boolean {
  const types = Object.values(api.parameters).map(({ type }) => type);
  const answers = given
    .filter((_argument, index) => types[index] === 'BOOLEAN')
    .map((argument) => tree.textOf(argument));
  return answers.length > 1 && new Set(answers).size === 1;
}

/** `/* Flags *\/ 0`, or an argument on a line of its own with a comment behind it. */
function isCommented({ tree, file: { text } }: Unit, argument: Node, name: string): boolean {
  const before = tree.previousSibling(argument);
  if (before !== undefined && tree.kind(before) === 'comment' && tree.textOf(before).includes(name)) return true;
  return COMMENT_BEHIND.test(text.slice(tree.end(argument), tree.end(argument) + FAR));
}

const COMMENT_BEHIND = /^[ \t]*,?[ \t]*\/[/*]/;

/** How far behind an argument somebody may align a comment. */
const FAR = 120;

/** What an argument is called: `Irp` in `Request->Irp`, `&Irp`, `(PIRP)Irp`; undefined where it has no name. */
function nameOf(unit: Unit, argument: Node): string | undefined {
  const { tree } = unit;
  const node = withoutCasts(unit, argument);
  const inner = (field: 'argument' | 'function' | 'left') => {
    const part = tree.field(node, field);
    return part === undefined ? undefined : nameOf(unit, part);
  };
  switch (tree.kind(node)) {
    case 'identifier':
      return tree.textOf(node);
    case 'field_expression':
      return tree.textOf(tree.field(node, 'field') ?? node);
    case 'pointer_expression':
    case 'subscript_expression':
      return inner('argument');
    case 'call_expression':
      return inner('function');
    // `MSG_A | MSG_B`
    case 'binary_expression':
      return inner('left');
    case 'sizeof_expression':
      return 'SizeOrLength';
    default:
      return undefined;
  }
}

/** A name of the API says what it is for: `WSK_FLAG_LISTEN_SOCKET`, `SO_CONDITIONAL_ACCEPT`, `WskSetOption`. */
const isConstant = (name: string): boolean =>
  /^[A-Z][A-Z0-9_]+$|^Wsk[A-Z]/.test(name) && !['NULL', 'TRUE', 'FALSE'].includes(name);

/** Whether one of two names is a part of the other: `SocketContext` and `Context`, `Size` and `InputSize`. */
function isLike(one: string, other: string): boolean {
  const [first, second] = [plain(one), plain(other)];
  if (first === 'sizeorlength') return /size|length/.test(second);
  const [short, long] = first.length < second.length ? [first, second] : [second, first];
  return short.length >= SHORTEST && long.includes(short);
}

const plain = (name: string): string => name.replaceAll('_', '').toLowerCase();

/** Letters of a name that are no accident in another. */
const SHORTEST = 3;
