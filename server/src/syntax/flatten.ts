import { FIELD_NAMES, isNamedKind, KIND_NAMES, kindNumber } from './numbering';
import { NodeFlag, type FlatTree } from './tree';

/** A cursor over a tree of tree-sitter, in either binding, with our numbers for kinds and fields. */
export interface TreeWalk {
  toFirstChild(): boolean;
  toNextSibling(): boolean;
  toParent(): boolean;
  kind(): number;
  isMissing(): boolean;
  /** 0 where the parent has no name for the node. */
  field(): number;
  /** UTF-16 units. */
  start(): number;
  end(): number;
}

const ERROR = kindNumber('ERROR');
const ROOT = kindNumber('translation_unit');

/** A tree of `length` UTF-16 units of which nothing is known: what a parse leaves that was stopped. */
export function unparsedTree(length: number): FlatTree {
  const flat = emptyTree(1);
  flat.end[0] = length;
  flat.flags[0] = NodeFlag.named | NodeFlag.hasError;
  return flat;
}

/** Puts the arrays of a tree together, from its first section to its last: walked anew, or copied from another tree. */
export class Assembly {
  /** How many nodes there are so far. */
  count = 1;
  private readonly flat: FlatTree;
  /** The last child of the root so far. */
  private last = -1;

  /** @param count how many nodes there will be, with the root. */
  constructor(count: number) {
    this.flat = emptyTree(count);
  }

  /** Adds the tree of a section that begins at `offset` of the text; the walk stands on that tree's root. */
  walk(walk: TreeWalk, offset: number): void {
    const first = this.count;
    // Of a section that is no C at all, the root itself is the error.
    if (walk.kind() === ERROR || walk.toFirstChild()) this.walkFromHere(walk, offset);
    this.spreadErrors(first);
  }

  /** Adds the nodes from `first` to before `end` of another tree, whole sections, moved by `shift` UTF-16 units. */
  copy(from: FlatTree, first: number, end: number, shift: number): void {
    if (first >= end) return;
    const to = this.count;
    this.copyEqual(from, first, end);
    this.copyMoved(from, first, end, shift);
    this.count += end - first;
    this.follow(to);
    this.last = this.topAbove(this.count - 1);
    this.flat.nextSibling[this.last] = -1;
    if (hasError(from)) this.spreadFromTop(to);
  }

  /** The tree of a text of `length` UTF-16 units. */
  finish(length: number): FlatTree {
    const { flat } = this;
    flat.kind[0] = ROOT;
    flat.start[0] = this.count > 1 ? (flat.start[1] ?? 0) : length;
    flat.end[0] = length;
    flat.flags[0] = NodeFlag.named | (flat.flags[0] ?? 0);
    return flat;
  }

  private walkFromHere(walk: TreeWalk, offset: number): void {
    let parent = 0;
    let previous = this.last;
    for (;;) {
      const at = this.add(walk, parent, offset);
      if (parent === 0) this.follow(at);
      else if (previous < 0) this.flat.firstChild[parent] = at;
      else this.flat.nextSibling[previous] = at;
      if (walk.toFirstChild()) {
        parent = at;
        previous = -1;
        continue;
      }
      previous = at;
      while (!walk.toNextSibling()) {
        if (parent === 0) return;
        walk.toParent();
        previous = parent;
        parent = this.flat.parent[previous] ?? 0;
      }
    }
  }

  /** Takes over the node that the walk stands on. */
  private add(walk: TreeWalk, parent: number, offset: number): number {
    const { flat } = this;
    const at = this.count++;
    const kind = walk.kind();
    const start = walk.start();
    const end = walk.end();
    flat.kind[at] = kind;
    flat.start[at] = start + offset;
    flat.end[at] = end + offset;
    flat.parent[at] = parent;
    flat.field[at] = parent === 0 ? 0 : walk.field();
    // Only a node without text can be missing, and asking for it costs as much as walking.
    const missing = start === end && walk.isMissing() ? NodeFlag.missing | NodeFlag.hasError : 0;
    flat.flags[at] = (isNamedKind(kind) ? NodeFlag.named : 0) | (kind === ERROR ? NodeFlag.hasError : 0) | missing;
    return at;
  }

  /** Makes a node the next child of the root. */
  private follow(at: number): void {
    if (this.last < 0) this.flat.firstChild[0] = at;
    else this.flat.nextSibling[this.last] = at;
    this.last = at;
  }

  private copyEqual(from: FlatTree, first: number, end: number): void {
    const { flat, count } = this;
    flat.kind.set(from.kind.subarray(first, end), count);
    flat.field.set(from.field.subarray(first, end), count);
    flat.flags.set(from.flags.subarray(first, end), count);
  }

  private copyMoved(from: FlatTree, first: number, end: number, shift: number): void {
    const { flat } = this;
    const by = this.count - first;
    move(from.start, flat.start, first, end, by, shift);
    move(from.end, flat.end, first, end, by, shift);
    move(from.parent, flat.parent, first, end, by, by);
    move(from.firstChild, flat.firstChild, first, end, by, by);
    move(from.nextSibling, flat.nextSibling, first, end, by, by);
  }

  /** The child of the root that holds a node, or is it. */
  private topAbove(node: number): number {
    let top = node;
    for (let above = node; above > 0; above = this.flat.parent[above] ?? 0) top = above;
    return top;
  }

  /** Children stand behind their parents, so one pass from the end reaches the root. */
  private spreadErrors(first: number): void {
    const { flags, parent } = this.flat;
    for (let at = this.count - 1; at >= first; at--) {
      const above = parent[at] ?? 0;
      flags[above] = (flags[above] ?? 0) | ((flags[at] ?? 0) & NodeFlag.hasError);
    }
  }

  /** As above, for nodes that know already of the errors below them. */
  private spreadFromTop(first: number): void {
    const { flags, nextSibling } = this.flat;
    for (let at = first; at > 0; at = nextSibling[at] ?? -1) {
      flags[0] = (flags[0] ?? 0) | ((flags[at] ?? 0) & NodeFlag.hasError);
    }
  }
}

export const hasError = (flat: FlatTree): boolean => ((flat.flags[0] ?? 0) & NodeFlag.hasError) !== 0;

type Numbers = Uint32Array | Int32Array;

/** Copies the entries from `first` to before `end` to where they stand `by` further, each with `added` to it. */
function move(from: Numbers, to: Numbers, first: number, end: number, by: number, added: number): void {
  to.set(from.subarray(first, end), first + by);
  if (added === 0) return;
  // 0 is the root and -1 nothing, which stay; no offset is moved that is not behind the change.
  for (let at = first + by; at < end + by; at++) {
    const value = to[at] ?? 0;
    if (value > 0) to[at] = value + added;
  }
}

function emptyTree(count: number): FlatTree {
  return {
    count,
    kind: new Uint16Array(count),
    field: new Uint8Array(count),
    start: new Uint32Array(count),
    end: new Uint32Array(count),
    parent: new Int32Array(count).fill(-1),
    firstChild: new Int32Array(count).fill(-1),
    nextSibling: new Int32Array(count).fill(-1),
    flags: new Uint8Array(count),
    kindNames: KIND_NAMES,
    fieldNames: FIELD_NAMES,
  };
}
