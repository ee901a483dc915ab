import type { Span } from '../text/span';

/** How far a `wsk-ignore` reaches, by its keyword. */
export const forms = {
  'wsk-ignore': 'line',
  'wsk-ignore-function': 'function',
  'wsk-ignore-file': 'file',
  'wsk-ignore-begin': 'begin',
  'wsk-ignore-end': 'end',
} as const;

export type Keyword = keyof typeof forms;
export type Form = (typeof forms)[Keyword];

export const keywords = Object.keys(forms) as readonly Keyword[];

/** The reason that an action of ours leaves for a person to write. */
export const REASON = 'say why it is right here';

/** A word of a comment, where it stands in the file. */
export interface Word {
  readonly text: string;
  readonly at: Span;
}

/** A comment that was understood: a keyword, rule names with commas between them, and a reason behind a colon. */
export interface Directive {
  readonly form: Form;
  readonly keyword: Word;
  /** Only the end of a range may name none. */
  readonly names: readonly Word[];
  /** Undefined where there is none. */
  readonly reason: string | undefined;
  /** What stands behind the names: the colon and the reason. */
  readonly tail: Span;
}

/** A comment that begins like a directive and is none. */
export interface Malformed {
  readonly keyword: Word;
  /** What stands behind the keyword, without the end of the comment. */
  readonly rest: Word;
}

/** Whether a text may hold a directive, or something that was meant to be one. */
export const mentionsDirective = (text: string): boolean => /wsk[-_ ]?ignore/i.test(text);

const START = /^(?:\/\/+!?<?|\/\*+!?<?)[\s*]*(wsk[-_ ]?ignore[\w-]*)/i;
const NAMES = /^\s+([\w-]+(?:\s*,\s*[\w-]+)*)\s*(?=:|$)/;

export type ReadComment = (Directive & { readonly kind: 'directive' }) | (Malformed & { readonly kind: 'malformed' });

/**
 * Reads one comment.
 *
 * @param comment the whole comment, with its slashes and asterisks
 * @param offset where it starts in the file
 * @returns undefined for a comment of another kind
 */
export function readDirective(comment: string, offset: number): ReadComment | undefined {
  const [before = '', found] = START.exec(comment) ?? [];
  if (found === undefined) return undefined;
  const start = offset + before.length;
  const keyword = wordAt(found, start - found.length);
  const rest = wordAt(comment.slice(before.length).replace(/\s*(?:\*+\/)?\s*$/, ''), start);
  return understood(keyword, rest) ?? { kind: 'malformed', keyword, rest };
}

function understood(keyword: Word, rest: Word): ReadComment | undefined {
  if (!Object.hasOwn(forms, keyword.text)) return undefined;
  const form = forms[keyword.text as Keyword];
  const [matched = '', names = ''] = NAMES.exec(rest.text) ?? [];
  if (names === '' && !(form === 'end' && rest.text === '')) return undefined;
  const first = rest.at.start + matched.indexOf(names);
  const reason = rest.text.slice(matched.length).replace(/^:\s*/, '').trim();
  return {
    kind: 'directive',
    form,
    keyword,
    names: [...names.matchAll(/[\w-]+/g)].map(({ 0: name, index }) => wordAt(name, first + index)),
    reason: reason === '' ? undefined : reason,
    tail: { start: first + names.length, end: rest.at.end },
  };
}

const wordAt = (text: string, start: number): Word => ({ text, at: { start, end: start + text.length } });
