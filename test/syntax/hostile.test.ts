import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { maskText } from '../../server/src/syntax/mask';
import { createNativeParser } from '../../server/src/syntax/native';
import { createWasmParser } from '../../server/src/syntax/wasm';
import { inputs } from './inputs';

const DEPTH = 100_000;

const texts: Readonly<Record<string, string>> = {
  'an empty file': '',
  'zeros within a text': `int a;\0int b;${' '.repeat(200)}`,
  'a mark of byte order': '\ufeffint a;\n',
  'lines that end in \\r\\n': 'int a;\r\n_In_\r\nint b;\r\n',
  'lines that end in a lone \\r': 'int a;\r#if 0\rint b;\r#endif\r',
  'bytes that are no UTF-8': `int a; // ${'\ufffd'.repeat(50)}\nint b;`,
  'half a surrogate pair': 'int a; // \ud800\nint b; \udc00',
  'a line of a million characters': `int a = ${'1 + '.repeat(250_000)}1;`,
  'a comment of a million characters without an end': `int a; /*${' x'.repeat(500_000)}`,
  'parentheses that are never closed': `int a = ${'('.repeat(DEPTH)}`,
  'braces that are never closed': `void f() ${'{'.repeat(DEPTH)}`,
  'parentheses in parentheses': `void f() { a = ${'('.repeat(DEPTH)}1${')'.repeat(DEPTH)}; }`,
  'conditionals that are never closed': '#if X\n'.repeat(DEPTH),
  'a condition of nothing but operators': `#if ${'!('.repeat(DEPTH)}\n`,
  'annotations that are never closed': '_In_('.repeat(10_000),
};

describe('masking and parsing give a tree of', () => {
  for (const [name, text] of Object.entries(texts)) {
    test(name, async () => {
      const { masked } = maskText(text);
      assert.equal(masked.length, text.length);
      assert.equal(masked.replace(/[^\r\n]/g, ''), text.replace(/[^\r\n]/g, ''));
      const parser = await createWasmParser();
      const parsed = parser.parse(text);
      assert.equal(
        parsed.tree.kind(parsed.tree.root) === 'ERROR' || parsed.tree.end(parsed.tree.root) === text.length,
        true,
      );
      assert.ok(parsed.tree.flat.count > 0);
    });
  }
});

describe('masking', () => {
  test('keeps the length and the line breaks of every C file of the tests', () => {
    const changed = inputs().filter(({ text }) => {
      const { masked } = maskText(text);
      return masked.length !== text.length || masked.replace(/[^\r\n]/g, '') !== text.replace(/[^\r\n]/g, '');
    });
    assert.deepEqual(
      changed.map(({ path }) => path),
      [],
    );
  });

  test('leaves nothing in the inputs of these tests that the grammar does not know', () => {
    const parser = createNativeParser();
    const broken = inputs()
      .filter(({ path }) => path.includes('inputs'))
      .filter(({ text }) => {
        const { tree } = parser.parse(text);
        return tree.hasError(tree.root);
      });
    assert.deepEqual(
      broken.map(({ path }) => path),
      [],
    );
  });
});

describe('what is no text', () => {
  const binary = Array.from({ length: 400 }, (_, at) => String.fromCharCode((at * 37) % 256)).join('');

  test('is one ERROR node and one omission', () => {
    const { tree, omissions } = createNativeParser().parse(binary);
    assert.equal(tree.kind(tree.root), 'ERROR');
    assert.equal(tree.flat.count, 1);
    assert.deepEqual(omissions, [{ start: 0, end: 400, reason: 'this is no text' }]);
  });

  test('can be continued by a text', () => {
    const parser = createNativeParser();
    const { tree } = parser.parse('int a;', { previous: parser.parse(binary) });
    assert.equal(tree.hasError(tree.root), false);
  });
});

describe('a parse that is stopped', () => {
  const long = 'int f(int a) { return a; }\n'.repeat(20_000);

  test('by its caller is one ERROR node, tells so, and does not disturb the next', async () => {
    const parser = await createWasmParser();
    let asked = 0;
    const { tree, omissions } = parser.parse(long, { isCancelled: () => ++asked > 2 });
    assert.equal(tree.kind(tree.root), 'ERROR');
    assert.equal(tree.flat.count, 1);
    assert.equal(omissions.at(-1)?.reason, 'parsing was stopped before its end');
    const next = parser.parse('int a;').tree;
    assert.equal(next.hasError(next.root), false);
  });

  test('before it begins does not parse', () => {
    const { tree } = createNativeParser().parse('int a;', { isCancelled: () => true });
    assert.equal(tree.kind(tree.root), 'ERROR');
  });
});
