import { controlFlow } from '../src/flow/graph/cfg';
import { printControlFlow } from '../src/flow/graph/print-cfg';
import type { Node, SyntaxTree } from '../src/syntax/tree';
import { lineTable } from '../src/text/lines';

/**
 * The named nodes below a node, itself included, one line each: indented by depth, with the name its parent knows it by,
 * its kind, where it starts (line and column from 1), and its text where it has no named children.
 */
export function treeLines(tree: SyntaxTree, root: Node): string[] {
  const lines = lineTable(tree.text);
  const depths = new Map<Node, number>();
  const printed: string[] = [];
  for (let at: number = root; at < tree.endOfSubtree(root); at++) {
    const node = at as Node;
    const parent = tree.parent(node);
    const depth = node === root || parent === undefined ? 0 : (depths.get(parent) ?? 0) + 1;
    depths.set(node, depth);
    if (!tree.isNamed(node) && !tree.isMissing(node)) continue;
    const { line, column } = lines.positionAt(tree.start(node));
    printed.push(`${'  '.repeat(depth)}${described(tree, node)} ${line + 1}:${column + 1}${leafText(tree, node)}`);
  }
  return printed;
}

function described(tree: SyntaxTree, node: Node): string {
  const field = tree.fieldOf(node);
  return `${field === undefined ? '' : `${field}: `}${tree.kind(node)}${tree.isMissing(node) ? ' MISSING' : ''}`;
}

function leafText(tree: SyntaxTree, node: Node): string {
  return tree.children(node).some((child) => tree.isNamed(child)) ? '' : ` ${JSON.stringify(tree.textOf(node))}`;
}

/** The control flow of a function, a line for each step. */
export function controlFlowLines(tree: SyntaxTree, body: Node): string[] {
  const flow = controlFlow(tree, body);
  return flow === undefined ? ['given up: it nests too deeply'] : printControlFlow(tree, flow).split('\n');
}
