import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import type { WrittenFunctions } from '../../server/src/knowledge/own-functions';
import { found } from '../support/own-functions';

const NOTHING: WrittenFunctions = {};

describe('functions that are said to change the IRQL', () => {
  const functions: WrittenFunctions = {
    LibLock: {
      parameters: ['Lock'],
      effects: [
        { effect: 'raises', to: 'DISPATCH_LEVEL', saves: 'result' },
        { effect: 'acquires', object: 'Lock', resource: 'spin lock' },
      ],
    },
    LibUnlock: {
      parameters: ['Lock', 'Old'],
      effects: [
        { effect: 'releases', object: 'Lock', resource: 'spin lock' },
        { effect: 'restores', from: 'Old' },
      ],
    },
  };
  const open = [
    'KIRQL LibLock(PVOID Lock); VOID LibUnlock(PVOID Lock, KIRQL Old);',
    '_IRQL_requires_(PASSIVE_LEVEL) VOID Use(PVOID Lock, PKEVENT Event, PIRP irp, PWSK_SOCKET Socket)',
    '{',
    'KIRQL old = LibLock(Lock);',
  ];
  const wait = 'KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, NULL);';

  test('say so to what is called between them', () => {
    const lines = [...open, wait, 'LibUnlock(Lock, old);', 'IoFreeIrp(irp);', '}'];
    assert.deepEqual(found(functions, lines), [`${wait} // function-above-its-irql`]);
  });

  test('say nothing to what is called behind them', () => {
    const lines = [...open, 'LibUnlock(Lock, old);', wait, 'IoFreeIrp(irp);', '}'];
    assert.deepEqual(found(functions, lines), []);
  });
});

describe('a function that is said not to return', () => {
  const lines = [
    'VOID LibFatal(ULONG Code);',
    'VOID Use(PWSK_SOCKET Socket)',
    '{',
    'PIRP irp = IoAllocateIrp(1, FALSE);',
    'if (irp == NULL) LibFatal(1);',
    'IoReuseIrp(irp, STATUS_SUCCESS);',
    'IoFreeIrp(irp);',
    '}',
  ];

  test('leaves nothing to be done behind it', () => {
    assert.deepEqual(found({ LibFatal: { effects: [{ effect: 'ends' }] } }, lines), []);
    assert.deepEqual(found({ LibFatal: {} }, lines), [
      'IoReuseIrp(irp, STATUS_SUCCESS); // result-used-before-null-check',
    ]);
  });
});

describe('what is said of a function', () => {
  const call = [
    'VOID Use(PWSK_SOCKET Socket)',
    '{',
    'PIRP irp = IoAllocateIrp(1, FALSE);',
    'if (irp == NULL) return;',
    'GiveBack(irp);',
    '}',
  ];

  test('stands over what its body shows', () => {
    const body = ['static VOID GiveBack(PIRP Irp) { UNREFERENCED_PARAMETER(Irp); }', ...call];
    const functions: WrittenFunctions = { GiveBack: { like: 'IoFreeIrp' } };
    assert.deepEqual(found(functions, body), []);
    assert.deepEqual(found(NOTHING, body), ['} // irp-leaked']);
  });

  test('stands over what its body does', () => {
    const body = ['static VOID GiveBack(PIRP Irp) { IoFreeIrp(Irp); }', ...call];
    assert.deepEqual(found({ GiveBack: {} }, body), ['} // irp-leaked']);
    assert.deepEqual(found(NOTHING, body), []);
  });

  test('stands over what a macro is replaced by', () => {
    const macro = ['#define GiveBack(x) do { LibPut(x); } while (0)', ...call];
    assert.deepEqual(found({ GiveBack: {} }, macro), ['} // irp-leaked']);
    assert.deepEqual(found(NOTHING, macro), []);
  });

  test('holds for a macro that is another name of it', () => {
    const lines = ['#define GiveBack LibPut', ...call];
    assert.deepEqual(found({ LibPut: {} }, lines), ['} // irp-leaked']);
    assert.deepEqual(found(NOTHING, lines), []);
  });

  test('does not keep the mistakes in its body from being found', () => {
    const body = ['static VOID GiveBack(PIRP Irp) { IoFreeIrp(Irp); IoFreeIrp(Irp); }', ...call];
    assert.deepEqual(found({ GiveBack: { like: 'IoFreeIrp' } }, body), [
      'static VOID GiveBack(PIRP Irp) { IoFreeIrp(Irp); IoFreeIrp(Irp); } // irp-freed-twice',
    ]);
  });

  test('stands over its body where it says that it waits', () => {
    const lines = [
      'static VOID LibWait(PVOID Event) { UNREFERENCED_PARAMETER(Event); }',
      'static NTSTATUS WSKAPI Received(PVOID Context, ULONG Flags, PWSK_DATA_INDICATION Data, SIZE_T Bytes, PSIZE_T Accepted)',
      '{',
      '    LibWait(Context);',
      '    return STATUS_SUCCESS;',
      '}',
      'const WSK_CLIENT_CONNECTION_DISPATCH Dispatch = { Received, NULL, NULL };',
    ];
    const functions: WrittenFunctions = {
      LibWait: { parameters: ['Event'], effects: [{ effect: 'waits', object: 'Event' }] },
    };
    assert.deepEqual(found(functions, lines), ['LibWait(Context); // function-above-its-irql']);
    assert.deepEqual(found(NOTHING, lines), []);
  });

  test('does not hold for a variable of the same name', () => {
    const lines = ['VOID Use(VOID (*GiveBack)(PIRP))', ...call.slice(1)];
    assert.deepEqual(found({ GiveBack: {} }, lines), []);
  });
});
