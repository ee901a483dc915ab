import { datagramRelease, describe } from '../knowledge';
import type { ApiFunction, Parameter } from '../knowledge/shape';
import { isTypeName, structureName } from '../model/type-table';
import type { Unit } from '../model/unit';
import { Char, endOfComment, endOfLiteral, isComment } from '../syntax/scanner';
import { expressionBefore, functionNamedBy, type TextExpression } from './place-expression';
import type { Bracket, Place } from './place';

/** A call of a known function that a place is in. It may not be closed yet. */
export interface CallAtPlace {
  readonly name: string;
  readonly api: ApiFunction;
  /** The dispatch table it is called through, where the type of that shows. */
  readonly table: string | undefined;
  /** Which argument the place is in, from 0. */
  readonly index: number;
  /** The parameter there; undefined for one of a variadic function's other arguments, and for one too many. */
  readonly parameter: (Parameter & { readonly name: string }) | undefined;
  /** Where the argument begins that the place is in, behind the parenthesis or the comma. */
  readonly argumentStart: number;
  /** The text of the argument for a parameter, where it stands before the place; empty for any other. */
  argument(parameter: string): string;
}

/**
 * The call of a known function whose arguments a place is in. Casts, parentheses, initialisers and calls of macros within
 * an argument are looked through; a call of another function is not.
 */
export function callAt(unit: Unit, place: Place): CallAtPlace | undefined {
  const { text } = unit.file;
  for (let index = place.brackets.length - 1; index >= 0; index--) {
    const bracket = place.brackets[index];
    if (bracket === undefined || isBlock(text, bracket)) return undefined;
    if (bracket.open !== '(') continue;
    const step = readCall(unit, place, bracket);
    if (step !== 'look outside') return step;
  }
  return undefined;
}

/** Whether a brace holds statements, and not values. */
const isBlock = (text: string, { open, at }: Bracket): boolean =>
  open === '{' && !/(?:[=,({]|\)|\breturn)\s*$/.test(text.slice(Math.max(0, at - 200), at));

type Step = CallAtPlace | undefined | 'look outside';

function readCall(unit: Unit, place: Place, bracket: Bracket): Step {
  const callee = expressionBefore(unit, bracket.at);
  if (callee === undefined) return isAfterKeyword(unit.file.text, bracket.at) ? undefined : 'look outside';
  const named = functionNamedBy(unit, callee);
  if (named === undefined) return isTransparent(unit, callee, bracket) ? 'look outside' : undefined;
  const api = apiOf(named.name, named.typedef);
  if (api === undefined) return undefined;
  const table = callee.owner === undefined ? undefined : structureName(unit, callee.owner);
  return { ...callOf(unit.file.text, place, bracket, api), name: named.name, table };
}

/** Two functions are called WskRelease: that of datagram sockets takes a list of another type. */
const apiOf = (name: string, typedef: string | undefined): ApiFunction | undefined =>
  typedef === 'PFN_WSK_RELEASE_DATAGRAM_INDICATION_LIST' ? datagramRelease : describe(name);

const isAfterKeyword = (text: string, at: number): boolean =>
  /\b(?:if|while|for|switch)\s*$/.test(text.slice(Math.max(0, at - 20), at));

/** A cast, and by the habit of all drivers a macro, is written in capitals or in parentheses. */
function isTransparent(unit: Unit, { name, start }: TextExpression, { at }: Bracket): boolean {
  const text = unit.file.text.slice(start, at).trim();
  if (/^\([^()]*\)$/.test(text)) return /\*\s*\)$/.test(text) || isTypeName(unit, text.slice(1, -1).trim());
  return name !== undefined && name === text && !/[a-z]/.test(name);
}

function callOf(
  text: string,
  place: Place,
  { at, commas }: Bracket,
  api: ApiFunction,
): Omit<CallAtPlace, 'name' | 'table'> {
  const starts = [at, ...commas].map((before) => before + 1);
  const names = Object.keys(api.parameters);
  const index = commas.length;
  const argument = (parameter: string): string => {
    const position = names.indexOf(parameter);
    const [from, to] = [starts[position], starts[position + 1]];
    return position < 0 || from === undefined || to === undefined ? '' : text.slice(from, to - 1).trim();
  };
  const parameterName = names[index];
  const parameter = parameterName === undefined ? undefined : api.parameters[parameterName];
  return {
    api,
    index,
    parameter:
      parameter === undefined || parameterName === undefined ? undefined : { ...parameter, name: parameterName },
    argumentStart: starts[index] ?? place.offset,
    argument,
  };
}

/** The end of the value that begins before `offset`: the next comma, semicolon or closing bracket that is not within it. */
export function endOfValue(text: string, offset: number): number {
  let depth = 0;
  for (let at = offset; at < text.length; at = afterPiece(text, at)) {
    const char = text.charAt(at);
    if (char === ';' || (depth === 0 && /[,)\]}]/.test(char))) return at;
    if (/[([{]/.test(char)) depth++;
    else if (/[)\]}]/.test(char)) depth--;
  }
  return text.length;
}

/** The end of the literal or comment at `at`; of any other character, the next one. */
function afterPiece(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code === Char.doubleQuote || code === Char.apostrophe) return endOfLiteral(text, at);
  return code === Char.slash && isComment(text, at) ? endOfComment(text, at) : at + 1;
}
