import { describeCallback, isWskFunction } from '../knowledge';
import { eventFlags } from '../knowledge/event-flags';
import { describeControl } from '../knowledge/options';
import type { ParameterRole } from '../knowledge/shape';
import { installations, type EntryRole, type Installation } from '../flow/irql/entry';
import { knownCall, type KnownCall } from '../model/dispatch';
import { visibleMacros } from '../model/macros';
import { identifierIn, withoutCasts } from '../model/references';
import { declaredVariableOf } from '../model/scope';
import type { FunctionDefinition, Unit } from '../model/unit';
import type { Node } from '../syntax/tree';
import { socketsMade } from './sockets-made';

/** What a name in the text has to do with functions that WSK or the kernel calls. */
export type Subject =
  /** A function of the driver. */
  | { readonly kind: 'function'; readonly name: string }
  /** What hands functions over: a slot of a table, by its name, or a call, by the name of the function that it calls. */
  | { readonly kind: 'installs'; readonly names: readonly string[]; readonly events: readonly string[] }
  /** What enables event callbacks. */
  | { readonly kind: 'enables'; readonly events: readonly string[] }
  /** A call of WSK that is given an IRP. */
  | { readonly kind: 'request'; readonly call: KnownCall }
  /** The context that a routine, or the callbacks in a table, are called with, where it is handed over. */
  | { readonly kind: 'context'; readonly of: { readonly routine: string } | { readonly table: string } }
  /** A parameter, which may be a context, from 0. */
  | { readonly kind: 'parameter'; readonly definition: FunctionDefinition; readonly position: number };

/** What stands at an offset, in UTF-16 units, and the node that names it; undefined where it is nothing of the kind. */
export function subjectAt(unit: Unit, offset: number): { readonly subject: Subject; readonly node: Node } | undefined {
  const { tree } = unit;
  for (const node of [tree.nodeAt(offset), tree.nodeAt(offset + 1)]) {
    if (tree.start(node) > offset || offset > tree.end(node)) continue;
    const kind = tree.kind(node);
    const subject =
      kind === 'field_identifier' ? ofField(unit, node) : kind === 'identifier' ? ofIdentifier(unit, node) : undefined;
    if (subject !== undefined) return { subject, node };
  }
  return undefined;
}

function ofField(unit: Unit, node: Node): Subject | undefined {
  const { tree } = unit;
  const call = calledAt(unit, node);
  if (call !== undefined) return isRequest(call) ? { kind: 'request', call } : undefined;
  const pair = tree.enclosing(node, 'initializer_pair');
  const designator = pair === undefined ? undefined : tree.field(pair, 'designator');
  if (pair !== undefined && designator !== undefined && isWithin(unit, node, designator))
    return installing(unit, tree.field(pair, 'value'));
  const target = tree.parent(node);
  const assignment = target === undefined ? undefined : tree.enclosing(target, 'assignment_expression');
  const left = assignment === undefined ? undefined : tree.field(assignment, 'left');
  if (assignment === undefined || left === undefined || withoutCasts(unit, left) !== target) return undefined;
  return installing(unit, tree.field(assignment, 'right'));
}

/** What a slot's value hands over. */
function installing(unit: Unit, value: Node | undefined): Subject | undefined {
  const found = installations(unit).filter(({ node, call }) => node === value && call === undefined);
  return found.length === 0 ? undefined : asInstalling(found);
}

const asInstalling = (found: readonly Installation[]): Subject => ({
  kind: 'installs',
  names: [...new Set(found.map(({ name }) => name))],
  events: [...new Set(found.flatMap(({ role }) => (describeCallback(role) === undefined ? [] : [role])))],
});

function ofIdentifier(unit: Unit, node: Node): Subject | undefined {
  const call = calledAt(unit, node);
  const installed = call === undefined ? [] : installations(unit).filter((one) => one.call?.node === call.node);
  if (installed.length > 0) return asInstalling(installed);
  const name = unit.tree.textOf(node);
  const events = eventsEnabledBy(unit, node, name);
  if (events.length > 0) return { kind: 'enables', events };
  const context = contextAt(unit, node);
  if (context !== undefined) return context;
  if (declaredVariableOf(unit, node) !== undefined || visibleMacros(unit).has(name)) return undefined;
  return { kind: 'function', name };
}

