import type { MapEdge, MapNode, WskMap } from '../graph';

/** A node in a group, or what stands for one that is drawn in another. */
export interface Member {
  /** Unique in the picture. */
  readonly id: string;
  readonly node: MapNode;
  readonly isChip: boolean;
}

/** Nodes that are drawn together; its edges lead between its own members. */
export interface Group {
  readonly members: readonly Member[];
  readonly edges: readonly (MapEdge & { readonly fromMember: string; readonly toMember: string })[];
}

/** An IRP, a routine or a callback that so many sockets have in common would tie all of them into one knot. */
const SHARED_BY = 4;

/** With more sockets, the lines from the registration to each would say nothing that their cards do not. */
const MOST_SOCKETS_OF_REGISTRATION = 6;

/**
 * Takes a map apart into groups that have no edge in common, each small enough to be read. What many sockets share is a
 * group of its own, and a chip in the group of each.
 */
export function groupsOf(map: WskMap): readonly Group[] {
  const shared = sharedNodes(map);
  const isMany = map.nodes.filter(({ kind }) => kind === 'socket').length > MOST_SOCKETS_OF_REGISTRATION;
  const alone = new Set(map.nodes.flatMap(({ id, kind }) => (isMany && kind === 'registration' ? [id] : [])));
  const edges = drawnEdges(map).filter(({ from, to }) => !alone.has(from) && !alone.has(to));
  const inside = edges.filter(({ from, to }) => shared.has(from) === shared.has(to));
  const groups = components(map.nodes, inside).map((nodes) => groupOf(map, nodes, edges, shared));
  const isShared = ({ members: [first] }: Group): boolean => first !== undefined && shared.has(first.node.id);
  return [...groups.filter((group) => !isShared(group)), ...groups.filter(isShared)];
}

/**
 * The edges as they are drawn. What enables a callback stands on the line from the socket to it, also where it is enabled
 * for all sockets at once; that a routine frees the IRP that it completes stands on the card of the IRP.
 */
function drawnEdges({ edges }: WskMap): readonly MapEdge[] {
  const inTable = new Set(edges.flatMap(({ kind, to }) => (kind === 'has' ? [to] : [])));
  return edges.flatMap((edge): MapEdge[] => {
    const { from, to, kind } = edge;
    if (kind === 'frees' && has(edges, to, from, 'completed-by')) return [];
    if (kind === 'enables' && inTable.has(to) && !has(edges, from, to, 'has')) return [];
    if (kind !== 'has') return [edge];
    if (has(edges, from, to, 'enables')) return [];
    const flags = edges.filter((other) => other.to === to && other.kind === 'enables').flatMap(({ labels }) => labels);
    return flags.length === 0 ? [edge] : [{ ...edge, kind: 'enables', labels: [...new Set(flags)] }];
  });
}

const has = (edges: readonly MapEdge[], from: string, to: string, kind: MapEdge['kind']): boolean =>
  edges.some((edge) => edge.from === from && edge.to === to && edge.kind === kind);

function sharedNodes({ nodes, edges }: WskMap): ReadonlySet<string> {
  const sockets = new Set(nodes.filter(({ kind }) => kind === 'socket').map(({ id }) => id));
  const users = new Map<string, Set<string>>();
  const use = (id: string, socket: string): void => {
    users.set(id, (users.get(id) ?? new Set()).add(socket));
  };
  for (const { from, to } of edges) if (sockets.has(from) && !sockets.has(to)) use(to, from);
  for (const { from, to, kind } of edges)
    if (kind === 'completed-by') for (const socket of users.get(from) ?? []) use(to, socket);
  return new Set([...users].filter(([, own]) => own.size >= SHARED_BY).map(([id]) => id));
}

/** The connected parts of a graph, in the order of their first nodes. */
function components(nodes: readonly MapNode[], edges: readonly MapEdge[]): readonly (readonly MapNode[])[] {
  const partOf = new Map(nodes.map(({ id }) => [id, id]));
  const rootOf = (id: string): string => {
    const above = partOf.get(id) ?? id;
    return above === id ? id : rootOf(above);
  };
  for (const { from, to } of edges) partOf.set(rootOf(to), rootOf(from));
  const parts = new Map<string, MapNode[]>();
  for (const node of nodes) {
    const root = rootOf(node.id);
    parts.set(root, [...(parts.get(root) ?? []), node]);
  }
  return [...parts.values()];
}

function groupOf(
  { nodes: all }: WskMap,
  nodes: readonly MapNode[],
  edges: readonly MapEdge[],
  shared: ReadonlySet<string>,
): Group {
  const own = new Set(nodes.map(({ id }) => id));
  const isSharedGroup = nodes.some(({ id }) => shared.has(id));
  const members = new Map(nodes.map((node): [string, Member] => [node.id, { id: node.id, node, isChip: false }]));
  const drawn: Group['edges'][number][] = [];
  for (const edge of edges) {
    const outside = [edge.from, edge.to].filter((id) => !own.has(id));
    if (outside.length === 2 || (outside.length === 1 && isSharedGroup)) continue;
    for (const id of outside) {
      const node = all.find((one) => one.id === id);
      if (node !== undefined) members.set(id, { id: `${id} beside ${nodes[0]?.id ?? ''}`, node, isChip: true });
    }
    const [from, to] = [members.get(edge.from), members.get(edge.to)];
    if (from !== undefined && to !== undefined) drawn.push({ ...edge, fromMember: from.id, toMember: to.id });
  }
  return { members: [...members.values()], edges: drawn };
}
