import { describe } from '../knowledge';
import type { Node } from '../syntax/tree';
import { castIn } from './casts';
import { pointerTo, referredTo, typeSpelt, unknownType, type CType } from './ctype';
import { declaredBy } from './declarators';
import { included } from './included';
import { visibleMacros } from './macros';
import { methodNamed } from './method-calls';
import { perNode } from './per-unit';
import { declaredFunctions } from './prototypes';
import { objectOfMember, variableNamed, variableOf, type Variable } from './scope';
import { memberType, resolve, targetOf } from './type-table';
import type { Unit } from './unit';

/**
 * The type of an expression as its parts are declared; unknown where a part is not. Typedefs are not looked through:
 * `resolve` does that.
 */
export const typeOf = perNode(findType);

function findType(unit: Unit, node: Node): CType {
  const { tree } = unit;
  const cast = castIn(unit, node);
  if (cast !== undefined) return cast.type;
  switch (tree.kind(node)) {
    case 'identifier':
      return typeOfName(unit, node);
    case 'field_expression':
      return typeOfMember(unit, node);
    case 'pointer_expression':
      return typeThroughPointer(unit, node);
    case 'subscript_expression':
      return targetOf(unit, typeOfField(unit, node, 'argument'));
    case 'compound_literal_expression':
      return literalType(unit, node);
    case 'call_expression':
      return recordType(unit, node) ?? methodResult(unit, node) ?? resultOf(unit, typeOfField(unit, node, 'function'));
    case 'conditional_expression':
      return eitherType(typeOfField(unit, node, 'consequence'), typeOfField(unit, node, 'alternative'));
    case 'binary_expression':
      return pointerMoved(unit, node);
    default:
      return typeOfSame(unit, node);
  }
}

/** An expression that has the type of one of its parts. */
function typeOfSame(unit: Unit, node: Node): CType {
  const { tree } = unit;
  switch (tree.kind(node)) {
    case 'assignment_expression':
      return typeOfField(unit, node, 'left');
    case 'update_expression':
      return typeOfField(unit, node, 'argument');
    case 'comma_expression':
      return typeOfField(unit, node, 'right');
    case 'parenthesized_expression': {
      const inner = tree.namedChildren(node)[0];
      return inner === undefined ? unknownType : typeOf(unit, inner);
    }
    default:
      return unknownType;
  }
}

type Part = 'argument' | 'function' | 'consequence' | 'alternative' | 'left' | 'right';

function typeOfField(unit: Unit, node: Node, part: Part): CType {
  const child = unit.tree.field(node, part);
  return child === undefined ? unknownType : typeOf(unit, child);
}

function typeOfName(unit: Unit, node: Node): CType {
  const variable = variableOf(unit, node);
  if (variable !== undefined) return typeOfVariable(unit, variable);
  const name = unit.tree.textOf(node);
  const object = objectOfMember(unit, node);
  if (object !== undefined) return referredTo(memberType(unit, targetOf(unit, object.type), name));
  const body = visibleMacros(unit).bodyOf(name);
  if (body !== undefined) return typeOfPath(unit, body, node);
  const definition = unit.functionNamed(name);
  if (definition !== undefined) return { kind: 'function', returns: definition.returns };
  const prototype = declaredFunctions(unit).get(name)?.[0] ?? included(unit, ({ functions }) => functions.get(name));
  if (prototype !== undefined) return prototype;
  const returns = returnsOf(unit, name);
  return returns === undefined ? unknownType : { kind: 'function', returns: typeSpelt(returns) };
}

/** What a function returns that no header in sight declares, by the settings or the tables. */
function returnsOf(unit: Unit, name: string): string | undefined {
  const own = unit.file.functions?.find(name)?.shown.returns;
  if (own !== undefined && own !== '') return own;
  const api = unit.defines(name) ? undefined : describe(name);
  return api?.tables === undefined ? api?.returns : undefined;
}

