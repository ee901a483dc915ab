import { readFileSync } from 'node:fs';

import type { Analysis } from '../src/flow/analysis';
import type { Anchor } from '../src/flow/anchor';
import { printResult } from '../src/flow/print-result';
import { readUnit } from '../src/model/unit';
import { analyse } from '../src/project/analyse';
import { controlFlow } from '../src/flow/graph/cfg';
import { printControlFlow } from '../src/flow/graph/print-cfg';
import { createNativeParser } from '../src/syntax/native';
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

/** Each function's name, and its control flow. */
export function controlFlowLines(tree: SyntaxTree, definition: Node): string[] {
  const body = tree.field(definition, 'body');
  const flow = body === undefined ? undefined : controlFlow(tree, body);
  const printed = flow === undefined ? ['given up: it nests too deeply'] : printControlFlow(tree, flow).split('\n');
  return ['', `control flow of ${nameOf(tree, definition)}`, ...printed];
}

function nameOf(tree: SyntaxTree, definition: Node): string {
  let declarator = definition;
  for (let next: Node | undefined = definition; next !== undefined; next = tree.field(declarator, 'declarator')) {
    declarator = next;
  }
  return tree.textOf(declarator);
}

/** What the flow engine knows in each function that deals with WSK, or in the one of that name. */
export function knownLines(analysis: Analysis, name?: string): string[] {
  const lines = lineTable(analysis.unit.file.text);
  const lineOf = (anchor: Anchor): string => {
    const place = analysis.locate(anchor);
    return place === undefined ? '?' : `${lines.positionAt(place.at.start).line + 1}`;
  };
  return analysis.unit.functions
    .filter((definition) => name === undefined || definition.name === name)
    .flatMap((definition) => {
      const result = analysis.resultOf(definition);
      return result === undefined ? [] : ['', ...printResult(result, lineOf).split('\n')];
    });
}

/** `npm run tree -- FILE [FUNCTION]` */
function main([path, name]: readonly string[]): void {
  if (path === undefined) {
    process.stderr.write('usage: npm run tree -- FILE [FUNCTION]\n');
    process.exitCode = 2;
    return;
  }
  const text = readFileSync(path, 'utf8');
  const parsedText = createNativeParser().parse(text);
  const { tree } = parsedText;
  const definitions = tree
    .descendants(tree.root, 'function_definition')
    .filter((definition) => name === undefined || nameOf(tree, definition) === name);
  const roots = name === undefined ? [tree.root] : definitions;
  const analysis = analyse(readUnit({ path, text, language: 'c' }, parsedText));
  const printed = [
    ...roots.flatMap((root) => treeLines(tree, root)),
    ...definitions.flatMap((definition) => controlFlowLines(tree, definition)),
    ...knownLines(analysis, name),
  ];
  process.stdout.write(`${printed.join('\n')}\n`);
}

if (require.main === module) main(process.argv.slice(2));
