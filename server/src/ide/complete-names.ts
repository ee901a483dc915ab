import { describe, isWskFunction } from '../knowledge';
import type { ApiFunction } from '../knowledge/shape';
import { describedNames, describeName, type NameEntry, type NameKind } from '../knowledge/names';
import type { Unit } from '../model/unit';
import { callsAt, type WriteCall } from './complete-call';
import { wordAt, type Completion, type CompletionKind } from './complete-item';
import { blocks, footer, pageLink } from './markdown';
import { irqlText, prototype } from './page-text';
import { depthOf, type Place } from './place';
import { KEYWORDS } from './place-backwards';
import { learn } from '../knowledge/pages';

/** What stands for a type. */
const TYPES: ReadonlySet<NameKind> = new Set(['structure', 'enumeration', 'type']);

/** Names of types, and macros, are all that a declaration at file level begins with. */
const AT_FILE_LEVEL: ReadonlySet<NameKind> = new Set([...TYPES, 'macro']);

/** A name of the WDK's headers that a driver writes by itself: not behind an arrow, and not as a member. */
interface HeaderName {
  readonly name: string;
  readonly api?: ApiFunction;
  readonly entry?: NameEntry;
}

/** The functions of dispatch tables, and the slots of callbacks, are no names of their own. */
const headerNames: readonly HeaderName[] = describedNames.flatMap((name): HeaderName[] => {
  const api = describe(name);
  if (api !== undefined) return isWskFunction(name) && api.tables !== undefined ? [] : [{ name, api }];
  const entry = describeName(name);
  return entry === undefined ? [] : [{ name, entry }];
});

/** Words behind which a type or a value can stand; behind any other word a person makes up a name. */
const BEFORE_NAMES: ReadonlySet<string> = new Set(
  'return case else do sizeof const volatile static extern inline typedef CONST _In_ _Out_ _Inout_ _In_opt_'.split(' '),
);

/**
 * The names of the WDK's headers that begin as the word that is typed, capitals as they are: types and macros at file
 * level and in the braces of a type, all of them in a function. None where a person makes up a name.
 */
export function headerNameItems(unit: Unit, place: Place): readonly Completion[] {
  const { text } = unit.file;
  const word = text.slice(place.wordStart, place.offset);
  if (word === '' || !mayStand(text, place)) return [];
  const onlyTypes = depthOf(place) === 0 || isInTypeBody(text, place);
  const writeCall = callsAt(unit, place);
  return headerNames
    .filter(({ name, entry }) => name.startsWith(word) && (!onlyTypes || isForFileLevel(entry)))
    .map((each) => itemOf(unit, place, each, writeCall));
}

const isForFileLevel = (entry: NameEntry | undefined): boolean => entry !== undefined && AT_FILE_LEVEL.has(entry.kind);

/** Behind a word on the same line stands the name of something new, and behind some the label of a jump. */
function mayStand(text: string, { tokenEnd, wordStart }: Place): boolean {
  const before = /\w+$/.exec(text.slice(Math.max(0, tokenEnd - 200), tokenEnd))?.[0];
  if (before === undefined || BEFORE_NAMES.has(before)) return true;
  return !KEYWORDS.has(before) && text.slice(tokenEnd, wordStart).includes('\n');
}

function isInTypeBody(text: string, { brackets }: Place): boolean {
  const brace = brackets.findLast(({ open }) => open === '{')?.at ?? 0;
  return /\b(?:struct|union)\b[^;{}()=]*$/.test(text.slice(Math.max(0, brace - 200), brace));
}

function itemOf(unit: Unit, place: Place, { name, api, entry }: HeaderName, writeCall: WriteCall): Completion {
  const base = { label: name, insertText: name, span: wordAt(place), isGeneral: true } as const;
  if (api !== undefined) {
    const isCalled = /^\w*\s*\(/.test(unit.file.text.slice(place.offset, place.offset + 80));
    const stops = isCalled || depthOf(place) === 0 ? {} : { withStops: writeCall(name, api) };
    return { ...base, kind: 'function', detail: api.returns, documentation: textOf(name, api), ...stops };
  }
  const { summary = '', kind = 'constant', page = '' } = entry ?? {};
  const documentation = blocks([`**${summary}**`, footer([pageLink(page)])]);
  return { ...base, kind: kindOf(kind), detail: kind, documentation };
}

/** A hundred are listed at a letter, and their texts never change. */
const texts = new Map<string, string>();

function textOf(name: string, api: ApiFunction): string {
  const text = texts.get(name) ?? shortText(name, api);
  texts.set(name, text);
  return text;
}

/** Many are listed at once: a hover has the rest. */
const shortText = (name: string, { summary, returns, parameters, variadic, irql, page }: ApiFunction): string =>
  blocks([
    `**${summary}**`,
    prototype(`${returns} ${name}`, parameters, variadic),
    `IRQL: ${irqlText(irql)}`,
    footer([pageLink(page === '' ? '' : learn.ddi(page))]),
  ]);

function kindOf(kind: NameKind): CompletionKind {
  if (TYPES.has(kind)) return kind === 'enumeration' ? 'enumeration' : 'structure';
  return kind === 'enumerator' ? 'enumerator' : 'value';
}
