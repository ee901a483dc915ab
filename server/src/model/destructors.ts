import { isKnown } from '../knowledge';
import type { Node, SyntaxTree } from '../syntax/tree';
import { classesIn, type ClassDeclaration } from './classes';
import type { CType } from './ctype';
import type { Declarations } from './declarations';
import { declaredBy, declaredNames, tagOf } from './declarators';
import { hasStorageClass } from './functions';
import { below, outlineOf } from './outline';
import type { FunctionDefinition } from './unit';

/** A file, before it is known which of its functions can be followed. */
export interface CppFile {
  readonly tree: SyntaxTree;
  /** The tree in which types are declared: the same, or that of the file of which this is one function. */
  readonly declaring: SyntaxTree;
  readonly included: readonly Declarations[];
}

/**
 * Why a function of C++ is not followed: it has what does not mean in C what it means in C++, or code runs in it that is
 * called nowhere. Undefined where nothing of that is in it.
 */
export function obstacleIn(
  file: CppFile,
  definition: FunctionDefinition,
  all: readonly FunctionDefinition[],
): string | undefined {
  const { tree } = file;
  const [start, end] = [tree.start(definition.node), tree.end(definition.node)];
  const told = tree.cpp?.obstacles.find((obstacle) => obstacle.start < end && start < obstacle.end);
  if (told !== undefined) return told.reason;
  const type = destroyedIn(file, new Destructors(file, all), definition);
  return type === undefined ? undefined : `a destructor of ${type} may run in it unseen`;
}

/** The type of an object that ends with the function, or within, with code of its own. */
function destroyedIn(
  file: CppFile,
  destructors: Destructors,
  { node, body, parameters }: FunctionDefinition,
): string | undefined {
  const { tree } = file;
  const [start, end] = [tree.start(node), tree.end(node)];
  const merged = (tree.cpp?.constructed ?? []).filter((one) => start <= one.start && one.start < end);
  const types = [...parameters.map(({ type }) => nameOf(type)), ...merged.map(({ typeName }) => typeName)];
  for (const declaration of below(tree, body, outlineOf(tree).declaration)) {
    if (hasStorageClass(tree, declaration, 'static')) continue;
    for (const { type, value } of declaredNames(tree, declaration)) types.push(destructors.typeHeld(type, value));
  }
  const found = types.find((type) => type !== undefined && destructors.mayHave(type));
  return found?.startsWith(RETURNED) === true ? found : found && `'${found}'`;
}

const nameOf = (type: CType): string | undefined =>
  type.kind === 'named' ? type.name : type.kind === 'array' ? nameOf(type.of) : undefined;

/** Stands before the name of a function where it is not known what it returns. */
const RETURNED = 'what ';

/** By the habit of the WDK a type in capitals is one of C. */
const TYPE_OF_C = /^(?:[A-Z0-9_]+|bool|char|short|int|long|float|double|void|unsigned|signed|\w+_t|__int\d+|wchar_t)$/;

/** Which types have a destructor, or may have one. */
class Destructors {
  /** In which values stand. */
  readonly #tree: SyntaxTree;
  readonly #declaring: SyntaxTree;
  readonly #included: readonly Declarations[];
  readonly #functions: readonly FunctionDefinition[];
  /** Those that are asked for: a class that holds itself by some way is none. */
  readonly #asked = new Set<string>();

  constructor({ tree, declaring, included }: CppFile, functions: readonly FunctionDefinition[]) {
    this.#tree = tree;
    this.#declaring = declaring;
    this.#included = included;
    this.#functions = functions;
  }

