import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { createParser } from '../../server/src/syntax/bindings';
import { createNativeParser } from '../../server/src/syntax/native';
import type { FlatTree } from '../../server/src/syntax/tree';
import { createWasmParser } from '../../server/src/syntax/wasm';
import { inputs } from './inputs';

const native = createNativeParser();

describe('the two bindings', () => {
  test('give equal flat trees of every C file of the tests', async () => {
    const wasm = await createWasmParser();
    const different = inputs().filter(({ text }) => {
      const [one, other] = [wasm, native].map((parser) => JSON.stringify(parser.parse(text).tree.flat));
      return one !== other;
    });
    assert.deepEqual(
      different.map(({ path }) => path),
      [],
    );
  });

  test('give equal flat trees of a text with errors and missing tokens', async () => {
    const text = 'int f( { return 1 }\nstruct { int a } b = { .c = };\n';
    const wasm = await createWasmParser();
    assert.deepEqual(wasm.parse(text).tree.flat, native.parse(text).tree.flat);
  });

  test('are told apart by name', async () => {
    assert.equal(native.binding, 'native');
    assert.equal((await createWasmParser()).binding, 'wasm');
  });

  test('are both to be had by choice, and auto takes the native one where it loads', async () => {
    assert.equal((await createParser('native')).binding, 'native');
    assert.equal((await createParser('wasm')).binding, 'wasm');
    assert.equal((await createParser('auto')).binding, 'native');
  });
});

describe('a flat tree', () => {
  const tree = (): FlatTree => native.parse('int F(int a)\n{\n  return a + ;\n}\n').tree.flat;

  test('has each node behind its parent and before its next sibling', () => {
    const { count, parent, nextSibling } = tree();
    for (let at = 1; at < count; at++) {
      assert.ok((parent[at] ?? at) < at);
      assert.ok((nextSibling[at] ?? -1) === -1 || (nextSibling[at] ?? 0) > at);
    }
  });

  test('has each node within its parent', () => {
    const { count, parent, start, end } = tree();
    for (let at = 1; at < count; at++) {
      const above = parent[at] ?? 0;
      assert.ok((start[above] ?? 0) <= (start[at] ?? 0) && (end[at] ?? 0) <= (end[above] ?? 0));
    }
  });

  test('marks an error in every node above it and nowhere else', () => {
    const { tree: broken } = native.parse('int a;\nint f() { return a + ; }\n');
    const [first, second] = broken.namedChildren(broken.root);
    assert.ok(first !== undefined && second !== undefined);
    assert.deepEqual(
      [broken.root, first, second].map((node) => broken.hasError(node)),
      [true, false, true],
    );
  });
});
