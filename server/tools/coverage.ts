import { completionsAt } from '../src/ide/complete';
import { hoverAt } from '../src/ide/hover';
import { signatureAt } from '../src/ide/signature';
import { describe, describeCallback } from '../src/knowledge';
import { describedNames, describeName } from '../src/knowledge/names';
import { learn } from '../src/knowledge/pages';
import { readUnit, type Unit } from '../src/model/unit';
import { filledIn, snippets, type Snippet } from '../src/snippets';
import { createNativeParser } from '../src/syntax/native';
import { completionPlacesOf, type CompletionPlace } from './completion-places';
import { argumentsOf, calleeOf, inFunction, placeOfName, type NamedThing } from './name-places';

export const columns = ['hover', 'signature', 'completion', 'snippet', 'page'] as const;

export type Column = (typeof columns)[number];

/** What was seen where a name was asked for. */
export interface Coverage {
  readonly name: string;
  readonly kind: NamedThing;
  readonly hover: boolean;
  readonly signature: boolean;
  /** Where it was offered; undefined where a place that should offer it did not. */
  readonly completion: string | undefined;
  /** The prefixes of the snippets that show it. */
  readonly snippet: readonly string[];
  /** The address of Microsoft's page; empty where there is none. */
  readonly page: string;
}

/** The kinds of names that a column is about. All others have a dash there, and this is why. */
export const rules: Readonly<
  Record<Column, { readonly isAbout: (kind: NamedThing) => boolean; readonly why: string }>
> = {
  hover: { isAbout: () => true, why: 'Every name is explained where a driver writes it.' },
  signature: {
    isAbout: (kind) => kind === 'function' || kind === 'kernel function',
    why: 'What a driver calls shows its parameters. Callbacks are called by WSK, and nothing else is called.',
  },
  completion: { isAbout: () => true, why: 'Every name is offered where it fits, most likely first.' },
  snippet: {
    isAbout: (kind) => kind === 'function' || kind === 'callback',
    why: 'Each function of WSK is called right in a snippet, and each callback is written. The other names stand in them where they are needed.',
  },
  page: {
    isAbout: (kind) => kind !== 'kernel function' && kind !== 'constant',
    why: 'The link to the page of Microsoft. Some functions and constants of the kernel have none of their own; they are explained all the same.',
  },
};

let parser: ReturnType<typeof createNativeParser> | undefined;

/** The model of a C text with a `|` where the cursor stands, and the offset of that. */
function atCursor(source: string): { readonly unit: Unit; readonly offset: number } {
  const offset = source.indexOf('|');
  const text = source.slice(0, offset) + source.slice(offset + 1);
  parser ??= createNativeParser();
  return { unit: readUnit({ path: 'place.c', text, language: 'c' }, parser.parse(text)), offset };
}

/** Asks for each name of the tables what an editor would ask for. */
export const measureCoverage = (): readonly Coverage[] => describedNames.map(coverageOf);

function coverageOf(name: string): Coverage {
  const place = placeOfName(name);
  return {
    name,
    kind: place.kind,
    hover: isHovered(name, place.source),
    signature: rules.signature.isAbout(place.kind) && isShown(name),
    completion: completionOf(name),
    snippet: rules.snippet.isAbout(place.kind) ? snippetsFor(name) : [],
    page: pageOf(name),
  };
}

/** The columns in which a name should have something, and has not. */
export const holesOf = (coverage: Coverage): readonly Column[] =>
  columns.filter((column) => rules[column].isAbout(coverage.kind) && isEmpty(coverage[column]));

const isEmpty = (cell: Coverage[Column]): boolean =>
  cell === undefined || cell === false || (typeof cell === 'object' && cell.length === 0) || cell === '';

function isHovered(name: string, source: string): boolean {
  const { unit, offset } = atCursor(source);
  const hover = hoverAt(unit, offset);
  if (hover === undefined) return false;
  return unit.file.text.slice(hover.span.start, hover.span.end) === name && hover.markdown !== '';
}

/** Whether the parameters are shown behind the parenthesis of a call that is not finished, and before the last argument. */
function isShown(name: string): boolean {
  const count = Object.keys(describe(name)?.parameters ?? {}).length;
  const before = argumentsOf(name, Math.max(0, count - 1));
  const sources = [`${calleeOf(name)}(|`, `${calleeOf(name)}(${before}${before === '' ? '' : ', '}|);`];
  return sources.every((source) => {
    const { unit, offset } = atCursor(inFunction(source));
    return signatureAt(unit, offset)?.label.includes(` ${name}(`) === true;
  });
}

function completionOf(name: string): string | undefined {
  const places = completionPlacesOf(name);
  return places.every(isOffered) ? places.map(({ where }) => where).join('; ') : undefined;
}

function isOffered({ source, label, writesFunction }: CompletionPlace): boolean {
  const { unit, offset } = atCursor(source);
  return completionsAt(unit, offset).some(
    (each) =>
      (writesFunction === true ? each.label.startsWith(label) : each.label === label) &&
      (writesFunction === undefined || (each.edits ?? []).length > 0),
  );
}

/** A snippet says itself what it is for; that the name, or the function's typedef, stands in it is asked here. */
const snippetsFor = (name: string): readonly string[] =>
  snippets.filter((snippet) => snippet.for.includes(name) && isIn(name, snippet)).map(({ prefix }) => prefix);

/** A callback need not be named as its slot is. */
const isIn = (name: string, snippet: Snippet): boolean =>
  describeCallback(name) !== undefined || new RegExp(`\\b${name}\\b`).test(filledIn(snippet));

function pageOf(name: string): string {
  const entry = describeName(name);
  if (entry !== undefined) return entry.page;
  const page = (describe(name) ?? describeCallback(name))?.page ?? '';
  return page === '' ? '' : learn.ddi(page);
}
