import { beginsWith } from '../../model/first-member';
import { withoutCasts } from '../../model/references';
import { objectOfMember, variableOf, type Variable } from '../../model/scope';
import { memberType, resolve, targetOf, typeOf, type CType } from '../../model/types';
import { sharingMemoryWith } from '../../model/unions';
import type { Node } from '../../syntax/tree';
import type { Case } from '../state/case';
import { keepsNothing } from '../state/keeping';
import { aliasesOf } from './alias';
import type { FunctionContext } from './context';
import { evaluate } from './evaluate';
import { isRecordOperator } from './record';
import type { Region, Terms, Value } from '../state/terms';

/** Where an expression stands in memory; no region where that cannot be followed. */
export interface PlaceOutcome {
  readonly region: Region | undefined;
  readonly after: Case;
  /** What is written, too, when this is: the other members of a union, and the whole of which an unknown part is written. */
  readonly alsoWritten: readonly Region[];
  /** The pointer behind which it stands; none where it is in a variable. */
  readonly pointer?: Pointer | undefined;
}

/** A pointer that an expression goes through. */
export interface Pointer {
  readonly value: Value;
  readonly node: Node;
}

/** The case after a value was put in a place. */
export function put({ region, after, alsoWritten }: PlaceOutcome, value: Value, at: Node): Case {
  if (region === undefined && alsoWritten.length === 0) return after;
  const written = after.fork();
  const label = after.terms.label(at);
  const others = region === undefined ? alsoWritten : [...alsoWritten, ...aliasesOf(after, region)];
  if (others.length > 0) written.renew(label);
  for (const other of others) written.forget(other, label, keepsNothing);
  if (region !== undefined) written.write(region, value);
  return written;
}

/** After a structure was assigned: what is known of members of the one is known of those of the other. `written` is changed. */
export function copyMembers(
  context: FunctionContext,
  from: Node,
  { region, after }: PlaceOutcome,
  written: Case,
): void {
  const { unit, terms } = context;
  if (region === undefined || resolve(unit, typeOf(unit, from)).kind !== 'struct') return;
  const [source] = placesOf(context, from, after);
  if (source?.region === undefined || source.region === region) return;
  for (const [held, value] of after.memory) {
    const copied = held === source.region ? undefined : sameWithin(terms, held, source.region, region);
    if (copied !== undefined) written.write(copied, value);
  }
}

/** The part of another structure that a part is of its own; undefined for what is no part of it. */
function sameWithin(terms: Terms, part: Region, whole: Region, other: Region): Region | undefined {
  if (part === whole) return other;
  if (part.place.is !== 'member') return undefined;
  const of = sameWithin(terms, part.place.of, whole, other);
  return of && terms.member(of, part.place.name);
}

const place = (
  region: Region | undefined,
  after: Case,
  alsoWritten: readonly Region[] = [],
  pointer?: Pointer,
): PlaceOutcome => ({ region, after, alsoWritten, pointer });

/** The region that an lvalue names, in every way in which evaluating it can turn out. */
export function placesOf(context: FunctionContext, node: Node, before: Case): PlaceOutcome[] {
  const { unit, terms } = context;
  const { tree } = unit;
  switch (tree.kind(node)) {
    case 'identifier': {
      const variable = variableOf(unit, node);
      if (variable !== undefined) return [named(context, terms.variable(variable), variable.type, before)];
      const object = objectOfMember(unit, node);
      return [object === undefined ? place(undefined, before) : ownMember(context, node, object, before)];
    }
    case 'parenthesized_expression':
    case 'cast_expression': {
      const value = withoutCasts(unit, node);
      return value === node ? [place(undefined, before)] : placesOf(context, value, before);
    }
    case 'field_expression':
      return memberPlaces(context, node, before);
    case 'pointer_expression':
      return pointedAt(context, tree.field(node, 'argument'), before);
    case 'subscript_expression':
      return elementPlaces(context, node, before);
    default:
      return evaluate(context, node, before).map(({ after }) => place(undefined, after));
  }
}

