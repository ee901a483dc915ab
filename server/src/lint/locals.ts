import { scopeOf, variableOf } from '../model/scope';
import type { FunctionDefinition, Unit } from '../model/unit';
import type { Node, SyntaxTree } from '../syntax/tree';
import type { Edit, Span } from '../text/span';
import type { Fix } from './rule';

/** A local that is the only one of its name in its function, and is declared by itself: `T x;` or `T x = …;`. */
interface PlainLocal {
  readonly declaration: Node;
  readonly type: Node;
  readonly value: Node | undefined;
  /** Where it is named behind its declaration. */
  readonly uses: readonly Node[];
}

function plainLocal(unit: Unit, definition: FunctionDefinition, name: string): PlainLocal | undefined {
  const { tree } = unit;
  const [variable, another] = scopeOf(unit, definition).variables.filter((one) => one.name === name);
  if (variable?.kind !== 'local' || another !== undefined) return undefined;
  const declaration = tree.enclosing(variable.node, 'declaration');
  const [type, parts] = declaration === undefined ? [] : [tree.field(declaration, 'type'), partsOf(tree, declaration)];
  // A pointer or an array is another type than the one that stands before it.
  if (declaration === undefined || type === undefined || parts === undefined || tree.textOf(parts.named) !== name)
    return undefined;
  const uses = tree
    .descendants(definition.body, 'identifier')
    .filter((node) => node !== parts.named && tree.textOf(node) === name && variableOf(unit, node) === variable);
  return { declaration, type, value: parts.value, uses };
}

/** What a declaration names, and with which value; undefined where it declares several. */
function partsOf(tree: SyntaxTree, declaration: Node): { named: Node; value: Node | undefined } | undefined {
  const [declarator, another] = tree.fields(declaration, 'declarator');
  if (declarator === undefined || another !== undefined) return undefined;
  if (tree.kind(declarator) !== 'init_declarator') return { named: declarator, value: undefined };
  const named = tree.field(declarator, 'declarator');
  return named && { named, value: tree.field(declarator, 'value') };
}

/**
 * Lets a local live as long as the driver, where that makes no difference but to its life: it begins as a constant, and
 * nothing is stored in it by its name. Unsafe: whoever is given its address may write there.
 * @param words `static`, or `static const` for what nobody may write.
 */
export function makeStatic(
  unit: Unit,
  definition: FunctionDefinition,
  name: string,
  words: 'static' | 'static const',
): Fix | undefined {
  const { tree } = unit;
  const local = plainLocal(unit, definition, name);
  if (local?.value === undefined || !isConstantValue(unit, local.value)) return undefined;
  if (local.uses.some((use) => isWritten(tree, use))) return undefined;
  const start = tree.start(local.declaration);
  const isConst = /\b(?:const|CONST)\b/.test(tree.text.slice(start, tree.start(local.value)));
  const text = isConst ? 'static ' : `${words} `;
  return { title: `Make '${name}' ${text.trim()}`, edits: [{ at: { start, end: start }, text }], safe: false };
}

/** Whether a value is the same on each call, so that C takes it for something static. */
function isConstantValue(unit: Unit, value: Node): boolean {
  const { tree } = unit;
  if ([value, ...tree.descendants(value, 'call_expression')].some((node) => tree.kind(node) === 'call_expression'))
    return false;
  const names = [value, ...tree.descendants(value, 'identifier')].filter((node) => tree.kind(node) === 'identifier');
  return names.every((node) => {
    const kind = variableOf(unit, node)?.kind;
    return kind !== 'local' && kind !== 'parameter' && !isVariableByHabit(tree.textOf(node), kind);
  });
}

/** A variable is no constant even where it is static; a name in capitals is no variable. */
const isVariableByHabit = (name: string, kind: string | undefined): boolean =>
  kind !== undefined && !/^[A-Z0-9_]+$/.test(name);

/** Whether something is stored in a variable, or in a part of it, where it is named. */
function isWritten(tree: SyntaxTree, use: Node): boolean {
  let node = use;
  for (let parent = tree.parent(node); parent !== undefined; parent = tree.parent(node)) {
    const kind = tree.kind(parent);
    if (kind === 'update_expression') return true;
    if (kind === 'assignment_expression') return tree.field(parent, 'left') === node;
    if (!['field_expression', 'subscript_expression', 'parenthesized_expression'].includes(kind)) return false;
    node = parent;
  }
  return false;
}

