import type { Node, SyntaxTree } from '../syntax/tree';
import { prototypesOf } from './prototypes';
import type { FunctionDefinition, Unit } from './unit';

/** How drivers spell the calling convention of what WSK calls. A helper of the driver's own has none. */
const CONVENTION = /\b(?:WSKAPI|NTAPI|__stdcall|_stdcall|WINAPI|CALLBACK)\b/;

/** Whether a calling convention stands before the name of a function where it is defined. */
export const hasConvention = ({ tree }: Unit, { node, nameNode }: FunctionDefinition): boolean =>
  CONVENTION.test(tree.text.slice(tree.start(node), tree.start(nameNode)));

/** What may stand before the name of a callback and is certainly no calling convention. */
const OTHER_WORDS = /^(?:static|STATIC|extern|NTSTATUS|WSK_INSPECT_ACTION|\s)*$/;
const COMMENTS_AND_DIRECTIVES = /\/\*[^]*?\*\/|\/\/[^\n]*|^[ \t]*#[^\n]*/gm;
const ANNOTATIONS = /\b_(?:_drv_\w+|[A-Z]\w*_)(?:\s*\((?:[^()]|\([^()]*\))*\))?/g;

/**
 * The names in the headers of a function, its definition's and those of its prototypes, where none of them can have a
 * calling convention: not by a macro of the driver's own, nor by a type that declares the function, nor in a header.
 * Undefined where one may have it.
 */
export function namesWithoutConvention(unit: Unit, { name, node, nameNode }: FunctionDefinition): Node[] | undefined {
  const { tree } = unit;
  const prototypes = prototypesOf(unit).get(name) ?? [];
  const isInHeader = unit.included.some(({ functions }) => functions.has(name));
  if (isInHeader || prototypes.some(({ type }) => type.kind !== 'function')) return undefined;
  const headers = [...prototypes, { node, nameNode }];
  const isPlain = headers.every((header) => OTHER_WORDS.test(wordsBefore(tree, header.node, header.nameNode)));
  return isPlain ? headers.map((header) => header.nameNode) : undefined;
}

/** What stands before a name from the end of what is declared before it: a word that was masked is no part of the node. */
function wordsBefore(tree: SyntaxTree, node: Node, nameNode: Node): string {
  const before = tree.previousSibling(node);
  const text = tree.text
    .slice(before === undefined ? 0 : tree.end(before), tree.start(nameNode))
    .replace(/^[;\s]+/, '');
  return text.replace(COMMENTS_AND_DIRECTIVES, ' ').replace(ANNOTATIONS, ' ');
}
