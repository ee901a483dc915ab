import type { ControlFlow, Point, PointIndex } from './cfg';
import type { Draft, Drafts } from './cfg-drafts';
import { successors } from './cfg-successors';

/** The graph without what nothing reaches and without joins, numbered in the order of the text. */
export function finished({ all, exit }: Drafts): ControlFlow {
  const entry = all.length - 1;
  const arrival = withoutJoins(all);
  const { reached, heads } = walk(all, entry, arrival);
  reached.add(exit);
  const kept = [...reached].sort((one, other) => compare(all[one], all[other]) || one - other);
  const place = new Map(kept.map((index, at) => [index, at]));
  const placeOf = (index: PointIndex) => place.get(arrival(index)) ?? 0;
  const points = kept.flatMap((index) => {
    const point = all[index]?.point;
    return point === undefined ? [] : [moved(point, placeOf, heads.has(index) ? loopHead : nothing)];
  });
  return { points, entry: placeOf(entry), exit: placeOf(exit) };
}

const loopHead = { isLoopHead: true } as const;
const nothing = {};

/** Where one arrives who goes to a point: behind any joins, or at the first join of a loop that has nothing else. */
function withoutJoins(all: readonly Draft[]): (index: PointIndex) => PointIndex {
  const arrivals = new Map<PointIndex, PointIndex>();
  return (index) => {
    if (all[index]?.point.kind !== 'join') return index;
    const path: PointIndex[] = [];
    const onPath = new Set<PointIndex>();
    let at = index;
    for (;;) {
      const point = all[at]?.point;
      const known = arrivals.get(at);
      if (known !== undefined || point?.kind !== 'join' || onPath.has(at)) break;
      path.push(at);
      onPath.add(at);
      at = point.next;
    }
    const arrival = arrivals.get(at) ?? (onPath.has(at) ? Math.min(...path.slice(path.indexOf(at))) : at);
    for (const passed of path) arrivals.set(passed, arrival);
    return arrival;
  };
}

function moved(point: Point, to: (index: PointIndex) => PointIndex, mark: { isLoopHead?: true }): Point {
  const extras = point.raises === undefined ? mark : { ...mark, raises: to(point.raises) };
  switch (point.kind) {
    case 'exit':
      return point;
    case 'branch': {
      const { kind, node, whenTrue, whenFalse } = point;
      return { kind, node, whenTrue: to(whenTrue), whenFalse: to(whenFalse), ...extras };
    }
    case 'switch': {
      const cases = point.cases.map(({ value, next }) => ({ value, next: to(next) }));
      return { kind: 'switch', node: point.node, cases, ...extras };
    }
    case 'evaluate':
      return { kind: 'evaluate', node: point.node, next: to(point.next), ...extras };
    case 'return':
      return { kind: 'return', node: point.node, value: point.value, next: to(point.next), ...extras };
    default:
      return { kind: point.kind, next: to(point.next), ...extras };
  }
}

/** All that can be reached, and where loops come back to: where a depth-first walk meets its own path. */
function walk(
  all: readonly Draft[],
  entry: PointIndex,
  arrival: (index: PointIndex) => PointIndex,
): { reached: Set<PointIndex>; heads: Set<PointIndex> } {
  // In reverse, to be popped in order.
  const nexts = (index: PointIndex) => {
    const point = all[index]?.point;
    return point === undefined ? [] : successors(point).map(arrival).reverse();
  };
  const reached = new Set([entry]);
  const heads = new Set<PointIndex>();
  const onPath = new Set([entry]);
  const path = [{ at: entry, rest: nexts(entry) }];
  for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
    const next = top.rest.pop();
    if (next === undefined) {
      onPath.delete(top.at);
      path.pop();
    } else if (onPath.has(next)) {
      heads.add(next);
    } else if (!reached.has(next)) {
      reached.add(next);
      onPath.add(next);
      path.push({ at: next, rest: nexts(next) });
    }
  }
  return { reached, heads };
}

function compare(one: Draft | undefined, other: Draft | undefined): number {
  const [a, b] = [one?.order ?? [], other?.order ?? []];
  for (let at = 0; at < a.length && at < b.length; at++) {
    const [x, y] = [a[at] ?? 0, b[at] ?? 0];
    if (x !== y) return x < y ? -1 : 1;
  }
  return a.length - b.length;
}
