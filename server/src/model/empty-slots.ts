import { isWskFunction } from '../knowledge';
import type { Node, SyntaxTree } from '../syntax/tree';
import { element } from './callbacks';
import { constantOf } from './constants';
import { knownCall } from './dispatch';
import { outlineOf } from './outline';
import { perContext } from './per-unit';
import { withoutCasts } from './references';
import { declaredVariableOf } from './scope';
import { membersOf, structureName } from './type-table';
import type { Unit } from './unit';

/** A client dispatch table that a file initialises outside its functions. */
export interface InitialisedTable {
  /** The variable's name. */
  readonly nameNode: Node;
  /** The members that the initialiser leaves out, or makes NULL. */
  readonly empty: ReadonlySet<string>;
}

/**
 * The table of that name, by its initialiser; undefined where the file has none, where it is written into elsewhere in the
 * file, and where the initialiser is more than a list of names and NULL.
 *
 * @param structure The name of its type: `WSK_CLIENT_LISTEN_DISPATCH`.
 */
export function initialisedTable(unit: Unit, name: string, structure: string): InitialisedTable | undefined {
  const empty = emptySlots(unit, name, structure);
  const found = empty && tablesIn(unit).find((one) => one.name === name && one.structure === structure);
  return empty && found && { nameNode: found.nameNode, empty };
}

/** The members that the initialiser of a table leaves out, or makes NULL; undefined where there is no such table. */
export function emptySlots(unit: Unit, name: string, structure: string): ReadonlySet<string> | undefined {
  const table = declaredTables(unit).find((one) => one.name === name && one.structure === structure);
  return table?.empty === undefined || mayBeFilledIn(unit, table) ? undefined : table.empty;
}

interface Table {
  readonly name: string;
  /** The name of its type. */
  readonly structure: string;
  readonly isConstant: boolean;
  /** Undefined where the initialiser is more than a list of names and NULL. */
  readonly empty: ReadonlySet<string> | undefined;
}

/** All variables of a file that a list initialises. */
function tablesIn(unit: Unit): (Table & Pick<InitialisedTable, 'nameNode'>)[] {
  const { tree } = unit;
  return outlineOf(tree).init_declarator.flatMap((node) => {
    const [nameNode, list] = [tree.field(node, 'declarator'), tree.field(node, 'value')];
    const isTable = nameNode !== undefined && list !== undefined && tree.kind(list) === 'initializer_list';
    if (!isTable || tree.enclosing(node, 'function_definition') !== undefined) return [];
    const variable = declaredVariableOf(unit, nameNode);
    const structure = variable && structureName(unit, variable.type);
    if (structure === undefined) return [];
    const described = { name: tree.textOf(nameNode), structure, isConstant: isConstant(tree, node) };
    return [{ ...described, nameNode, empty: emptyMembers(unit, nameNode, list) }];
  });
}

const declaredTables = perContext((unit): readonly Table[] =>
  tablesIn(unit).map(({ name, structure, isConstant, empty }) => ({ name, structure, isConstant, empty })),
);

/**
 * Whether some code writes into a table, or can come to it to do so. Only the few places are looked at where its name
 * stands: this is asked again after each edit.
 */
function mayBeFilledIn(unit: Unit, { name, isConstant }: Table): boolean {
  const { tree } = unit;
  const { text } = tree;
  const named = new RegExp(`\\b${name}\\b`, 'y');
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    named.lastIndex = at;
    if (!named.test(text)) continue;
    const node = tree.nodeAt(named.lastIndex);
    if (isWrittenTo(tree, node) || (!isConstant && isHandedOn(unit, node))) return true;
  }
  return false;
}

const isConstant = (tree: SyntaxTree, declarator: Node): boolean =>
  /\bconst\b/i.test(tree.textOf(tree.enclosing(declarator, 'declaration') ?? declarator));

/** Whether a function can come to a table to write into it: by a pointer to it, or as a callee that says nothing else. */
function isHandedOn(unit: Unit, name: Node): boolean {
  const { tree } = unit;
  const address = tree.parent(name);
  const isAddress = address !== undefined && tree.kind(address) === 'pointer_expression';
  if (!isAddress || !tree.textOf(address).startsWith('&')) return false;
  return tree.enclosing(address, 'function_definition') !== undefined && !isOnlyRead(unit, address);
}

/** `Npi.Dispatch->WskSocket(…, &Table, …)`, `Open(…, &Table)` with a parameter that is `const`, `const … *Table = &Table;`. */
function isOnlyRead(unit: Unit, address: Node): boolean {
  const { tree } = unit;
  const list = tree.enclosing(address, 'argument_list');
  const call = list === undefined ? undefined : tree.parent(list);
  if (list === undefined || call === undefined) return isConstant(tree, address);
  const known = knownCall(unit, call);
  if (known !== undefined) return isWskFunction(known.name);
  const index = tree.namedChildren(list).findIndex((argument) => withoutCasts(unit, argument) === address);
  const callee = unit.functionNamed(tree.textOf(tree.field(call, 'function') ?? call));
  const parameter = callee?.parameters[index]?.node;
  const declared = parameter === undefined ? undefined : tree.enclosing(parameter, 'parameter_declaration');
  return declared !== undefined && /\bconst\b/i.test(tree.textOf(declared));
}

/** Whether a node stands on the left side of an assignment. */
function isWrittenTo(tree: SyntaxTree, node: Node): boolean {
  for (let at: Node | undefined = node; at !== undefined;) {
    const above: Node | undefined = tree.parent(at);
    if (above !== undefined && tree.kind(above) === 'assignment_expression' && tree.field(above, 'left') === at)
      return true;
    at = above;
  }
  return false;
}

function emptyMembers(unit: Unit, nameNode: Node, list: Node): ReadonlySet<string> | undefined {
  const variable = declaredVariableOf(unit, nameNode);
  const names = [...((variable && membersOf(unit, variable.type)) ?? new Map<string, never>()).keys()];
  const empty = new Set(names);
  let position = 0;
  for (const node of unit.tree.namedChildren(list)) {
    if (unit.tree.kind(node) === 'comment') continue;
    const { name, value } = element(unit, node);
    if (name !== undefined) position = names.indexOf(name);
    const member = names[position++];
    if (member === undefined || value === undefined || !isPlain(unit, value)) return undefined;
    if (constantOf(unit, value)?.value !== 0) empty.delete(member);
  }
  return empty;
}

/** Whether what stands in a slot is one thing: a macro may be several. */
function isPlain(unit: Unit, value: Node): boolean {
  const plain = withoutCasts(unit, value);
  return ['identifier', 'null', 'number_literal', 'pointer_expression'].includes(unit.tree.kind(plain));
}
