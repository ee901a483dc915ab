import type { ClassFacts, CppFacts } from '../syntax/cpp/facts';
import type { Node, SyntaxTree } from '../syntax/tree';
import { pointerTo, typeSpelt, type CType } from './ctype';
import { baseType, declared, declaredNames } from './declarators';
import { hasStorageClass } from './functions';
import { outlineOf } from './outline';

/** A class of C++ as its members are declared. It names no place. */
export interface ClassDeclaration extends Pick<ClassFacts, 'bases' | 'hasDestructor' | 'holds' | 'virtual'> {
  /** Its variables. */
  readonly members: ReadonlyMap<string, CType>;
  readonly methods: ReadonlyMap<string, Method>;
  /** What is declared as static, functions and variables. */
  readonly statics: ReadonlySet<string>;
}

export interface Method {
  readonly returns: CType;
  /** Several functions of the class have the name. */
  readonly isOverloaded: boolean;
}

/** Classes by their names, without namespaces. */
export type Classes = ReadonlyMap<string, ClassDeclaration>;

const NONE: Classes = new Map();
const known = new WeakMap<CppFacts, Classes>();

/** The classes whose members a file declares. */
export function classesIn(tree: SyntaxTree): Classes {
  if (tree.cpp === undefined) return NONE;
  let classes = known.get(tree.cpp);
  if (classes === undefined) known.set(tree.cpp, (classes = readClasses(tree, tree.cpp)));
  return classes;
}

/** The class in which a node stands as a member, or in a member. */
export const classAround = (tree: SyntaxTree, node: Node): ClassFacts | undefined =>
  tree.cpp?.classes.find(({ start, end }) => start <= tree.start(node) && tree.end(node) <= end);

function readClasses(tree: SyntaxTree, { classes }: CppFacts): Classes {
  const found = new Map(classes.map((facts) => [facts.name, new Reading(facts)]));
  const { member, function_definition } = outlineOf(tree);
  for (const node of member) {
    const reading = found.get(classAround(tree, node)?.name ?? '');
    for (const { name, type } of declaredNames(tree, node)) reading?.add(name, type, isStatic(tree, node));
  }
  for (const node of function_definition) {
    const reading = found.get(classAround(tree, node)?.name ?? '');
    const declarator = tree.field(node, 'declarator');
    if (reading === undefined || declarator === undefined) continue;
    const { nameNode, type } = declared(tree, declarator, baseType(tree, tree.field(node, 'type')));
    if (nameNode !== undefined) reading.add(tree.textOf(nameNode), type, isStatic(tree, node));
  }
  return found;
}

const isStatic = (tree: SyntaxTree, node: Node): boolean => hasStorageClass(tree, node, 'static');

class Reading implements ClassDeclaration {
  readonly bases: readonly string[];
  readonly hasDestructor: boolean;
  readonly holds: readonly string[];
  readonly virtual: readonly string[];
  readonly members = new Map<string, CType>();
  readonly methods = new Map<string, Method>();
  readonly statics = new Set<string>();

  constructor({ bases, hasDestructor, holds, virtual }: ClassFacts) {
    this.bases = bases;
    this.hasDestructor = hasDestructor;
    this.holds = holds;
    this.virtual = virtual;
  }

  add(name: string, type: CType, isStatic: boolean): void {
    if (isStatic) this.statics.add(name);
    if (type.kind === 'function')
      this.methods.set(name, { returns: type.returns, isOverloaded: this.methods.has(name) });
    else this.members.set(name, type);
  }
}

/** What `using Name = type;` declares. */
export const aliasType = (text: string): CType =>
  /\(\s*\w*\s*\*|\)\s*\(/.test(text)
    ? pointerTo({ kind: 'function', returns: typeSpelt(text.replace(/\(.*/s, '')) })
    : typeSpelt(text.replace(/<.*>/s, '<>'));
