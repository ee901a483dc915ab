import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import { Language, Parser, type Node as LibraryNode } from 'web-tree-sitter';

import { maskText, sectionMask, type Section } from '../../server/src/syntax/mask';
import { createNativeParser } from '../../server/src/syntax/native';
import { divide, divideAgain } from '../../server/src/syntax/sections';
import type { Node, SyntaxTree } from '../../server/src/syntax/tree';
import { createWasmParser } from '../../server/src/syntax/wasm';
import { inputs } from './inputs';

const FUNCTION = 'int f(int a)\n{\n  return a;\n}\n';

const sectionsOf = (text: string): string[] =>
  divide(text, sectionMask()).made.map(({ start, end }) => text.slice(start, end));

/** How many sections are kept before an edit, made anew, and kept behind it. */
function partsAfter(text: string, edited: string): number[] {
  const ends = divide(text, sectionMask()).made.map(({ end }) => end);
  const { head, made, tail } = divideAgain(edited, sectionMask(), { text, ends, nodeEnds: [] });
  return [head, made.length, ends.length - tail];
}

describe('a section', () => {
  test('ends behind the line on which the body of a function ends', () => {
    assert.deepEqual(sectionsOf(`int a;\n${FUNCTION}\n${FUNCTION}int b;`), [
      `int a;\n${FUNCTION}`,
      `\n${FUNCTION}`,
      'int b;',
    ]);
    assert.deepEqual(sectionsOf('int f() { return 1; }\r\nint g() {}'), ['int f() { return 1; }\r\n', 'int g() {}']);
  });

  test('holds a comment behind the brace that ends it, but nothing else', () => {
    assert.deepEqual(sectionsOf('int f() { } // f\nint a;'), ['int f() { } // f\n', 'int a;']);
    assert.deepEqual(sectionsOf('int f() { } /* f */\nint a;'), ['int f() { } /* f */\n', 'int a;']);
    assert.equal(sectionsOf('int f() { } int a;\nint b;').length, 1);
  });

  test('holds structures, initialisers and statements with what follows their braces', () => {
    for (const text of [
      'struct s {\n  int a;\n}\nx;\n',
      'enum e {\n  A\n}\nx;\n',
      'int a[] = {\n  1\n}\n;\n',
      'if (a) {\n  b();\n}\nelse {\n  c();\n}\n',
      'do {\n  b();\n}\nwhile (a);\n',
      '__try {\n  b();\n}\n__finally {\n  c();\n}\n',
    ]) {
      assert.deepEqual(sectionsOf(text), [text]);
    }
  });

  test('holds a conditional from its beginning to its end', () => {
    const text = `#if A\n${FUNCTION}#else\n${FUNCTION}#endif\n`;
    assert.deepEqual(sectionsOf(`${FUNCTION}${text}${FUNCTION}`), [FUNCTION, `${text}${FUNCTION}`]);
  });

  test('ends with a function in which a brace is not closed', () => {
    const unclosed = 'int f(int a)\n{\n  if (a) {\n  return a;\nExit:\n  a++;\n}\n\n';
    assert.deepEqual(sectionsOf(`${unclosed}${FUNCTION}`), [unclosed, FUNCTION]);
  });

  test('holds all of a function whose statements begin in the first column', () => {
    const text = 'int f(int a)\n{\nif (a)\n{\na++;\n}\nreturn a;\n}\n';
    assert.deepEqual(sectionsOf(`${text}${FUNCTION}`), [text, FUNCTION]);
  });

  test('holds all of a function with a brace in the first column and indented code behind it', () => {
    const text = 'int f(int a)\n{\n  if (a)\n  {\n  a++;\n}\n\n  return a;\n}\n';
    assert.deepEqual(sectionsOf(`${text}${FUNCTION}`), [text, FUNCTION]);
  });

  test('is masked as if the text before it and behind it were not there', () => {
    const alone = (text: string, { start, end }: Section): string => maskText(text.slice(start, end)).masked;
    const different = inputs().filter(({ text }) =>
      divide(text, sectionMask()).made.some((section) => section.masked !== alone(text, section)),
    );
    assert.deepEqual(
      different.map(({ path }) => path),
      [],
    );
  });
});

describe('after an edit, what is masked again', () => {
  const text = FUNCTION.repeat(10);
  const fifth = FUNCTION.length * 5 + FUNCTION.indexOf('return');
  const insert = (what: string) => text.slice(0, fifth) + what + text.slice(fifth);

  test('is the function that holds it', () => {
    assert.deepEqual(partsAfter(text, insert('a++;\n  ')), [5, 1, 4]);
  });

  test('is nothing where nothing has changed', () => {
    assert.deepEqual(partsAfter(text, text), [10, 0, 0]);
  });

  test('is one function where a brace was typed that is not closed, or one too many', () => {
    assert.deepEqual(partsAfter(text, insert('if (a) {\n  ')), [5, 1, 4]);
    assert.deepEqual(partsAfter(text, insert('}\n  ')), [5, 2, 3]);
  });

  test('reaches from a comment that was opened to the end of the text', () => {
    assert.deepEqual(partsAfter(text, insert('/*')), [5, 1, 0]);
  });
});

describe('the tree that is put together from sections', () => {
  test('is the tree of the whole text, where that has no errors', async () => {
    const parser = await createWasmParser();
    const library = new Parser();
    library.setLanguage(await Language.load(readFileSync(grammar())));
    const different = inputs().filter(({ text }) => {
      const { tree } = parser.parse(text);
      const whole = library.parse(tree.masked)?.rootNode;
      return whole?.hasError === false && outline(tree, tree.root) !== outlineOfWhole(whole);
    });
    assert.deepEqual(
      different.map(({ path }) => path),
      [],
    );
  });

  test('has an error in the function that has one, and in no other', () => {
    const text = `${FUNCTION}int f(int a)\n{\n  if (a) {\n  return a;\n}\n\n${FUNCTION}`;
    const { tree } = createNativeParser().parse(text);
    const functions = tree.namedChildren(tree.root).filter((node) => tree.kind(node) === 'function_definition');
    assert.deepEqual([functions.length, functions.filter((node) => tree.hasError(node)).length], [3, 1]);
    assert.equal(tree.hasError(tree.root), true);
  });
});

const grammar = (): string =>
  join(dirname(createRequire(__filename).resolve('tree-sitter-c/package.json')), 'tree-sitter-c.wasm');

const outline = (tree: SyntaxTree, node: Node): string =>
  `${tree.kind(node)} ${tree.start(node)} ${tree.end(node)}(${tree
    .children(node)
    .map((child) => outline(tree, child))
    .join()})`;

const outlineOfWhole = (node: LibraryNode): string =>
  `${node.type} ${node.startIndex} ${node.endIndex}(${node.children.map(outlineOfWhole).join()})`;
