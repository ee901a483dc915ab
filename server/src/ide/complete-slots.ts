import { callbackOfTypedef, callbacks, type CallbackName } from '../knowledge';
import { describeMember } from '../knowledge/names';
import { namesOf, membersOf } from '../model/type-table';
import type { CType } from '../model/ctype';
import type { Unit } from '../model/unit';
import { structures } from '../knowledge/structures';
import { functionsFor } from './complete-functions';
import { wordAt, type Completion } from './complete-item';
import { callbackSkeleton } from './complete-skeletons';
import { callbackText } from './page-text';
import type { Place } from './place';
import type { TextSlot } from './place-slot';

/** The event callback whose slot a member of a client dispatch table is. */
export function callbackOfSlot(unit: Unit, type: CType): CallbackName | undefined {
  for (const name of namesOf(unit, type)) {
    const callback = callbackOfTypedef(name);
    if (callback !== undefined) return callback;
  }
  return undefined;
}

/**
 * What a slot for an event callback takes: a function of the file that has its prototype, a new one that is put in front of
 * the table, or NULL; with the member's name in front, which stands for itself as well.
 *
 * @param before What stands in front of the value where that is inserted with it: `WskAcceptEvent = `.
 */
export function callbackItems(unit: Unit, place: Place, callback: CallbackName, before = ''): readonly Completion[] {
  const documentation = callbackText(callback, callbacks[callback]);
  const own = functionsFor(unit, callback).map((name): Completion => {
    const detail = `${callback} callback`;
    const label = `${before}${name}`;
    return { label, kind: 'function', detail, documentation, insertText: label, span: wordAt(place) };
  });
  const rest = before === '' ? nothing(place, callback) : designator(place, before, callback, documentation);
  return [...own, newCallback(unit, place, callback, before), rest];
}

const nothing = (place: Place, callback: CallbackName): Completion => ({
  label: 'NULL',
  kind: 'value',
  detail: `no ${callback} callback`,
  documentation: `The event is not handled. It must not be enabled either.\n\n${callbacks[callback].enabled}`,
  insertText: 'NULL',
  span: wordAt(place),
  isFiller: true,
});

/** The name of a member, for a value that a person types. */
const designator = (place: Place, text: string, detail: string, documentation: string): Completion => ({
  label: text.trim(),
  kind: 'member',
  detail,
  documentation,
  insertText: text,
  span: wordAt(place),
});

function newCallback(unit: Unit, place: Place, callback: CallbackName, before: string): Completion {
  const name = freeName(unit, callback.slice('Wsk'.length));
  const text = callbackSkeleton(callback, name);
  const lineBreak = unit.file.text.includes('\r\n') ? '\r\n' : '\n';
  return {
    label: `${before}${name} (new function)`,
    kind: 'callback',
    detail: `new ${callback} callback, in front of this`,
    documentation: `${callbacks[callback].summary}\n\n\`\`\`c\n${text}\`\`\``,
    insertText: `${before}${name}`,
    span: wordAt(place),
    edits: [{ at: { start: place.itemStart, end: place.itemStart }, text: `${text}\n`.replaceAll('\n', lineBreak) }],
  };
}

/** The name, or with a number where the file has another use for it. */
function freeName({ file: { text } }: Unit, name: string): string {
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${name}${number}`;
    if (!new RegExp(`\\b${candidate}\\b`).test(text)) return candidate;
  }
}

/** The members that an initialiser can still set by name, with what they take where that is an event callback. */
export function designators(
  unit: Unit,
  place: Place,
  { structure, designated, after }: TextSlot,
): readonly Completion[] {
  const dot = after === 'dot' ? '' : '.';
  const members = membersOf(unit, { kind: 'named', name: structure });
  return Object.keys(structures[structure] ?? {})
    .filter((member) => !designated.has(member))
    .flatMap((member): readonly Completion[] => {
      const type = members?.get(member);
      const callback = type === undefined ? undefined : callbackOfSlot(unit, type);
      if (callback !== undefined) return callbackItems(unit, place, callback, `${dot}${member} = `);
      const entry = describeMember(structure, member);
      const detail = entry === undefined ? structure : `${entry.type} ${member}`;
      return [designator(place, `${dot}${member} = `, detail, entry?.about ?? '')];
    });
}
