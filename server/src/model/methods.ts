import type { SyntaxTree } from '../syntax/tree';
import { classAround, classesIn, type ClassDeclaration } from './classes';
import { pointerTo } from './ctype';
import type { Declarations } from './declarations';
import { obstacleIn, type CppFile } from './destructors';
import { functionsIn } from './functions';
import type { FunctionDefinition, Parameter } from './unit';

/** The name of the parameter that a method has beside those that are written. */
export const THIS = 'this';

/**
 * The functions with a body of a file, in the order of the text. A method has the name of its class before its own, and
 * behind its parameters a pointer to the object.
 * @param included What the headers declare that the file includes.
 * @param origin Where the tree is that of one function of a file: the tree of that, and the class around the function.
 */
export function definitionsIn(
  tree: SyntaxTree,
  included: readonly Declarations[],
  origin?: { readonly tree: SyntaxTree; readonly around: string | undefined },
): readonly FunctionDefinition[] {
  const plain = functionsIn(tree);
  if (tree.cpp === undefined) return plain;
  const file = { tree, included, declaring: origin?.tree ?? tree };
  const functions = plain.map((definition) => asMethod(file, definition, origin?.around));
  return functions.map((definition) => {
    const obstacle = definition.obstacle ?? obstacleIn(file, definition, functions);
    return obstacle === undefined ? definition : { ...definition, parsed: false, obstacle };
  });
}

function asMethod(file: CppFile, definition: FunctionDefinition, outer: string | undefined): FunctionDefinition {
  const { tree } = file;
  const written = writtenName(tree, definition);
  const around = outer ?? classAround(tree, definition.node)?.name;
  const qualifiers = around === undefined ? written.split('::').slice(0, -1) : [around];
  if (qualifiers.length === 0) return definition;
  const last = written.split('::').at(-1) ?? written;
  const found = classOf(file, qualifiers);
  if (found === undefined)
    return { ...definition, name: written, obstacle: `the class of '${written}' is not in sight` };
  const name = `${found.name}::${last}`;
  if (found.declaration.statics.has(last)) return { ...definition, name };
  const self: Parameter = {
    name: THIS,
    type: pointerTo({ kind: 'named', name: found.name }),
    node: definition.nameNode,
  };
  return { ...definition, name, parameters: [...definition.parameters, self] };
}

/** With the qualifiers before it, also where the grammar takes them for a type: `Socket::Socket`. */
function writtenName(tree: SyntaxTree, { name, nameNode, node }: FunctionDefinition): string {
  const start = tree.start(nameNode);
  const type = tree.field(node, 'type');
  const isQualified = tree.text.slice(start - 2, start) === '::' && type !== undefined;
  return isQualified ? `${tree.textOf(type)}::${name}` : name;
}

/** The class that qualifiers name, of which the first may be namespaces. */
function classOf(
  { declaring, included }: CppFile,
  qualifiers: readonly string[],
): { readonly name: string; readonly declaration: ClassDeclaration } | undefined {
  const all = [classesIn(declaring), ...included.map(({ classes }) => classes)];
  for (let skipped = 0; skipped < qualifiers.length; skipped++) {
    const name = qualifiers.slice(skipped).join('::');
    const declaration = all.map((classes) => classes.get(name)).find((found) => found !== undefined);
    if (declaration !== undefined) return { name, declaration };
  }
  return undefined;
}
