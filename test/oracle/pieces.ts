import { rules } from '../../server/src/rules';
import { filledIn, snippets, type Snippet } from '../../server/src/snippets';
import { cFilesBelow } from '../support/fixture';
import type { Unit } from './compiler';

/** Fixtures that no compiler takes: they hold the tool to what stands in an editor half-typed, or in no encoding. */
export const NOT_C: ReadonlySet<string> = new Set(
  [
    'binary.c',
    'brace-never-closed.c',
    'braces-too-many.c',
    'broken-function.c',
    'decompiled.c',
    'deep-nesting.c',
    'documentation-style.c',
    'noise.c',
    'utf-16.c',
    'while-typing.c',
  ].map((name) => `test/rules/edges/${name}`),
);

/** Each snippet with its defaults, where it belongs. */
export const snippetUnits: readonly Unit[] = snippets.map((snippet) => ({
  name: `snippet ${snippet.prefix}`,
  source: { text: `${(snippet.needs ?? []).join('\n')}\n${inContext(snippet)}` },
  demand: 'careful',
}));

/** The examples that the page of each rule shows: the bad one breaks the contract of WSK, not the language. */
export const exampleUnits: readonly Unit[] = rules.flatMap(({ name, bad, good }) => [
  { name: `bad example of ${name}`, source: { text: bad }, demand: 'types' as const },
  { name: `good example of ${name}`, source: { text: good }, demand: 'careful' as const },
]);

/** The example drivers: people read them. */
export const driverUnits: readonly Unit[] = cFilesBelow('test/drivers')
  .filter((path) => path.endsWith('.c'))
  .map((path) => ({ name: path, source: { path }, demand: 'careful' }));

/** What the rules are tested on. */
export const fixtureUnits: readonly Unit[] = cFilesBelow('test/rules')
  .filter((path) => path.endsWith('.c'))
  .map((path) => ({ name: path, source: { path }, demand: 'types' }));

function inContext(snippet: Snippet): string {
  const text = filledIn(snippet);
  switch (snippet.context) {
    case 'file':
      return text;
    case 'body':
      return `NTSTATUS Body(VOID);\nNTSTATUS Body(VOID)\n{\n${text}\n    return STATUS_SUCCESS;\n}\n`;
    case 'initialiser':
      return `extern const ${snippet.initialises ?? ''} Table;\nconst ${snippet.initialises ?? ''} Table = {\n${text}\n};\n`;
  }
}
