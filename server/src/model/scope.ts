import { isKnown } from '../knowledge';
import type { Node, SyntaxTree } from '../syntax/tree';
import { classesIn } from './classes';
import { unknownType, type CType } from './ctype';
import { declaredNames } from './declarators';
import { hasStorageClass, isDeclaredStatic } from './functions';
import { included } from './included';
import { visibleMacros } from './macros';
import { constantNamed } from './named-constants';
import { THIS } from './methods';
import { below, outlineOf } from './outline';
import { perNode, perUnit } from './per-unit';
import { declaresFunction, isFunctionType } from './prototypes';
import { membersOf, targetOf } from './type-table';
import type { FunctionDefinition, Parameter, Unit } from './unit';

/** A variable: two declarations are two variables, also where their names are the same. */
export interface Variable {
  readonly name: string;
  /** 'static' outlives the call and is seen by this file only; 'global' is seen, and may be written, by other files. */
  readonly kind: 'local' | 'parameter' | 'static' | 'global';
  readonly type: CType;
  /** The name in the first declaration; the parameter for a parameter; the first use of a variable that a header out of sight declares; the root for one that a header of the project does. */
  readonly node: Node;
  /** What a local of C++ that is declared with `auto` is set to: it has the type of that. */
  readonly value?: Node | undefined;
}

/** The parameters and locals of a function. */
export interface FunctionScope {
  /** In the order of the text. */
  readonly variables: readonly Variable[];
}

/** A variable that is seen in a block from some place on. */
interface Binding {
  readonly variable: Variable;
  readonly from: number;
}

class Scope implements FunctionScope {
  readonly variables: Variable[] = [];
  readonly byNode = new Map<Node, Variable>();
  readonly #blocks = new Map<Node, Map<string, Binding[]>>();

  add(block: Node, variable: Variable, at: Node, from: number): void {
    this.variables.push(variable);
    this.byNode.set(at, variable);
    const names = this.#blocks.get(block) ?? new Map<string, Binding[]>();
    names.set(variable.name, [...(names.get(variable.name) ?? []), { variable, from }]);
    this.#blocks.set(block, names);
  }

  /** The variable of that name that a block declares before `offset`. */
  find(block: Node, name: string, offset: number): Variable | undefined {
    return this.#blocks
      .get(block)
      ?.get(name)
      ?.findLast(({ from }) => from <= offset)?.variable;
  }
}

const scopesOfFiles = perUnit((unit) => fileScope(unit));
const fileScopes = (unit: Unit): Scope => scopesOfFiles(unit.origin ?? unit);
const functionScopes = perUnit(() => new Map<Node, Scope>());
const undeclared = perUnit(() => new Map<string, Variable | undefined>());

/** The parameters and locals of a function of the file. */
export const scopeOf = (unit: Unit, { node }: FunctionDefinition): FunctionScope => functionScope(unit, node);

/** The variable that a parameter is in the body; undefined where it has no name. */
export function parameterVariable(unit: Unit, parameter: Parameter): Variable | undefined {
  const definition = unit.tree.enclosing(parameter.node, 'function_definition');
  return definition === undefined ? undefined : functionScope(unit, definition).byNode.get(parameter.node);
}

/** The variables that a `declaration` declares, with their initialisers, in order. A prototype declares none. */
export function declaredVariables(unit: Unit, declaration: Node): { variable: Variable; value: Node | undefined }[] {
  return declaredNames(unit.tree, declaration).flatMap(({ nameNode, value }) => {
    const variable = declaredVariableOf(unit, nameNode);
    return variable === undefined ? [] : [{ variable, value }];
  });
}

/**
 * The variable that an identifier names, as C's scopes have it. A name that the file declares nowhere, and that can be no
 * macro, constant or known function, is taken for a variable that a header declares.
 */
export const variableOf = perNode(
  (unit, identifier): Variable | undefined =>
    declaredVariableOf(unit, identifier) ?? undeclaredVariable(unit, identifier),
);

/** The same, but only for variables that the file declares. */
export function declaredVariableOf(unit: Unit, identifier: Node): Variable | undefined {
  return variableNamed(unit, unit.tree.textOf(identifier), identifier);
}

/** The variable that a name would be where `at` stands; only one that the file declares. */
export function variableNamed(unit: Unit, name: string, at: Node): Variable | undefined {
  const { tree } = unit;
  const local = localNamed(unit, name, at);
  if (local !== undefined || isDeclaredMember(unit, name, at)) return local;
  return fileScopes(unit).find(tree.root, name, tree.start(at));
}

function localNamed(unit: Unit, name: string, at: Node): Variable | undefined {
  const { tree } = unit;
  const definition = tree.enclosing(at, 'function_definition');
  if (definition === undefined) return undefined;
  const scope = functionScope(unit, definition);
  const offset = tree.start(at);
  for (let block: Node | undefined = at; block !== undefined; block = tree.parent(block)) {
    const found = scope.find(block, name, offset);
    if (found !== undefined) return found;
    if (block === definition) break;
  }
  return undefined;
}

/** `this`, in a method of C++. */
function thisAt(unit: Unit, at: Node): Variable | undefined {
  if (unit.tree.cpp === undefined) return undefined;
  const definition = unit.tree.enclosing(at, 'function_definition');
  return definition && functionScope(unit, definition).find(definition, THIS, Number.MAX_SAFE_INTEGER);
}

