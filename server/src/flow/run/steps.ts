import type { Variable } from '../../model/scope';
import type { Point, PointIndex } from '../graph/cfg';
import { isMadeToRaise } from '../graph/cfg-steps';
import type { Outcome } from '../graph/solve';
import type { Case } from '../state/case';
import { Distances } from '../state/distance';
import { addCases } from '../state/merge';
import type { Label } from '../state/terms';
import type { FunctionContext } from '../step/context';
import { edgesAfter, type Edge } from './edges';
import type { Observations, Watch } from './observations';

/** The cases at a point. */
export interface Cases {
  readonly at: PointIndex;
  readonly cases: readonly Case[];
}

type Live = readonly (ReadonlySet<Variable> | undefined)[];

/** What a step made of one case. */
interface Made {
  readonly edges: readonly Edge[];
  /** The same without what the locals hold that are not read any more. */
  readonly trimmed: readonly Edge[];
  readonly seen: Observations | undefined;
}

/** How many cases are kept apart at a point once most of the budget is spent. */
const MOST_WHEN_TIGHT = 4;

/** Makes the steps of a function, each once for each case: a case is never changed, and gives the same again. */
export class Steps {
  readonly #context: FunctionContext;
  readonly #live: Live;
  readonly #watch: Watch;
  readonly #exit: PointIndex;
  readonly #distances = new Distances();
  /** By point: what was made of the cases that stand there. */
  readonly #made: (ReadonlyMap<Case, Made> | undefined)[] = [];
  /** By point: the cases that have come to it since the visit before. What was made of the others has been handed on. */
  readonly #arrived: (readonly Case[] | undefined)[] = [];

  /**
   * @param exit Where the function ends.
   */
  constructor(context: FunctionContext, live: Live, watch: Watch, exit: PointIndex) {
    this.#exit = exit;
    this.#context = context;
    this.#live = live;
    this.#watch = watch;
  }

  /** What the cases that have arrived at a step bring on each edge behind it; an edge that no case takes is left out. */
  after(point: Point, index: PointIndex, cases: readonly Case[]): Outcome<Cases>[] {
    const made = this.#makeArrived(point, index, cases);
    const [first] = made;
    if (first === undefined) return [];
    const edges = made.length === 1 && isApart(first.trimmed) ? first.trimmed : gathered(made);
    return edges.filter(([, after]) => after.length > 0).map(([to, after]) => ({ to, fact: this.#reduced(to, after) }));
  }

  /**
   * A step that raises has done its work or not: what holds either way, and what the handler may still read. Of the cases
   * that `after` was asked for last. Where nobody expects it to raise, all that was known before is in doubt.
   */
  raised(point: Point, index: PointIndex): Cases {
    const handler = point.raises ?? 0;
    const arrived = this.#arrived[index] ?? [];
    const after = arrived.flatMap((one) =>
      (this.#made[index]?.get(one)?.edges ?? []).flatMap(([, done]) => done.map((end) => raisedAfter(end, handler))),
    );
    const before = this.#isMadeToRaise(point) ? arrived : arrived.map((one) => raisedAfter(one, handler));
    return this.#reduced(handler, this.#trimmed(handler, [...before, ...after]));
  }

  #isMadeToRaise(point: Point): boolean {
    const node = point.kind === 'return' ? point.value : 'node' in point ? point.node : undefined;
    return node !== undefined && isMadeToRaise(this.#context.unit.tree, node);
  }

  /** Whether most of the budget is spent. */
  get isTight(): boolean {
    return this.#context.budget.isTight;
  }

  /** The cases at a point after more have arrived; undefined where they add nothing. */
  together(at: PointIndex, known: readonly Case[], more: readonly Case[]): readonly Case[] | undefined {
    return addCases(known, more, labelOf(at), {
      distances: this.#distances,
      ...(this.isTight ? { most: MOST_WHEN_TIGHT } : {}),
    });
  }

  #reduced(at: PointIndex, cases: readonly Case[]): Cases {
    return { at, cases: cases.length === 1 ? cases : (this.together(at, [], cases) ?? cases) };
  }

  /** What was seen at each step in the cases that stood there the last time, in the order of the points. */
  seen(): Observations[] {
    return this.#made.flatMap((made) => [...(made?.values() ?? [])].flatMap(({ seen }) => seen ?? []));
  }

  #makeArrived(point: Point, index: PointIndex, cases: readonly Case[]): readonly Made[] {
    const last = this.#made[index];
    const all = new Map<Case, Made>();
    const arrived: Case[] = [];
    const added: Made[] = [];
    for (const one of cases) {
      const known = last?.get(one);
      const made = known ?? this.#make(point, index, one);
      all.set(one, made);
      if (known !== undefined) continue;
      arrived.push(one);
      added.push(made);
    }
    this.#made[index] = all;
    this.#arrived[index] = arrived;
    return added;
  }

  #make(point: Point, index: PointIndex, before: Case): Made {
    const { done: edges, seen } = this.#watch.during(() => this.#edgesAfter(point, before), this.#live[index]);
    return { edges, trimmed: edges.map(([to, after]): Edge => [to, this.#trimmed(to, after)]), seen };
  }

  #edgesAfter(point: Point, before: Case): readonly Edge[] {
    const edges = edgesAfter(this.#context, point, before);
    const { observer, definition } = this.#context;
    const at = point.kind === 'return' ? point.node : definition.body;
    for (const [to, after] of edges) if (to === this.#exit) for (const end of after) observer.ended(at, end);
    return edges;
  }

  #trimmed(to: PointIndex, cases: readonly Case[]): readonly Case[] {
    const live = this.#live[to];
    for (const { memory } of cases) this.#context.budget.spend(memory.size);
    return live === undefined ? cases : cases.map((one) => one.keepingOnly((variable) => live.has(variable), true));
  }
}

/** Whether no two edges lead to one point. */
const isApart = (edges: readonly Edge[]): boolean =>
  edges.length <= 1 || (edges.length === 2 && edges[0]?.[0] !== edges[1]?.[0]);

/** One edge for each point that is gone on to. */
function gathered(made: readonly Made[]): Edge[] {
  const edges = new Map<PointIndex, Case[]>();
  for (const { trimmed } of made) {
    for (const [to, after] of trimmed) {
      const there = edges.get(to);
      if (there === undefined) edges.set(to, [...after]);
      else there.push(...after);
    }
  }
  return [...edges];
}

/** Few steps raise once their work is done: what they did is in doubt. */
function raisedAfter(done: Case, handler: PointIndex): Case {
  const raised = done.fork();
  raised.doubt(`raised to ${handler}`);
  return raised;
}

/** Where two paths meet symbols are made, too: the number of the point, kept apart from those of nodes. */
export const labelOf = (point: PointIndex): Label => (-1 - point) as Label;
