import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { pagedMemory } from '../../../server/src/flow/questions/paged-memory';
import { analysisOf } from '../../support/analysis';

const PRELUDE = `
NTSTATUS Done(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context) { return STATUS_MORE_PROCESSING_REQUIRED; }
static VOID Arm(POPERATION o, PIRP i) { IoSetCompletionRoutine(i, Done, &o->Event, TRUE, TRUE, TRUE); }
`;

/** What is marked in a text, with the argument that hands it on. */
const found = (source: string): string[] => {
  const analysis = analysisOf(PRELUDE + source);
  const { text: all } = analysis.unit.tree;
  return pagedMemory(analysis).map(({ at, text, callee }) => `${all.slice(at.start, at.end)}: ${text} of ${callee}`);
};
const context = (allocation: string, more = ''): string =>
  `VOID test(PIRP i, POPERATION g) { PVOID c = ${allocation}; ${more} IoSetCompletionRoutine(i, Done, c, TRUE, TRUE, TRUE); }`;

describe('memory that may be paged out', () => {
  test('comes from a kind of pool whose lowest bit is set', () => {
    assert.deepEqual(found(context('ExAllocatePoolWithTag(PagedPool, 8, 1)')), [
      'PagedPool: c of IoSetCompletionRoutine',
    ]);
    assert.deepEqual(found(context('ExAllocatePool(5, 8)')), ['5: c of IoSetCompletionRoutine']);
    assert.deepEqual(found(context('ExAllocatePoolWithTag(NonPagedPoolNx, 8, 1)')), []);
    assert.deepEqual(found(context('ExAllocatePoolWithTag(512, 8, 1)')), []);
  });

  test('comes from flags among which is POOL_FLAG_PAGED', () => {
    assert.equal(found(context('ExAllocatePool2(POOL_FLAG_PAGED | POOL_FLAG_UNINITIALIZED, 8, 1)')).length, 1);
    assert.equal(found(context('ExAllocatePool2(0x100, 8, 1)')).length, 1);
    assert.deepEqual(found(context('ExAllocatePool2(POOL_FLAG_NON_PAGED | POOL_FLAG_UNINITIALIZED, 8, 1)')), []);
  });

  test('comes from a paged lookaside list', () => {
    assert.deepEqual(found(context('ExAllocateFromPagedLookasideList(NULL)')), [
      'ExAllocateFromPagedLookasideList: c of IoSetCompletionRoutine',
    ]);
  });

  test('is pageable in all of its parts, also in a helper that is given one', () => {
    const source = `VOID test(PIRP i) { POPERATION o = ExAllocatePoolWithTag(PagedPool, sizeof(*o), 1); Arm(o, i); }`;
    assert.deepEqual(found(source), ['PagedPool: &o->Event of IoSetCompletionRoutine']);
  });

  test('is told at the call of a helper that allocates it', () => {
    const source = `static PVOID Get(SIZE_T n) { return ExAllocatePoolWithTag(PagedPool, n, 1); }${context('Get(8)')}`;
    assert.deepEqual(found(source), ['Get: c of IoSetCompletionRoutine']);
  });

  test('is nothing where it comes from there on some paths only', () => {
    assert.deepEqual(
      found(context('g', 'if (Choose()) c = ExAllocatePoolWithTag(Choose() ? PagedPool : 0, 8, 1);')),
      [],
    );
  });

  test('makes an MDL that describes it unfit for MmBuildMdlForNonPagedPool', () => {
    const source = (kind: string) => `VOID test(VOID) {
      PVOID d = ExAllocatePoolWithTag(${kind}, 8, 1);
      PMDL m = IoAllocateMdl(d, 8, FALSE, FALSE, NULL);
      MmBuildMdlForNonPagedPool(m); wsk->WskRelease(NULL, NULL); }`;
    assert.deepEqual(found(source('PagedPool')), ['PagedPool: m of MmBuildMdlForNonPagedPool']);
    assert.deepEqual(found(source('NonPagedPool')), []);
  });
});
