import { knownCall } from '../../model/dispatch';
import type { FunctionDefinition, Unit } from '../../model/unit';
import type { Node } from '../../syntax/tree';
import type { Analysis } from '../analysis';
import { returnedConstants, type ReturnedConstant } from './callback-returns';
import { isConstant } from '../constant';

type ReceiveEvent = 'WskReceiveEvent' | 'WskReceiveFromEvent';

/** A STATUS_PENDING with which a receive callback keeps an indication that nothing can give back. */
export interface RetainedIndication extends ReturnedConstant<ReceiveEvent> {
  /** The indication, as the driver names it. */
  readonly indication: string;
  /** The callback does no more with it than to see whether there is one. */
  readonly isUnused: boolean;
}

/** The indications that callbacks of a file retain although the driver never calls WskRelease, or never could with these. */
export function unreleasedIndications(analysis: Analysis): RetainedIndication[] {
  const pending = returnedConstants(
    analysis,
    ['WskReceiveEvent', 'WskReceiveFromEvent'],
    ({ value, isAfterDeath }) => !isAfterDeath && isConstant(value, 'STATUS_PENDING'),
  );
  return pending.flatMap((returned) => {
    const { definition, reportsDeath } = returned.by;
    const indication = reportsDeath?.name;
    if (indication === undefined) return [];
    const isUnused = placesOf(analysis.unit, definition, indication).every((node) => isOnlyTested(analysis.unit, node));
    const isLost = isUnused || !analysis.driver.mayCall('WskRelease');
    const isGivenAway = placesOf(analysis.unit, definition, indication).some((node) => isGiven(analysis.unit, node));
    return isLost && !isGivenAway ? [{ ...returned, indication, isUnused }] : [];
  });
}

const placesOf = ({ tree }: Unit, { body }: FunctionDefinition, name: string): readonly Node[] =>
  tree.descendants(body, 'identifier').filter((node) => tree.textOf(node) === name);

/** Whether a value is only compared, or named so that the compiler does not complain. */
function isOnlyTested(unit: Unit, node: Node): boolean {
  const { tree } = unit;
  const parent = tree.parent(node);
  if (parent === undefined) return false;
  switch (tree.kind(parent)) {
    case 'parenthesized_expression':
    case 'cast_expression':
      return isOnlyTested(unit, parent);
    case 'binary_expression':
    case 'unary_expression':
    case 'if_statement':
    case 'expression_statement':
      return true;
    case 'argument_list':
      return /^UNREFERENCED_PARAMETER|^DBG_UNREFERENCED/.test(tree.textOf(tree.parent(parent) ?? parent));
    default:
      return false;
  }
}

/** Whether a value is handed to code that the tables do not know, through a pointer: another driver may release it. */
function isGiven(unit: Unit, node: Node): boolean {
  const { tree } = unit;
  const call = tree.enclosing(node, 'call_expression');
  const callee = call === undefined ? undefined : tree.field(call, 'function');
  if (call === undefined || callee === undefined || tree.kind(callee) === 'identifier') return false;
  return knownCall(unit, call) === undefined;
}
