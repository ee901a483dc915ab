import type { Node, SyntaxTree } from '../syntax/tree';
import type { Span } from '../text/span';
import type { CType } from './ctype';
import { unknownType } from './ctype';
import { baseType, declared, declaredBy, declaredNames, functionDeclarator } from './declarators';
import { below, outlineOf } from './outline';
import type { FunctionDefinition, Parameter, Unit } from './unit';

/** The functions with a body of a file, in the order of the text, as C has them. */
export function functionsIn(tree: SyntaxTree): FunctionDefinition[] {
  return outlineOf(tree).function_definition.flatMap((node) => readFunction(tree, node) ?? []);
}

/** The function in whose text a place stands. */
export const definitionAround = ({ tree, functions }: Unit, { start, end }: Span): FunctionDefinition | undefined =>
  functions.find(({ node }) => tree.start(node) <= start && end <= tree.end(node));

function readFunction(tree: SyntaxTree, node: Node): FunctionDefinition | undefined {
  const [declarator, body] = [tree.field(node, 'declarator'), tree.field(node, 'body')];
  if (declarator === undefined || body === undefined || tree.kind(body) !== 'compound_statement') return undefined;
  const header = functionDeclarator(tree, declarator);
  if (header === undefined) return undefined;
  const { nameNode, type } = declared(tree, declarator, baseType(tree, tree.field(node, 'type')));
  if (nameNode === undefined) return undefined;
  return {
    name: tree.textOf(nameNode),
    nameNode,
    node,
    body,
    parameters: parametersOf(tree, node, header),
    returns: type.kind === 'function' ? type.returns : unknownType,
    isStatic: isDeclaredStatic(tree, node),
    parsed: isParsed(tree, node),
  };
}

/** A function inside another is what a lost brace leaves: the outer one did not parse as it was meant. */
const isParsed = (tree: SyntaxTree, node: Node): boolean =>
  !tree.hasError(node) && below(tree, node, outlineOf(tree).function_definition).length === 0;

/** Whether `static` stands before the type of a declaration or definition. */
export const isDeclaredStatic = (tree: SyntaxTree, declaration: Node): boolean =>
  hasStorageClass(tree, declaration, 'static');

export function hasStorageClass(tree: SyntaxTree, declaration: Node, word: 'static' | 'extern'): boolean {
  return tree
    .namedChildren(declaration)
    .some((child) => tree.kind(child) === 'storage_class_specifier' && tree.textOf(child) === word);
}

function parametersOf(tree: SyntaxTree, definition: Node, header: Node): Parameter[] {
  const list = tree.field(header, 'parameters');
  if (list === undefined) return [];
  const older = olderTypes(tree, definition);
  const parameters = tree.namedChildren(list).flatMap((node): Parameter[] => {
    if (tree.kind(node) === 'parameter_declaration') {
      const { nameNode, type } = declaredBy(tree, node);
      return [{ name: nameNode === undefined ? undefined : tree.textOf(nameNode), type, node }];
    }
    if (tree.kind(node) !== 'identifier') return [];
    const name = tree.textOf(node);
    return [{ name, type: older.get(name) ?? unknownType, node }];
  });
  return parameters.length === 1 && isVoid(parameters[0]) ? [] : parameters;
}

/** `F(VOID)` has no parameter. */
const isVoid = (parameter: Parameter | undefined): boolean =>
  parameter !== undefined &&
  parameter.name === undefined &&
  parameter.type.kind === 'named' &&
  parameter.type.name.toLowerCase() === 'void';

/** The types in the declarations between header and body: `NTSTATUS F(Device, Irp) PDEVICE_OBJECT Device; PIRP Irp; { … }`. */
function olderTypes(tree: SyntaxTree, definition: Node): ReadonlyMap<string, CType> {
  const declarations = tree.namedChildren(definition).filter((child) => tree.kind(child) === 'declaration');
  return new Map(
    declarations.flatMap((node) => declaredNames(tree, node).map(({ name, type }) => [name, type] as const)),
  );
}
