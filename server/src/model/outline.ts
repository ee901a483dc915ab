import type { Node, SyntaxTree } from '../syntax/tree';

const KINDS = [
  'function_definition',
  'declaration',
  'type_definition',
  'struct_specifier',
  'union_specifier',
  'enumerator_list',
  'init_declarator',
  'assignment_expression',
  'compound_literal_expression',
] as const;

export type OutlineKind = (typeof KINDS)[number];

/**
 * The nodes of the kinds that a file's model is made of, each list in the order of the text. A `member` is a declaration
 * in a class of C++, which is none of the file.
 */
export type Outline = Readonly<Record<OutlineKind | 'member', readonly Node[]>>;

const known = new WeakMap<SyntaxTree, Outline>();

/** Found in one walk over the arrays, so that no question about the file has to walk the tree again. */
export function outlineOf(tree: SyntaxTree): Outline {
  let outline = known.get(tree);
  if (outline === undefined) {
    outline = collect(tree);
    known.set(tree, outline);
  }
  return outline;
}

function collect(tree: SyntaxTree): Outline {
  const { flat } = tree;
  const found = Object.fromEntries(KINDS.map((kind) => [kind, [] as Node[]])) as Record<OutlineKind, Node[]>;
  const member: Node[] = [];
  const isMember = membersOfClasses(tree);
  const lists = flat.kindNames.map((kind) => (Object.hasOwn(found, kind) ? found[kind as OutlineKind] : undefined));
  let isBroken = false;
  let end = 0;
  for (let at = 0; at < flat.count; at++) {
    if (flat.parent[at] === 0 && at >= end) {
      isBroken = tree.kind(at as Node) === 'ERROR';
      end = tree.endOfSubtree(at as Node);
    }
    // Outside functions, what did not parse is the rest of something half typed: its locals are no variables of the file.
    if (isBroken && tree.kind(at as Node) !== 'function_definition') continue;
    if (isMember(at as Node)) member.push(at as Node);
    else lists[flat.kind[at] ?? 0]?.push(at as Node);
  }
  return { ...found, member };
}

/** Tells the declarations that stand in a class of C++, not in a function. It is asked for the nodes in their order. */
function membersOfClasses(tree: SyntaxTree): (node: Node) => boolean {
  const classes = tree.cpp?.classes ?? [];
  if (classes.length === 0) return () => false;
  let endOfFunction = 0;
  return (node) => {
    const kind = tree.kind(node);
    if (kind === 'function_definition') endOfFunction = Math.max(endOfFunction, tree.end(node));
    const start = tree.start(node);
    return (
      kind === 'declaration' &&
      start >= endOfFunction &&
      classes.some((each) => each.start <= start && start < each.end)
    );
  };
}

/** Those of `nodes`, which stand in the order of the text, that are below `whole`. */
export function below(tree: SyntaxTree, whole: Node, nodes: readonly Node[]): readonly Node[] {
  const first = firstFrom(nodes, whole + 1);
  return nodes.slice(first, firstFrom(nodes, tree.endOfSubtree(whole)));
}

function firstFrom(nodes: readonly Node[], least: number): number {
  let [low, high] = [0, nodes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((nodes[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
