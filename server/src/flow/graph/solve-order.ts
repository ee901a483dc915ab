import { successors, type ControlFlow, type PointIndex } from './cfg';

/** Points to visit, the first in a fixed order first: loops settle before what comes after them. */
export class Worklist {
  private readonly order: readonly PointIndex[];
  private readonly rank: number[] = [];
  private readonly waiting: Uint8Array;
  private lowest: number;

  constructor(order: readonly PointIndex[]) {
    this.order = order;
    order.forEach((index, rank) => (this.rank[index] = rank));
    this.waiting = new Uint8Array(order.length);
    this.lowest = order.length;
  }

  add(index: PointIndex): void {
    const rank = this.rank[index];
    if (rank === undefined) return;
    this.waiting[rank] = 1;
    this.lowest = Math.min(this.lowest, rank);
  }

  take(): PointIndex | undefined {
    while (this.lowest < this.order.length && this.waiting[this.lowest] === 0) this.lowest++;
    if (this.lowest >= this.order.length) return undefined;
    this.waiting[this.lowest] = 0;
    return this.order[this.lowest];
  }
}

/**
 * Every point before those that follow it, except along the edges that close a loop. Of two ways the first is walked last,
 * which puts the body of a loop before what follows the loop. Points that nothing reaches stand at the end.
 */
export function reversePostorder({ points, entry }: ControlFlow): PointIndex[] {
  const seen = new Uint8Array(points.length);
  const done: PointIndex[] = [];
  const path: { at: PointIndex; rest: PointIndex[] }[] = [];
  const enter = (at: PointIndex) => {
    const point = points[at];
    if (point === undefined || seen[at] === 1) return;
    seen[at] = 1;
    path.push({ at, rest: [...successors(point)] });
  };
  enter(entry);
  for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
    const next = top.rest.pop();
    if (next !== undefined) {
      enter(next);
    } else {
      done.push(top.at);
      path.pop();
    }
  }
  const order = done.reverse();
  points.forEach((_point, index) => {
    if (seen[index] === 0) order.push(index);
  });
  return order;
}
