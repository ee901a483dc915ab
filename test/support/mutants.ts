import { readdirSync, readFileSync } from 'node:fs';

import { readUnit, writtenIn } from '../../server/src/model/unit';
import { languageOf } from '../../server/src/project/files';
import { createNativeParser } from '../../server/src/syntax/native';
import type { Span } from '../../server/src/text/span';
import { DRIVERS } from './drivers';
import { listOf, memberOf, optionalTextAt, textAt, type Place } from './json';

/** One change of a driver's text. Each text stands once in that function or, without a function, in that file. */
export interface Edit {
  readonly file: string;
  readonly in: string | undefined;
  /** What is replaced, or moved. */
  readonly text: string;
  readonly change:
    { readonly kind: 'replace'; readonly with: string } | { readonly kind: 'move'; readonly before: string };
}

/** A correct driver with one mistake. */
export interface Mutant {
  /** Where it is written, for messages. */
  readonly place: string;
  readonly name: string;
  readonly driver: string;
  readonly edits: readonly Edit[];
  readonly finds: { readonly file: string; readonly in: string | undefined; readonly marks: string };
  /** Why it is not found. */
  readonly knownMiss: string | undefined;
}

/** The mutants of a rule. */
export interface MutantFile {
  readonly category: string;
  readonly rule: string;
  readonly mutants: readonly Mutant[];
}

const MUTANTS = 'test/mutants';

/**
 * All that are written down, by their paths.
 *
 * @throws Error that names the place in the file which is not as README.md says.
 */
export function mutantFiles(): readonly MutantFile[] {
  return readdirSync(MUTANTS, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => {
      const [category = '', file = ''] = name.split('/');
      return { category, rule: file.replace(/\.json$/, ''), mutants: mutantsIn(`${MUTANTS}/${name}`) };
    });
}

/** The mutants in one file. */
export function mutantsIn(path: string): readonly Mutant[] {
  return readMutants(path, readFileSync(path, 'utf8'));
}

/**
 * The mutants in a text.
 *
 * @throws Error that names the place in the text which is not as README.md says.
 */
export function readMutants(path: string, text: string): readonly Mutant[] {
  return listOf({ path, value: JSON.parse(text) }).map(mutantOf);
}

function mutantOf(place: Place): Mutant {
  const edits = listOf(place, 'edits').map(editOf);
  const [first] = edits;
  if (first === undefined) throw new Error(`${place.path}.edits: a mutant has an edit`);
  const finds = memberOf(place, 'finds');
  return {
    place: place.path,
    name: textAt(place, 'name'),
    driver: textAt(place, 'driver'),
    edits,
    finds: {
      file: optionalTextAt(finds, 'file') ?? first.file,
      in: memberOf(finds, 'in').value === null ? undefined : (optionalTextAt(finds, 'in') ?? first.in),
      marks: textAt(finds, 'marks'),
    },
    knownMiss: optionalTextAt(place, 'knownMiss'),
  };
}

function editOf(place: Place): Edit {
  const base = { file: textAt(place, 'file'), in: optionalTextAt(place, 'in') };
  const [removed, replaced, moved] = ['delete', 'replace', 'move'].map((name) => optionalTextAt(place, name));
  if (removed !== undefined) return { ...base, text: removed, change: { kind: 'replace', with: '' } };
  if (replaced !== undefined) {
    return { ...base, text: replaced, change: { kind: 'replace', with: textAt(place, 'with') } };
  }
  if (moved !== undefined) return { ...base, text: moved, change: { kind: 'move', before: textAt(place, 'before') } };
  throw new Error(`${place.path}: an edit says what to replace, to delete or to move`);
}

/** The files of a driver by their paths, as the mutant has them. */
export function mutatedFiles(mutant: Mutant, files: Readonly<Record<string, string>>): Record<string, string> {
  const mutated = { ...files };
  for (const edit of mutant.edits) {
    const path = `${DRIVERS}/${mutant.driver}/${edit.file}`;
    const text = mutated[path];
    if (text === undefined) throw new Error(`${mutant.place}: there is no ${path}`);
    mutated[path] = edited(text, edit, `${mutant.place}: ${path}`);
  }
  return mutated;
}

function edited(text: string, edit: Edit, place: string): string {
  const { start, end } =
    edit.in === undefined ? { start: 0, end: text.length } : functionIn({ path: edit.file, text }, edit.in, place);
  const where = edit.in ?? 'the file';
  const within = text.slice(start, end);
  const at = onlyPlaceOf(edit.text, within, `${place}: ${where}`);
  const without = within.slice(0, at) + within.slice(at + edit.text.length);
  const put = edit.change.kind === 'replace' ? edit.change.with : edit.text;
  const to = edit.change.kind === 'replace' ? at : onlyPlaceOf(edit.change.before, without, `${place}: ${where}`);
  return text.slice(0, start) + without.slice(0, to) + put + without.slice(to) + text.slice(end);
}

function onlyPlaceOf(part: string, whole: string, where: string): number {
  const times = whole.split(part).length - 1;
  if (times !== 1) throw new Error(`${where} has ${JSON.stringify(part)} ${times} times, not once`);
  return whole.indexOf(part);
}

let parser: ReturnType<typeof createNativeParser> | undefined;

function functionIn(
  { path, text }: { readonly path: string; readonly text: string },
  name: string,
  place: string,
): Span {
  const file = { path, text, language: languageOf(path) ?? 'c' };
  const unit = readUnit(file, (parser ??= createNativeParser()).parse(text, { language: writtenIn(file) }));
  const definition = unit.functionNamed(name);
  if (definition === undefined) throw new Error(`${place} has no function ${name}, or several`);
  return unit.tree.span(definition.node);
}
