import { controlFlow, type ControlFlow } from '../../server/src/flow/cfg';
import { printControlFlow } from '../../server/src/flow/print-cfg';
import { createNativeParser } from '../../server/src/syntax/native';
import { SyntaxTree } from '../../server/src/syntax/tree';

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

/** The same for a body with the kernel headers' `try`, `except` and `finally`, masked as the parser masks them. */
export function dumpSpelled(body: string): string[] {
  const text = `void F(void)\n{\n${body}\n}\n`;
  const masked = text
    .replace(/\b(?:try|finally)\b/g, (word) => ' '.repeat(word.length))
    .replace(/\bexcept\b/g, 'if    ');
  const tree = new SyntaxTree(text, masked, parser.parse(masked).tree.flat);
  const flow = controlFlow(tree, tree.descendants(tree.root, 'compound_statement')[0] ?? tree.root);
  return flow === undefined ? ['given up'] : printControlFlow(tree, flow).split('\n');
}