  mayHave(name: string): boolean {
    const last = name.replace(/^.*::/s, '');
    const words = name.trim().split(/\s+/);
    if (words.every((word) => TYPE_OF_C.test(word)) || this.#asked.has(name)) return false;
    if (name.startsWith(RETURNED)) return true;
    this.#asked.add(name);
    const declaration = this.#classNamed(name) ?? this.#classNamed(last);
    if (declaration !== undefined) {
      const { hasDestructor, bases, holds } = declaration;
      return hasDestructor || [...bases, ...holds].some((each) => this.mayHave(each));
    }
    return this.#typesIn(last)?.some((each) => this.mayHave(each)) ?? true;
  }

  /** The type of the object that a variable is; undefined for one that is none, such as a pointer. */
  typeHeld(type: CType, value: Node | undefined): string | undefined {
    const name = nameOf(type);
    return name !== 'auto' || value === undefined ? name : this.#typeGiven(value);
  }

  #typeGiven(value: Node): string | undefined {
    const tree = this.#tree;
    const kind = tree.kind(value);
    if (kind === 'parenthesized_expression') {
      const [inner] = tree.namedChildren(value);
      return inner === undefined ? undefined : this.#typeGiven(inner);
    }
    const callee = kind === 'call_expression' ? tree.field(value, 'function') : undefined;
    if (callee === undefined) return undefined;
    const name = tree.textOf(tree.field(callee, 'field') ?? callee);
    if (name === 'new' || isKnown(name) || tree.kind(callee) === 'parenthesized_expression') return undefined;
    const returned = this.#returned(name.replace(/^.*::/s, '')).map(nameOf);
    if (returned.length === 0) return `${RETURNED}'${name}' returns`;
    return returned.find((type) => type !== undefined && this.mayHave(type));
  }

  /** What the functions of a name return, whatever they belong to. */
  #returned(name: string): readonly CType[] {
    const own = this.#functions.filter((one) => one.name === name || one.name.endsWith(`::${name}`));
    const classes = [classesIn(this.#declaring), ...this.#included.map((header) => header.classes)];
    const methods = classes.flatMap((each) => [...each.values()].flatMap((one) => one.methods.get(name) ?? []));
    const declared = this.#included.flatMap(({ functions }) => functions.get(name) ?? []);
    const prototypes = outlineOf(this.#declaring).declaration.flatMap((node) =>
      declaredNames(this.#declaring, node).flatMap((one) => (one.name === name ? one.type : [])),
    );
    const types = [...declared, ...prototypes].flatMap((type) => (type.kind === 'function' ? type.returns : []));
    return [...own.map(({ returns }) => returns), ...methods.map(({ returns }) => returns), ...types];
  }

  #classNamed(name: string): ClassDeclaration | undefined {
    const own = classesIn(this.#declaring).get(name);
    return own ?? this.#included.map(({ classes }) => classes.get(name)).find((found) => found !== undefined);
  }

  /** The types that one of C is made of; none for a number or a pointer, undefined for a type that nobody declares. */
  #typesIn(name: string): readonly string[] | undefined {
    const tree = this.#declaring;
    if (tree.cpp?.enums.includes(name) === true || this.#included.some(({ enums }) => enums.has(name))) return [];
    const alias = tree.cpp?.aliases.get(name);
    if (alias !== undefined) return /[*(]/.test(alias) ? [] : [alias.replace(/<.*/s, '').trim()];
    return this.#typesDeclared(name) ?? this.#typesIncluded(name);
  }

  #typesDeclared(name: string): readonly string[] | undefined {
    const tree = this.#declaring;
    const outline = outlineOf(tree);
    for (const node of outline.type_definition) {
      const found = declaredNames(tree, node).find((one) => one.name === name);
      if (found !== undefined) return [nameOf(found.type) ?? []].flat();
    }
    for (const node of [...outline.struct_specifier, ...outline.union_specifier]) {
      const body = tree.field(node, 'body');
      if (body === undefined || tagOf(tree, node) !== name) continue;
      return tree.namedChildren(body).flatMap((member) => nameOf(declaredBy(tree, member).type) ?? []);
    }
    return undefined;
  }

  #typesIncluded(name: string): readonly string[] | undefined {
    for (const { typedefs, members } of this.#included) {
      const [typedef, struct] = [typedefs.get(name), members.get(name)];
      if (typedef !== undefined) return [nameOf(typedef) ?? []].flat();
      if (struct !== undefined) return [...struct.values()].flatMap((type) => nameOf(type) ?? []);
    }
    return undefined;
  }
}
