import type { Point, PointIndex } from './cfg';

/** Blocks that nest deeper are not followed. Microsoft's compiler stops at 128 (its error C1061). */
export const maximalDepth = 256;

/** A function of ten thousand statements stays far below this; only copies of `__finally` in `__finally` pass it. */
export const maximalPoints = 100_000;

/** Thrown inside the builder where a function passes one of its limits; never seen outside. */
export class GivenUp extends Error {}

/** A point whose place in the graph is not final yet. */
export interface Draft {
  readonly point: Point;
  /** Where it will stand among the others: offsets and copy numbers, compared from the left. */
  readonly order: readonly number[];
}

/** The points of a function while its graph is built, from the last statement to the first. */
export class Drafts {
  readonly all: Draft[] = [];
  /** The end that returns to the caller. */
  readonly exit: PointIndex;
  /** The end that does not. */
  readonly abandoned: PointIndex;

  constructor() {
    this.exit = this.add({ kind: 'exit' }, [Infinity, 0]);
    this.abandoned = this.add({ kind: 'exit', abandons: true }, [Infinity, 1]);
  }

  /** @throws GivenUp past `maximalPoints`. */
  add(point: Point, order: readonly number[]): PointIndex {
    if (this.all.length >= maximalPoints) throw new GivenUp();
    return this.all.push({ point, order }) - 1;
  }

  /** A point to go to before it is known what stands there. One that is never placed ends the path. */
  addUnplaced(order: readonly number[]): PointIndex {
    return this.add({ kind: 'join', next: this.abandoned }, order);
  }

  /** Says what stands at a point from `addUnplaced`. */
  place(unplaced: PointIndex, next: PointIndex): void {
    const order = this.all[unplaced]?.order ?? [];
    this.all[unplaced] = { point: { kind: 'join', next }, order };
  }
}
