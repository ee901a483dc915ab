import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { misuses } from '../../server/src/flow/questions/protocol';
import { analysisOf } from '../support/analysis';

/** The calls that make a listening socket conditional after it was bound. */
const lateIn = (source: string): string[] => {
  const control = (socket: string) =>
    `wsk->WskControlSocket(${socket}, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET, 0, NULL, 0, NULL, NULL, irp)`;
  const analysis = analysisOf(
    source.replaceAll(/\bconditional\(([\w>.-]+)\)/g, (_call, socket: string) => control(socket)),
  );
  return misuses(analysis, {
    calls: ['WskControlSocket'],
    object: 'Socket',
    where: { ControlCode: 'SO_CONDITIONAL_ACCEPT' },
    wrongIf: { has: ['bound'] },
  }).map(({ object, through }) => (through === undefined ? object : `${object} in ${through}`));
};

describe('a call that comes too late', () => {
  test('comes after what makes it so', () => {
    assert.deepEqual(lateIn('VOID test(PWSK_SOCKET s, PIRP irp) { bind(s, irp); conditional(s); }'), ['s']);
    assert.deepEqual(lateIn('VOID test(PWSK_SOCKET s, PIRP irp) { conditional(s); bind(s, irp); }'), []);
  });

  test('is none where the first call failed, however that is asked', () => {
    for (const failed of ['!NT_SUCCESS(t)', 't != STATUS_SUCCESS', 't', 't < 0']) {
      const source = `VOID test(PWSK_SOCKET s, PIRP irp) { NTSTATUS t = bind(s, irp);
        if (t == STATUS_PENDING) { KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL); t = irp->IoStatus.Status; }
        if (${failed}) conditional(s); }`;
      assert.deepEqual(lateIn(source), [], failed);
    }
  });

  test('is none in the next turn of a loop that goes on only after a failure', () => {
    const source = `VOID test(PWSK_SOCKET s, PIRP irp) { NTSTATUS t; do { conditional(s); t = bind(s, irp);
      if (t == STATUS_PENDING) t = irp->IoStatus.Status; } while (t != STATUS_SUCCESS); }`;
    assert.deepEqual(lateIn(source), []);
  });

  test('is none where a counter may have let the first call be left out', () => {
    const source = `VOID Once(PCOUNTED c, PWSK_SOCKET s, PIRP irp) { if (c->Users++ == 0) conditional(s); bind(s, irp); }
      VOID test(PCOUNTED c, PWSK_SOCKET s, PIRP irp) { Once(c, s, irp); Once(c, s, irp); }`;
    assert.deepEqual(lateIn(source), []);
  });

  test('is one for the same object only', () => {
    assert.deepEqual(lateIn('VOID test(PWSK_SOCKET s, PWSK_SOCKET t, PIRP irp) { bind(t, irp); conditional(s); }'), []);
  });

  test('is known by a copy of the object', () => {
    assert.deepEqual(
      lateIn('VOID test(POPERATION o, PIRP irp) { PWSK_SOCKET s = o->Socket; bind(s, irp); conditional(o->Socket); }'),
      ['o->Socket'],
    );
  });

  test('is told where the same function makes both calls in helpers', () => {
    const source = `VOID First(PWSK_SOCKET s, PIRP irp) { bind(s, irp); } VOID Second(PWSK_SOCKET s, PIRP irp) { conditional(s); }
      VOID test(PWSK_SOCKET s, PIRP irp) { First(s, irp); Second(s, irp); } VOID right(PWSK_SOCKET s, PIRP irp) { Second(s, irp); First(s, irp); }`;
    assert.deepEqual(lateIn(source), ['s in Second']);
  });

  test('is told in the helper where all its callers come too late', () => {
    const source = `VOID Second(PWSK_SOCKET s, PIRP irp) { conditional(s); } VOID test(PWSK_SOCKET s, PIRP irp) { bind(s, irp); Second(s, irp); }`;
    assert.deepEqual(lateIn(source), ['s']);
  });

  test('is told once where the helper makes both calls', () => {
    const source = `VOID Both(PWSK_SOCKET s, PIRP irp) { bind(s, irp); conditional(s); } VOID test(PWSK_SOCKET s, PIRP irp) { Both(s, irp); }`;
    assert.deepEqual(lateIn(source), ['s']);
  });

  test('is none where the bind has failed', () => {
    assert.deepEqual(
      lateIn('VOID test(PWSK_SOCKET s, PIRP irp) { if (!NT_SUCCESS(bind(s, irp))) conditional(s); }'),
      [],
    );
  });

  test('is none where a flag keeps them apart', () => {
    const source = `VOID test(PWSK_SOCKET s, PIRP irp, BOOLEAN first) { if (!first) bind(s, irp); if (first) conditional(s); }`;
    assert.deepEqual(lateIn(source), []);
  });

  test('is one on the way on which both happen', () => {
    const source = `VOID test(PWSK_SOCKET s, PIRP irp) { if (Choose()) bind(s, irp); conditional(s); }`;
    assert.deepEqual(lateIn(source), ['s']);
  });

  test('asks for the object in the variable of the file, over a wait', () => {
    const source = `static PWSK_SOCKET Listener; VOID Stop(VOID) { Listener = NULL; }
      VOID test(PIRP irp, PKEVENT e) { bind(Listener, irp); KeWaitForSingleObject(e, Executive, KernelMode, FALSE, NULL); conditional(Listener); }`;
    assert.deepEqual(lateIn(source), ['Listener']);
  });

  test('is none where another object may have been put in the variable meanwhile', () => {
    const source = `static PWSK_SOCKET Listener; extern VOID Restart(VOID); VOID Stop(VOID) { Listener = NULL; }
      VOID test(PIRP irp) { bind(Listener, irp); Restart(); conditional(Listener); }`;
    assert.deepEqual(lateIn(source), []);
  });

  test('is none where the value that decides was lost', () => {
    const source = `VOID test(POPERATION o, PIRP irp) { o->Flags = 0; if (Choose()) { bind(o->Socket, irp); o->Flags = 1; } Elsewhere(&o->Flags);
      if (o->Flags == 0) conditional(o->Socket); }`;
    assert.deepEqual(lateIn(source), []);
  });
});
