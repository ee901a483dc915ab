import Parser from 'tree-sitter';
import C from 'tree-sitter-c';

import { NodeFlag, SyntaxTree, type FlatTree } from './tree';
import type { SourceParser } from './parser';

const MACRO =
  /\b(?:_[A-Z][A-Za-z]*(?:_[A-Za-z]+)*_|NTAPI|WSKAPI|FORCEINLINE)\b(?:\((?:[^()]|\([^()]*\))*\))?/g;

/** The binding of tree-sitter that is a Node.js addon. */
export function createNativeParser(): SourceParser {
  const parser = new Parser();
  parser.setLanguage(C as Parser.Language);
  return {
    binding: 'native',
    parse(text) {
      const masked = text.replace(MACRO, (macro) => macro.replace(/[^\r\n]/g, ' '));
      const tree = parser.parse(masked, undefined, { bufferSize: Math.max(32768, masked.length * 2 + 2) });
      return { tree: new SyntaxTree(text, masked, flatten(tree)), annotations: [], omissions: [] };
    },
    forget() {
      return;
    },
  };
}

function flatten(tree: Parser.Tree): FlatTree {
  const kindNames: string[] = [];
  const kindIndex = new Map<string, number>();
  const fieldNames: (string | undefined)[] = [undefined];
  const rows: { kind: number; field: number; start: number; end: number; parent: number; flags: number }[] = [];
  const firstChild: number[] = [];
  const nextSibling: number[] = [];
  const indexOf = (name: string) => {
    let index = kindIndex.get(name);
    if (index === undefined) kindIndex.set(name, (index = kindNames.push(name) - 1));
    return index;
  };
  const visit = (node: Parser.SyntaxNode, field: string | null, parent: number): number => {
    let fieldIndex = field === null ? 0 : fieldNames.indexOf(field);
    if (fieldIndex < 0) fieldIndex = fieldNames.push(field ?? undefined) - 1;
    const flags =
      (node.isNamed ? NodeFlag.named : 0) | (node.isMissing ? NodeFlag.missing : 0) | (node.hasError ? NodeFlag.hasError : 0);
    const at = rows.push({ kind: indexOf(node.type), field: fieldIndex, start: node.startIndex, end: node.endIndex, parent, flags }) - 1;
    firstChild.push(-1);
    nextSibling.push(-1);
    let last = -1;
    node.children.forEach((child, index) => {
      const fieldName = (node as unknown as { fieldNameForChild(i: number): string | null }).fieldNameForChild(index);
      const here = visit(child, fieldName, at);
      if (last < 0) firstChild[at] = here;
      else nextSibling[last] = here;
      last = here;
    });
    return at;
  };
  visit(tree.rootNode, null, -1);
  return {
    count: rows.length,
    kind: Uint16Array.from(rows, (row) => row.kind),
    field: Uint8Array.from(rows, (row) => row.field),
    start: Uint32Array.from(rows, (row) => row.start),
    end: Uint32Array.from(rows, (row) => row.end),
    parent: Int32Array.from(rows, (row) => row.parent),
    firstChild: Int32Array.from(firstChild),
    nextSibling: Int32Array.from(nextSibling),
    flags: Uint8Array.from(rows, (row) => row.flags),
    kindNames,
    fieldNames,
  };
}
