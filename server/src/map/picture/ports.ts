import type { Point, Rectangle } from './arrange';

interface Attachable {
  readonly from: string;
  readonly to: string;
  /** Where the line bends between its ends. */
  readonly points: readonly Point[];
}

/** Which end of which line, and the side of the node that it comes to. */
interface End {
  readonly index: number;
  readonly isStart: boolean;
  readonly node: string;
  readonly side: 'left' | 'right';
  /** How high the line comes in. */
  readonly towards: number;
}

/** Lines with their ends on the sides of the nodes, beside each other in the order in which they come in. */
export function attached<L extends Attachable>(
  lines: readonly L[],
  nodes: ReadonlyMap<string, Rectangle>,
): readonly L[] {
  const ends = lines.flatMap((line, index) => endsOf(line, index, nodes));
  const places = new Map<string, Point>();
  const bySide = new Map<string, End[]>();
  for (const end of ends) {
    const key = `${end.side} ${end.node}`;
    bySide.set(key, [...(bySide.get(key) ?? []), end]);
  }
  for (const side of bySide.values()) {
    side.sort((one, other) => one.towards - other.towards || one.index - other.index);
    for (const [place, { index, isStart, node, side: which }] of side.entries()) {
      const rectangle = nodes.get(node);
      if (rectangle !== undefined) places.set(keyOf(index, isStart), portOf(rectangle, which, place, side.length));
    }
  }
  return lines.map((line, index) => {
    const [start, end] = [places.get(keyOf(index, true)), places.get(keyOf(index, false))];
    return start === undefined || end === undefined ? line : { ...line, points: [start, ...line.points, end] };
  });
}

const keyOf = (index: number, isStart: boolean): string => `${index} ${isStart ? 'start' : 'end'}`;

function endsOf(
  { from, to, points }: Attachable,
  index: number,
  nodes: ReadonlyMap<string, Rectangle>,
): readonly End[] {
  const [source, target] = [nodes.get(from), nodes.get(to)];
  if (source === undefined || target === undefined) return [];
  const first = points[0] ?? middleOf(target);
  const last = points.at(-1) ?? middleOf(source);
  return [
    { index, isStart: true, node: from, side: first.x < middleOf(source).x ? 'left' : 'right', towards: first.y },
    { index, isStart: false, node: to, side: last.x < middleOf(target).x ? 'left' : 'right', towards: last.y },
  ];
}

const middleOf = ({ x, y, width, height }: Rectangle): Point => ({ x: x + width / 2, y: y + height / 2 });

/** No end comes nearer to a corner than this. */
const CORNER = 14;

function portOf({ x, y, width, height }: Rectangle, side: End['side'], place: number, count: number): Point {
  const free = Math.max(height - 2 * CORNER, 0);
  return { x: side === 'left' ? x : x + width, y: y + CORNER + (free * (place + 1)) / (count + 1) };
}
