import { callbackOfTypedef, isCallback } from '../knowledge';
import type { Node } from '../syntax/tree';
import type { CType } from './ctype';
import { typeOf } from './expression-type';
import { below, outlineOf, type OutlineKind } from './outline';
import { perContext, perUnit } from './per-unit';
import { functionInSlot, withoutCasts } from './references';
import { declaredVariableOf } from './scope';
import { membersOf, namesOf, resolve, targetOf } from './type-table';
import type { FunctionDefinition, Unit } from './unit';

/** A function that stands in a slot of a client dispatch table: WSK calls it as this event callback. */
export interface CallbackRole {
  /** The member of the table, as the tables know it: `WskAcceptEvent`. */
  readonly callback: string;
  readonly functionName: string;
  /** The table as the source spells it: a variable, or `Context->Dispatch` where it is set at run time. */
  readonly table: string;
  /** The expression in the slot. */
  readonly node: Node;
}

/** The event callbacks that a file installs, in the order of the text: in initialisers and by assignment. */
export const callbacksOf = perUnit((unit): readonly CallbackRole[] =>
  callbacksAmong(unit, (kind) => outlineOf(unit.tree)[kind]),
);

/** The same without a place: the project keeps it when the file's tree is gone. */
export type InstalledCallback = Omit<CallbackRole, 'node'>;

/** The event callbacks that a function installs. */
export const callbacksSetIn = (unit: Unit, { body }: FunctionDefinition): readonly InstalledCallback[] =>
  callbacksAmong(unit, (kind) => below(unit.tree, body, outlineOf(unit.tree)[kind])).map(withoutPlace);

/** The event callbacks that a file installs outside its functions, in tables of the file. */
export const callbacksSetOutside = perContext((unit): readonly InstalledCallback[] => {
  const { tree } = unit;
  const isOutside = (node: Node): boolean => tree.enclosing(node, 'function_definition') === undefined;
  return callbacksAmong(unit, (kind) => outlineOf(tree)[kind].filter(isOutside)).map(withoutPlace);
});

const withoutPlace = ({ callback, functionName, table }: CallbackRole): InstalledCallback => ({
  callback,
  functionName,
  table,
});

/** Says the same for the same callback in the same table. */
export const installedText = ({ callback, functionName, table }: InstalledCallback): string =>
  `${callback} ${functionName} ${table}`;

type NodesOf = (kind: OutlineKind) => readonly Node[];

const callbacksAmong = (unit: Unit, nodesOf: NodesOf): CallbackRole[] =>
  [
    ...nodesOf('init_declarator').flatMap((node) => initialised(unit, node)),
    ...nodesOf('compound_literal_expression').flatMap((node) => literal(unit, node)),
    ...nodesOf('assignment_expression').flatMap((node) => assigned(unit, node)),
  ].sort((one, other) => one.node - other.node);

/** `const WSK_CLIENT_LISTEN_DISPATCH Dispatch = { AcceptEvent, NULL, NULL };` */
function initialised(unit: Unit, node: Node): CallbackRole[] {
  const { tree } = unit;
  const [declarator, value] = [tree.field(node, 'declarator'), tree.field(node, 'value')];
  if (declarator === undefined || value === undefined || tree.kind(value) !== 'initializer_list') return [];
  const name = tree.kind(declarator) === 'identifier' ? declarator : tree.descendants(declarator, 'identifier')[0];
  const variable = name === undefined ? undefined : declaredVariableOf(unit, name);
  return variable === undefined ? [] : inList(unit, variable.name, variable.type, value);
}

/** `*Table = (WSK_CLIENT_LISTEN_DISPATCH){ AcceptEvent, NULL, NULL };` */
function literal(unit: Unit, node: Node): CallbackRole[] {
  const { tree } = unit;
  const value = tree.field(node, 'value');
  const parent = tree.parent(node);
  const target = parent === undefined ? undefined : (tree.field(parent, 'left') ?? tree.field(parent, 'declarator'));
  return value === undefined ? [] : inList(unit, tree.textOf(target ?? node), typeOf(unit, node), value);
}

/** What an initialiser puts into the slots of a type: by position, by name, or one list in another. */
function inList(unit: Unit, table: string, type: CType, list: Node): CallbackRole[] {
  const resolved = resolve(unit, type);
  const members = membersOf(unit, type);
  if (resolved.kind !== 'array' && members === undefined) return [];
  const names = members === undefined ? [] : [...members.keys()];
  let position = 0;
  return unit.tree.namedChildren(list).flatMap((node) => {
    const { name, value } = element(unit, node);
    if (name !== undefined) position = names.indexOf(name);
    const slot = members === undefined ? targetOf(unit, type) : members.get(names[position] ?? '');
    position++;
    return slot === undefined || value === undefined ? [] : inSlot(unit, table, slot, value);
  });
}

/** The member that an element of an initialiser names, if it does, and what it puts there. */
export function element({ tree }: Unit, node: Node): { name: string | undefined; value: Node | undefined } {
  if (tree.kind(node) !== 'initializer_pair') return { name: undefined, value: node };
  const [designator, value] = [tree.field(node, 'designator'), tree.field(node, 'value')];
  const field = designator === undefined ? undefined : tree.descendants(designator, 'field_identifier')[0];
  return { name: field === undefined ? undefined : tree.textOf(field), value };
}

function inSlot(unit: Unit, table: string, slot: CType, value: Node): CallbackRole[] {
  if (unit.tree.kind(value) === 'initializer_list') return inList(unit, table, slot, value);
  const callback = callbackOfType(unit, slot);
  return callback === undefined ? [] : roleOf(unit, callback, table, value);
}

function roleOf(unit: Unit, callback: string, table: string, value: Node): CallbackRole[] {
  const functionName = functionInSlot(unit, value);
  return functionName === undefined ? [] : [{ callback, functionName, table, node: value }];
}

function callbackOfType(unit: Unit, type: CType): string | undefined {
  for (const name of namesOf(unit, type)) {
    const callback = callbackOfTypedef(name);
    if (callback !== undefined) return callback;
  }
  return undefined;
}

/** `Dispatch->WskAcceptEvent = AcceptEvent;` */
function assigned(unit: Unit, node: Node): CallbackRole[] {
  const { tree } = unit;
  const [left, right] = [tree.field(node, 'left'), tree.field(node, 'right')];
  const target = left === undefined ? undefined : withoutCasts(unit, left);
  if (target === undefined || right === undefined || tree.kind(target) !== 'field_expression') return [];
  const [object, field] = [tree.field(target, 'argument'), tree.field(target, 'field')];
  // Few assignments put a name where a function may stand: what the slot is costs more to find out.
  if (object === undefined || field === undefined || functionInSlot(unit, right) === undefined) return [];
  const type = typeOf(unit, target);
  const name = tree.textOf(field);
  const callback =
    type.kind === 'unknown' && isCallback(name) ? undeclaredSlot(unit, object, name) : callbackOfType(unit, type);
  return callback === undefined ? [] : roleOf(unit, callback, tree.textOf(object), right);
}

/** Where nobody declares the table, the member's name has to do; where the table is declared, it has no such member. */
function undeclaredSlot(unit: Unit, object: Node, name: string): string | undefined {
  const type = typeOf(unit, object);
  const isDeclared = membersOf(unit, type) !== undefined || membersOf(unit, targetOf(unit, type)) !== undefined;
  return isDeclared ? undefined : name;
}
