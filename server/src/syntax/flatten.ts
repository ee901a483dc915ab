import { NodeFlag, type FlatTree } from './tree';

/** A cursor over a tree of tree-sitter, in either binding. Names and numbers are the grammar's. */
export interface TreeWalk {
  toFirstChild(): boolean;
  toNextSibling(): boolean;
  toParent(): boolean;
  /** The number of the node's kind in the grammar; one number, one kind. */
  kind(): number;
  kindName(): string;
  isNamed(): boolean;
  isMissing(): boolean;
  /** The number of the name by which the parent knows the node; 0 for none. */
  field(): number;
  fieldName(): string;
  /** UTF-16 units. */
  start(): number;
  end(): number;
}

/**
 * The arrays of a tree with `count` nodes, walked from its root without recursion.
 * Kinds and fields are numbered as they first appear, so that the two bindings give equal arrays for equal trees.
 */
export function flatten(walk: TreeWalk, count: number): FlatTree {
  const filling = new Filling(count);
  let parent = -1;
  let previous = -1;
  for (;;) {
    const at = filling.add(walk, parent, previous);
    if (walk.toFirstChild()) {
      parent = at;
      previous = -1;
      continue;
    }
    previous = at;
    while (!walk.toNextSibling()) {
      if (!walk.toParent()) return filling.finish();
      previous = parent;
      parent = filling.parentOf(previous);
    }
  }
}

/** A tree of `length` UTF-16 units of which nothing is known: what a parse leaves that was stopped. */
export function unparsedTree(length: number): FlatTree {
  return {
    count: 1,
    kind: new Uint16Array(1),
    field: new Uint8Array(1),
    start: new Uint32Array(1),
    end: Uint32Array.of(length),
    parent: Int32Array.of(-1),
    firstChild: Int32Array.of(-1),
    nextSibling: Int32Array.of(-1),
    flags: Uint8Array.of(NodeFlag.named | NodeFlag.hasError),
    kindNames: ['ERROR'],
    fieldNames: [undefined],
  };
}

class Filling {
  private count = 0;
  private readonly kind: Uint16Array;
  private readonly field: Uint8Array;
  private readonly start: Uint32Array;
  private readonly end: Uint32Array;
  private readonly parent: Int32Array;
  private readonly firstChild: Int32Array;
  private readonly nextSibling: Int32Array;
  private readonly flags: Uint8Array;
  private readonly kindNames: string[] = [];
  private readonly kindFlags: number[] = [];
  private readonly fieldNames: (string | undefined)[] = [undefined];
  /** The grammar's number of a kind or field to ours. */
  private readonly kindIndex = new Map<number, number>();
  private readonly fieldIndex = new Map<number, number>();

  constructor(count: number) {
    this.kind = new Uint16Array(count);
    this.field = new Uint8Array(count);
    this.start = new Uint32Array(count);
    this.end = new Uint32Array(count);
    this.parent = new Int32Array(count);
    this.firstChild = new Int32Array(count).fill(-1);
    this.nextSibling = new Int32Array(count).fill(-1);
    this.flags = new Uint8Array(count);
  }

  /** Takes over the node that the walk stands on. */
  add(walk: TreeWalk, parent: number, previous: number): number {
    const at = this.count++;
    const kind = this.kindIndex.get(walk.kind()) ?? this.addKind(walk);
    const start = walk.start();
    const end = walk.end();
    this.kind[at] = kind;
    this.start[at] = start;
    this.end[at] = end;
    this.parent[at] = parent;
    this.field[at] = parent < 0 ? 0 : this.fieldOf(walk);
    // Only a node without text can be missing, and asking for it costs as much as walking.
    const missing = start === end && walk.isMissing() ? NodeFlag.missing | NodeFlag.hasError : 0;
    this.flags[at] = (this.kindFlags[kind] ?? 0) | missing;
    if (previous >= 0) this.nextSibling[previous] = at;
    else if (parent >= 0) this.firstChild[parent] = at;
    return at;
  }

  parentOf(at: number): number {
    return this.parent[at] ?? -1;
  }

  finish(): FlatTree {
    this.spreadErrors();
    const { count, kind, field, start, end, parent, firstChild, nextSibling, flags, kindNames, fieldNames } = this;
    return { count, kind, field, start, end, parent, firstChild, nextSibling, flags, kindNames, fieldNames };
  }

  private addKind(walk: TreeWalk): number {
    const name = walk.kindName();
    const index = this.kindNames.push(name) - 1;
    const errors = name === 'ERROR' ? NodeFlag.hasError : 0;
    this.kindFlags.push((walk.isNamed() ? NodeFlag.named : 0) | errors);
    this.kindIndex.set(walk.kind(), index);
    return index;
  }

  private fieldOf(walk: TreeWalk): number {
    const field = walk.field();
    if (field === 0) return 0;
    const known = this.fieldIndex.get(field);
    if (known !== undefined) return known;
    const index = this.fieldNames.push(walk.fieldName()) - 1;
    this.fieldIndex.set(field, index);
    return index;
  }

  /** Children stand behind their parents, so one pass from the end reaches the root. */
  private spreadErrors(): void {
    for (let at = this.count - 1; at > 0; at--) {
      const parent = this.parent[at] ?? 0;
      this.flags[parent] = (this.flags[parent] ?? 0) | ((this.flags[at] ?? 0) & NodeFlag.hasError);
    }
  }
}
