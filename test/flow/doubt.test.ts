import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { printResult } from '../support/print-result';
import { analysisOf, told } from '../support/analysis';

describe('a branch on a value that was lost', () => {
  test('makes what was known before doubtful on both ways', () => {
    const source =
      'VOID test(POPERATION o) { bind(o->Socket, o->Irp); Elsewhere(&o->Flags); if (o->Flags) tell(o->Socket); else tell(o->Socket); }';
    assert.deepEqual(told(source), ['? bound?', '? bound?']);
  });

  test('does not make doubtful what happens after it', () => {
    const source =
      'VOID test(POPERATION o) { Elsewhere(&o->Flags); if (o->Flags) { bind(o->Socket, o->Irp); tell(o->Socket); } }';
    assert.deepEqual(told(source), ['? bound']);
  });

  test('is over where its ways meet again', () => {
    const source =
      'VOID test(POPERATION o) { bind(o->Socket, o->Irp); Elsewhere(&o->Flags); if (o->Flags) { KeSetEvent(&o->Event, 0, FALSE); } tell(o->Socket); }';
    assert.deepEqual(told(source), ['? bound']);
  });

  test('is over once what its ways have left in a local is not read again, though it was handed to the kernel', () => {
    const waits = (more: string): string => `VOID test(POPERATION o) { PVOID all[2]; ULONG count = 1;
      bind(o->Socket, o->Irp); all[0] = &o->Event;
      if (Choose()) { all[1] = &o->Next->Event; count = 2; }
      KeWaitForMultipleObjects(count, &all[0], WaitAny, Executive, KernelMode, FALSE, NULL, NULL);
      tell(o->Socket); ${more} }`;
    assert.deepEqual(told(waits('')), ['? bound']);
    assert.deepEqual([...new Set(told(waits('Shared = (ULONG)all[1];')))], ['? bound?']);
    assert.deepEqual([...new Set(told(waits('Elsewhere(&all[1]);')))], ['? bound?']);
  });

  test('known miss: stays where its ways meet again and left memory different', () => {
    const source =
      'VOID test(POPERATION o) { bind(o->Socket, o->Irp); Elsewhere(&o->Flags); if (o->Flags) { o->Other = 1; } tell(o->Socket); }';
    assert.deepEqual([...new Set(told(source))], ['? bound?']);
  });

  test('is none where the value was never known to the function', () => {
    const source = 'VOID test(POPERATION o) { bind(o->Socket, o->Irp); if (o->Flags) tell(o->Socket); }';
    assert.deepEqual(told(source), ['? bound']);
  });

  test('is none where a status is asked for', () => {
    const source =
      'VOID test(POPERATION o) { NTSTATUS s; bind(o->Socket, o->Irp); s = Ask(); if (NT_SUCCESS(s)) tell(o->Socket); }';
    assert.deepEqual(told(source), ['? bound']);
  });

  test('comes from the answer of an unknown function, too', () => {
    const source = 'VOID test(POPERATION o) { bind(o->Socket, o->Irp); if (Choose()) tell(o->Socket); }';
    assert.deepEqual(told(source), ['? bound?']);
  });
});

describe('a merge', () => {
  /** Twenty flags, which make more cases than are kept apart. */
  const flags = Array.from({ length: 20 }, (_, index) => `if (o->List[${index % 4}] == ${index}) x${index} = 1;`);
  const declared = Array.from({ length: 20 }, (_, index) => `ULONG x${index} = 0;`).join(' ');
  const used = `Shared = ${Array.from({ length: 20 }, (_, index) => `x${index}`).join(' + ')};`;

  test('of more cases than are kept apart never invents a fact', () => {
    const source = `VOID test(POPERATION o) { ${declared} ${flags.join(' ')} tell(o->Socket); ${used} }`;
    assert.deepEqual([...new Set(told(source))], ['?']);
  });

  test('of more cases than are kept apart keeps what holds in all of them', () => {
    const source = `VOID test(POPERATION o) { ${declared} bind(o->Socket, o->Irp); ${flags.join(' ')} tell(o->Socket); ${used} }`;
    assert.deepEqual([...new Set(told(source))], ['? bound']);
  });

  test('of more cases than are kept apart says of no variable what it need not hold', () => {
    const source = `VOID test(POPERATION o) { ${declared} ${flags.join(' ')} tell(x0); tell(x19); ${used} }`;
    assert.ok(told(source).every((value) => ['?', '0', '1'].includes(value)));
    assert.ok(told(source).length > 2);
  });

  test("of a call's status with another one keeps what either depends on", () => {
    const source = `VOID test(POPERATION o) { NTSTATUS s; ${declared} ${flags.join(' ')}
      s = bind(o->Socket, o->Irp); if (s == STATUS_PENDING) s = o->Irp->IoStatus.Status; ${flags.join(' ')}
      if (!NT_SUCCESS(s)) tell(o->Socket); ${used} }`;
    assert.deepEqual([...new Set(told(source))], ['?']);
  });
});

describe('a function', () => {
  const huge = `VOID test(POPERATION o) { ${Array.from({ length: 3000 }, (_, index) => `if (o->List[${index % 4}] == ${index}) { o->Flags += Ask() + ${index}; tell(o->Flags); }`).join('\n')} }`;

  test('that is too large is given up as a whole and named', () => {
    const analysis = analysisOf(`${huge} VOID small(PIRP irp) { tell(irp); }`);
    const results = analysis.unit.functions.map(({ name }) => [name, analysis.unit.functionNamed(name)] as const);
    const seen = results.filter(
      ([, definition]) => definition !== undefined && analysis.resultOf(definition) !== undefined,
    );
    assert.deepEqual(
      seen.map(([name]) => name),
      ['small'],
    );
    assert.deepEqual(analysis.givenUp, ['test']);
  });

  test('that calls one that was given up treats it like an unknown one', () => {
    const analysis = analysisOf(
      `${huge} VOID caller(POPERATION o) { o->Flags = 1; test(o); if (o->Flags == 1) tell(1); else tell(2); }`,
    );
    const definition = analysis.unit.functionNamed('caller');
    assert.ok(definition);
    assert.equal(analysis.resultOf(definition)?.uses.filter(({ callee }) => callee === 'WskRelease').length, 2);
  });

  test('that has nothing to do with WSK is not looked at', () => {
    const analysis = analysisOf('ULONG test(ULONG x) { return x + 1; }');
    const definition = analysis.unit.functionNamed('test');
    assert.ok(definition);
    assert.equal(analysis.resultOf(definition), undefined);
  });

  test('that did not parse is not looked at', () => {
    const analysis = analysisOf('VOID test(PIRP irp) { if (irp { tell(irp); }');
    assert.deepEqual(
      analysis.unit.functions
        .map((definition) => analysis.resultOf(definition))
        .filter((result) => result !== undefined),
      [],
    );
  });

  test('looks the same each time', () => {
    const source = `NTSTATUS Helper(POPERATION o) { if (Choose()) return bind(o->Socket, o->Irp); o->Flags++; return STATUS_SUCCESS; }
      VOID test(POPERATION o) { ULONG i; for (i = 0; i < 9; i++) { if (NT_SUCCESS(Helper(o))) tell(o->Socket); else tell(o->Flags); } }`;
    const print = () => {
      const analysis = analysisOf(source);
      const results = analysis.unit.functions.map((definition) => analysis.resultOf(definition));
      return results
        .map((result) => (result === undefined ? '' : printResult(result, ({ call }) => `call ${call}`)))
        .join('\n');
    };
    assert.equal(print(), print());
    assert.match(print(), /function test[^]*WskRelease/);
  });
});