/** Declares a local with another type, where only its address and its size are asked for. */
export function retypeBuffer(unit: Unit, definition: FunctionDefinition, name: string, type: string): Fix | undefined {
  const { tree } = unit;
  const local = plainLocal(unit, definition, name);
  if (local === undefined || !isEmpty(tree, local.value)) return undefined;
  if (!local.uses.every((use) => isWhole(tree, use))) return undefined;
  return { title: `Declare '${name}' as ${type}`, edits: [{ at: tree.span(local.type), text: type }], safe: false };
}

/** So many units around a name are looked at. */
const NEAR = 40;
/** The `&` of an address before a name, and not that of `a && b`. */
const ADDRESS = /(?:^|[^&])&\s*$/;

/**
 * Declares a local number with a wider type, where its address is given away once: whatever reads or stores the number
 * then bears the width, but who takes its address may not.
 */
export function widenNumber(unit: Unit, definition: FunctionDefinition, name: string, type: string): Fix | undefined {
  const { tree } = unit;
  const local = plainLocal(unit, definition, name);
  const given = local?.uses.filter((use) => ADDRESS.test(textBefore(tree, use))) ?? [];
  if (local === undefined || given.length !== 1) return undefined;
  return { title: `Declare '${name}' as ${type}`, edits: [{ at: tree.span(local.type), text: type }], safe: false };
}

const textBefore = (tree: SyntaxTree, node: Node): string =>
  tree.text.slice(Math.max(0, tree.start(node) - NEAR), tree.start(node));

/** No value, or zeros. */
const isEmpty = (tree: SyntaxTree, value: Node | undefined): boolean =>
  value === undefined || /^\{\s*0?\s*\}$/.test(tree.textOf(value));

/** `&x` and `sizeof(x)`: nothing is asked of the type. */
function isWhole(tree: SyntaxTree, use: Node): boolean {
  const end = tree.end(use);
  const [before, behind] = [textBefore(tree, use), tree.text.slice(end, end + NEAR)];
  const isAddress = ADDRESS.test(before);
  const isSize = /\bsizeof\s*\(\s*$/.test(before) && /^\s*\)/.test(behind);
  return (isAddress && !/^\s*(?:\.|\[|->)/.test(behind)) || isSize;
}

/** The members that the addresses of both families have, with the letters before them. */
const MEMBERS = /^sin6?_(family|port)$/;

/**
 * Makes an address of one family one of the other, where nothing but its family and port is set by name: the wildcard
 * address is zero in both.
 */
export function turnFamily(
  unit: Unit,
  definition: FunctionDefinition,
  name: string,
  to: 'AF_INET' | 'AF_INET6',
): Fix | undefined {
  const { tree } = unit;
  const local = plainLocal(unit, definition, name);
  if (local === undefined || !isEmpty(tree, local.value)) return undefined;
  const edits = local.uses.map((use) => (isWhole(tree, use) ? [] : memberEdits(tree, use, to)));
  if (edits.includes(undefined)) return undefined;
  const type = tree.textOf(local.type).replace(/^(.*_IN)6?$/i, to === 'AF_INET' ? '$1' : '$16');
  if (type === tree.textOf(local.type)) return undefined;
  const all: Edit[] = [{ at: tree.span(local.type), text: type }, ...edits.flatMap((each) => each ?? [])];
  return { title: `Make '${name}' an address of ${to}`, edits: all, safe: false };
}

/** What makes `x.sin_family = AF_INET` fit the other structure; undefined where it names what only one of them has. */
function memberEdits(tree: SyntaxTree, use: Node, to: 'AF_INET' | 'AF_INET6'): Edit[] | undefined {
  const access = tree.parent(use);
  const member =
    access !== undefined && tree.kind(access) === 'field_expression' ? tree.field(access, 'field') : undefined;
  const plain = member === undefined ? undefined : MEMBERS.exec(tree.textOf(member))?.[1];
  if (access === undefined || member === undefined || plain === undefined) return undefined;
  const renamed: Edit = { at: tree.span(member), text: `${to === 'AF_INET' ? 'sin' : 'sin6'}_${plain}` };
  const family = plain === 'family' ? familyAssigned(tree, access) : undefined;
  return family === undefined ? [renamed] : [renamed, { at: family, text: to }];
}

/** The constant that is assigned to a member. */
function familyAssigned(tree: SyntaxTree, access: Node): Span | undefined {
  const assignment = tree.parent(access);
  const value =
    assignment !== undefined && tree.kind(assignment) === 'assignment_expression'
      ? tree.field(assignment, 'right')
      : undefined;
  return value !== undefined && /^AF_INET6?$/.test(tree.textOf(value)) ? tree.span(value) : undefined;
}
