import { typeOf } from '../model/expression-type';
import { withoutCasts } from '../model/references';
import { parameterVariable, type Variable } from '../model/scope';
import { isPointerTo, structureName, targetOf } from '../model/type-table';
import type { FunctionDefinition, Unit } from '../model/unit';
import type { Node } from '../syntax/tree';
import type { DriverFunction } from './calls';

// A place is a text: the same for the same variable, and for the same member of any object of a structure.

/** What stands behind an `&`. */
export function addressed(unit: Unit, expression: Node): Node | undefined {
  const node = withoutCasts(unit, expression);
  const isAddress = unit.tree.kind(node) === 'pointer_expression' && unit.tree.textOf(node).startsWith('&');
  return isAddress ? unit.tree.field(node, 'argument') : undefined;
}

/** What the pointer in a place points at. */
export const behind = (place: string | undefined): string | undefined =>
  place === undefined ? undefined : `*${place}`;

/** `CONNECTION.Socket`, whichever object it is a member of. */
export function memberPlace(unit: Unit, node: Node): string | undefined {
  const { tree } = unit;
  const [object, field, operator] = [
    tree.field(node, 'argument'),
    tree.field(node, 'field'),
    tree.field(node, 'operator'),
  ];
  if (object === undefined || field === undefined || operator === undefined) return undefined;
  const type = typeOf(unit, object);
  const owner = structureName(unit, tree.textOf(operator) === '->' ? targetOf(unit, type) : type);
  return `${HOLDER}${ownerText(owner)}${tree.textOf(field)}`;
}

/** A structure without a name is none that a person knows. */
const ownerText = (owner: string | undefined): string =>
  owner === undefined || owner.startsWith('#') ? '' : `${owner}.`;

/** A variable of a function by its declaration, one of a file by its name. */
export function variablePlace(unit: Unit, { kind, name, node }: Variable): string {
  const { path } = unit.file;
  if (kind === 'global') return `${HOLDER}${name}`;
  return kind === 'static' ? `${HOLDER}${name}@${path}` : `${name}@${path}:${node}`;
}

/** A parameter of a function; undefined where it has no name. */
export function parameterPlace({ analysis: { unit }, definition }: DriverFunction, index: number): string | undefined {
  const parameter = definition.parameters[index];
  const variable = parameter === undefined ? undefined : parameterVariable(unit, parameter);
  return variable && variablePlace(unit, variable);
}

/** Where a function puts what it returns. */
export const resultPlace = ({ id }: DriverFunction): string => `result of ${id}`;

/** Stands before the name of a place that outlives a function. */
const HOLDER = ':';

/** Whether a place outlives a function. */
export const isHolder = (place: string): boolean => place.startsWith(HOLDER);

/** Such a place as a person knows it. */
export const holderText = (place: string): string => place.slice(HOLDER.length).replace(/@.*$/, '');

/** The parameters of a function that are pointers to a type. */
export const parametersOfType = (unit: Unit, { parameters }: FunctionDefinition, target: string): readonly number[] =>
  parameters.flatMap(({ type }, index) => (isPointerTo(unit, type, target) ? [index] : []));
