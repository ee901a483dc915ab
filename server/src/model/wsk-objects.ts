import type { Node } from '../syntax/tree';
import { castIn } from './casts';
import { typeOf } from './expression-type';
import { functionReferenced, withoutCasts } from './references';
import { isPointerTo, namesOf, structureName, targetOf } from './type-table';
import type { FunctionDefinition, Unit } from './unit';

/** A place where a file does to an object of WSK what only WSK may do. */
export interface TouchedObject {
  readonly node: Node;
  /** What the object is: `WSK_SOCKET`. */
  readonly type: 'WSK_SOCKET' | 'WSK_CLIENT' | 'WSK_REGISTRATION' | 'dispatch table';
  readonly deed: 'looked into' | 'freed' | 'overwritten' | 'copied' | 'made';
}

/**
 * The places of a file that touch what belongs to WSK, in the order of the text, each once.
 * @param functions Where to look.
 * @param looksOutside Whether to look outside the functions of the file, too.
 */
export function touchedObjects(
  unit: Unit,
  functions: readonly FunctionDefinition[],
  looksOutside: boolean,
): TouchedObject[] {
  const { tree } = unit;
  const found = functions.flatMap(({ node }) => touchedBelow(unit, node));
  if (looksOutside) {
    const own = new Set(unit.functions.map(({ node }) => node));
    const outside = tree.children(tree.root).filter((node) => !own.has(node));
    for (const one of outside.flatMap((node) => touchedBelow(unit, node)))
      if (tree.enclosing(one.node, 'function_definition') === undefined) found.push(one);
  }
  const once = new Map(found.map((one) => [one.node, one] as const));
  return [...once.values()].sort((one, other) => one.node - other.node);
}

const TOUCHING = [
  'call_expression',
  'field_expression',
  'pointer_expression',
  'sizeof_expression',
  'declaration',
  'field_declaration',
  'assignment_expression',
] as const;

const touchedBelow = (unit: Unit, whole: Node): readonly TouchedObject[] =>
  [whole, ...unit.tree.descendants(whole, ...TOUCHING)].flatMap((node) => touchedAt(unit, node) ?? []);

function touchedAt(unit: Unit, node: Node): TouchedObject | undefined {
  switch (unit.tree.kind(node)) {
    case 'call_expression':
      return handedTo(unit, node);
    case 'field_expression':
      return memberRead(unit, node);
    case 'pointer_expression':
      return copied(unit, node);
    case 'sizeof_expression':
      return sized(unit, node);
    case 'assignment_expression':
      return overwrittenBy(unit, node);
    case 'declaration':
    case 'field_declaration':
      return declared(unit, node);
    default:
      return undefined;
  }
}

/** Functions that free, fill or copy what one of their first arguments points at. */
const DEEDS: ReadonlyMap<string, TouchedObject['deed']> = new Map([
  ['ExFreePool', 'freed'],
  ['ExFreePool2', 'freed'],
  ['ExFreePoolWithTag', 'freed'],
  ['RtlZeroMemory', 'overwritten'],
  ['RtlFillMemory', 'overwritten'],
  ['RtlSecureZeroMemory', 'overwritten'],
  ['memset', 'overwritten'],
  ['RtlCopyMemory', 'copied'],
  ['RtlMoveMemory', 'copied'],
  ['memcpy', 'copied'],
  ['memmove', 'copied'],
]);

function handedTo(unit: Unit, call: Node): TouchedObject | undefined {
  const { tree } = unit;
  const [callee, list] = [tree.field(call, 'function'), tree.field(call, 'arguments')];
  const name = callee === undefined ? undefined : (functionReferenced(unit, callee) ?? tree.textOf(callee));
  const deed = name === undefined ? undefined : DEEDS.get(name);
  if (deed === undefined || list === undefined) return undefined;
  for (const argument of tree.namedChildren(list).slice(0, deed === 'copied' ? 2 : 1)) {
    const type = objectPointedAt(unit, argument);
    if (type !== undefined) return { node: argument, type, deed };
  }
  return undefined;
}

/** What a pointer to an object of WSK points at, by its type. */
function objectPointedAt(unit: Unit, expression: Node): 'WSK_SOCKET' | 'WSK_CLIENT' | undefined {
  const type = typeOf(unit, withoutCasts(unit, expression));
  if (namesOf(unit, type).includes('PWSK_CLIENT')) return 'WSK_CLIENT';
  return isPointerTo(unit, type, 'WSK_SOCKET') ? 'WSK_SOCKET' : undefined;
}

