import { unknownType, type CType } from '../model/ctype';
import { typeOf } from '../model/expression-type';
import { declaredVariableOf } from '../model/scope';
import { membersOf, structureName, targetOf } from '../model/type-table';
import type { Unit } from '../model/unit';
import type { Node } from '../syntax/tree';

/** The member of a structure that an element of an initialiser sets. */
export interface Slot {
  readonly structure: string;
  readonly member: string;
  /** From 1, in the order of the declaration. */
  readonly position: number;
  readonly type: CType;
}

/** The slot of an element of an `initializer_list`: a value by its position, or an `initializer_pair` by its name. */
export function slotOf(unit: Unit, element: Node): Slot | undefined {
  const list = unit.tree.parent(element);
  if (list === undefined || unit.tree.kind(list) !== 'initializer_list') return undefined;
  const whole = typeOfList(unit, list);
  const members = membersOf(unit, whole);
  const structure = structureName(unit, whole);
  if (members === undefined || structure === undefined) return undefined;
  const names = [...members.keys()];
  const index = indexOf(unit, list, element, names);
  const member = names[index];
  const type = member === undefined ? undefined : members.get(member);
  return member === undefined || type === undefined ? undefined : { structure, member, position: index + 1, type };
}

function indexOf(unit: Unit, list: Node, element: Node, names: readonly string[]): number {
  let index = -1;
  for (const child of unit.tree.namedChildren(list)) {
    const name = designatedName(unit, child);
    index = name === undefined ? index + 1 : names.indexOf(name);
    if (child === element) return index;
  }
  return -1;
}

function designatedName({ tree }: Unit, element: Node): string | undefined {
  if (tree.kind(element) !== 'initializer_pair') return undefined;
  const designator = tree.field(element, 'designator');
  const field = designator === undefined ? undefined : tree.descendants(designator, 'field_identifier')[0];
  return field === undefined ? undefined : tree.textOf(field);
}

/** The type of what an initialiser sets: of the variable, of a compound literal, or of the slot it stands in itself. */
function typeOfList(unit: Unit, list: Node): CType {
  const { tree } = unit;
  const parent = tree.parent(list);
  switch (parent === undefined ? undefined : tree.kind(parent)) {
    case 'init_declarator':
      return variableType(unit, parent);
    case 'compound_literal_expression':
      return parent === undefined ? unknownType : typeOf(unit, parent);
    case 'initializer_pair':
      return innerType(unit, parent);
    case 'initializer_list':
      return innerType(unit, list);
    default:
      return unknownType;
  }
}

function variableType(unit: Unit, declaration: Node | undefined): CType {
  const declarator = declaration === undefined ? undefined : unit.tree.field(declaration, 'declarator');
  if (declarator === undefined) return unknownType;
  const name =
    unit.tree.kind(declarator) === 'identifier' ? declarator : unit.tree.descendants(declarator, 'identifier')[0];
  const variable = name === undefined ? undefined : declaredVariableOf(unit, name);
  return variable?.type ?? unknownType;
}

/** The type of an element that is a list itself: of the member, or of what the array holds. */
function innerType(unit: Unit, element: Node | undefined): CType {
  const outer = element === undefined ? undefined : unit.tree.parent(element);
  if (element === undefined || outer === undefined) return unknownType;
  return slotOf(unit, element)?.type ?? targetOf(unit, typeOfList(unit, outer));
}
