import { spanHere, type Analysis } from '../flow/analysis';
import { sameAnchor } from '../flow/anchor';
import type { Site } from '../flow/state/object';
import type { Use } from '../flow/summary/summary';
import { knownCall } from '../model/dispatch';
import type { FunctionDefinition } from '../model/unit';
import type { Node, SyntaxTree } from '../syntax/tree';
import type { Edit, Span } from '../text/span';
import { insertBehind, statementOf } from './insertions';
import type { Fix } from './rule';

/** What a wait needs so that it ends only with the request. */
const UNTIL_DONE = { WaitMode: 'KernelMode', Alertable: 'FALSE', Timeout: 'NULL' } as const;

/**
 * Lets a wait end only when the object is signaled. Undefined where the place is no such wait, or where an argument calls
 * something. Unsafe: what the function does when the time is up is done no more.
 * @param place The name of the function that waits, in this file.
 */
export function waitForever({ unit }: Analysis, place: Span, title: string): Fix | undefined {
  const { tree } = unit;
  const node = tree.enclosing(tree.nodeAt(place.start), 'call_expression');
  const call = node === undefined ? undefined : knownCall(unit, node);
  if (call?.name !== 'KeWaitForSingleObject') return undefined;
  const edits = Object.entries(UNTIL_DONE).flatMap(([parameter, text]): (Edit | undefined)[] => {
    const argument = call.argument(parameter);
    if (argument === undefined) return [undefined];
    const given = tree.textOf(argument);
    if (given === text) return [];
    return [given.includes('(') ? undefined : { at: tree.span(argument), text }];
  });
  const all = edits.filter((edit) => edit !== undefined);
  return all.length === edits.length && all.length > 0 ? { title, edits: all, safe: false } : undefined;
}

/**
 * Waits behind a request for its completion, where the function itself has set a routine that signals an event, and waits
 * for nothing so far. Undefined in callbacks and IoCompletion routines, which may not wait.
 * @param request The call of WSK.
 */
export function awaitRequest(analysis: Analysis, definition: FunctionDefinition, request: Site): Fix | undefined {
  const { tree } = analysis.unit;
  const at = request.through.length > 0 ? undefined : spanHere(analysis, request.at);
  const event = at === undefined ? undefined : eventOf(analysis, definition, request);
  if (at === undefined || event === undefined || !mayWait(analysis, definition)) return undefined;
  const statement = statementOf(tree, tree.nodeAt(at.start));
  const status = statement === undefined ? undefined : statusStored(tree, statement);
  if (statement === undefined || status === undefined) return undefined;
  const wait = `KeWaitForSingleObject(${event.text}, Executive, KernelMode, FALSE, NULL);`;
  const lines =
    status === ''
      ? [wait]
      : [`if (${status} == STATUS_PENDING) {`, `\t${wait}`, `\t${status} = ${event.irp}->IoStatus.Status;`, '}'];
  return insertBehind(tree, statement, lines, 'Wait for the request to complete');
}

/** Nothing that WSK or the I/O manager calls, and no wait of its own, whose event a second one would use up. */
function mayWait(analysis: Analysis, definition: FunctionDefinition): boolean {
  const isCallback = analysis.slotsOf(definition).length > 0;
  const isRoutine = analysis.usesCompletedBy(analysis.idOf(definition)).length > 0;
  return !isCallback && !isRoutine && !/\bKeWaitFor/.test(analysis.unit.tree.textOf(definition.body));
}

interface EventOfRequest {
  /** The context of the routine, which signals it, as the source spells it. */
  readonly text: string;
  readonly irp: string;
}

function eventOf(analysis: Analysis, definition: FunctionDefinition, { at }: Site): EventOfRequest | undefined {
  const uses = analysis.resultOf(definition)?.uses.filter(({ through }) => through.length === 0) ?? [];
  const irp = uses.find((use) => sameAnchor(use.at, at))?.arguments.get('Irp');
  const contexts = uses.flatMap((use) => contextSet(use, irp?.text));
  const [context, another] = contexts;
  if (irp === undefined || context === undefined || another !== undefined) return undefined;
  const isSignaled = irp.events.some(({ event }) => event === context.value);
  return isSignaled ? { text: context.text, irp: irp.text } : undefined;
}

function contextSet({ callee, arguments: given }: Use, irp: string | undefined) {
  const context = given.get('Context');
  const isFor = callee === 'IoSetCompletionRoutine' && given.get('Irp')?.text === irp;
  return isFor && context !== undefined && /^&?[\w.>-]+$/.test(context.text) ? [context] : [];
}

/** The variable that keeps what a statement's call returns; '' where nothing does; undefined where the statement does more. */
function statusStored(tree: SyntaxTree, statement: Node): string | undefined {
  const kind = tree.kind(statement);
  const [expression, another] = tree.namedChildren(statement);
  if (kind === 'declaration') {
    const text = /\b(\w+)\s*=[^=]/.exec(tree.textOf(statement))?.[1];
    return tree.fields(statement, 'declarator').length === 1 ? text : undefined;
  }
  if (kind !== 'expression_statement' || expression === undefined || another !== undefined) return undefined;
  if (tree.kind(expression) === 'call_expression') return '';
  const left = tree.kind(expression) === 'assignment_expression' ? tree.field(expression, 'left') : undefined;
  return left !== undefined && tree.kind(left) === 'identifier' ? tree.textOf(left) : undefined;
}
