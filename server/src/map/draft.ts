import type { EdgeKind, MapEdge, MapNode, MapRow, Place, WskMap } from './graph';

/** A row as it is written down: nobody has looked for findings yet. */
export type DraftRow = Omit<MapRow, 'findings'>;

export type DraftNode = Omit<MapNode, 'rows' | 'findings'>;

/** The parts of a map while they are found. Nodes and edges keep the order in which they were first named. */
export class Draft {
  readonly #nodes = new Map<string, { readonly node: DraftNode; readonly rows: DraftRow[] }>();
  readonly #edges = new Map<string, { readonly edge: MapEdge; readonly labels: Set<string> }>();

  /** Where a node of that id is there already, it stays as it is. */
  node(node: DraftNode): void {
    if (!this.#nodes.has(node.id)) this.#nodes.set(node.id, { node, rows: [] });
  }

  has(id: string): boolean {
    return this.#nodes.has(id);
  }

  /** A row that says the same of the same place stands there once. */
  row(id: string, row: DraftRow): void {
    const rows = this.#nodes.get(id)?.rows;
    const isThere = rows?.some((other) => keyOf(other) === keyOf(row)) === true;
    if (!isThere) rows?.push(row);
  }

  /** One edge for all that one node has to do with another in one way; its place is the first. */
  edge(from: string, to: string, kind: EdgeKind, label?: string, place?: Place): void {
    const key = `${from}\n${to}\n${kind}`;
    const known = this.#edges.get(key) ?? { edge: { from, to, kind, labels: [], place }, labels: new Set<string>() };
    if (label !== undefined) known.labels.add(label);
    this.#edges.set(key, known);
  }

  get nodes(): readonly (DraftNode & { readonly rows: readonly DraftRow[] })[] {
    return [...this.#nodes.values()].map(({ node, rows }) => ({ ...node, rows }));
  }

  /** The edges of which both ends are nodes. */
  get edges(): WskMap['edges'] {
    return [...this.#edges.values()]
      .map(({ edge, labels }) => ({ ...edge, labels: [...labels] }))
      .filter(({ from, to }) => this.has(from) && this.has(to));
  }
}

const keyOf = ({ label, text, within, place }: DraftRow): string =>
  [label, text, within, place?.path, place?.at.start].join('\n');
