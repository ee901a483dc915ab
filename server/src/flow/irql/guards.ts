import { typeOf } from '../../model/expression-type';
import { variableOf } from '../../model/scope';
import { targetOf } from '../../model/type-table';
import type { Unit } from '../../model/unit';
import type { Node } from '../../syntax/tree';
import type { ControlFlow, Point, PointIndex } from '../graph/cfg';
import { normalSuccessors } from '../graph/cfg-successors';
import { solveForward } from '../graph/solve';
import { zeroTestIn } from './condition';
import type { Places } from './place';
import type { ArgumentCondition } from './summary';

/** What has to be true of a call's arguments, and of what a caller cannot see, for a point to be reached. */
export interface Guard {
  readonly when: readonly ArgumentCondition[];
  /** False where a condition on the way is about something else than arguments, or how an earlier call ended. */
  readonly isCertain: boolean;
}

type Edges = ReadonlySet<string>;

/**
 * The conditions that every path to a point passes on the same side, for each point.
 *
 * @param isLevelTest Whether a condition asks for the IRQL; what it shows is followed elsewhere.
 */
export function guardsOf(
  unit: Unit,
  flow: ControlFlow,
  places: Places,
  isLevelTest: (condition: Node) => boolean,
): (index: PointIndex) => Guard {
  let solved: { readonly facts: readonly (Edges | undefined)[]; readonly written: ReadonlySet<number> } | undefined;
  return (index) => {
    solved ??= { facts: edgesBefore(flow), written: writtenParameters(unit, flow, places) };
    const { facts, written } = solved;
    const all = [...(facts[index] ?? [])].map((edge) => readEdge(unit, flow, places, edge, isLevelTest));
    const when = all.flatMap(({ condition }) => condition ?? []);
    const isOwn = ({ parameter }: ArgumentCondition) => !written.has(parameter);
    return { when: when.filter(isOwn), isCertain: all.every(({ isOpen }) => !isOpen) && when.every(isOwn) };
  };
}

/** The edges that every path to a point takes. */
function edgesBefore(flow: ControlFlow): readonly (Edges | undefined)[] {
  const solution = solveForward<Edges>(flow, {
    start: new Set(),
    join: (known, more) => {
      const both = new Set([...known].filter((edge) => more.has(edge)));
      return both.size === known.size ? undefined : both;
    },
    after: (point, index, before) => edgesAfter(point, index, before),
  });
  return solution?.facts ?? [];
}

function edgesAfter(point: Point, index: PointIndex, before: Edges) {
  const along = (to: PointIndex, side: string) => ({ to, fact: new Set([...before, `${index} ${side}`]) });
  if (point.kind === 'branch') {
    if (point.whenTrue === point.whenFalse) return [{ to: point.whenTrue, fact: before }];
    return [along(point.whenTrue, 'true'), along(point.whenFalse, 'false')];
  }
  if (point.kind === 'switch') return point.cases.map(({ next }, position) => along(next, `case ${position}`));
  return normalSuccessors(point).map((to) => ({ to, fact: before }));
}

interface ReadEdge {
  readonly condition?: ArgumentCondition;
  /** It depends on something that a caller cannot see. */
  readonly isOpen: boolean;
}

const NEUTRAL: ReadEdge = { isOpen: false };
const OPEN: ReadEdge = { isOpen: true };

function readEdge(
  unit: Unit,
  flow: ControlFlow,
  places: Places,
  edge: string,
  isLevelTest: (condition: Node) => boolean,
): ReadEdge {
  const [index, side] = edge.split(' ');
  const point = flow.points[Number(index)];
  if (point?.kind !== 'branch') return OPEN;
  if (isLevelTest(point.node) || isAboutOutcome(unit, point.node) || isAboutDriver(unit, point.node)) return NEUTRAL;
  return argumentTest(unit, places, point.node, side === 'true') ?? (isAboutPointer(unit, point.node) ? NEUTRAL : OPEN);
}

/** `Wait`, `Wait != FALSE`, `Timeout == NULL` of a parameter. */
function argumentTest(unit: Unit, places: Places, condition: Node, isTrue: boolean): ReadEdge | undefined {
  const tested = zeroTestIn(unit, condition);
  const place = tested === undefined ? undefined : places.of(tested.node);
  const parameter = place?.path.length === 0 ? /^param(\d+)$/.exec(place.root)?.[1] : undefined;
  if (tested === undefined || parameter === undefined) return undefined;
  return { isOpen: false, condition: { parameter: Number(parameter), isZero: tested.isZeroWhenTrue === isTrue } };
}

/** A test of how something ended says nothing of which way the caller wants: `NT_SUCCESS(Status)`, `Status == STATUS_PENDING`. */
function isAboutOutcome(unit: Unit, condition: Node): boolean {
  const text = unit.tree.textOf(condition);
  return /\bNT_(?:SUCCESS|ERROR|WARNING|INFORMATION)\s*\(|\bSTATUS_[A-Z]/.test(text);
}

/** How the driver as a whole stands decides for all callers alike: `State != INITIALIZED`, of a variable outside functions. */
function isAboutDriver(unit: Unit, condition: Node): boolean {
  const { tree } = unit;
  if (tree.kind(condition) === 'call_expression' || tree.descendants(condition, 'call_expression').length > 0)
    return false;
  const names = tree.kind(condition) === 'identifier' ? [condition] : tree.descendants(condition, 'identifier');
  const kinds = names.flatMap((name) => variableOf(unit, name)?.kind ?? []);
  return kinds.length > 0 && kinds.every((kind) => kind === 'global' || kind === 'static');
}

/** `Irp == NULL`, or a pointer by itself. */
function isAboutPointer(unit: Unit, condition: Node): boolean {
  const tested = zeroTestIn(unit, condition);
  if (tested === undefined) return false;
  return /\bNULL\b/.test(unit.tree.textOf(condition)) || targetOf(unit, typeOf(unit, tested.node)).kind !== 'unknown';
}

/** The parameters that the function gives other values: what it tests is then not what it was given. */
function writtenParameters(unit: Unit, flow: ControlFlow, places: Places): ReadonlySet<number> {
  const written = new Set<number>();
  const { tree } = unit;
  for (const point of flow.points) {
    if (!('node' in point)) continue;
    const targets = [point.node, ...tree.descendants(point.node, 'assignment_expression', 'update_expression')].flatMap(
      (node) => writtenAt(unit, node) ?? [],
    );
    for (const target of targets) {
      const place = tree.kind(target) === 'identifier' ? places.of(target) : undefined;
      const index = /^param(\d+)$/.exec(place?.root ?? '')?.[1];
      if (index !== undefined) written.add(Number(index));
    }
  }
  return written;
}

function writtenAt({ tree }: Unit, node: Node): Node | undefined {
  const kind = tree.kind(node);
  if (kind === 'assignment_expression') return tree.field(node, 'left');
  return kind === 'update_expression' ? tree.field(node, 'argument') : undefined;
}