/** Whether the class of the method around `at` declares a variable of that name. */
function isDeclaredMember(unit: Unit, name: string, at: Node): boolean {
  const self = thisAt(unit, at);
  const type = self && membersOf(unit, targetOf(unit, self.type))?.get(name);
  return type !== undefined && !isFunctionType(unit, type);
}

/** Whether the class that `self` points to declares a function of that name. */
function isMethod(unit: Unit, self: Variable, name: string): boolean {
  const type = targetOf(unit, self.type);
  const className = type.kind === 'named' ? type.name : '';
  const own = classesIn((unit.origin ?? unit).tree).get(className);
  const declaration = own ?? included(unit, ({ classes }) => classes.get(className));
  return declaration?.methods.has(name) === true || declaration?.statics.has(name) === true;
}

/**
 * `this`, where an identifier in a method of C++ names a member of it: one that its class declares, or what nobody else
 * declares, as a member of a base that is not in sight.
 */
export const objectOfMember = perNode((unit, identifier): Variable | undefined => {
  const { tree } = unit;
  const self = tree.kind(identifier) === 'identifier' ? thisAt(unit, identifier) : undefined;
  const name = tree.textOf(identifier);
  if (self === undefined || localNamed(unit, name, identifier) !== undefined) return undefined;
  if (isDeclaredMember(unit, name, identifier)) return self;
  const mayBeOther =
    tree.fieldOf(identifier) === 'function' ||
    isMethod(unit, self, name) ||
    !canBeVariable(unit, name) ||
    fileScopes(unit).find(tree.root, name, tree.start(identifier)) !== undefined;
  return mayBeOther ? undefined : self;
});

function undeclaredVariable(unit: Unit, identifier: Node): Variable | undefined {
  const { tree } = unit;
  if (tree.kind(identifier) !== 'identifier' || tree.fieldOf(identifier) === 'function') return undefined;
  if (objectOfMember(unit, identifier) !== undefined) return undefined;
  const name = tree.textOf(identifier);
  const known = undeclared(unit.origin ?? unit);
  if (!known.has(name)) {
    const variable: Variable = { name, kind: 'global', type: unknownType, node: identifier };
    known.set(name, canBeVariable(unit, name) ? variable : undefined);
  }
  return known.get(name);
}

/** By the habit of all drivers a name in capitals is a macro. */
const canBeVariable = (unit: Unit, name: string): boolean =>
  !/^[A-Z0-9_]+$|^__/.test(name) &&
  !isKnown(name) &&
  !declaresFunction(unit, name) &&
  !visibleMacros(unit).has(name) &&
  constantNamed(unit, name) === undefined;

function functionScope(unit: Unit, definition: Node): Scope {
  const scopes = functionScopes(unit);
  let scope = scopes.get(definition);
  if (scope === undefined) {
    scope = readFunctionScope(unit, definition);
    scopes.set(definition, scope);
  }
  return scope;
}

function readFunctionScope(unit: Unit, definition: Node): Scope {
  const { tree } = unit;
  const scope = new Scope();
  const header = unit.functions.find(({ node }) => node === definition);
  if (header === undefined) return scope;
  for (const { name, type, node } of header.parameters) {
    if (name !== undefined) scope.add(definition, { name, kind: 'parameter', type, node }, node, tree.start(node));
  }
  for (const declaration of below(tree, header.body, outlineOf(tree).declaration)) {
    if (tree.enclosing(declaration, 'function_definition') !== definition) continue;
    const block = tree.enclosing(declaration, 'compound_statement', 'for_statement') ?? header.body;
    readLocals(unit, scope, block, declaration);
  }
  return scope;
}

function readLocals(unit: Unit, scope: Scope, block: Node, declaration: Node): void {
  const { tree } = unit;
  const isExtern = hasStorageClass(tree, declaration, 'extern');
  const kind = isDeclaredStatic(tree, declaration) ? 'static' : 'local';
  for (const { name, type, nameNode, value } of declaredNames(tree, declaration)) {
    if (isFunctionType(unit, type)) continue;
    const from = tree.start(nameNode);
    const outside = isExtern ? fileScopes(unit).find(tree.root, name, tree.end(tree.root)) : undefined;
    const given = tree.cpp === undefined ? {} : { value };
    const variable = outside ?? { name, kind: isExtern ? 'global' : kind, type, node: nameNode, ...given };
    scope.add(block, variable, nameNode, from);
  }
}

function fileScope(unit: Unit): Scope {
  const { tree } = unit;
  const scope = new Scope();
  for (const declaration of outsideFunctions(tree)) {
    const kind = isDeclaredStatic(tree, declaration) ? 'static' : 'global';
    for (const { name, type, nameNode } of declaredNames(tree, declaration)) {
      if (isFunctionType(unit, type) || unit.defines(name)) continue;
      // `extern X y;` in front of `X y;` declares the same variable. One that is used above its declaration is another's typing.
      const known = scope.find(tree.root, name, Number.MAX_SAFE_INTEGER);
      if (known === undefined) scope.add(tree.root, { name, kind, type, node: nameNode }, nameNode, 0);
      else scope.byNode.set(nameNode, known);
    }
  }
  for (const { variables } of unit.included) {
    for (const [name, type] of variables) {
      if (unit.defines(name) || scope.find(tree.root, name, Number.MAX_SAFE_INTEGER) !== undefined) continue;
      scope.add(tree.root, { name, kind: 'global', type, node: tree.root }, tree.root, 0);
    }
  }
  return scope;
}

function outsideFunctions(tree: SyntaxTree): Node[] {
  return outlineOf(tree).declaration.filter((node) => tree.enclosing(node, 'function_definition') === undefined);
}
