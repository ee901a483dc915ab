import type { Span } from '../text/span';
import { forms, keywords, REASON, type Keyword, type Malformed } from './directive';
import { nearestName } from './nearest';
import type { Fix, RuleInfo } from './rule';
import { withoutComment } from './suppression-edits';

/** What is wrong with a comment that was meant to silence something, and how it would be right. */
interface Misunderstanding {
  readonly at: Span;
  readonly message: string;
  readonly fix: Fix;
}

/** Words of other tools for what ours say otherwise, without the `wsk-ignore-` before them. */
const ELSEWHERE: Readonly<Record<string, Keyword>> = {
  line: 'wsk-ignore',
  'next-line': 'wsk-ignore',
  nextline: 'wsk-ignore',
  start: 'wsk-ignore-begin',
  stop: 'wsk-ignore-end',
  all: 'wsk-ignore-file',
};

/**
 * Reads a comment that begins like a directive and is none.
 * @returns undefined where it may just as well be a sentence about such comments
 */
export function understoodAs(
  { keyword, rest, at }: Malformed & { readonly at: Span },
  known: readonly Pick<RuleInfo, 'name' | 'code'>[],
  text: string,
): Misunderstanding | undefined {
  const { names, reason } = partsOf(rest.text, known);
  const form = keywordMeant(keyword.text);
  if (names.length === 0) {
    const isKeyword = Object.hasOwn(forms, keyword.text);
    if (!isKeyword || (rest.text !== '' && !rest.text.startsWith(':'))) return undefined;
    const edits = [withoutComment(text, at)];
    return {
      at,
      message: `the name of a rule is missing behind ${keyword.text}`,
      fix: { title: 'Remove the comment that silences nothing', edits, safe: false },
    };
  }
  const whole = { start: keyword.at.start, end: rest.at.end };
  const right = `${form} ${names.join(', ')}${form === 'wsk-ignore-end' ? '' : `: ${reason}`}`;
  return {
    at: form === keyword.text ? whole : keyword.at,
    message:
      form === keyword.text
        ? `this ${form} is not understood, as only names with commas and then a colon can follow`
        : `there is no '${keyword.text}', perhaps '${form}' is meant`,
    fix: { title: `Write it as ${form}`, edits: [{ at: whole, text: right }], safe: false },
  };
}

function keywordMeant(word: string): Keyword {
  if (Object.hasOwn(forms, word)) return word as Keyword;
  const ending = word.toLowerCase().replace(/^wsk[-_ ]?ignore[-_]?/, '');
  const plain = ending === '' ? 'wsk-ignore' : `wsk-ignore-${ending}`;
  return ELSEWHERE[ending] ?? (nearestName(plain, keywords) as Keyword | undefined) ?? 'wsk-ignore';
}

/** The rules that are named before anything else is said, and what is said then. */
function partsOf(text: string, known: readonly Pick<RuleInfo, 'name' | 'code'>[]) {
  const names: string[] = [];
  let rest = text;
  for (;;) {
    const [matched, word = ''] = /^[\s,:([]*([\w-]+)[\s,)\]]*/.exec(rest) ?? [];
    const rule = known.find(({ name, code }) => name === word || code.toLowerCase() === word.toLowerCase());
    if (matched === undefined || rule === undefined) break;
    names.push(rule.name);
    rest = rest.slice(matched.length);
  }
  const reason = rest.replace(/^[\s:=,-]+/, '').trim();
  return { names, reason: reason === '' ? REASON : reason };
}
