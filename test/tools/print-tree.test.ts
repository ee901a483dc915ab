import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createNativeParser } from '../../server/src/syntax/native';
import { controlFlowLines, treeLines } from '../../server/tools/print-tree';

const { tree } = createNativeParser().parse('int F(int a)\n{\n  return a;\n}\n');

test('each named node is a line with its depth, field, kind, place and text', () => {
  const body = tree.descendants(tree.root, 'compound_statement')[0] ?? tree.root;
  assert.deepEqual(treeLines(tree, body), [
    'body: compound_statement 2:1',
    '  return_statement 3:3',
    '    identifier 3:10 "a"',
  ]);
});

test('the control flow of a function stands under its name', () => {
  const definition = tree.descendants(tree.root, 'function_definition')[0] ?? tree.root;
  assert.deepEqual(controlFlowLines(tree, definition), [
    '',
    'control flow of F',
    '0: entry -> 1',
    '1: return a -> 2',
    '2: exit',
  ]);
});
