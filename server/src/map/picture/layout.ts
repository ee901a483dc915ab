import type { EdgeKind, MapEdge, WskMap } from '../graph';
import { arranged, type Point } from './arrange';
import { cardOf, chipOf, type Card } from './card';
import { groupsOf, type Group, type Member } from './groups';
import { attached } from './ports';

/** A card at its place; lengths in pixels from the top left of the picture. */
export interface Box extends Point {
  readonly member: Member;
  readonly card: Card;
}

export interface Line {
  /** The members at its ends. */
  readonly from: string;
  readonly to: string;
  readonly kind: EdgeKind;
  readonly labels: readonly string[];
  readonly points: readonly Point[];
  /** The middle of the labels. */
  readonly labelAt: Point;
}

export interface Picture {
  readonly boxes: readonly Box[];
  readonly lines: readonly Line[];
  readonly width: number;
  readonly height: number;
}

const MARGIN = 24;
/** Between two groups. */
const GAP = 44;
export const EDGE_LABEL_HEIGHT = 13;
/** Advance of a letter of a label. */
export const LETTER = 6.2;
const MOST_LABELS = 4;

/** Finds a place for all that is drawn of a map. The same map is laid out the same. */
export const laidOut = (map: WskMap): Picture => packed(groupsOf(map).map(groupPicture));

function groupPicture({ members, edges }: Group): Picture {
  const cards = new Map(members.map(({ id, node, isChip }) => [id, isChip ? chipOf(node) : cardOf(node)] as const));
  const leading = edges.filter(({ kind }) => isLeading(kind));
  const { width, height, ...places } = arranged({
    nodes: cards,
    edges: leading.map((edge) => {
      const [from, to] = isBackwards(edge) ? [edge.toMember, edge.fromMember] : [edge.fromMember, edge.toMember];
      return { from, to, name: edge.kind, label: sizeOf(labelsOf(edge.labels)) };
    }),
  });
  const boxes = members.flatMap((member): Box[] => {
    const [card, at] = [cards.get(member.id), places.nodes.get(member.id)];
    return card === undefined || at === undefined ? [] : [{ member, card, x: at.x, y: at.y }];
  });
  const bends = new Map(leading.map((edge, index) => [edge, places.edges[index]] as const));
  const lines = edges.map((edge) => {
    const { kind, labels, fromMember: from, toMember: to } = edge;
    const { points = [], labelAt } = bends.get(edge) ?? {};
    const inOrder = isBackwards(edge) ? [...points].reverse() : points;
    return { from, to, kind, labels: labelsOf(labels), points: inOrder, labelAt };
  });
  return { boxes, lines: attached(lines, places.nodes).map(withLabel), width, height };
}

/** What a callback or routine closes, frees or waits for says nothing about what comes first: the layout does without it. */
const isLeading = (kind: EdgeKind): boolean => kind !== 'closes' && kind !== 'frees' && kind !== 'waits';

const withLabel = ({ labelAt, ...line }: Omit<Line, 'labelAt'> & { readonly labelAt: Point | undefined }): Line => {
  const [start, end] = [line.points[0] ?? ORIGIN, line.points.at(-1) ?? ORIGIN];
  return { ...line, labelAt: labelAt ?? { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 } };
};

const ORIGIN: Point = { x: 0, y: 0 };

/** A socket that a callback accepts stands in the layer of the other sockets: the line leads back to it. */
const isBackwards = ({ kind, from }: MapEdge): boolean => kind === 'creates' && from.startsWith('callback');

const sizeOf = (labels: readonly string[]): { width: number; height: number } => ({
  width: Math.max(...labels.map((label) => label.length * LETTER), 1),
  height: labels.length * EDGE_LABEL_HEIGHT + 4,
});

const labelsOf = (labels: readonly string[]): readonly string[] =>
  labels.length <= MOST_LABELS
    ? labels
    : [...labels.slice(0, MOST_LABELS - 1), `${labels.length - MOST_LABELS + 1} more`];

/** Puts groups beside each other, from shelf to shelf, so that the whole is about as wide as a screen is. */
function packed(pictures: readonly Picture[]): Picture {
  const area = pictures.reduce((sum, { width, height }) => sum + (width + GAP) * (height + GAP), 0);
  const widest = Math.max(0, ...pictures.map(({ width }) => width));
  const limit = Math.max(widest, Math.sqrt(area * 1.6));
  const boxes: Box[] = [];
  const lines: Line[] = [];
  let [x, y, shelf, right] = [0, 0, 0, 0];
  for (const picture of pictures) {
    if (x > 0 && x + picture.width > limit) [x, y, shelf] = [0, y + shelf + GAP, 0];
    const by = { x: x + MARGIN, y: y + MARGIN };
    boxes.push(...picture.boxes.map((box) => ({ ...box, ...moved(box, by) })));
    lines.push(...picture.lines.map((line) => movedLine(line, by)));
    x += picture.width + GAP;
    shelf = Math.max(shelf, picture.height);
    right = Math.max(right, x - GAP);
  }
  return { boxes, lines, width: right + 2 * MARGIN, height: y + shelf + 2 * MARGIN };
}

const moved = ({ x, y }: Point, by: Point): Point => ({ x: x + by.x, y: y + by.y });

const movedLine = (line: Line, by: Point): Line => ({
  ...line,
  points: line.points.map((point) => moved(point, by)),
  labelAt: moved(line.labelAt, by),
});
