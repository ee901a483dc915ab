import type { Tree, TreeCursor } from 'web-tree-sitter';

import { flatten, type TreeWalk } from './flatten';
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
  readonly ts_tree_cursor_current_node_is_named_wasm: (tree: number) => number;
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
  'ts_tree_cursor_current_node_is_named_wasm',
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

/** The flat tree by the library's documented cursor. */
export function flattenByCursor(tree: Tree): FlatTree {
  const cursor = tree.walk();
  try {
    return flatten(cursorWalk(cursor, tree), tree.rootNode.descendantCount);
  } finally {
    cursor.delete();
  }
}

function cursorWalk(cursor: TreeCursor, { language }: Tree): TreeWalk {
  return {
    toFirstChild: () => cursor.gotoFirstChild(),
    toNextSibling: () => cursor.gotoNextSibling(),
    toParent: () => cursor.gotoParent(),
    kind: () => cursor.nodeTypeId,
    kindName: () => cursor.nodeType,
    isNamed: () => cursor.nodeIsNamed,
    isMissing: () => cursor.nodeIsMissing,
    field: () => cursor.currentFieldId,
    fieldName: () => language.fields[cursor.currentFieldId] ?? '',
    start: () => cursor.startIndex,
    end: () => cursor.endIndex,
  };
}

/** The flat tree by the module's own functions. */
export function flattenByExports(tree: Tree, exports: WalkExports): FlatTree {
  const count = tree.rootNode.descendantCount;
  const address = addressOf(tree);
  exports.ts_tree_root_node_wasm(address);
  exports.ts_tree_cursor_new_wasm(address);
  try {
    return flatten(exportsWalk(address, exports, tree), count);
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

function exportsWalk(address: number, exports: WalkExports, { language }: Tree): TreeWalk {
  const {
    ts_tree_cursor_goto_first_child_wasm: firstChild,
    ts_tree_cursor_goto_next_sibling_wasm: nextSibling,
    ts_tree_cursor_goto_parent_wasm: parent,
    ts_tree_cursor_current_node_type_id_wasm: kind,
    ts_tree_cursor_current_node_is_named_wasm: isNamed,
    ts_tree_cursor_current_node_is_missing_wasm: isMissing,
    ts_tree_cursor_current_field_id_wasm: field,
    ts_tree_cursor_start_index_wasm: start,
    ts_tree_cursor_end_index_wasm: end,
  } = exports;
  return {
    toFirstChild: () => firstChild(address) !== 0,
    toNextSibling: () => nextSibling(address) !== 0,
    toParent: () => parent(address) !== 0,
    kind: () => kind(address),
    kindName: () => language.types[kind(address)] ?? 'ERROR',
    isNamed: () => isNamed(address) !== 0,
    isMissing: () => isMissing(address) !== 0,
    field: () => field(address),
    fieldName: () => language.fields[field(address)] ?? '',
    start: () => start(address),
    end: () => end(address),
  };
}

/** Whether both walks give the same of a tree; a module that was changed inside may also throw. */
export function exportsCanWalk(tree: Tree, exports: WalkExports): boolean {
  try {
    return JSON.stringify(flattenByExports(tree, exports)) === JSON.stringify(flattenByCursor(tree));
  } catch {
    return false;
  }
}
