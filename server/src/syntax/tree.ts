import type { Span } from '../text/span';
import type { CppFacts } from './cpp/facts';
import type { Field, Kind } from './kinds';
import { FIELD_NAMES, isNamedKind, KIND_NAMES, kindNumber } from './numbering';

/** A node of a syntax tree: its index in the tree's arrays. The root is 0; the node means nothing in another tree. */
export type Node = number & { readonly tree: unique symbol };

/** The arrays behind a tree, one entry a node, in the order of a walk from the root: a node stands before its children. */
export interface FlatTree {
  readonly count: number;
  /** Index into `kindNames`, the same in every tree. */
  readonly kind: Uint16Array;
  /** Index into `fieldNames`, the same in every tree; 0 where the parent has no name for this child. */
  readonly field: Uint8Array;
  readonly start: Uint32Array;
  readonly end: Uint32Array;
  /** -1 for none, here and in the next two. */
  readonly parent: Int32Array;
  readonly firstChild: Int32Array;
  readonly nextSibling: Int32Array;
  /** Bits of `NodeFlag`. */
  readonly flags: Uint8Array;
  readonly kindNames: readonly string[];
  readonly fieldNames: readonly (string | undefined)[];
}

export const NodeFlag = {
  named: 1,
  /** Put in by the parser where the grammar wanted it and the text has nothing. */
  missing: 2,
  /** The node, or one below it, is an ERROR or missing. */
  hasError: 4,
} as const;

/**
 * One parsed file. Offsets count UTF-16 units of the real text, although what was parsed is the masked text of the same
 * length: macros that the grammar does not know are spaces there.
 */
export class SyntaxTree {
  readonly root = 0 as Node;

  readonly text: string;
  readonly masked: string;
  readonly flat: FlatTree;
  /** Undefined for a text of C. */
  readonly cpp: CppFacts | undefined;

  constructor(text: string, masked: string, flat: FlatTree, cpp?: CppFacts) {
    this.text = text;
    this.masked = masked;
    this.flat = flat;
    this.cpp = cpp;
  }

  kind(node: Node): Kind {
    return KIND_NAMES[this.flat.kind[node] ?? 0] ?? 'ERROR';
  }

  isNamed(node: Node): boolean {
    return ((this.flat.flags[node] ?? 0) & NodeFlag.named) !== 0;
  }

  isMissing(node: Node): boolean {
    return ((this.flat.flags[node] ?? 0) & NodeFlag.missing) !== 0;
  }

  /** Whether the node, or one below it, did not parse. */
  hasError(node: Node): boolean {
    return ((this.flat.flags[node] ?? 0) & NodeFlag.hasError) !== 0;
  }

  start(node: Node): number {
    return this.flat.start[node] ?? 0;
  }

  end(node: Node): number {
    return this.flat.end[node] ?? 0;
  }

  span(node: Node): Span {
    return { start: this.start(node), end: this.end(node) };
  }

  /** The real text of a node, macros and all. */
  textOf(node: Node): string {
    return this.text.slice(this.start(node), this.end(node));
  }

  parent(node: Node): Node | undefined {
    return asNode(this.flat.parent[node]);
  }

  /** The child of the same parent that stands before this one. */
  previousSibling(node: Node): Node | undefined {
    const { parent, firstChild, nextSibling } = this.flat;
    let before: Node | undefined;
    for (
      let child = firstChild[parent[node] ?? -1] ?? -1;
      child >= 0 && child !== node;
      child = nextSibling[child] ?? -1
    )
      before = child as Node;
    return before;
  }

  /** The name under which the parent knows this node. */
  fieldOf(node: Node): Field | undefined {
    return FIELD_NAMES[this.flat.field[node] ?? 0];
  }

  children(node: Node): Node[] {
    const found: Node[] = [];
    for (let child = this.flat.firstChild[node] ?? -1; child >= 0; child = this.flat.nextSibling[child] ?? -1) {
      found.push(child as Node);
    }
    return found;
  }

  /** The children that have a name in the grammar, without comments. */
  namedChildren(node: Node): Node[] {
    const { kind, firstChild, nextSibling } = this.flat;
    const found: Node[] = [];
    for (let child = firstChild[node] ?? -1; child >= 0; child = nextSibling[child] ?? -1) {
      const number = kind[child] ?? 0;
      if (isNamedKind(number) && number !== COMMENT) found.push(child as Node);
    }
    return found;
  }

  /** The first child that the parent knows by `name`. */
  field(node: Node, name: Field): Node | undefined {
    const { field, firstChild, nextSibling } = this.flat;
    for (let child = firstChild[node] ?? -1; child >= 0; child = nextSibling[child] ?? -1) {
      if (FIELD_NAMES[field[child] ?? 0] === name) return child as Node;
    }
    return undefined;
  }

  /** All children that the parent knows by `name`: the declarators of a declaration, for one. */
  fields(node: Node, name: Field): Node[] {
    return this.children(node).filter((child) => this.fieldOf(child) === name);
  }

  /** The index after the last node below `node`: a node's descendants stand between it and this. */
  endOfSubtree(node: Node): number {
    for (let at: number = node; at >= 0; at = this.flat.parent[at] ?? -1) {
      const next = this.flat.nextSibling[at] ?? -1;
      if (next >= 0) return next;
    }
    return this.flat.count;
  }

  /** Every node of one of these kinds below `node`, itself excluded, in the order of the text. */
  descendants(node: Node, ...kinds: readonly Kind[]): Node[] {
    const { kind } = this.flat;
    const wanted = new Uint8Array(KIND_NAMES.length);
    for (const name of kinds) wanted[kindNumber(name)] = 1;
    const found: Node[] = [];
    const end = this.endOfSubtree(node);
    for (let at = node + 1; at < end; at++) {
      if (wanted[kind[at] ?? 0] === 1) found.push(at as Node);
    }
    return found;
  }

  /** The smallest named node that holds the offset; at the end of a node, that node. */
  nodeAt(offset: number): Node {
    let found = this.root;
    for (let next: Node | undefined = found; next !== undefined;) {
      if (this.isNamed(next)) found = next;
      next = this.children(next).find((child) => this.start(child) <= offset && offset <= this.end(child));
    }
    return found;
  }

  /** The nearest node of one of these kinds around `node`, or itself. */
  enclosing(node: Node, ...kinds: readonly Kind[]): Node | undefined {
    for (let at: Node | undefined = node; at !== undefined; at = this.parent(at)) {
      if (kinds.includes(this.kind(at))) return at;
    }
    return undefined;
  }
}

const COMMENT = kindNumber('comment');

const asNode = (index: number | undefined): Node | undefined =>
  index === undefined || index < 0 ? undefined : (index as Node);
