import { withoutCasts } from '../../model/references';
import { variableOf, type Variable } from '../../model/scope';
import type { FunctionDefinition, Unit } from '../../model/unit';
import type { Node } from '../../syntax/tree';
import { controlFlow, successors, type ControlFlow, type PointIndex } from '../graph/cfg';

/**
 * What may stand in the local variable that an expression of the function reads: the right sides of the assignments, and
 * the initialiser, from which some path leads there without another. Empty for any other expression.
 */
export function assignedBefore(unit: Unit, { body }: FunctionDefinition, expression: Node): readonly Node[] {
  const variable = unit.tree.kind(expression) === 'identifier' ? variableOf(unit, expression) : undefined;
  const flow = variable?.kind === 'local' ? controlFlow(unit.tree, body) : undefined;
  if (variable === undefined || flow === undefined) return [];
  const assigned = flow.points.map((point) => ('node' in point ? assignedIn(unit, point.node, variable) : undefined));
  const found = new Set<Node>();
  for (const index of pointsBefore(flow, unit, expression, (index) => assigned[index] !== undefined)) {
    const value = assigned[index];
    if (value !== undefined) found.add(value);
  }
  return [...found].sort((one, other) => one - other);
}

/** The steps from which a path leads to an expression, in the order of the text. */
export function stepsBefore(unit: Unit, { body }: FunctionDefinition, expression: Node): readonly Node[] {
  const flow = controlFlow(unit.tree, body);
  if (flow === undefined) return [];
  const steps = [...pointsBefore(flow, unit, expression, () => false)].flatMap((index) => {
    const point = flow.points[index];
    return point !== undefined && 'node' in point ? [point.node] : [];
  });
  return steps.sort((one, other) => one - other);
}

/** The points from which a path leads to an expression, each path up to the point where it ends. */
function pointsBefore(
  { points }: ControlFlow,
  { tree }: Unit,
  expression: Node,
  isEnd: (index: PointIndex) => boolean,
): ReadonlySet<PointIndex> {
  const before = new Map<PointIndex, PointIndex[]>();
  points.forEach((point, from) => {
    for (const to of successors(point)) before.set(to, [...(before.get(to) ?? []), from]);
  });
  const holds = (node: Node): boolean => node <= expression && expression < tree.endOfSubtree(node);
  const starts = points.flatMap((point, index) => ('node' in point && holds(point.node) ? [index] : []));
  const reached = new Set(starts.flatMap((index) => before.get(index) ?? []));
  // A set hands out what is added while it is gone through.
  for (const index of reached) {
    if (isEnd(index)) continue;
    for (const earlier of before.get(index) ?? []) reached.add(earlier);
  }
  return reached;
}

/** The value that a step puts into a variable; the last where it does so more than once. */
function assignedIn(unit: Unit, node: Node, variable: Variable): Node | undefined {
  const { tree } = unit;
  const values = [node, ...tree.descendants(node, 'assignment_expression', 'init_declarator')].flatMap((deed) => {
    const operator = tree.field(deed, 'operator');
    if (operator !== undefined && tree.textOf(operator) !== '=') return [];
    const target = tree.field(deed, 'left') ?? tree.field(deed, 'declarator');
    const value = tree.field(deed, 'right') ?? tree.field(deed, 'value');
    const isMeant = target !== undefined && tree.kind(target) === 'identifier' && variableOf(unit, target) === variable;
    return isMeant && value !== undefined ? [value] : [];
  });
  return values.at(-1);
}

/** The expressions that an expression may take its value from: the arms of a `? :`, the last of a comma list. */
export function armsOf(unit: Unit, expression: Node): readonly Node[] {
  const { tree } = unit;
  const node = withoutCasts(unit, expression);
  switch (tree.kind(node)) {
    case 'conditional_expression':
      return (['consequence', 'alternative'] as const).flatMap((arm) => {
        const inside = tree.field(node, arm);
        return inside === undefined ? [] : armsOf(unit, inside);
      });
    case 'comma_expression':
    case 'assignment_expression': {
      const last = tree.field(node, 'right');
      return last === undefined ? [node] : armsOf(unit, last);
    }
    default:
      return [node];
  }
}