/** What a variable or a member is: for a reference of C++, what it refers to. */
const named = ({ terms }: FunctionContext, region: Region | undefined, type: CType, before: Case): PlaceOutcome =>
  place(region !== undefined && isReference(type) ? terms.pointee(before.read(region)) : region, before);

const isReference = (type: CType): boolean => type.kind === 'pointer' && type.isReference === true;

/** In a method of C++ `name` is `this->name`. */
function ownMember(context: FunctionContext, node: Node, object: Variable, before: Case): PlaceOutcome {
  const { unit, terms } = context;
  const name = unit.tree.textOf(node);
  const whole = terms.pointee(before.read(terms.variable(object)));
  const type = memberType(unit, targetOf(unit, object.type), name);
  return named(context, whole && terms.member(whole, name), type, before);
}

function memberPlaces(context: FunctionContext, node: Node, before: Case): PlaceOutcome[] {
  const { unit, terms } = context;
  const { tree } = unit;
  const [object, name, operator] = [
    tree.field(node, 'argument'),
    tree.field(node, 'field'),
    tree.field(node, 'operator'),
  ];
  if (object === undefined || name === undefined) return [place(undefined, before)];
  const isArrow = operator !== undefined && tree.textOf(operator) === '->';
  const declared = typeOf(unit, object);
  const [structure, member] = [isArrow ? targetOf(unit, declared) : declared, tree.textOf(name)];
  const others = sharingMemoryWith(unit, structure, member);
  const isWhole = beginsWith(unit, structure, member);
  const wholes = isArrow ? pointedAt(context, object, before) : placesOf(context, object, before);
  return wholes.map(({ region, after, alsoWritten, pointer }) => {
    if (region === undefined || isWhole) return place(region, after, alsoWritten, pointer);
    const shared = others.map((other) => terms.member(region, other)).filter((other) => other !== undefined);
    if (unit.tree.cpp !== undefined && isReference(memberType(unit, structure, member)))
      return named(context, terms.member(region, member), memberType(unit, structure, member), after);
    return place(terms.member(region, member), after, [...alsoWritten, ...shared], pointer);
  });
}

function pointedAt(context: FunctionContext, pointer: Node | undefined, before: Case): PlaceOutcome[] {
  if (pointer === undefined) return [place(undefined, before)];
  if (typeOf(context.unit, pointer).kind === 'array') {
    return placesOf(context, pointer, before).map((whole) => ({
      ...whole,
      region: whole.region && context.terms.element(whole.region, 0),
    }));
  }
  return evaluate(context, pointer, before).map(({ value, after }) => ({
    ...pointee(context, value, after),
    pointer: { value, node: pointer },
  }));
}

/** Arithmetic with pointers leads to a place that nobody follows. It may be any near the pointer. */
function pointee({ terms }: FunctionContext, value: Value, after: Case): PlaceOutcome {
  const isMoved =
    value.kind === 'symbol' && value.origin.from === 'operation' && !isRecordOperator(value.origin.operator);
  if (!isMoved) return place(terms.pointee(value), after);
  const near = value.origin.operands.map((operand) => terms.pointee(operand)).filter((region) => region !== undefined);
  return place(undefined, after, near);
}

/** An element is followed only by a constant index: which one another index means is not known. */
function elementPlaces(context: FunctionContext, node: Node, before: Case): PlaceOutcome[] {
  const { tree } = context.unit;
  const [array, index] = [tree.field(node, 'argument'), tree.field(node, 'index')];
  if (array === undefined || index === undefined) return [place(undefined, before)];
  return pointedAt(context, array, before).flatMap(({ region, after: there, alsoWritten, pointer }) =>
    evaluate(context, index, there).map(({ value, after }) => {
      if (region === undefined) return place(undefined, after, alsoWritten, pointer);
      if (value.kind === 'number')
        return place(context.terms.elementFrom(region, value.value), after, alsoWritten, pointer);
      return place(undefined, after, [...alsoWritten, region], pointer);
    }),
  );
}
