import { controlFlow, type ControlFlow } from '../../../server/src/flow/graph/cfg';
import { printControlFlow } from '../../../server/src/flow/graph/print-cfg';
import { createNativeParser } from '../../../server/src/syntax/native';
import type { Field, NamedKind } from '../../../server/src/syntax/kinds';
import { FIELD_NAMES, KIND_NAMES } from '../../../server/src/syntax/numbering';
import { NodeFlag, SyntaxTree } from '../../../server/src/syntax/tree';

const parser = createNativeParser();

/** The control flow of a function with this body; undefined where it was given up. */
export function flowOf(body: string): { tree: SyntaxTree; flow: ControlFlow | undefined } {
  const { tree } = parser.parse(`void F(void)\n{\n${body}\n}\n`);
  const block = tree.descendants(tree.root, 'compound_statement')[0] ?? tree.root;
  return { tree, flow: controlFlow(tree, block) };
}

/** The lines of `printControlFlow` for a function with this body. */
export function dump(body: string): string[] {
  const { tree, flow } = flowOf(body);
  return flow === undefined ? ['given up'] : printControlFlow(tree, flow).split('\n');
}

/** A node to be put together by hand, for what no parser leaves of a text. */
export interface Handmade {
  readonly kind: NamedKind;
  readonly field?: Field;
  /** What stands where the node has no children. */
  readonly text?: string;
  readonly children?: readonly Handmade[];
}

/** The lines of `printControlFlow` for a body that was put together by hand. */
export function dumpHandmade(body: Handmade): string[] {
  const tree = handmadeTree(body);
  const flow = controlFlow(tree, tree.root);
  return flow === undefined ? ['given up'] : printControlFlow(tree, flow).split('\n');
}

function handmadeTree(root: Handmade): SyntaxTree {
  const rows: Record<'kind' | 'field' | 'start' | 'end' | 'parent' | 'firstChild' | 'nextSibling', number>[] = [];
  let text = '';
  const add = (node: Handmade, parent: number): number => {
    const at = rows.length;
    const row = {
      kind: KIND_NAMES.indexOf(node.kind),
      field: FIELD_NAMES.indexOf(node.field),
      start: text.length,
      end: 0,
      parent,
      firstChild: -1,
      nextSibling: -1,
    };
    rows.push(row);
    text += node.text === undefined ? '' : `${node.text} `;
    let last: number | undefined;
    for (const child of node.children ?? []) {
      const added = add(child, at);
      const before = last === undefined ? undefined : rows[last];
      if (before === undefined) row.firstChild = added;
      else before.nextSibling = added;
      last = added;
    }
    row.end = text.length - 1;
    return at;
  };
  add(root, -1);
  return new SyntaxTree(text, text, {
    count: rows.length,
    kind: Uint16Array.from(rows, ({ kind }) => kind),
    field: Uint8Array.from(rows, ({ field }) => field),
    start: Uint32Array.from(rows, ({ start }) => start),
    end: Uint32Array.from(rows, ({ end }) => end),
    parent: Int32Array.from(rows, ({ parent }) => parent),
    firstChild: Int32Array.from(rows, ({ firstChild }) => firstChild),
    nextSibling: Int32Array.from(rows, ({ nextSibling }) => nextSibling),
    flags: Uint8Array.from(rows, () => NodeFlag.named),
    kindNames: KIND_NAMES,
    fieldNames: FIELD_NAMES,
  });
}
