import { normalSuccessors, type ControlFlow, type Point, type PointIndex } from './cfg';
import { reversePostorder, Worklist } from './solve-order';

/** What an analysis makes of facts, whichever way it goes. A fact is never undefined and never changed. */
export interface Lattice<Fact> {
  /**
   * The least fact that covers both, or undefined where `more` adds nothing to `known`. Along any chain of joins the facts
   * must stop growing, or `widen` must see to it.
   */
  join(known: Fact, more: Fact): Fact | undefined;
  /**
   * Takes the place of `join` at loop heads, so that endless chains end.
   *
   * @param visits How often the fact of this point has grown before.
   */
  widen?(known: Fact, more: Fact, visits: number): Fact | undefined;
}

/** A fact on the edge to a point. */
export interface Outcome<Fact> {
  readonly to: PointIndex;
  readonly fact: Fact;
}

export interface ForwardAnalysis<Fact> extends Lattice<Fact> {
  /** What holds where the function begins. */
  readonly start: Fact;
  /**
   * What holds after a step, for each edge that can be taken: `true` and `false` edges of a branch may differ, and an edge
   * that is left out is not taken. `alongAll` serves steps whose edges do not differ. Edges to a handler (`point.raises`)
   * are not the analysis's business here.
   */
  after(point: Point, index: PointIndex, before: Fact): readonly Outcome<Fact>[];
  /**
   * What holds where the step raised an exception. A step can do so before, in or after its work, so that without this
   * the handler gets `before` joined with all that `after` gave.
   */
  raised?(point: Point, index: PointIndex, before: Fact): Fact;
}

export interface BackwardAnalysis<Fact> extends Lattice<Fact> {
  /** What holds at the end. */
  readonly end: Fact;
  /** The same where the function does not return; `end` if it is left out. */
  readonly abandoned?: Fact;
  /** What holds before a step, given what holds after it. */
  before(point: Point, index: PointIndex, after: Fact): Fact;
}

export interface Solution<Fact> {
  /**
   * By point. Forward: what holds before the point; undefined where no path leads there. Backward: the same, looking
   * ahead; undefined where no path leads from there to an end.
   */
  readonly facts: readonly (Fact | undefined)[];
  /** How many times a step was worked out. */
  readonly steps: number;
}

/** The same fact on every edge of a step. */
export function alongAll<Fact>(point: Point, fact: Fact): Outcome<Fact>[] {
  return normalSuccessors(point).map((to) => ({ to, fact }));
}

/**
 * Follows facts along every path to a fixed point. Always does the same steps in the same order.
 *
 * @param budget How many steps it may take.
 * @returns undefined where the budget did not suffice: nothing is then known of the function.
 */
export function solveForward<Fact>(
  flow: ControlFlow,
  analysis: ForwardAnalysis<Fact>,
  budget = Infinity,
): Solution<Fact> | undefined {
  const { points, entry } = flow;
  const facts = new Facts(points, analysis);
  const worklist = new Worklist(reversePostorder(flow));
  const send = (to: PointIndex, fact: Fact) => {
    if (facts.add(to, fact)) worklist.add(to);
  };
  send(entry, analysis.start);
  let steps = 0;
  for (let index = worklist.take(); index !== undefined; index = worklist.take()) {
    if (++steps > budget) return undefined;
    const point = points[index];
    const before = facts.at(index);
    if (point === undefined || before === undefined) continue;
    const outcomes = analysis.after(point, index, before);
    for (const { to, fact } of outcomes) send(to, fact);
    if (point.raises === undefined) continue;
    if (analysis.raised !== undefined) {
      send(point.raises, analysis.raised(point, index, before));
    } else {
      for (const { fact } of [{ fact: before }, ...outcomes]) send(point.raises, fact);
    }
  }
  return { facts: facts.all, steps };
}

/**
 * Follows facts against the edges, from the ends of a function. A step that can raise an exception holds, beside what its
 * own work makes of what follows, whatever its handler needs.
 *
 * @param budget How many steps it may take.
 * @returns undefined where the budget did not suffice.
 */
export function solveBackward<Fact>(
  flow: ControlFlow,
  analysis: BackwardAnalysis<Fact>,
  budget = Infinity,
): Solution<Fact> | undefined {
  const { points } = flow;
  const ahead = new Facts(points, analysis);
  const here = new Facts(points, analysis);
  const worklist = new Worklist(reversePostorder(flow).toReversed());
  const predecessors = predecessorsOf(points);
  points.forEach((point, index) => {
    if (point.kind !== 'exit') return;
    ahead.add(index, point.abandons === true ? (analysis.abandoned ?? analysis.end) : analysis.end);
    worklist.add(index);
  });
  let steps = 0;
  for (let index = worklist.take(); index !== undefined; index = worklist.take()) {
    if (++steps > budget) return undefined;
    const point = points[index];
    if (point === undefined) continue;
    const after = ahead.at(index);
    if (after !== undefined) here.add(index, analysis.before(point, index, after));
    const fact = here.at(index);
    if (fact === undefined) continue;
    for (const { from, raises } of predecessors[index] ?? []) {
      // What a handler needs holds before the step as it stands: the step may not have done anything.
      if ((raises ? here : ahead).add(from, fact)) worklist.add(from);
    }
  }
  return { facts: here.all, steps };
}

/** One growing fact a point. */
class Facts<Fact> {
  readonly all: (Fact | undefined)[];
  private readonly visits: number[];
  private readonly points: readonly Point[];
  private readonly lattice: Lattice<Fact>;

  constructor(points: readonly Point[], lattice: Lattice<Fact>) {
    this.all = points.map(() => undefined);
    this.visits = points.map(() => 0);
    this.points = points;
    this.lattice = lattice;
  }

  at(index: PointIndex): Fact | undefined {
    return this.all[index];
  }

  /** @returns whether the point's fact has grown. */
  add(index: PointIndex, more: Fact): boolean {
    const known = this.all[index];
    const joined = known === undefined ? more : this.join(index, known, more);
    if (joined === undefined) return false;
    this.all[index] = joined;
    return true;
  }

  private join(index: PointIndex, known: Fact, more: Fact): Fact | undefined {
    const { lattice } = this;
    if (lattice.widen === undefined || this.points[index]?.isLoopHead !== true) return lattice.join(known, more);
    const visits = this.visits[index] ?? 0;
    const widened = lattice.widen(known, more, visits);
    if (widened !== undefined) this.visits[index] = visits + 1;
    return widened;
  }
}

interface Predecessor {
  readonly from: PointIndex;
  /** Whether the edge is that of a raised exception. */
  readonly raises: boolean;
}

function predecessorsOf(points: readonly Point[]): Predecessor[][] {
  const found: Predecessor[][] = points.map(() => []);
  points.forEach((point, from) => {
    for (const to of new Set(normalSuccessors(point))) found[to]?.push({ from, raises: false });
    if (point.raises !== undefined) found[point.raises]?.push({ from, raises: true });
  });
  return found;
}
