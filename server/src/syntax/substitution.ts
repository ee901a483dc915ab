import { Char, endOfLiteral, endOfWord, isDigit, isWordStart } from './scanner';

/** What stands for a macro. */
export interface MacroBody {
  /** Undefined for a macro that is used without parentheses. The last may end in `...`. */
  readonly parameters: readonly string[] | undefined;
  /** On one line, without comments. */
  readonly body: string;
}

/** In the place of an origin: a macro has written this. */
export const WRITTEN = -1;

/** A text, and for each of its UTF-16 units where in the source it stands, or a negative number: a macro has written it. */
export interface TracedText {
  readonly text: string;
  /** Undefined where all was written by a macro. */
  readonly origins: readonly number[] | undefined;
}

/** An argument of a macro: as it is given, and with the macros in it replaced. */
export interface GivenArgument {
  readonly asWritten: TracedText;
  readonly expanded: TracedText;
}

/** The body of a macro with the arguments in the place of the parameters. */
export function substitute({ parameters = [], body }: MacroBody, given: readonly GivenArgument[]): TracedText {
  const texts: string[] = [];
  const origins: number[] = [];
  const add = ({ text, origins: own }: TracedText): void => {
    texts.push(text);
    for (let at = 0; at < text.length; at++) origins.push(own?.[at] ?? WRITTEN);
  };
  const argumentOf = argumentsByName(parameters, given);
  for (const token of tokensOf(body)) {
    const argument = argumentOf(token.text);
    // `, ## __VA_ARGS__` goes with its comma where nothing is given.
    if (token.isPasted && argument?.asWritten.text === '' && texts.at(-1) === ',') {
      texts.pop();
      origins.pop();
    }
    if (token.isQuoted && argument !== undefined) add(written('""'));
    else if (argument === undefined) add(written(token.text));
    else add(token.isPasted ? argument.asWritten : argument.expanded);
  }
  return { text: texts.join(''), origins };
}

const written = (text: string): TracedText => ({ text, origins: undefined });

type ArgumentLookup = (name: string) => GivenArgument | undefined;

/** `__VA_ARGS__`, or the name before the dots, is all that is given beyond the other parameters. */
function argumentsByName(parameters: readonly string[], given: readonly GivenArgument[]): ArgumentLookup {
  const byName = new Map<string, GivenArgument>();
  parameters.forEach((name, index) => {
    const argument = given[index];
    if (!name.endsWith('...')) {
      if (argument !== undefined) byName.set(name, argument);
      return;
    }
    const rest = given.slice(index);
    const more = {
      asWritten: joined(rest.map(({ asWritten }) => asWritten)),
      expanded: joined(rest.map(({ expanded }) => expanded)),
    };
    byName.set(name === '...' ? '__VA_ARGS__' : name.slice(0, -3).trim(), more);
  });
  return (name) => byName.get(name);
}

function joined(parts: readonly TracedText[]): TracedText {
  return {
    text: parts.map(({ text }) => text).join(','),
    origins: parts.flatMap(({ text, origins }, index) => [
      ...(index === 0 ? [] : [WRITTEN]),
      ...(origins ?? Array.from({ length: text.length }, () => WRITTEN)),
    ]),
  };
}

interface Token {
  readonly text: string;
  /** `#x`: as a string. */
  readonly isQuoted: boolean;
  /** Beside `##`: as it is written. */
  readonly isPasted: boolean;
}

/** The tokens of a body and what stands between them, without `#` and `##`. */
function tokensOf(body: string): Token[] {
  const parts: string[] = [];
  for (let at = 0; at < body.length;) {
    const end = endOfPart(body, at);
    parts.push(body.slice(at, end));
    at = end;
  }
  const tokens: Token[] = [];
  parts.forEach((text, index) => {
    if (text.trim().startsWith('#')) return;
    const [before, after] = [parts[index - 1]?.trim(), parts[index + 1]?.trim()];
    tokens.push({ text, isQuoted: before === '#', isPasted: before === '##' || after === '##' });
  });
  return tokens;
}

const PASTE = /\s*##?\s*/y;

function endOfPart(body: string, at: number): number {
  PASTE.lastIndex = at;
  if (PASTE.test(body)) return PASTE.lastIndex;
  const code = body.charCodeAt(at);
  if (isWordStart(code) || isDigit(code)) return endOfWord(body, at);
  return code === Char.doubleQuote || code === Char.apostrophe ? endOfLiteral(body, at) : at + 1;
}
