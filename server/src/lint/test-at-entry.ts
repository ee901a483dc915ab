import type { Node, SyntaxTree } from '../syntax/tree';
import { insertAtEntry } from './edits';
import type { Fix } from './rule';

/** Writes a test on entry that returns where a parameter is NULL; undefined where the use of it comes before. */
export function testAtEntry(
  tree: SyntaxTree,
  body: Node,
  { use, parameter, value }: { readonly use: Node; readonly parameter: string; readonly value: string },
): Fix | undefined {
  const lines = [`if (${parameter} == NULL) {`, `    return ${value};`, '}'];
  const fix = insertAtEntry(tree, body, lines, `Return where '${parameter}' is NULL`);
  const isBefore = fix?.edits.every(({ at }) => at.start <= tree.start(use));
  return isBefore === true ? fix : undefined;
}
