import assert from 'node:assert/strict';
import test from 'node:test';
import { completionsAt, type Completion } from '../../server/src/ide/complete';
import { snippets } from '../../server/src/snippets';
import { atMarker } from '../support/marker';

function completions(source: string): readonly Completion[] {
  const { unit, offset } = atMarker(source);
  return completionsAt(unit, offset);
}

const labels = (source: string): string[] => completions(source).map(({ label }) => label);

const fileLabels = snippets.filter(({ context }) => context === 'file').map(({ prefix }) => prefix);
const bodyLabels = snippets.filter(({ context }) => context === 'body').map(({ prefix }) => prefix);

test('an empty file is offered the snippets that hold functions and tables', () => {
  assert.deepEqual(labels('|'), fileLabels);
});

test('between two functions the same are offered', () => {
  assert.deepEqual(labels('VOID F(VOID) { }\n\nwsk|\n\nVOID G(VOID) { }\n'), fileLabels);
});

test('in a function the snippets that hold statements are offered', () => {
  assert.deepEqual(labels('VOID F(VOID)\n{\n    wsk|\n}\n'), bodyLabels);
});

test('what was typed narrows the choice, in upper case too', () => {
  assert.deepEqual(labels('VOID F(VOID)\n{\n    wskc|\n}\n'), ['wskcapture', 'wskcallbacks']);
  assert.deepEqual(labels('WskBi|\n'), ['wskbind']);
});

test('the span is the word that was typed', () => {
  const [completion] = completions('int a;\nwskbi|\n');
  assert.deepEqual(completion?.span, { start: 7, end: 12 });
});

test('the text to insert has tab stops, and tabs for levels', () => {
  const [completion] = completions('wskbind|');
  assert.match(completion?.withStops ?? '', /^static NTSTATUS \$\{1:BindSocket\}\(.*\)\n\{\n\tconst /m);
  assert.match(completion?.insertText ?? '', /^static NTSTATUS BindSocket\(.*\)\n\{\n {4}const /m);
});

test('the documentation shows the C with its defaults', () => {
  const [completion] = completions('wskbind|');
  assert.match(completion?.documentation ?? '', /```c\n[^`]*static NTSTATUS BindSocket\(/);
});

test('nothing is offered in a comment', () => {
  assert.deepEqual(labels('// wsk|\n'), []);
  assert.deepEqual(labels('/* \n wsk| */\n'), []);
  assert.deepEqual(labels('/* \n wsk|'), []);
});

test('after a comment has ended snippets are offered again', () => {
  assert.deepEqual(labels('/* a { */\nwsk|\n'), fileLabels);
});

test('nothing is offered in a string or a character', () => {
  assert.deepEqual(labels('char *a = "\\\nwsk|";\n'), []);
  assert.deepEqual(labels("VOID F(VOID)\n{\n    x = 'wsk|';\n}\n"), []);
});

test('a brace in a string is no brace', () => {
  assert.deepEqual(labels('char *a = "{";\nwsk|\n'), fileLabels);
});

test('nothing is offered in a directive', () => {
  assert.deepEqual(labels('#define wsk|\n'), []);
});

test('nothing is offered after an arrow or a dot', () => {
  assert.deepEqual(labels('VOID F(VOID)\n{\n    d->wsk|\n}\n'), []);
  assert.deepEqual(labels('VOID F(VOID)\n{\n    d.wsk|\n}\n'), []);
  assert.deepEqual(labels('VOID F(VOID)\n{\n    d->\n        wsk|\n}\n'), []);
});

test('nothing is offered in the middle of a statement', () => {
  assert.deepEqual(labels('VOID F(VOID)\n{\n    x = wsk|\n}\n'), []);
  assert.deepEqual(labels('VOID F(wsk|)\n{\n}\n'), []);
});

test('a second statement on a line is one', () => {
  assert.deepEqual(labels('VOID F(VOID)\n{\n    a(); wsk|\n}\n'), bodyLabels);
});

test('nothing is offered among the members of a structure or the values of a table', () => {
  assert.deepEqual(labels('struct S {\n    int a;\n    wsk|\n};\n'), []);
  assert.deepEqual(labels('int a[] = {\n    wsk|\n};\n'), []);
});

test('a table that is empty is offered the snippets that fill it', () => {
  const own = snippets.filter(({ initialises }) => initialises === 'WSK_CLIENT_LISTEN_DISPATCH');
  const offered = labels('const WSK_CLIENT_LISTEN_DISPATCH T = { wsk| };\n');
  assert.deepEqual(
    offered.filter((label) => label.startsWith('wsk')),
    own.map(({ prefix }) => prefix),
  );
  assert.deepEqual(
    labels('const WSK_CLIENT_LISTEN_DISPATCH T = { A, wsk| };\n').filter((label) => label.startsWith('wsk')),
    [],
  );
});

test('an editor that has the snippets itself is offered none', () => {
  const { unit, offset } = atMarker('VOID F(VOID)\n{\n    wsk|\n}\n');
  assert.deepEqual(completionsAt(unit, offset, { withoutSnippets: true }), []);
});

test('in a function that is not closed yet statements are offered', () => {
  assert.deepEqual(labels('VOID F(VOID)\n{\n    wsk|\n'), bodyLabels);
});

test('a comment that ends where the cursor stands is over', () => {
  assert.deepEqual(labels('/**/|\n'), fileLabels);
  assert.deepEqual(labels('/**/\n|\n'), fileLabels);
});
