import type { Point, PointIndex } from './cfg';

/** The points that can run right after this one, in the order of the text for a `switch`, a raised exception last. */
export function successors(point: Point): readonly PointIndex[] {
  const normal = normalSuccessors(point);
  return point.raises === undefined ? normal : [...normal, point.raises];
}

/** The same without the handler that a raised exception goes to. */
export function normalSuccessors(point: Point): readonly PointIndex[] {
  switch (point.kind) {
    case 'exit':
      return [];
    case 'branch':
      return [point.whenTrue, point.whenFalse];
    case 'switch':
      return point.cases.map(({ next }) => next);
    default:
      return [point.next];
  }
}
