import assert from 'node:assert/strict';
import test from 'node:test';
import { filledIn, insertTextOf, snippetFile, snippets, type Snippet } from '../server/src/snippets';
import { createNativeParser } from '../server/src/syntax/native';

const parser = createNativeParser();

/** A file that holds the snippet with its defaults; what goes into a function stands in one. */
const fileWith = (snippet: Snippet): string =>
  snippet.context === 'file' ? filledIn(snippet) : `NTSTATUS F(VOID)\n{\n${filledIn(snippet)}\n}\n`;

/** The numbers of the tab stops with a default, in the order of the text. */
const stopsOf = ({ body }: Snippet): number[] =>
  [...body.join('\n').matchAll(/\$\{(\d+):/g)].map((match) => Number(match[1]));

test('there are at least sixteen snippets', () => {
  assert.ok(snippets.length >= 16);
});

test('no two snippets have the same name or prefix', () => {
  assert.equal(new Set(snippets.map(({ prefix }) => prefix)).size, snippets.length);
  assert.equal(new Set(snippets.map(({ name }) => name)).size, snippets.length);
});

for (const snippet of snippets) {
  test(`the snippet ${snippet.prefix} parses with its defaults`, () => {
    const { tree } = parser.parse(fileWith(snippet));
    assert.equal(tree.hasError(tree.root), false, fileWith(snippet));
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
    body: ['${1:A}($1);', '$0'],
  };
  assert.equal(filledIn(snippet), 'A(A);\n');
});

test('an editor is given tabs for the levels and spaces for what is lined up', () => {
  const snippet: Snippet = {
    name: 'n',
    prefix: 'wskx',
    description: 'd',
    context: 'body',
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
