import { datagramRelease, describe, functionOfTypedef, isWskFunction } from '../knowledge';
import type { OwnFunction } from '../knowledge/own-functions';
import type { ApiFunction } from '../knowledge/shape';
import type { Node } from '../syntax/tree';
import { typeOf } from './expression-type';
import { visibleMacros } from './macros';
import { perUnit } from './per-unit';
import { functionReferenced, withoutCasts } from './references';
import { declaredVariableOf } from './scope';
import { isPointerTo, memberType, membersOf, namesOf, structureName, targetOf } from './type-table';
import type { CType } from './ctype';
import type { Unit } from './unit';

/**
 * A call of a function of which it is known what it does: by the tables (an export, or one that is called through a dispatch
 * table), or by the settings of the file.
 */
export interface KnownCall {
  /**
   * As the tables know it: `WskSend`, `IoSetCompletionRoutine`. Of a function that behaves like one of them this is that
   * one's name, of another that the settings describe its own.
   */
  readonly name: string;
  /** Where the settings describe the function. */
  readonly own: OwnFunction | undefined;
  readonly api: ApiFunction;
  /** The `call_expression`. */
  readonly node: Node;
  /** What names the function: the member of the dispatch table, the variable that holds its address, or its own name. */
  readonly nameNode: Node;
  /** The dispatch table that the source calls it through; undefined for an export, and where that does not show. */
  readonly table: string | undefined;
  /** In the order of the source: one for each parameter. */
  readonly arguments: readonly Node[];
  /** The argument for a parameter of that name; undefined where the function has no such parameter. */
  argument(parameter: string): Node | undefined;
}

interface Callee {
  readonly name: string;
  readonly own?: OwnFunction | undefined;
  readonly nameNode: Node;
  readonly table?: string | undefined;
  /** The typedef of the pointer it is called through, where that is known. */
  readonly typedef?: string | undefined;
}

const knownCalls = perUnit(() => new Map<Node, KnownCall | undefined>());

/**
 * Which known function a call calls, in whichever spelling. A call with another number of arguments than the function has
 * is a call of something else.
 *
 * @param call A `call_expression`.
 */
export function knownCall(unit: Unit, call: Node): KnownCall | undefined {
  const known = knownCalls(unit);
  if (!known.has(call)) known.set(call, readCall(unit, call));
  return known.get(call);
}

/** Whether a call with so many arguments can be one of the function. */
const takes = (api: ApiFunction, named: number, given: number): boolean =>
  api.variadic === true ? given >= named : given === named;

function readCall(unit: Unit, node: Node): KnownCall | undefined {
  const { tree } = unit;
  const [expression, list] = [tree.field(node, 'function'), tree.field(node, 'arguments')];
  if (expression === undefined || list === undefined) return undefined;
  const callee = calleeOf(unit, expression);
  if (callee === undefined) return undefined;
  const given = tree.namedChildren(list);
  const api = apiOf(unit, callee, given);
  const names = api === undefined ? [] : Object.keys(api.parameters);
  if (api === undefined || !takes(api, names.length, given.length)) return undefined;
  return {
    name: callee.name,
    own: callee.own,
    api,
    node,
    nameNode: callee.nameNode,
    table: callee.table,
    arguments: given,
    argument: (parameter) => given[names.indexOf(parameter)],
  };
}

function calleeOf(unit: Unit, expression: Node): Callee | undefined {
  const { tree } = unit;
  const node = withoutCasts(unit, expression);
  switch (tree.kind(node)) {
    case 'identifier':
      return named(unit, node);
    case 'field_expression':
      return member(unit, node);
    case 'pointer_expression': {
      const operand = tree.field(node, 'argument');
      return operand === undefined ? undefined : calleeOf(unit, operand);
    }
    case 'subscript_expression':
      return pointer(unit, typeOf(unit, node), node);
    case 'conditional_expression':
      return eitherCallee(unit, node);
    default:
      return undefined;
  }
}

/** `(isListening ? listen->WskBind : connection->WskBind)(…)` calls WskBind. */
function eitherCallee(unit: Unit, node: Node): Callee | undefined {
  const [one, other] = [unit.tree.field(node, 'consequence'), unit.tree.field(node, 'alternative')];
  if (one === undefined || other === undefined) return undefined;
  const [first, second] = [calleeOf(unit, one), calleeOf(unit, other)];
  return first?.name === second?.name ? first : undefined;
}

/** A function that the settings describe, an export, or a variable that holds the address of a function. */
function named(unit: Unit, node: Node): Callee | undefined {
  const variable = declaredVariableOf(unit, node);
  if (variable !== undefined) return pointer(unit, variable.type, node);
  const name = functionReferenced(unit, node);
  const own = name === undefined ? undefined : unit.file.functions?.find(name);
  if (own !== undefined) return { name: own.knownAs, own, nameNode: node };
  if (name === undefined || unit.defines(name) || visibleMacros(unit).has(name)) return undefined;
  const api = describe(name);
  return api === undefined || api.tables !== undefined ? undefined : { name, nameNode: node };
}

function member(unit: Unit, node: Node): Callee | undefined {
  const { tree } = unit;
  const [object, field, operator] = [
    tree.field(node, 'argument'),
    tree.field(node, 'field'),
    tree.field(node, 'operator'),
  ];
  if (object === undefined || field === undefined || operator === undefined) return undefined;
  const declared = typeOf(unit, object);
  const whole = tree.kind(operator) === '->' ? targetOf(unit, declared) : declared;
  const name = tree.textOf(field);
  if (membersOf(unit, whole) === undefined) {
    // Nobody declares the table: then the name and, later, the number of arguments have to do.
    const isDispatched = isWskFunction(name) && describe(name)?.tables !== undefined;
    return isDispatched ? { name, nameNode: field } : undefined;
  }
  return pointer(unit, memberType(unit, whole, name), field, structureName(unit, whole));
}

function pointer(unit: Unit, type: CType, nameNode: Node, owner?: string): Callee | undefined {
  for (const typedef of namesOf(unit, type)) {
    const name = functionOfTypedef(typedef);
    if (name !== undefined) {
      return { name, nameNode, typedef, table: owner?.startsWith('WSK_PROVIDER_') === true ? owner : undefined };
    }
  }
  return undefined;
}

/** Two functions are called WskRelease: that of datagram sockets takes a list of another type. */
function apiOf(unit: Unit, { name, own, typedef }: Callee, given: readonly Node[]): ApiFunction | undefined {
  if (own !== undefined) return own.api(given.length);
  if (name !== 'WskRelease') return describe(name);
  const list = given[1];
  const isDatagram =
    typedef === undefined
      ? list !== undefined && isPointerTo(unit, typeOf(unit, list), 'WSK_DATAGRAM_INDICATION')
      : typedef === 'PFN_WSK_RELEASE_DATAGRAM_INDICATION_LIST';
  return isDatagram ? datagramRelease : describe(name);
}
