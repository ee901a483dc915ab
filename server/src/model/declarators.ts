import type { Node, SyntaxTree } from '../syntax/tree';
import { pointerTo, referenceTo, unknownType, type CType } from './ctype';

/** A name with the type that a declaration gives it. */
export interface Declared {
  /** Undefined in an abstract declarator: a cast, a parameter without a name. */
  readonly nameNode: Node | undefined;
  readonly type: CType;
}

/** A name that a declaration, a struct member list or a typedef declares. */
export interface DeclaredName extends Declared {
  readonly nameNode: Node;
  readonly name: string;
  /** The initialiser: an expression or an `initializer_list`. */
  readonly value: Node | undefined;
}

/** Everything that a `declaration`, `field_declaration` or `type_definition` declares, in order. */
export function declaredNames(tree: SyntaxTree, declaration: Node): DeclaredName[] {
  const base = baseType(tree, tree.field(declaration, 'type'));
  return tree.fields(declaration, 'declarator').flatMap((declarator) => {
    const { nameNode, type } = declared(tree, declarator, base);
    if (nameNode === undefined) return [];
    return [{ nameNode, name: tree.textOf(nameNode), type, value: tree.field(declarator, 'value') }];
  });
}

/** What a parameter or the `type_descriptor` of a cast declares: one type, with a name or without. */
export function declaredBy(tree: SyntaxTree, node: Node): Declared {
  const base = baseType(tree, tree.field(node, 'type'));
  const declarator = tree.field(node, 'declarator');
  return declarator === undefined ? { nameNode: undefined, type: base } : declared(tree, declarator, base);
}

/** What a declarator makes of the type before it: `*`, `[]` and `()` around a name. */
export function declared(tree: SyntaxTree, declarator: Node, base: CType): Declared {
  // A loop, and not a call for each level: nothing bounds how deep a file nests parentheses.
  let [at, type] = [declarator, base];
  for (;;) {
    type = wrap(tree, at, type);
    const inner = innerDeclarator(tree, at);
    if (inner === undefined) return { nameNode: isName(tree, at) ? at : undefined, type };
    at = inner;
  }
}

const innerDeclarator = (tree: SyntaxTree, declarator: Node): Node | undefined =>
  tree.field(declarator, 'declarator') ?? wrapped(tree, declarator);

function wrap(tree: SyntaxTree, declarator: Node, base: CType): CType {
  switch (tree.kind(declarator)) {
    case 'pointer_declarator':
    case 'abstract_pointer_declarator':
      return tree.text[tree.start(declarator)] === '&' ? referenceTo(base) : pointerTo(base);
    case 'array_declarator':
    case 'abstract_array_declarator':
      return { kind: 'array', of: base };
    case 'function_declarator':
    case 'abstract_function_declarator':
      return { kind: 'function', returns: base };
    default:
      return base;
  }
}

/** The declarator in parentheses or beside an attribute, which has no name in the grammar. */
function wrapped(tree: SyntaxTree, declarator: Node): Node | undefined {
  const kind = tree.kind(declarator);
  const wraps =
    kind === 'parenthesized_declarator' ||
    kind === 'abstract_parenthesized_declarator' ||
    kind === 'attributed_declarator';
  if (!wraps) return undefined;
  return tree.namedChildren(declarator).find((child) => tree.kind(child).endsWith('declarator') || isName(tree, child));
}

function isName(tree: SyntaxTree, node: Node): boolean {
  const kind = tree.kind(node);
  return (
    kind === 'identifier' || kind === 'field_identifier' || kind === 'type_identifier' || kind === 'primitive_type'
  );
}

/** The type that stands before the declarators. */
export function baseType(tree: SyntaxTree, specifier: Node | undefined): CType {
  if (specifier === undefined) return unknownType;
  switch (tree.kind(specifier)) {
    case 'type_identifier':
    case 'primitive_type':
    case 'sized_type_specifier':
      return { kind: 'named', name: tree.textOf(specifier) };
    case 'struct_specifier':
    case 'union_specifier':
      return { kind: 'struct', tag: tagOf(tree, specifier) };
    case 'enum_specifier':
      return { kind: 'named', name: 'int' };
    default:
      return unknownType;
  }
}

/** The tag of a struct or union; one of our own where it has none. */
export function tagOf(tree: SyntaxTree, specifier: Node): string {
  const name = tree.field(specifier, 'name');
  return name === undefined ? `#${tree.textOf(specifier)}` : tree.textOf(name);
}

/** The `function_declarator` that a definition's or prototype's declarator holds, whatever stands around it. */
export function functionDeclarator(tree: SyntaxTree, declarator: Node): Node | undefined {
  let at: Node | undefined = declarator;
  while (at !== undefined && tree.kind(at) !== 'function_declarator') at = innerDeclarator(tree, at);
  return at;
}