/** The type of what a variable names: with `auto`, that of its first value. */
function typeOfVariable(unit: Unit, { type, value }: Variable): CType {
  const referred = referredTo(type);
  const named = referred.kind === 'pointer' ? referred.to : referred;
  const isDeduced = value !== undefined && named.kind === 'named' && named.name === 'auto';
  return isDeduced ? typeOf(unit, value) : referred;
}

const PATH = /^([A-Za-z_]\w*)((?:\s*(?:->|\.)\s*[A-Za-z_]\w*)*)$/;

/** The type of a macro that stands for a variable or a member: `#define Provider (Driver->Npi)`. */
function typeOfPath(unit: Unit, body: string, at: Node): CType {
  const match = PATH.exec(body.replace(/^\(([^()]*)\)$/, '$1').trim());
  const variable = match?.[1] === undefined ? undefined : variableNamed(unit, match[1], at);
  if (match === null || variable === undefined) return unknownType;
  let type = variable.type;
  for (const [, operator, member] of (match[2] ?? '').matchAll(/(->|\.)\s*(\w+)/g)) {
    type = memberType(unit, operator === '->' ? targetOf(unit, type) : type, member ?? '');
  }
  return type;
}

function typeOfMember(unit: Unit, node: Node): CType {
  const { tree } = unit;
  const [field, operator] = [tree.field(node, 'field'), tree.field(node, 'operator')];
  if (field === undefined || operator === undefined) return unknownType;
  const object = typeOfField(unit, node, 'argument');
  return referredTo(
    memberType(unit, tree.kind(operator) === '->' ? targetOf(unit, object) : object, tree.textOf(field)),
  );
}

function typeThroughPointer(unit: Unit, node: Node): CType {
  const operator = unit.tree.field(node, 'operator');
  const operand = typeOfField(unit, node, 'argument');
  if (operator !== undefined && unit.tree.kind(operator) === '&') {
    return operand.kind === 'unknown' ? unknownType : pointerTo(operand);
  }
  // A function pointer, and a function, may be called with a star before it or without.
  return resolve(unit, operand).kind === 'function' ? operand : targetOf(unit, operand);
}

function literalType(unit: Unit, node: Node): CType {
  const descriptor = unit.tree.field(node, 'type');
  return descriptor === undefined ? unknownType : declaredBy(unit.tree, descriptor).type;
}

/** What `CONTAINING_RECORD(address, type, member)` gives is a pointer to that type. */
function recordType({ tree }: Unit, call: Node): CType | undefined {
  const [callee, list] = [tree.field(call, 'function'), tree.field(call, 'arguments')];
  if (callee === undefined || list === undefined || tree.textOf(callee) !== 'CONTAINING_RECORD') return undefined;
  const type = tree.namedChildren(list)[1];
  return type === undefined ? undefined : pointerTo({ kind: 'named', name: tree.textOf(type) });
}

/** What a method of C++ returns. */
function methodResult(unit: Unit, call: Node): CType | undefined {
  const callee = unit.tree.field(call, 'function');
  const method = callee === undefined ? undefined : methodNamed(unit, callee);
  return method && referredTo(method.returns);
}

function resultOf(unit: Unit, callee: CType): CType {
  const resolved = resolve(unit, callee);
  const called = resolved.kind === 'pointer' ? resolve(unit, resolved.to) : resolved;
  return called.kind === 'function' ? called.returns : unknownType;
}

const eitherType = (one: CType, other: CType): CType => (one.kind === 'unknown' ? other : one);

/** `p + 1` is a pointer where p is one; of other arithmetic nothing is said. */
function pointerMoved(unit: Unit, node: Node): CType {
  const operator = unit.tree.field(node, 'operator');
  if (operator === undefined || !['+', '-'].includes(unit.tree.kind(operator))) return unknownType;
  const [left, right] = [typeOfField(unit, node, 'left'), typeOfField(unit, node, 'right')];
  const isPointer = (type: CType): boolean => ['pointer', 'array'].includes(resolve(unit, type).kind);
  if (isPointer(left)) return isPointer(right) ? unknownType : left;
  return isPointer(right) ? right : unknownType;
}
