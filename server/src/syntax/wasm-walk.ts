import type { Language, Tree, TreeCursor } from 'web-tree-sitter';

import { Assembly, type TreeWalk } from './flatten';
import { Numbering } from './numbering';
import type { FlatTree } from './tree';
import type { WasmExports } from './web-assembly';

/**
 * The functions of the wasm module that walk a tree. They take a tree's address and keep the cursor in a buffer of
 * their own, which nobody else touches during one walk. Calling them without the library between costs a quarter.
 */
export interface WalkExports {
  readonly ts_tree_root_node_wasm: (tree: number) => void;
  readonly ts_tree_cursor_new_wasm: (tree: number) => void;
  readonly ts_tree_cursor_delete_wasm: (tree: number) => void;
  readonly ts_tree_cursor_goto_first_child_wasm: (tree: number) => number;
  readonly ts_tree_cursor_goto_next_sibling_wasm: (tree: number) => number;
  readonly ts_tree_cursor_goto_parent_wasm: (tree: number) => number;
  readonly ts_tree_cursor_current_node_type_id_wasm: (tree: number) => number;
  readonly ts_tree_cursor_current_node_is_missing_wasm: (tree: number) => number;
  readonly ts_tree_cursor_current_field_id_wasm: (tree: number) => number;
  readonly ts_tree_cursor_start_index_wasm: (tree: number) => number;
  readonly ts_tree_cursor_end_index_wasm: (tree: number) => number;
}

const EXPORT_NAMES: readonly (keyof WalkExports)[] = [
  'ts_tree_root_node_wasm',
  'ts_tree_cursor_new_wasm',
  'ts_tree_cursor_delete_wasm',
  'ts_tree_cursor_goto_first_child_wasm',
  'ts_tree_cursor_goto_next_sibling_wasm',
  'ts_tree_cursor_goto_parent_wasm',
  'ts_tree_cursor_current_node_type_id_wasm',
  'ts_tree_cursor_current_node_is_missing_wasm',
  'ts_tree_cursor_current_field_id_wasm',
  'ts_tree_cursor_start_index_wasm',
  'ts_tree_cursor_end_index_wasm',
];

/** The exports as walk functions, where the module has them all. */
export function walkExports(exports: WasmExports | undefined): WalkExports | undefined {
  const hasAll = exports !== undefined && EXPORT_NAMES.every((name) => typeof exports[name] === 'function');
  return hasAll ? (exports as unknown as WalkExports) : undefined;
}

/** Walks a tree by the library's documented cursor. */
export function walkByCursor(tree: Tree, numbering: Numbering, read: (walk: TreeWalk) => void): void {
  const cursor = tree.walk();
  try {
    read(new CursorWalk(cursor, tree.language, numbering));
  } finally {
    cursor.delete();
  }
}

/** Walks a tree by the module's own functions. */
export function walkByExports(
  tree: Tree,
  exports: WalkExports,
  numbering: Numbering,
  read: (walk: TreeWalk) => void,
): void {
  const address = addressOf(tree);
  exports.ts_tree_root_node_wasm(address);
  exports.ts_tree_cursor_new_wasm(address);
  try {
    read(new ExportsWalk(address, exports, tree.language, numbering));
  } finally {
    exports.ts_tree_cursor_delete_wasm(address);
  }
}

/** @throws TypeError where the library keeps the address elsewhere. */
function addressOf(tree: Tree): number {
  const address = (tree as unknown as Record<number, unknown>)[0];
  if (typeof address !== 'number' || address === 0) throw new TypeError('the tree has no address');
  return address;
}

class CursorWalk implements TreeWalk {
  private readonly cursor: TreeCursor;
  private readonly language: Language;
  private readonly numbering: Numbering;

  constructor(cursor: TreeCursor, language: Language, numbering: Numbering) {
    this.cursor = cursor;
    this.language = language;
    this.numbering = numbering;
  }

  toFirstChild(): boolean {
    return this.cursor.gotoFirstChild();
  }

  toNextSibling(): boolean {
    return this.cursor.gotoNextSibling();
  }

  toParent(): boolean {
    return this.cursor.gotoParent();
  }

  kind(): number {
    return this.numbering.kind(this.cursor.nodeTypeId, () => this.cursor.nodeType);
  }

  isMissing(): boolean {
    return this.cursor.nodeIsMissing;
  }

  field(): number {
    const { currentFieldId } = this.cursor;
    return this.numbering.field(currentFieldId, () => this.language.fields[currentFieldId] ?? '');
  }

  start(): number {
    return this.cursor.startIndex;
  }

  end(): number {
    return this.cursor.endIndex;
  }
}

class ExportsWalk implements TreeWalk {
  private readonly address: number;
  private readonly exports: WalkExports;
  private readonly language: Language;
  private readonly numbering: Numbering;

  constructor(address: number, exports: WalkExports, language: Language, numbering: Numbering) {
    this.address = address;
    this.exports = exports;
    this.language = language;
    this.numbering = numbering;
  }

  toFirstChild(): boolean {
    return this.exports.ts_tree_cursor_goto_first_child_wasm(this.address) !== 0;
  }

  toNextSibling(): boolean {
    return this.exports.ts_tree_cursor_goto_next_sibling_wasm(this.address) !== 0;
  }

  toParent(): boolean {
    return this.exports.ts_tree_cursor_goto_parent_wasm(this.address) !== 0;
  }

  kind(): number {
    const kind = this.exports.ts_tree_cursor_current_node_type_id_wasm(this.address);
    return this.numbering.kind(kind, () => this.language.types[kind] ?? 'ERROR');
  }

  isMissing(): boolean {
    return this.exports.ts_tree_cursor_current_node_is_missing_wasm(this.address) !== 0;
  }

  field(): number {
    const field = this.exports.ts_tree_cursor_current_field_id_wasm(this.address);
    return this.numbering.field(field, () => this.language.fields[field] ?? '');
  }

  start(): number {
    return this.exports.ts_tree_cursor_start_index_wasm(this.address);
  }

  end(): number {
    return this.exports.ts_tree_cursor_end_index_wasm(this.address);
  }
}

/** Whether both walks give the same of a tree; a module that was changed inside may also throw. */
export function exportsCanWalk(tree: Tree, exports: WalkExports): boolean {
  try {
    const byExports = flatTree(tree, (read) => {
      walkByExports(tree, exports, new Numbering(), read);
    });
    const byCursor = flatTree(tree, (read) => {
      walkByCursor(tree, new Numbering(), read);
    });
    return JSON.stringify(byExports) === JSON.stringify(byCursor);
  } catch {
    return false;
  }
}

function flatTree({ rootNode }: Tree, walk: (read: (walk: TreeWalk) => void) => void): FlatTree {
  const assembly = new Assembly(rootNode.descendantCount);
  walk((at) => {
    assembly.walk(at, 0);
  });
  return assembly.finish(rootNode.endIndex);
}
