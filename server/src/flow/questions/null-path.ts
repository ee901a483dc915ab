import { constantOf } from '../../model/constants';
import { withoutCasts } from '../../model/references';
import type { FunctionDefinition, Unit } from '../../model/unit';
import type { Node } from '../../syntax/tree';
import { controlFlow, successors, type ControlFlow, type Point, type PointIndex } from '../graph/cfg';

/** What a function does where one of its parameters is NULL. */
export interface NullPath {
  /** The steps that can be reached then, before another value is put into the parameter, in the order of the text. */
  readonly steps: readonly Node[];
  /** Whether the function tests the parameter, so that it goes another way where it is not NULL. */
  readonly isTested: boolean;
  /** Those of the steps that no test leads to which has shown the parameter not to be NULL. */
  readonly own: readonly Node[];
}

/**
 * The steps of a function with a parameter that is NULL, along the branches that test it directly.
 *
 * @param count A parameter that is 0 where the other is NULL, if there is one: a test of it tells the same.
 * @returns undefined where the function's control flow is too large.
 */
export function nullPath(
  unit: Unit,
  { body }: FunctionDefinition,
  parameter: string,
  count?: string,
): NullPath | undefined {
  const flow = controlFlow(unit.tree, body);
  if (flow === undefined) return undefined;
  const names = count === undefined ? [parameter] : [parameter, count];
  const edgeOf = (point: Point): PointIndex | undefined => nullEdge(unit, point, names);
  const steps = stepsAt(
    flow,
    reachedFrom(flow, [flow.entry], (point, step) => {
      if (step !== undefined && assigns(unit, step, parameter)) return [];
      const only = edgeOf(point);
      return only === undefined ? successors(point) : [only];
    }),
  );
  const others = flow.points.flatMap((point) => {
    const only = edgeOf(point);
    return only === undefined ? [] : successors(point).filter((next) => next !== only);
  });
  const elsewhere = new Set(stepsAt(flow, reachedFrom(flow, others, successors)));
  return { steps, isTested: others.length > 0, own: steps.filter((step) => !elsewhere.has(step)) };
}

function stepsAt({ points }: ControlFlow, reached: ReadonlySet<PointIndex>): readonly Node[] {
  const steps = [...reached].flatMap((index) => stepOf(points[index]) ?? []);
  return [...new Set(steps)].sort((one, other) => one - other);
}

const stepOf = (point: Point | undefined): Node | undefined =>
  point !== undefined && 'node' in point ? point.node : undefined;

function reachedFrom(
  { points }: ControlFlow,
  starts: readonly PointIndex[],
  nextOf: (point: Point, step: Node | undefined) => readonly PointIndex[],
): ReadonlySet<PointIndex> {
  const reached = new Set(starts);
  // A set hands out what is added while it is gone through.
  for (const index of reached) {
    const point = points[index];
    if (point === undefined) continue;
    for (const next of nextOf(point, stepOf(point))) reached.add(next);
  }
  return reached;
}

/** The edge of a branch that is taken where one of some names stands for 0; undefined where it tests something else. */
function nullEdge(unit: Unit, point: Point, names: readonly string[]): PointIndex | undefined {
  if (point.kind !== 'branch') return undefined;
  const test = nullTest(unit, withoutCasts(unit, point.node), names);
  return test === undefined ? undefined : test === 'is null' ? point.whenTrue : point.whenFalse;
}

/** Which question an expression asks of one of some names; undefined for any other. */
function nullTest(unit: Unit, node: Node, names: readonly string[]): 'is null' | 'is not null' | undefined {
  const { tree } = unit;
  const isName = (one: Node): boolean => names.includes(tree.textOf(withoutCasts(unit, one)));
  if (isName(node)) return 'is not null';
  const [left, right] = [tree.field(node, 'left'), tree.field(node, 'right')];
  if (tree.kind(node) !== 'binary_expression' || left === undefined || right === undefined) return undefined;
  const other = isName(left) ? right : isName(right) ? left : undefined;
  if (other === undefined || constantOf(unit, other)?.value !== 0) return undefined;
  return QUESTIONS[tree.textOf(tree.field(node, 'operator') ?? node)];
}

const QUESTIONS: Readonly<Record<string, 'is null' | 'is not null'>> = { '==': 'is null', '!=': 'is not null' };

function assigns({ tree }: Unit, step: Node, name: string): boolean {
  return [step, ...tree.descendants(step, 'assignment_expression')].some((node) => {
    const left = tree.kind(node) === 'assignment_expression' ? tree.field(node, 'left') : undefined;
    return left !== undefined && tree.textOf(left) === name;
  });
}
