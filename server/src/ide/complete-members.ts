import { describe, functionOfTypedef } from '../knowledge';
import { describeMember } from '../knowledge/names';
import type { ApiFunction } from '../knowledge/shape';
import { addressStructures } from '../knowledge/address-structures';
import { wskStructures } from '../knowledge/wsk-structures';
import type { CType } from '../model/ctype';
import { memberType, namesOf, structureName, targetOf } from '../model/type-table';
import type { Unit } from '../model/unit';
import { callsAt } from './complete-call';
import { wordAt, type Completion } from './complete-item';
import { functionText } from './page-text';
import type { Place } from './place';
import { expressionBefore, type TextExpression } from './place-expression';

/**
 * The members behind an `->` or a `.`: the functions of a dispatch table, each with its arguments, or the members of a
 * structure of wsk.h. Undefined where no arrow and no dot stands before the word.
 */
export function memberCompletions(unit: Unit, place: Place): readonly Completion[] | undefined {
  const { text } = unit.file;
  const isArrow = text.slice(place.tokenEnd - 2, place.tokenEnd) === '->';
  if (!isArrow && text.charAt(place.tokenEnd - 1) !== '.') return undefined;
  const object = expressionBefore(unit, place.tokenEnd - (isArrow ? 2 : 1));
  // A dot with nothing before it names the slot of an initialiser.
  if (object === undefined) return isArrow ? [] : undefined;
  const whole = isArrow ? targetOf(unit, object.type) : object.type;
  const structure = structureName(unit, whole);
  if (structure === undefined || !isOffered(structure)) return [];
  return membersOfTable(structure, unit).flatMap((member) => memberItem(unit, place, object, structure, whole, member));
}

const isOffered = (name: string): boolean =>
  Object.hasOwn(wskStructures, name) || Object.hasOwn(addressStructures, name);

/** In C the functions of all sockets are members of the table itself; C++ reaches them through `Basic`. */
function membersOfTable(structure: string, { file }: Unit): string[] {
  const tables: Readonly<Record<string, Readonly<Record<string, string>>>> = { ...wskStructures, ...addressStructures };
  const names = Object.keys(tables[structure] ?? {});
  return file.language === 'cpp' ? names : names.filter((name) => name !== 'Basic');
}

function memberItem(
  unit: Unit,
  place: Place,
  object: TextExpression,
  structure: string,
  whole: CType,
  member: string,
): Completion[] {
  const type = memberType(unit, whole, member);
  const typedef = namesOf(unit, type).find((name) => name.startsWith('PFN_WSK_'));
  const called = typedef === undefined ? undefined : functionOfTypedef(typedef);
  const api = called === undefined ? undefined : describe(called);
  if (api !== undefined) return [functionItem(unit, place, object, member, api)];
  const isCallback = structure.startsWith('WSK_CLIENT_');
  // wsk.h declares functions that no page describes.
  if (typedef !== undefined && !isCallback) return [];
  const entry = describeMember(structure, member);
  return [
    {
      label: member,
      kind: 'member',
      detail: entry === undefined ? structure : `${entry.type} ${member}`,
      documentation: `${entry?.about ?? ''}\n\nMember of \`${structure}\`.`.trim(),
      insertText: member,
      span: wordAt(place),
    },
  ];
}

function functionItem(unit: Unit, place: Place, object: TextExpression, name: string, api: ApiFunction): Completion {
  const isCalled = /^\w*\s*\(/.test(unit.file.text.slice(place.offset, place.offset + 80));
  return {
    label: name,
    kind: 'function',
    detail: api.returns,
    documentation: functionText(name, api),
    insertText: name,
    ...(isCalled ? {} : { withStops: callsAt(unit, place)(name, api, socketOf(unit, place, object)) }),
    span: wordAt(place),
  };
}

const SOCKET = /([A-Za-z_][\w.[\]]*(?:\s*->\s*[A-Za-z_][\w.[\]]*)*?)\s*->\s*Dispatch\b/;

/** The socket whose table is used: `Socket` in `((PWSK_…)Socket->Dispatch)`, and where the table's variable was set so. */
function socketOf(unit: Unit, place: Place, { start, name }: TextExpression): string | undefined {
  const { text } = unit.file;
  const direct = SOCKET.exec(text.slice(start, place.tokenEnd))?.[1];
  if (direct !== undefined || name === undefined) return direct;
  const before = text.slice(place.itemStart, start);
  const set = [...before.matchAll(new RegExp(`\\b${name}\\s*=([^;]*);`, 'g'))].at(-1)?.[1];
  return set === undefined ? undefined : SOCKET.exec(set)?.[1];
}
