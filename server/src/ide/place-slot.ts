import { typeSpelt, unknownType, type CType } from '../model/ctype';
import { memberType, membersOf, structureName, targetOf } from '../model/type-table';
import type { Unit } from '../model/unit';
import { skipBlank } from '../syntax/scanner';
import type { Bracket, Place } from './place';
import { endOfValue } from './place-call';

/** The place of a value in an initialiser: `{ A, | }`, `{ .Member = | }`, `{ .| }`. */
export interface TextSlot {
  readonly structure: string;
  /** The member that is set, by its name or its position; undefined behind a dot, and past the last one. */
  readonly member: string | undefined;
  readonly type: CType;
  /** What stands before the word that is typed: nothing yet, a dot, or a part of the value. */
  readonly after: 'nothing' | 'dot' | 'designator' | 'part';
  /** The members that the list sets by name. */
  readonly designated: ReadonlySet<string>;
  /** Whether nothing else stands in the list. */
  readonly isOnly: boolean;
  /** Where the value begins. */
  readonly valueStart: number;
}

/** The slot of an initialiser of a known structure that a place is in; undefined elsewhere. */
export function slotAt(unit: Unit, place: Place): TextSlot | undefined {
  const bracket = place.brackets[place.brackets.length - 1];
  if (bracket?.open !== '{') return undefined;
  const type = typeOfBrace(unit, place.brackets, place.brackets.length - 1);
  const structure = structureName(unit, type);
  const members = membersOf(unit, type);
  if (structure === undefined || members === undefined) return undefined;
  const names = [...members.keys()];
  const elements = elementsOf(unit.file.text, bracket, place.wordStart);
  const last = elements[elements.length - 1] ?? { name: undefined, start: place.wordStart, text: '' };
  const after = partAfter(last.text, last.name);
  const member = after === 'dot' ? undefined : names[indexOf(elements, names)];
  const rest = restOf(unit.file.text, place.offset);
  return {
    structure,
    member,
    type: member === undefined ? unknownType : memberType(unit, type, member),
    after,
    designated: new Set([...elements.slice(0, -1).flatMap(({ name }) => name ?? []), ...designatedIn(rest)]),
    isOnly: elements.length === 1 && rest.trim() === '',
    valueStart: last.start,
  };
}

interface Element {
  /** The designator. */
  readonly name: string | undefined;
  /** Where its value starts, and that value. */
  readonly start: number;
  readonly text: string;
}

const DESIGNATOR = /^\.\s*(\w+)\s*=(?!=)/;

/** The elements of a list up to a place, the one that is being typed last. */
function elementsOf(text: string, { at, commas }: Bracket, end: number): Element[] {
  const starts = [at, ...commas].map((before) => before + 1);
  return starts.map((start, index) => {
    const last = (starts[index + 1] ?? end + 1) - 1;
    const first = Math.min(skipBlank(text, start), last);
    const match = DESIGNATOR.exec(text.slice(first, last));
    const valueStart = first + (match?.[0].length ?? 0);
    return { name: match?.[1], start: valueStart, text: text.slice(valueStart, last) };
  });
}

function partAfter(text: string, designator: string | undefined): TextSlot['after'] {
  const value = text.trim();
  if (designator !== undefined) return value === '' ? 'designator' : 'part';
  return value === '' ? 'nothing' : value === '.' ? 'dot' : 'part';
}

function indexOf(elements: readonly Element[], names: readonly string[]): number {
  return elements.reduce((index, { name }) => (name === undefined ? index + 1 : names.indexOf(name)), -1);
}

/** What the list holds behind the place. */
function restOf(text: string, offset: number): string {
  let at = endOfValue(text, offset);
  while (text.charAt(at) === ',') at = endOfValue(text, at + 1);
  return text.slice(offset, at).replace(/^\w*\s*,?/, '');
}

const designatedIn = (text: string): string[] =>
  [...text.matchAll(/(?:^|,)\s*\.\s*(\w+)\s*=/g)].map(([, name = '']) => name);

const VARIABLE = /([A-Za-z_]\w*)\s*((?:const\b|CONST\b|\*|\s)*)\b[A-Za-z_]\w*\s*((?:\[[^\]]*\]\s*)*)=$/;
const LITERAL = /\(\s*(?:(?:const|CONST|struct)\s+)*([A-Za-z_]\w*)\s*(?:const|CONST)?\s*((?:\[[^\]]*\]\s*)?)\)$/;

/** The type of what the values in a brace are put into, by the declaration before it or the brace around it. */
function typeOfBrace(unit: Unit, brackets: readonly Bracket[], index: number): CType {
  const bracket = brackets[index];
  if (bracket?.open !== '{') return unknownType;
  const before = unit.file.text.slice(Math.max(0, bracket.at - 300), bracket.at).trimEnd();
  const designator = /\.\s*(\w+)\s*=$/.exec(before)?.[1];
  if (designator !== undefined) return memberType(unit, typeOfBrace(unit, brackets, index - 1), designator);
  const declared = VARIABLE.exec(before) ?? LITERAL.exec(before);
  if (declared !== null) return declaredType(declared[1] ?? '', `${declared[2] ?? ''}${declared[3] ?? ''}`);
  return /[{,]$/.test(before) ? innerType(unit, brackets, index) : unknownType;
}

function declaredType(name: string, around: string): CType {
  const type = typeSpelt(`${name}${around.replaceAll(/[^*]/g, '')}`);
  return around.includes('[') ? { kind: 'array', of: type } : type;
}

function innerType(unit: Unit, brackets: readonly Bracket[], index: number): CType {
  const outer = typeOfBrace(unit, brackets, index - 1);
  const [around, inner] = [brackets[index - 1], brackets[index]];
  const members = membersOf(unit, outer);
  if (members === undefined || around === undefined || inner === undefined) return targetOf(unit, outer);
  const names = [...members.keys()];
  const position = indexOf(elementsOf(unit.file.text, around, inner.at), names);
  return memberType(unit, outer, names[position] ?? '');
}
