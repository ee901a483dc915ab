import type { CType } from '../../model/ctype';
import { beginsWith } from '../../model/first-member';
import { memberType, membersOf, resolve, targetOf } from '../../model/types';
import type { Unit } from '../../model/unit';
import type { Node } from '../../syntax/tree';
import type { Case } from '../state/case';
import type { FunctionContext } from './context';
import { evaluate } from './evaluate';
import { isZero, type Region } from '../state/terms';

/** The cases after an initialiser in braces: what it names is written, and all else of the variable is zero. */
export function initialisedBy(
  context: FunctionContext,
  region: Region,
  type: CType,
  list: Node,
  before: Case,
): readonly Case[] {
  const start = before.fork();
  start.renew(start.terms.label(list));
  start.write(region, start.terms.number(0));
  return filled(context, region, type, list, [start]);
}

function filled(
  context: FunctionContext,
  whole: Region,
  type: CType,
  list: Node,
  start: readonly Case[],
): readonly Case[] {
  const { unit } = context;
  const parts = unit.tree.namedChildren(list);
  if (!isInOrder(unit, type, parts))
    return parts.reduce<readonly Case[]>(
      (cases, part) => cases.flatMap((one) => stored(context, whole, false, part, one)),
      start.map((one) => lost(context, whole, list, one)),
    );
  let cases = start;
  parts.forEach((part, index) => {
    const place = placeOf(unit, type, part, index);
    const region = place === undefined ? undefined : regionOf(context, whole, type, place.name);
    const value = place?.value ?? part;
    if (region !== undefined && place !== undefined && unit.tree.kind(value) === 'initializer_list')
      cases = filled(context, region, place.type, value, cases);
    else cases = cases.flatMap((one) => stored(context, region ?? whole, region !== undefined, value, one));
  });
  return cases;
}

/** Whether each part is that of the member with its index, or names its member: braces that are left out shift the rest. */
function isInOrder(unit: Unit, type: CType, parts: readonly Node[]): boolean {
  const named = parts.filter((part) => unit.tree.kind(part) === 'initializer_pair');
  if (named.length > 0) return named.length === parts.length;
  return parts.every((part, index) => {
    const place = placeOf(unit, type, part, index);
    const kind = place === undefined ? 'unknown' : resolve(unit, place.type).kind;
    return parts.length === 1 || unit.tree.kind(part) === 'initializer_list' || (kind !== 'struct' && kind !== 'array');
  });
}

/** Where the value goes is not known, or it is known: then nothing of the whole is, or the part holds it. */
function stored(
  context: FunctionContext,
  region: Region,
  isKnown: boolean,
  value: Node,
  before: Case,
): readonly Case[] {
  const kind = context.unit.tree.kind(value);
  if (kind === 'initializer_list' || kind === 'initializer_pair') return [lost(context, region, value, before)];
  return evaluate(context, value, before).map((outcome) => {
    if (!isKnown) return isZero(outcome.value) ? outcome.after : lost(context, region, value, outcome.after);
    const after = outcome.after.fork();
    after.write(region, outcome.value);
    return after;
  });
}

function lost({ terms }: FunctionContext, region: Region, at: Node, before: Case): Case {
  const after = before.fork();
  after.write(region, terms.madeBy(terms.label(at), ''));
  return after;
}

interface Place {
  readonly name: string;
  readonly type: CType;
  readonly value: Node;
}

/** The member or element that a part of the list initialises; undefined where that is not followed. */
function placeOf(unit: Unit, type: CType, part: Node, index: number): Place | undefined {
  const { tree } = unit;
  if (tree.kind(part) !== 'initializer_pair') {
    if (resolve(unit, type).kind === 'array') return { name: `[${index}]`, type: targetOf(unit, type), value: part };
    const member = [...(membersOf(unit, type)?.keys() ?? [])][index];
    return member === undefined ? undefined : { name: member, type: memberType(unit, type, member), value: part };
  }
  const [designator, ...more] = tree.fields(part, 'designator');
  const value = tree.field(part, 'value');
  if (designator === undefined || more.length > 0 || value === undefined) return undefined;
  const name = tree.textOf(designator).replace(/^\.\s*/, '');
  return /^\w+$/.test(name) ? { name, type: memberType(unit, type, name), value } : undefined;
}

const regionOf = ({ unit, terms }: FunctionContext, whole: Region, type: CType, name: string): Region | undefined =>
  beginsWith(unit, type, name) ? whole : terms.member(whole, name);
