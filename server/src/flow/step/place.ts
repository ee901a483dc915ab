import { withoutCasts } from '../../model/references';
import { variableOf } from '../../model/scope';
import { typeOf } from '../../model/types';
import type { Node } from '../../syntax/tree';
import type { Case } from '../state/case';
import type { FunctionContext } from './context';
import { evaluate } from './evaluate';
import type { Region } from '../state/terms';

/** Where an expression stands in memory; no region where that cannot be followed. */
export interface PlaceOutcome {
  readonly region: Region | undefined;
  readonly after: Case;
}

/** The region that an lvalue names, in every way in which evaluating it can turn out. */
export function placesOf(context: FunctionContext, node: Node, before: Case): PlaceOutcome[] {
  const { unit, terms } = context;
  const { tree } = unit;
  switch (tree.kind(node)) {
    case 'identifier': {
      const variable = variableOf(unit, node);
      return [{ region: variable === undefined ? undefined : terms.variable(variable), after: before }];
    }
    case 'parenthesized_expression':
    case 'cast_expression': {
      const value = withoutCasts(unit, node);
      return value === node ? [{ region: undefined, after: before }] : placesOf(context, value, before);
    }
    case 'field_expression':
      return memberPlaces(context, node, before);
    case 'pointer_expression':
      return pointedAt(context, tree.field(node, 'argument'), before);
    case 'subscript_expression':
      return elementPlaces(context, node, before);
    default:
      return evaluate(context, node, before).map(({ after }) => ({ region: undefined, after }));
  }
}

function memberPlaces(context: FunctionContext, node: Node, before: Case): PlaceOutcome[] {
  const { tree } = context.unit;
  const [object, name] = [tree.field(node, 'argument'), tree.field(node, 'field')];
  const operator = tree.field(node, 'operator');
  if (object === undefined || name === undefined) return [{ region: undefined, after: before }];
  const isArrow = operator !== undefined && tree.textOf(operator) === '->';
  const wholes = isArrow ? pointedAt(context, object, before) : placesOf(context, object, before);
  return wholes.map(({ region, after }) => ({
    region: region === undefined ? undefined : context.terms.member(region, tree.textOf(name)),
    after,
  }));
}

function pointedAt(context: FunctionContext, pointer: Node | undefined, before: Case): PlaceOutcome[] {
  if (pointer === undefined) return [{ region: undefined, after: before }];
  if (typeOf(context.unit, pointer).kind === 'array') return placesOf(context, pointer, before);
  return evaluate(context, pointer, before).map(({ value, after }) => ({ region: context.terms.pointee(value), after }));
}

/** An element is followed only by a constant index: which one another index means is not known. */
function elementPlaces(context: FunctionContext, node: Node, before: Case): PlaceOutcome[] {
  const { tree } = context.unit;
  const [array, index] = [tree.field(node, 'argument'), tree.field(node, 'index')];
  if (array === undefined || index === undefined) return [{ region: undefined, after: before }];
  return pointedAt(context, array, before).flatMap(({ region, after }) =>
    evaluate(context, index, after).map(({ value, after: there }) => ({
      region: region === undefined || value.kind !== 'number' ? undefined : context.terms.member(region, `[${value.value}]`),
      after: there,
    })),
  );
}