/** The known call whose function a node names. */
export function calledAt(unit: Unit, node: Node): KnownCall | undefined {
  const call = unit.tree.enclosing(node, 'call_expression');
  const known = call === undefined ? undefined : knownCall(unit, call);
  return known?.nameNode === node ? known : undefined;
}

const isRequest = (call: KnownCall): boolean => isWskFunction(call.name) && call.argument('Irp') !== undefined;

/** The event callbacks that a flag or an option enables; an option with a mask those that its function puts there. */
function eventsEnabledBy(unit: Unit, node: Node, name: string): readonly string[] {
  const flag = eventOf(name);
  if (flag !== undefined) return [flag];
  const control = describeControl(name);
  if (control === undefined) return [];
  if (control.enables !== undefined) return control.enables;
  const holder = MASKED.has(name) ? unit.tree.enclosing(node, 'function_definition') : undefined;
  if (holder === undefined) return [];
  const named = unit.tree.descendants(holder, 'identifier').map((one) => unit.tree.textOf(one));
  return [...new Set(named.flatMap((one) => eventOf(one) ?? []))];
}

const MASKED: ReadonlySet<string> = new Set(['SO_WSK_EVENT_CALLBACK', 'WSK_SET_STATIC_EVENT_CALLBACKS']);

/** The callback that a flag of an event mask enables. */
export function eventOf(name: string): string | undefined {
  const flag = Object.hasOwn(eventFlags, name) ? eventFlags[name as keyof typeof eventFlags] : undefined;
  return flag !== undefined && 'callback' in flag ? flag.callback : undefined;
}

/** What a node has to do with a context: it is the parameter that may be one, or a part of the argument that hands it over. */
function contextAt(unit: Unit, node: Node): Subject | undefined {
  const { tree } = unit;
  const isIn = (argument: Node | undefined) => argument !== undefined && isWithin(unit, node, argument);
  const handed = installations(unit).find((one) => isIn(contextOf(one)));
  if (handed !== undefined) return { kind: 'context', of: { routine: handed.name } };
  const made = socketsMade(unit).find(({ context }) => isIn(context));
  if (made !== undefined) return { kind: 'context', of: { table: made.table } };
  const header = tree.enclosing(node, 'parameter_declaration');
  const holder = header === undefined ? undefined : tree.enclosing(header, 'function_definition');
  const definition = unit.functions.find((one) => one.node === holder);
  const position = definition?.parameters.findIndex((parameter) => parameter.node === header) ?? -1;
  return definition === undefined || position < 0 ? undefined : { kind: 'parameter', definition, position };
}

/** The argument that is handed over with a routine as its context. */
export const contextOf = ({ call }: Installation): Node | undefined => call && argumentAs(call, 'context');

function argumentAs(call: KnownCall, wanted: ParameterRole): Node | undefined {
  const parameter = Object.entries(call.api.parameters).find(([, { role }]) => role === wanted);
  return parameter === undefined ? undefined : call.argument(parameter[0]);
}

/** Which parameter of a routine, from 0, is its context. */
export const contextPosition = (role: EntryRole): number => POSITIONS[role] ?? 0;

/** Where the driver's own argument is not the first one. */
const POSITIONS: Readonly<Record<string, number>> = {
  IO_COMPLETION_ROUTINE: 2,
  IO_WORKITEM_ROUTINE: 1,
  IO_WORKITEM_ROUTINE_EX: 1,
  KDEFERRED_ROUTINE: 1,
};

const isWithin = ({ tree }: Unit, node: Node, whole: Node): boolean =>
  tree.start(whole) <= tree.start(node) && tree.end(node) <= tree.end(whole);

/** The name in an expression that hands a function over. */
export const nameNodeOf = (unit: Unit, { node }: Installation): Node => identifierIn(unit, node) ?? node;
