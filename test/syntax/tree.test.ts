import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { commentsIn } from '../../server/src/syntax/comments';
import { createNativeParser } from '../../server/src/syntax/native';
import type { Node } from '../../server/src/syntax/tree';

const TEXT = `// first
int Add(int a, /* second */ int b)
{
  return a + b;
}
`;
const { tree } = createNativeParser().parse(TEXT);

const only = (nodes: readonly Node[]): Node => {
  assert.equal(nodes.length, 1);
  return nodes[0] ?? tree.root;
};

describe('a syntax tree', () => {
  test('finds the nodes of some kinds below a node in the order of the text', () => {
    const found = tree.descendants(tree.root, 'parameter_declaration', 'return_statement');
    assert.deepEqual(
      found.map((node) => tree.textOf(node)),
      ['int a', 'int b', 'return a + b;'],
    );
  });

  test('finds none of a kind that the text does not hold', () => {
    assert.deepEqual(tree.descendants(tree.root, 'while_statement'), []);
  });

  test('does not count a node among its own descendants', () => {
    const sum = only(tree.descendants(tree.root, 'binary_expression'));
    assert.deepEqual(tree.descendants(sum, 'binary_expression'), []);
  });

  test('knows children by the names that the parent gives them', () => {
    const sum = only(tree.descendants(tree.root, 'binary_expression'));
    const [left, right] = [tree.field(sum, 'left'), tree.field(sum, 'right')];
    assert.ok(left !== undefined && right !== undefined);
    assert.deepEqual([tree.textOf(left), tree.textOf(right), tree.fieldOf(right)], ['a', 'b', 'right']);
    assert.equal(tree.field(sum, 'body'), undefined);
  });

  test('leaves comments and tokens out of the named children', () => {
    const parameters = only(tree.descendants(tree.root, 'parameter_list'));
    assert.equal(tree.namedChildren(parameters).length, 2);
    assert.equal(tree.children(parameters).length, 6);
  });

  test('finds the smallest named node that holds an offset, and its surroundings', () => {
    const name = tree.nodeAt(TEXT.indexOf('b;'));
    assert.deepEqual([tree.kind(name), tree.textOf(name)], ['identifier', 'b']);
    const around = tree.enclosing(name, 'function_definition');
    assert.equal(around === undefined ? '' : tree.textOf(around).slice(0, 7), 'int Add');
    assert.equal(tree.enclosing(name, 'while_statement'), undefined);
  });

  test('gives the root no parent', () => {
    assert.equal(tree.parent(tree.root), undefined);
  });

  test('shows the real text of a node whose annotations were masked', () => {
    const annotated = createNativeParser().parse('void F(_In_ int a);').tree;
    const parameters = annotated.descendants(annotated.root, 'parameter_list')[0];
    assert.equal(parameters === undefined ? '' : annotated.textOf(parameters), '(_In_ int a)');
  });
});

test('comments are listed with their text, their span and their form', () => {
  assert.deepEqual(commentsIn(tree), [
    { text: 'first', span: { start: 0, end: 8 }, form: 'line' },
    { text: 'second', span: { start: 24, end: 36 }, form: 'block' },
  ]);
});
