import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CType } from '../../server/src/model/types';
import { declaredNames } from '../../server/src/model/declarators';
import { unitOf } from '../support/parse';

/** A type in words, so that a test reads like a declaration that is read aloud. */
function words(type: CType): string {
  switch (type.kind) {
    case 'named':
      return type.name;
    case 'struct':
      return `struct ${type.tag.startsWith('#') ? 'unnamed' : type.tag}`;
    case 'pointer':
      return `pointer to ${words(type.to)}`;
    case 'array':
      return `array of ${words(type.of)}`;
    case 'function':
      return `function returning ${words(type.returns)}`;
    case 'unknown':
      return 'unknown';
  }
}

function declaredIn(source: string): Record<string, string> {
  const { tree } = unitOf(source);
  const declarations = tree.descendants(tree.root, 'declaration', 'type_definition');
  return Object.fromEntries(
    declarations.flatMap((node) => declaredNames(tree, node)).map(({ name, type }) => [name, words(type)]),
  );
}

test('pointers, arrays and functions nest as C reads them', () => {
  assert.deepEqual(
    declaredIn(`
PIRP a;
IRP *b, **c, d;
PIRP e[4];
static IRP (*f)[4];
static NTSTATUS (*g)(PIRP);
static NTSTATUS (*h[2])(PIRP);
NTSTATUS k(PIRP);
const struct _S * const l = NULL;
unsigned long m = 1;
`),
    {
      a: 'PIRP',
      b: 'pointer to IRP',
      c: 'pointer to pointer to IRP',
      d: 'IRP',
      e: 'array of PIRP',
      f: 'pointer to array of IRP',
      g: 'pointer to function returning NTSTATUS',
      h: 'array of pointer to function returning NTSTATUS',
      k: 'function returning NTSTATUS',
      l: 'pointer to struct _S',
      m: 'unsigned long',
    },
  );
});

test('a typedef declares each of its names', () => {
  assert.deepEqual(
    declaredIn(
      'typedef struct _X { int a; } X, *PX, **PPX; typedef NTSTATUS SEND(PIRP); typedef NTSTATUS (*PSEND)(PIRP);',
    ),
    {
      X: 'struct _X',
      PX: 'pointer to struct _X',
      PPX: 'pointer to pointer to struct _X',
      SEND: 'function returning NTSTATUS',
      PSEND: 'pointer to function returning NTSTATUS',
    },
  );
});

test('a struct without a tag is known by what it says, wherever it stands', () => {
  const { tree } = unitOf('typedef struct { int a; } A; typedef struct { int b; } B; struct { int a; } *c;');
  const types = tree
    .descendants(tree.root, 'type_definition', 'declaration')
    .flatMap((node) => declaredNames(tree, node).map(({ type }) => type));
  assert.notDeepEqual(types[0], types[1]);
  assert.deepEqual(types[2], { kind: 'pointer', to: types[0] });
});

test('an initialiser belongs to its own declarator', () => {
  const { tree } = unitOf('int a = 1, b, c = 3;');
  const [node] = tree.descendants(tree.root, 'declaration');
  assert.ok(node !== undefined);
  assert.deepEqual(
    declaredNames(tree, node).map(({ name, value }) => [name, value === undefined ? undefined : tree.textOf(value)]),
    [
      ['a', '1'],
      ['b', undefined],
      ['c', '3'],
    ],
  );
});
