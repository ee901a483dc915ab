import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { annotationsOf } from '../../server/src/model/annotations';
import { unitOf } from '../support/parse';

const read = (source: string) => annotationsOf(unitOf(source), 'F');

describe('the annotations of a function', () => {
  test('say at which levels it may be called', () => {
    const { max, min } = read('_IRQL_requires_min_(APC_LEVEL) _IRQL_requires_max_(DISPATCH_LEVEL) VOID F(VOID) { }');
    assert.deepEqual([min, max], ['APC_LEVEL', 'DISPATCH_LEVEL']);
  });

  test('say that it leaves at the level at which it came', () => {
    assert.equal(read('_IRQL_requires_same_ VOID F(VOID) { }').same, true);
    assert.equal(read('VOID F(VOID) { }').same, false);
  });

  test('may stand at a prototype, before or behind another function', () => {
    const source =
      '_IRQL_requires_max_(APC_LEVEL) VOID E(VOID);\n_IRQL_requires_(PASSIVE_LEVEL)\nVOID F(VOID);\nVOID F(VOID) { }';
    assert.deepEqual([read(source).min, read(source).max], ['PASSIVE_LEVEL', 'PASSIVE_LEVEL']);
    assert.equal(annotationsOf(unitOf(source), 'E').max, 'APC_LEVEL');
  });

  test("may stand inside the body of another function, and are not this one's then", () => {
    assert.equal(read('_IRQL_requires_max_(APC_LEVEL) VOID E(VOID) { } VOID F(VOID) { }').max, undefined);
  });

  test('name the parameter that holds the level', () => {
    const source =
      '_IRQL_raises_(DISPATCH_LEVEL) VOID F(_In_ PVOID Lock, _Out_ _IRQL_saves_ PKIRQL Old, _In_ _IRQL_restores_ KIRQL New);';
    const { raises, saves, restores } = read(source);
    assert.equal(raises, 'DISPATCH_LEVEL');
    assert.deepEqual(saves, [{ parameter: 1, isPointer: true }]);
    assert.deepEqual(restores, [{ parameter: 2, isPointer: false }]);
  });

  test('name what a parameter points at', () => {
    const source = 'VOID F(_Out_ _At_(Handle->OldIrql, _IRQL_saves_) PKLOCK_QUEUE_HANDLE Handle);';
    assert.deepEqual(read(source).saves, [{ parameter: 0, isPointer: true }]);
  });

  test('name the result where none of the parameters is meant', () => {
    assert.deepEqual(read('_IRQL_saves_ KIRQL F(PVOID Lock);').saves, ['result']);
  });

  test('name what is kept elsewhere', () => {
    const { savesGlobal, restoresGlobal } = read('_IRQL_saves_global_(OldIrql, Lock) VOID F(PVOID Lock);');
    assert.deepEqual([savesGlobal, restoresGlobal], [['OldIrql'], []]);
  });

  test('hold conditionally as they are spelt', () => {
    const { max, conditional } = read('_When_(Wait == 1, _IRQL_requires_max_(APC_LEVEL)) VOID F(ULONG Wait);');
    assert.equal(max, undefined);
    assert.deepEqual(conditional, [
      { condition: 'Wait == 1', max: 'APC_LEVEL', argument: { parameter: 0, isZero: false } },
    ]);
  });

  test('ask for one argument, or for more than this can answer', () => {
    const asked = (condition: string) =>
      read(`_When_(${condition}, _IRQL_requires_max_(APC_LEVEL)) VOID F(PVOID P, _In_opt_ PLARGE_INTEGER T);`)
        .conditional.map(({ argument }) => argument)
        .map((argument) => (argument === undefined ? 'more' : `${argument.parameter} ${String(argument.isZero)}`));
    assert.deepEqual(['T==NULL', 'T != 0', '!P', 'P', '*T == 0', 'T == NULL || P'].flatMap(asked), [
      '1 true',
      '1 false',
      '0 true',
      '0 false',
      'more',
      'more',
    ]);
  });

  test('say what class of function it is, and so does the type of a prototype', () => {
    assert.deepEqual(read('_Function_class_(KSTART_ROUTINE) VOID F(PVOID c) { }').classes, ['KSTART_ROUTINE']);
    assert.deepEqual(read('KSTART_ROUTINE F; VOID F(PVOID c) { }').classes, ['KSTART_ROUTINE']);
    assert.deepEqual(read('_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH F;').dispatchTypes, ['IRP_MJ_PNP']);
  });

  test('may be those of older kits', () => {
    const { max, same, classes } = read(
      '__drv_maxIRQL(DISPATCH_LEVEL) __drv_sameIRQL __drv_functionClass(DRIVER_CANCEL) VOID F(PVOID c) { }',
    );
    assert.deepEqual([max, same, classes], ['DISPATCH_LEVEL', true, ['DRIVER_CANCEL']]);
  });
});
