import { readUnit, type Unit } from '../../server/src/model/unit';
import { createNativeParser } from '../../server/src/syntax/native';
import type { SourceParser } from '../../server/src/syntax/parser';
import type { Kind } from '../../server/src/syntax/kinds';
import type { Node } from '../../server/src/syntax/tree';

let parser: SourceParser | undefined;

/** The model of a C text. */
export function unitOf(source: string): Unit {
  parser ??= createNativeParser();
  return readUnit({ path: 'test.c', text: source, language: 'c' }, parser.parse(source));
}

/**
 * The only node of a kind with exactly this text.
 * @throws Error where there is none, or more than one: a test must not look at another node than it means.
 */
export function nodeWith(unit: Unit, kind: Kind, text: string): Node {
  const { tree } = unit;
  const found = tree.descendants(tree.root, kind).filter((node) => tree.textOf(node) === text);
  const [node] = found;
  if (node === undefined || found.length > 1) throw new Error(`${found.length} nodes of kind ${kind} are '${text}'`);
  return node;
}

/** All nodes of a kind with exactly this text, in the order of the text. */
export function nodesWith(unit: Unit, kind: Kind, text: string): Node[] {
  const { tree } = unit;
  return tree.descendants(tree.root, kind).filter((node) => tree.textOf(node) === text);
}
