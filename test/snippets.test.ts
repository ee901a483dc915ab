import assert from 'node:assert/strict';
import test from 'node:test';
import { callbacks, isCallback, wskFunctions, type CallbackName } from '../server/src/knowledge';
import { checkText } from '../server/src/lint/check';
import { defaultSettings } from '../server/src/lint/settings';
import { rules } from '../server/src/rules';
import { filledIn, insertTextOf, snippetFile, snippets, type Snippet } from '../server/src/snippets';
import { createNativeParser } from '../server/src/syntax/native';
import { sourceWith } from './support/snippet-source';

const parser = createNativeParser();

/** The numbers of the tab stops with a default or a choice, in the order of the text. */
const stopsOf = ({ body }: Snippet): number[] =>
  [...body.join('\n').matchAll(/\$\{(\d+)[:|]/g)].map((match) => Number(match[1]));

/** What a callback returns and takes, on one line without blanks around its marks. */
function prototypeOf(name: CallbackName): string {
  const { returns, parameters } = callbacks[name];
  const list = Object.entries(parameters).map(([parameter, { type }]) => `${type} ${parameter}`);
  return tight(`${returns} WSKAPI (${list.join(', ')})`);
}

const prototypesIn = (text: string): string[] =>
  [...text.matchAll(/^static (\w+) WSKAPI \w+(\([^)]*\))/gm)].map(([, returns = '', list = '']) =>
    tight(`${returns} WSKAPI ${list}`),
  );

const tight = (text: string): string =>
  text
    .replaceAll('CONST', 'const')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?([(),*]) ?/g, '$1');

test('there are at least forty snippets', () => {
  assert.ok(snippets.length >= 40);
});

for (const name of [...Object.keys(wskFunctions), ...Object.keys(callbacks)]) {
  test(`a snippet shows ${name}, and names it`, () => {
    const shown = snippets.filter((snippet) => snippet.for.includes(name));
    assert.notEqual(shown.length, 0);
  });
}

test('no two snippets have the same name or prefix', () => {
  assert.equal(new Set(snippets.map(({ prefix }) => prefix)).size, snippets.length);
  assert.equal(new Set(snippets.map(({ name }) => name)).size, snippets.length);
});

for (const snippet of snippets) {
  test(`the snippet ${snippet.prefix} parses with its defaults`, () => {
    const { tree } = parser.parse(sourceWith(snippet));
    assert.equal(tree.hasError(tree.root), false, sourceWith(snippet));
  });

  test(`no rule finds anything in the snippet ${snippet.prefix}`, () => {
    const text = sourceWith(snippet);
    const report = checkText({ path: 'snippet.c', text, language: 'c' }, rules, defaultSettings, parser);
    assert.deepEqual(report.findings, [], text);
    assert.deepEqual(report.failures, []);
  });

  test(`the snippet ${snippet.prefix} calls or writes each function that it is said to show`, () => {
    const text = filledIn(snippet);
    for (const name of snippet.for) {
      if (isCallback(name)) assert.ok(prototypesIn(text).includes(prototypeOf(name)), `${name}: ${text}`);
      else assert.match(text, new RegExp(`\\b${name}\\(`));
    }
  });

  test(`the snippet ${snippet.prefix} leaves no tab stop when its defaults are taken`, () => {
    assert.doesNotMatch(filledIn(snippet), /\$/);
  });

  test(`the tab stops of ${snippet.prefix} are numbered in the order of the text, and end with $0`, () => {
    const stops = stopsOf(snippet);
    assert.deepEqual(
      stops,
      stops.map((_, index) => index + 1),
    );
    assert.equal(snippet.body.at(-1), '$0');
  });

  test(`the lines of ${snippet.prefix} are at most 120 characters long`, () => {
    for (const line of filledIn(snippet).split('\n')) assert.ok(line.length <= 120, line);
  });
}

test('a tab stop that is named once is filled in everywhere', () => {
  const snippet: Snippet = {
    name: 'n',
    prefix: 'wskx',
    description: 'd',
    context: 'body',
    for: [],
    body: ['${1:A}($1);', '$0'],
  };
  assert.equal(filledIn(snippet), 'A(A);\n');
});

test('a choice is filled in with the first, everywhere', () => {
  const snippet: Snippet = {
    name: 'n',
    prefix: 'wskx',
    description: 'd',
    context: 'body',
    for: [],
    body: ['${1|A,B,C|}($1, ${2|D|});', '$0'],
  };
  assert.equal(filledIn(snippet), 'A(A, D);\n');
});

test('what goes into a table names its type, and nothing else does', () => {
  for (const { prefix, context, initialises } of snippets) {
    assert.equal(initialises !== undefined, context === 'initialiser', prefix);
  }
});

test('an editor is given tabs for the levels and spaces for what is lined up', () => {
  const snippet: Snippet = {
    name: 'n',
    prefix: 'wskx',
    description: 'd',
    context: 'body',
    for: [],
    body: ['        A(', '          B);'],
  };
  assert.equal(insertTextOf(snippet), '\t\tA(\n\t\t  B);');
});

test('the snippet file has an entry for each snippet, by its name', () => {
  const file = JSON.parse(snippetFile(snippets)) as Record<
    string,
    { prefix: string; description: string; body: string[] }
  >;
  assert.deepEqual(
    Object.keys(file),
    snippets.map(({ name }) => name),
  );
  assert.equal(file['Bind a socket']?.prefix, 'wskbind');
  assert.ok(file['Bind a socket'].body.includes('\tDispatch->WskBind(Socket, LocalAddress, 0, Irp);'));
});
