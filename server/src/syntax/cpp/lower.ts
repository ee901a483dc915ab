import type { Conditions } from '../conditions';
import { rewriteDeclarations } from './declarations';
import { rewriteExpressions } from './expressions';
import type { CppFacts } from './facts';
import { nameTokens } from './names';
import { Rewriting } from './rewriting';
import { CppSource } from './source';
import { tokensOf, type Token } from './tokens';

/** A text of C++ as C. */
export interface LoweredText {
  /** As long as the text, with the same line breaks. */
  readonly text: string;
  readonly facts: CppFacts;
}

/**
 * Says in C what a text says in C++, as far as C has words for it: classes become declarations beside each other,
 * references pointers, casts casts, qualified names one name. What C has no words for is left out, or left as it is and
 * does not parse; what does not mean in C what it means in C++ is told as an obstacle.
 */
export function lower(text: string, conditions: Conditions): LoweredText {
  const rewriting = new Rewriting(text);
  const source = new CppSource(rewriting, nameTokens(rewriting, tokensOf(text, conditions)));
  rewriteExpressions(source);
  source.settle();
  rewriteDeclarations(source, 0, source.tokens.length);
  const { classes, aliases, enums, obstacles, constructed } = source;
  return { text: rewriting.result(), facts: { classes, aliases, enums, obstacles, constructed } };
}

/** A cheap look: without any of these words nothing in a header is C++. */
const WORDS = /\b(?:class|namespace|template|public|private|protected|constexpr|using|nullptr|virtual|operator)\b/;

/** Whether a header, which by its name may be either, is C++ outside the branches that only C++ reads. */
export function isCpp(text: string, conditions: Conditions): boolean {
  if (!WORDS.test(text)) return false;
  const tokens = tokensOf(text, conditions);
  return tokens.some((_, index) =>
    SHAPES.some((shape) => shape.every((part, offset) => matches(part, tokens[index + offset]))),
  );
}

/** A word as it stands; undefined for any name. */
type Part = string | undefined;

const SHAPES: readonly (readonly Part[])[] = [
  ['class', undefined, '{'],
  ['class', undefined, ':'],
  ['class', undefined, 'final'],
  ['class', undefined, ';'],
  ['enum', 'class', undefined],
  ['namespace', undefined, '{'],
  ['namespace', '{'],
  ['template', '<'],
  ['using', 'namespace', undefined],
  ['using', undefined, '='],
  ['public', ':'],
  ['private', ':'],
  ['protected', ':'],
  ['static_cast', '<'],
  ['reinterpret_cast', '<'],
  [undefined, '::', undefined],
];

const matches = (part: Part, token: Token | undefined): boolean =>
  token !== undefined && (part === undefined ? token.kind === 'word' : token.text === part);