/** `Registration.ReservedRegistrationState`, and `((PSTATE)Npi.Client)->Count`. */
function memberRead(unit: Unit, node: Node): TouchedObject | undefined {
  const { tree } = unit;
  const [object, field] = [tree.field(node, 'argument'), tree.field(node, 'field')];
  if (object === undefined || field === undefined) return undefined;
  if (/^ReservedRegistration(?:State|Context|Lock)$/.test(tree.textOf(field)))
    return { node, type: 'WSK_REGISTRATION', deed: 'looked into' };
  return isClientBehindCast(unit, object) ? { node, type: 'WSK_CLIENT', deed: 'looked into' } : undefined;
}

function isClientBehindCast(unit: Unit, expression: Node): boolean {
  const inner = withoutCasts(unit, expression);
  return inner !== expression && objectPointedAt(unit, inner) === 'WSK_CLIENT';
}

/** `*Socket`, but for `&*Socket` and `sizeof(*Socket)`; `*(PULONG)Npi.Client`. */
function copied(unit: Unit, node: Node): TouchedObject | undefined {
  const { tree } = unit;
  const operand = tree.field(node, 'argument');
  if (operand === undefined || !tree.textOf(node).startsWith('*')) return undefined;
  if (isClientBehindCast(unit, operand) && castIn(unit, node) === undefined)
    return { node, type: 'WSK_CLIENT', deed: 'looked into' };
  const isUnevaluated = tree.enclosing(node, 'sizeof_expression') !== undefined;
  const isMember = tree.fieldOf(outermost(unit, node)) === 'argument';
  if (isUnevaluated || isMember || objectPointedAt(unit, operand) !== 'WSK_SOCKET') return undefined;
  return { node, type: 'WSK_SOCKET', deed: 'copied' };
}

/** With the parentheses around it. */
function outermost(unit: Unit, node: Node): Node {
  const parent = unit.tree.parent(node);
  return parent !== undefined && unit.tree.kind(parent) === 'parenthesized_expression' ? outermost(unit, parent) : node;
}

/** `sizeof(WSK_SOCKET)`: nobody but WSK knows how large the whole is. */
function sized(unit: Unit, node: Node): TouchedObject | undefined {
  const inner = /^sizeof\s*\(\s*(?:struct\s+_)?WSK_SOCKET\s*\)$/.test(unit.tree.textOf(node));
  return inner ? { node, type: 'WSK_SOCKET', deed: 'made' } : undefined;
}

/** `WSK_SOCKET Socket;` as a variable or a member. */
function declared(unit: Unit, node: Node): TouchedObject | undefined {
  const { tree } = unit;
  const type = tree.field(node, 'type');
  if (type === undefined || !/^(?:struct\s+_)?WSK_SOCKET$/.test(tree.textOf(type))) return undefined;
  const declarator = tree.field(node, 'declarator');
  if (declarator === undefined) return undefined;
  const plain = tree.kind(declarator) === 'init_declarator' ? tree.field(declarator, 'declarator') : declarator;
  const kind = plain === undefined ? undefined : tree.kind(plain);
  const isObject = kind === 'identifier' || kind === 'field_identifier' || kind === 'array_declarator';
  return isObject && !tree.textOf(node).startsWith('extern')
    ? { node: type, type: 'WSK_SOCKET', deed: 'made' }
    : undefined;
}

/** `Socket->Dispatch = …`, `Npi->Dispatch->WskSocket = …`. */
function overwrittenBy(unit: Unit, assignment: Node): TouchedObject | undefined {
  const { tree } = unit;
  const left = tree.field(assignment, 'left');
  const target = left === undefined ? undefined : withoutCasts(unit, left);
  if (target === undefined || tree.kind(target) !== 'field_expression') return undefined;
  const [object, operator] = [tree.field(target, 'argument'), tree.field(target, 'operator')];
  if (object === undefined || operator === undefined || tree.textOf(operator) !== '->') return undefined;
  const owner = structureName(unit, targetOf(unit, typeOf(unit, object)));
  if (owner === 'WSK_SOCKET') return { node: target, type: 'WSK_SOCKET', deed: 'overwritten' };
  const isTable = owner !== undefined && /^WSK_PROVIDER_(?:\w+_)?DISPATCH$/.test(owner);
  return isTable ? { node: target, type: 'dispatch table', deed: 'overwritten' } : undefined;
}
