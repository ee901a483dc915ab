import type { CType } from '../model/ctype';
import { namesOf, structureName, targetOf } from '../model/type-table';
import type { Unit } from '../model/unit';
import { completionRoutinesIn } from './complete-functions';
import { wordAt, type Completion } from './complete-item';
import { callbackItems, callbackOfSlot, designators } from './complete-slots';
import { enumerators, eventValues, valuesFor, withoutPresent, type Value } from './complete-values';
import { headerNameText } from './hover-name';
import { blocks } from './markdown';
import type { Place } from './place';
import { endOfValue, type CallAtPlace } from './place-call';
import { expressionBefore } from './place-expression';
import type { TextSlot } from './place-slot';

/** A value as a completion. `where` says what takes it. */
export function valueItem(place: Place, value: Value, where: string): Completion {
  const { text, about, isPreferred, isFiller, isDeprecated } = value;
  const isName = /^[A-Za-z_]\w*$/.test(text);
  const page = isName ? headerNameText(text, []) : undefined;
  return {
    label: text,
    kind: !isName ? 'value' : /[a-z]/.test(text) ? 'enumerator' : 'value',
    detail: where,
    documentation: blocks([about !== undefined && page?.includes(about) === true ? undefined : about, page ?? where]),
    insertText: text,
    span: wordAt(place),
    ...(isPreferred === true ? { isPreferred } : {}),
    ...(isFiller === true ? { isFiller } : {}),
    ...(isDeprecated === true ? { isDeprecated } : {}),
  };
}

/** What the parameter takes whose argument is being typed. */
export function argumentItems(unit: Unit, place: Place, call: CallAtPlace): readonly Completion[] {
  const { parameter } = call;
  if (parameter === undefined) return [];
  const where = `${parameter.name} of ${call.name}`;
  const present = presentIn(unit.file.text, place, call.argumentStart);
  if (present === undefined) return [];
  const values = withoutPresent(valuesFor(call, parameter), present);
  const own = present.length === 0 ? ownNames(unit, call) : [];
  return [...own.map((text) => ({ text, about: `Of this file.` })), ...values].map((value) =>
    valueItem(place, value, where),
  );
}

/** Names of the driver that a parameter takes: IoCompletion routines, and tables of event callbacks. */
function ownNames(unit: Unit, call: CallAtPlace): readonly string[] {
  const { parameter, name } = call;
  if (parameter?.name === 'CompletionRoutine') return completionRoutinesIn(unit);
  const table = name === 'WskSocket' && parameter?.name === 'Dispatch' ? TABLES[call.argument('Flags')] : undefined;
  const named = table ?? /\bWSK_CLIENT_\w*DISPATCH\b/.exec(parameter?.type ?? '')?.[0];
  return named === undefined ? [] : tablesIn(unit, named);
}

const TABLES: Readonly<Record<string, string>> = {
  WSK_FLAG_LISTEN_SOCKET: 'WSK_CLIENT_LISTEN_DISPATCH',
  WSK_FLAG_DATAGRAM_SOCKET: 'WSK_CLIENT_DATAGRAM_DISPATCH',
  WSK_FLAG_CONNECTION_SOCKET: 'WSK_CLIENT_CONNECTION_DISPATCH',
  WSK_FLAG_STREAM_SOCKET: 'WSK_CLIENT_STREAM_DISPATCH',
};

/** The addresses of the tables of a type that the file defines. */
const tablesIn = ({ file: { text } }: Unit, type: string): readonly string[] => [
  ...new Set(
    [...text.matchAll(new RegExp(`\\b${type}\\s+(?:const\\s+)?(\\w+)\\s*[=;]`, 'g'))].map(
      ([, name = '']) => `&${name}`,
    ),
  ),
];

/**
 * The names that a value is made of beside the word that is typed, before and behind it, joined by `|`. Undefined where
 * something else is being written there.
 */
function presentIn(text: string, place: Place, start: number): string[] | undefined {
  const before = withoutCasts(text.slice(start, place.wordStart));
  if (!/(?:^|[^|]\|)[\s(]*$/.test(before)) return undefined;
  const behind = text.slice(place.offset, endOfValue(text, place.offset)).replace(/^\w+/, '');
  // What stands behind without a bar between is what is being replaced.
  const joined = /^\s*\|/.test(behind) ? `${before} ${behind}` : before;
  return joined.match(/[A-Za-z_]\w*/g) ?? [];
}

const withoutCasts = (text: string): string => text.replace(/\(\s*\w+[\s*]*\)/g, ' ');

/** What a slot of an initialiser takes. */
export function slotItems(unit: Unit, place: Place, slot: TextSlot): readonly Completion[] {
  if (slot.after === 'dot') return designators(unit, place, slot);
  const byName = slot.after === 'nothing' && (slot.isOnly || slot.designated.size > 0);
  const named = byName ? designators(unit, place, slot) : [];
  // Once one member is set by its name the rest is, too.
  if (byName && slot.designated.size > 0) return named;
  return [...memberItems(unit, place, slot.structure, slot.member, slot.type, slot.valueStart), ...named];
}

/** `Control.EventMask = |`, `Table.WskAcceptEvent = |`. */
export function assignedItems(unit: Unit, place: Place): readonly Completion[] {
  const { text } = unit.file;
  const statement = text.slice(place.itemStart, place.wordStart);
  const operator = /(?<![=!<>])(?:\|?=)(?!=)[^=;{}]*$/.exec(statement);
  if (operator === null) return [];
  const target = expressionBefore(unit, place.itemStart + operator.index);
  const structure = target?.owner === undefined ? undefined : structureName(unit, target.owner);
  if (target?.name === undefined || structure === undefined) return [];
  const valueStart = place.itemStart + operator.index + (operator[0].startsWith('|') ? 2 : 1);
  return memberItems(unit, place, structure, target.name, target.type, valueStart);
}

/** What a member of a structure takes. */
function memberItems(
  unit: Unit,
  place: Place,
  structure: string,
  member: string | undefined,
  type: CType,
  valueStart: number,
): readonly Completion[] {
  const present = presentIn(unit.file.text, place, valueStart);
  if (member === undefined || present === undefined) return [];
  const callback = callbackOfSlot(unit, type);
  if (callback !== undefined) return present.length === 0 ? callbackItems(unit, place, callback) : [];
  const values = withoutPresent(valuesOfMember(unit, structure, member, type), present);
  return values.map((value) => valueItem(place, value, `${member} of ${structure}`));
}

function valuesOfMember(unit: Unit, structure: string, member: string, type: CType): readonly Value[] {
  if (structure === 'WSK_EVENT_CALLBACK_CONTROL' && member === 'EventMask') return eventValues();
  if (member === 'NpiId')
    return [{ text: '&NPI_WSK_INTERFACE_ID', about: 'Names the WSK interface.', isPreferred: true }];
  if (structure === 'WSK_CLIENT_DISPATCH' && member === 'Version') {
    return [
      { text: 'MAKE_WSK_VERSION(1, 0)', about: 'The version of WSK that this client speaks.', isPreferred: true },
    ];
  }
  const table = structureName(unit, targetOf(unit, type));
  if (table?.startsWith('WSK_CLIENT_') === true) return tablesIn(unit, table).map((text) => ({ text }));
  return namesOf(unit, type).flatMap((name) => enumerators(name) ?? []);
}
