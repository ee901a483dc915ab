import { graphlib, layout } from '@dagrejs/dagre';

/** Pixels, from the top left. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Rectangle extends Point, Size {}

/** What is to be put in order: layers from left to right, along the edges. */
export interface Arrangeable {
  readonly nodes: ReadonlyMap<string, Size>;
  readonly edges: readonly {
    readonly from: string;
    readonly to: string;
    /** Tells edges between the same nodes apart. */
    readonly name: string;
    /** The room that its label takes. */
    readonly label: Size;
  }[];
}

export interface Arranged extends Size {
  readonly nodes: ReadonlyMap<string, Rectangle>;
  /** In the order of the edges: where each bends, and the middle of its label. */
  readonly edges: readonly { readonly points: readonly Point[]; readonly labelAt: Point }[];
}

/** Puts nodes into layers, with few crossings and room for labels. The only place that knows the layout library. */
export function arranged({ nodes, edges }: Arrangeable): Arranged {
  const graph = new graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', nodesep: 26, edgesep: 16, ranksep: 44 });
  for (const [id, { width, height }] of nodes) graph.setNode(id, { width, height });
  for (const { from, to, name, label } of edges) graph.setEdge(from, to, { ...label, labelpos: 'c' }, name);
  layout(graph);
  const { width = 0, height = 0 } = graph.graph() as Partial<Size>;
  return {
    width,
    height,
    nodes: new Map([...nodes].map(([id, size]) => [id, rectangle(graph.node(id) as Point, size)])),
    edges: edges.map(({ from, to, name }) => {
      const { points, x = 0, y = 0 } = graph.edge(from, to, name) as Partial<Point> & { points: readonly Point[] };
      return { points: points.slice(1, -1), labelAt: { x, y } };
    }),
  };
}

/** The library counts from the middle of a node. */
const rectangle = ({ x, y }: Point, { width, height }: Size): Rectangle => ({
  x: x - width / 2,
  y: y - height / 2,
  width,
  height,
});
