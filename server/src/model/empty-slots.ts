import type { Node } from '../syntax/tree';
import { element } from './callbacks';
import { constantOf } from './constants';
import { outlineOf } from './outline';
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
  const { tree } = unit;
  for (const node of outlineOf(tree).init_declarator) {
    const [nameNode, list] = [tree.field(node, 'declarator'), tree.field(node, 'value')];
    const isTable = nameNode !== undefined && tree.textOf(nameNode) === name && isOfType(unit, nameNode, structure);
    const isList = list !== undefined && tree.kind(list) === 'initializer_list';
    if (!isTable || !isList || tree.enclosing(node, 'function_definition') !== undefined) continue;
    const empty = isAssigned(unit, name) ? undefined : emptyMembers(unit, nameNode, list);
    return empty && { nameNode, empty };
  }
  return undefined;
}

const isOfType = (unit: Unit, nameNode: Node, structure: string): boolean => {
  const variable = declaredVariableOf(unit, nameNode);
  return variable !== undefined && structureName(unit, variable.type) === structure;
};

function isAssigned({ tree }: Unit, name: string): boolean {
  const named = new RegExp(`\\b${name}\\b`);
  return outlineOf(tree).assignment_expression.some((node) => {
    const left = tree.field(node, 'left');
    return left !== undefined && named.test(tree.textOf(left));
  });
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
