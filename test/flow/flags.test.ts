import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { told } from '../support/analysis';

const answers = (statements: string): string[] => told(`VOID test(ULONG f, POPERATION o) { ${statements} }`);

const ask = (condition: string): string => `if (${condition}) tell(1); else tell(2);`;

describe('a flag', () => {
  for (const [set, asked] of [
    ['f |= 4;', 'f & 4'],
    ['f = f | 4;', '(f & 4) != 0'],
    ['f |= 12;', '(f & 12) == 12'],
    ['SetFlag(f, 4);', 'FlagOn(f, 4)'],
    ['SetFlag(o->Flags, 4);', 'BooleanFlagOn(o->Flags, 4)'],
    ['f |= 4; f |= 8;', 'f & 4'],
    ['f |= 4; f &= ~8;', 'f & 4'],
  ] as const) {
    test(`that was set with ${set} is set`, () => {
      assert.deepEqual(answers(set + ask(asked)), ['1']);
    });
  }

  for (const [cleared, asked] of [
    ['f &= ~4;', 'f & 4'],
    ['f &= ~(4 | 8);', 'f & 8'],
    ['ClearFlag(f, 4);', 'FlagOn(f, 4)'],
    ['f &= ~4; f |= 8;', 'f & 4'],
    ['f &= ~FLAG_OF_ANOTHER_HEADER;', 'f & FLAG_OF_ANOTHER_HEADER'],
  ] as const) {
    test(`that was cleared with ${cleared} is not set`, () => {
      assert.deepEqual(answers(cleared + ask(asked)), ['2']);
    });
  }

  test('that a test has shown stays shown when others are set and cleared', () => {
    assert.deepEqual(answers(`if (!(f & 2)) return; f |= 4; f &= ~1; ${ask('f & 2')}`), ['1']);
  });

  test('that a test of several has shown is shown', () => {
    assert.deepEqual(answers(`if ((f & 6) != 6) return; ${ask('f & 2')}`), ['1']);
    assert.deepEqual(answers(`if ((f & 6) != 0) return; ${ask('f & 2')}`), ['2']);
  });

  test('that is one of several which are not all clear need not be set', () => {
    assert.deepEqual(answers(`if ((f & 6) == 0) return; ${ask('f & 2')}`), ['1', '2']);
  });

  test('of another number than the one that was asked for is not known', () => {
    assert.deepEqual(answers(`if (!(f & 4)) return; ${ask('f & 8')}`), ['1', '2']);
  });

  test('in a member that somebody else may have written is not known', () => {
    assert.deepEqual(answers(`o->Flags |= 4; Elsewhere(o); ${ask('o->Flags & 4')}`), ['1', '2']);
  });

  test('of the highest bit of an unsigned number does not make the number negative', () => {
    assert.deepEqual(answers(`if (!(f & 0x80000000)) return; ${ask('f > 5')}`), ['1', '2']);
  });

  test('by which a helper guards what it does once is remembered', () => {
    const source = `static VOID Once(POPERATION o, PIRP irp) { if (!FlagOn(o->Flags, 1)) { tell(o->Socket); SetFlag(o->Flags, 1); } if (!FlagOn(o->Flags, 2)) { bind(o->Socket, irp); SetFlag(o->Flags, 2); } }
      VOID test(POPERATION o, PIRP irp) { Once(o, irp); if (!FlagOn(o->Flags, 1)) tell(o->Socket); else tell(7); }`;
    assert.ok(!told(source).includes('? bound'));
  });
});
