import {
  callbackOfTypedef,
  datagramRelease,
  describe,
  describeCallback,
  functionOfTypedef,
  isWskFunction,
} from '../knowledge';
import { describeMember, describeName } from '../knowledge/names';
import { unknownType, type CType } from '../model/ctype';
import { declaredNames } from '../model/declarators';
import { typeOf } from '../model/expression-type';
import { membersOf, memberType, namesOf, structureName, targetOf } from '../model/type-table';
import type { Unit } from '../model/unit';
import type { Node } from '../syntax/tree';
import { memberText } from './name-text';
import { callbackText, functionText } from './page-text';
import type { RuleSummary } from './rule-text';
import { slotOf } from './slot';

/**
 * What a member's name stands for: a slot of a dispatch table, or a member of a structure that the tables know. Silent
 * for members of the driver's own structures, unless they hold the address of a function of WSK.
 */
export function memberHover(unit: Unit, node: Node, rules: readonly RuleSummary[]): string | undefined {
  const name = unit.tree.textOf(node);
  const owner = ownerOf(unit, node);
  if (owner === undefined) return dispatchedText(name, rules);
  return ofTypedef(unit, owner.type, rules) ?? ofStructure(owner.structure, name);
}

interface Owner {
  readonly structure: string | undefined;
  /** Of the member. */
  readonly type: CType;
}

/** Where a member belongs; undefined where nobody declares that. */
function ownerOf(unit: Unit, node: Node): Owner | undefined {
  const { tree } = unit;
  const parent = tree.parent(node);
  if (parent === undefined) return undefined;
  switch (tree.kind(parent)) {
    case 'field_expression':
      return ownerInExpression(unit, parent, tree.textOf(node));
    case 'field_designator': {
      const pair = tree.enclosing(parent, 'initializer_pair');
      return pair === undefined ? undefined : slotOf(unit, pair);
    }
    case 'ERROR':
      return undefined;
    default:
      return ownerInDeclaration(unit, node);
  }
}

function ownerInExpression(unit: Unit, expression: Node, name: string): Owner | undefined {
  const { tree } = unit;
  const [object, operator] = [tree.field(expression, 'argument'), tree.field(expression, 'operator')];
  if (object === undefined || operator === undefined) return undefined;
  const declared = typeOf(unit, object);
  const whole = tree.kind(operator) === '->' ? targetOf(unit, declared) : declared;
  if (membersOf(unit, whole) === undefined) return undefined;
  return { structure: structureName(unit, whole), type: memberType(unit, whole, name) };
}

/** A member where the file declares it: only its type can be one of ours. */
function ownerInDeclaration(unit: Unit, node: Node): Owner {
  const declaration = unit.tree.enclosing(node, 'field_declaration');
  const declared = declaration === undefined ? [] : declaredNames(unit.tree, declaration);
  return { structure: undefined, type: declared.find(({ nameNode }) => nameNode === node)?.type ?? unknownType };
}

function ofTypedef(unit: Unit, type: CType, rules: readonly RuleSummary[]): string | undefined {
  for (const typedef of namesOf(unit, type)) {
    const text = typedefText(typedef, rules);
    if (text !== undefined) return text;
  }
  return undefined;
}

/** The function or event callback that a pointer of that type points at: `PFN_WSK_BIND`, `PFN_WSK_ACCEPT_EVENT`. */
export function typedefText(typedef: string, rules: readonly RuleSummary[]): string | undefined {
  const functionName = functionOfTypedef(typedef);
  const isDatagram = typedef === 'PFN_WSK_RELEASE_DATAGRAM_INDICATION_LIST';
  const api = functionName === undefined ? undefined : isDatagram ? datagramRelease : describe(functionName);
  if (functionName !== undefined && api !== undefined) return functionText(functionName, api, rules);
  const callback = callbackOfTypedef(typedef);
  const described = callback === undefined ? undefined : describeCallback(callback);
  return callback === undefined || described === undefined ? undefined : callbackText(callback, described, { rules });
}

function ofStructure(structure: string | undefined, member: string): string | undefined {
  const entry = structure === undefined ? undefined : describeMember(structure, member);
  if (structure === undefined || entry === undefined || entry.about === '') return undefined;
  return memberText(structure, member, entry, describeName(structure)?.page ?? '');
}

/** Where nobody declares the table, only a name that dispatch tables alone have will do. */
export function dispatchedText(name: string, rules: readonly RuleSummary[]): string | undefined {
  const callback = describeCallback(name);
  if (callback !== undefined) return callbackText(name, callback, { rules });
  const api = isWskFunction(name) ? describe(name) : undefined;
  return api?.tables === undefined ? undefined : functionText(name, api, rules);
}
