import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import type { WrittenFunctions } from '../../server/src/knowledge/own-functions';
import { checkText } from '../../server/src/lint/check';
import { defaultSettings } from '../../server/src/lint/settings';
import { rules } from '../../server/src/rules';
import { found, parser } from '../support/own-functions';

const NOTHING: WrittenFunctions = {};

describe('a function that is said to make an IRP', () => {
  const lines = [
    'PIRP LibGetIrp(CCHAR StackSize, BOOLEAN ChargeQuota);',
    'VOID Make(PWSK_SOCKET Socket, BOOLEAN Early)',
    '{',
    '    PIRP irp = LibGetIrp(1, FALSE);',
    '    if (irp == NULL) return;',
    '    if (Early) return;',
    '    IoFreeIrp(irp);',
    '}',
  ];

  test('is nothing where nobody says so', () => {
    assert.deepEqual(found(NOTHING, lines), []);
  });

  test('owes it to the driver, in the words of the tables', () => {
    const functions: WrittenFunctions = { LibGetIrp: { like: 'IoAllocateIrp' } };
    assert.deepEqual(found(functions, lines), ['if (Early) return; // irp-leaked']);
  });

  test('owes it to the driver by its effects alone', () => {
    const functions: WrittenFunctions = {
      LibGetIrp: { effects: [{ effect: 'acquires', object: 'result', resource: 'IRP', mayFail: true }] },
    };
    assert.deepEqual(found(functions, lines), ['if (Early) return; // irp-leaked']);
  });

  test('is another function where it is called with another number of arguments', () => {
    const functions: WrittenFunctions = { LibGetIrp: { like: 'IoAllocateIrp', parameters: ['StackSize'] } };
    assert.deepEqual(found(functions, lines), []);
  });
});

describe('a function that is said to free an IRP', () => {
  const functions: WrittenFunctions = {
    LibFreeIrp: {
      parameters: ['Library', 'Request'],
      effects: [{ effect: 'releases', object: 'Request', resource: 'IRP' }],
    },
  };
  const make = [
    'VOID LibFreeIrp(PVOID Library, PIRP Request);',
    'VOID Use(PVOID Library)',
    '{',
    'PIRP irp = IoAllocateIrp(1, FALSE);',
  ];

  test('frees it', () => {
    const lines = [...make, 'if (irp == NULL) return;', 'LibFreeIrp(Library, irp);', '}'];
    assert.deepEqual(found(functions, lines), []);
  });

  test('may not be called twice with it', () => {
    const lines = [...make, 'if (irp == NULL) return;', 'LibFreeIrp(Library, irp);', 'IoFreeIrp(irp);', '}'];
    assert.deepEqual(found(functions, lines), ['IoFreeIrp(irp); // irp-freed-twice']);
    assert.deepEqual(found(NOTHING, lines), []);
  });
});

describe('a function that is said to leave alone what it is given', () => {
  const lines = [
    'VOID LibTrace(PVOID Thing);',
    'VOID Make(PWSK_SOCKET Socket)',
    '{',
    'PIRP irp = IoAllocateIrp(1, FALSE);',
    'if (irp == NULL) return;',
    'LibTrace(irp);',
    '}',
  ];

  test('does not take what is owed', () => {
    assert.deepEqual(found({ LibTrace: {} }, lines), ['} // irp-leaked']);
    assert.deepEqual(found(NOTHING, lines), []);
  });

  test('takes it where it keeps it', () => {
    assert.deepEqual(found({ LibTrace: { parameters: ['Thing'], keeps: ['Thing'] } }, lines), []);
  });
});

const SEND = [
  'static NTSTATUS Done(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)',
  '{',
  '    UNREFERENCED_PARAMETER(Device); UNREFERENCED_PARAMETER(Irp);',
  '    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);',
  '    return STATUS_MORE_PROCESSING_REQUIRED;',
  '}',
  'NTSTATUS Send(PWSK_SOCKET Socket, PWSK_BUF Buffer, PKEVENT Event, PIRP Irp)',
  '{',
  '    IoReuseIrp(Irp, STATUS_UNSUCCESSFUL);',
  '    KeClearEvent(Event);',
  '    IoSetCompletionRoutine(Irp, Done, Event, TRUE, TRUE, TRUE);',
  '    ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, Irp);',
];

describe('a function that is said to wait', () => {
  const read = 'return Irp->IoStatus.Status;';

  test('ends the request whose routine signals the event', () => {
    const functions: WrittenFunctions = {
      LibWait: { effects: [{ effect: 'waits', object: 'Event' }], parameters: ['Event'] },
    };
    assert.deepEqual(found(functions, [...SEND, 'LibWait(Event);', read, '}']), []);
    assert.deepEqual(
      found({ LibWait: { like: 'KeWaitForSingleObject', parameters: ['Object'] } }, [
        ...SEND,
        'LibWait(Event);',
        read,
        '}',
      ]),
      [],
    );
  });

  test('may end before it where it has a time-out', () => {
    const functions: WrittenFunctions = {
      LibWait: { like: 'KeWaitForSingleObject', parameters: ['Object', 'Timeout'] },
    };
    const lines = [
      ...SEND,
      'LARGE_INTEGER limit = { .QuadPart = -10000000 };',
      'LibWait(Event, &limit);',
      'IoFreeIrp(Irp);',
      'return STATUS_SUCCESS;',
      '}',
    ];
    assert.deepEqual(found(functions, lines), ['IoFreeIrp(Irp); // cancelled-irp-freed-without-wait']);
    assert.deepEqual(found(NOTHING, lines), []);
  });

  test('ends at once where its time-out is the number 0', () => {
    const functions: WrittenFunctions = {
      LibWait: {
        parameters: { Event: {}, Milliseconds: { type: 'ULONG' } },
        effects: [{ effect: 'waits', object: 'Event', timeout: 'Milliseconds' }],
      },
    };
    const lines = [...SEND, 'LibWait(Event, 0);', 'IoFreeIrp(Irp);', 'return STATUS_SUCCESS;', '}'];
    assert.deepEqual(found(functions, lines), ['IoFreeIrp(Irp); // cancelled-irp-freed-without-wait']);
  });

  test('may not be called where nobody may wait', () => {
    const lines = [
      'VOID LibWait(PKEVENT Event);',
      'static NTSTATUS Done(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)',
      '{',
      '    UNREFERENCED_PARAMETER(Device); UNREFERENCED_PARAMETER(Irp);',
      '    LibWait((PKEVENT)Context);',
      '    return STATUS_MORE_PROCESSING_REQUIRED;',
      '}',
      'VOID Send(PWSK_SOCKET Socket, PWSK_BUF Buffer, PKEVENT Event, PIRP Irp)',
      '{',
      '    IoSetCompletionRoutine(Irp, Done, Event, TRUE, TRUE, TRUE);',
      '    ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, Irp);',
      '}',
    ];
    const functions: WrittenFunctions = {
      LibWait: { parameters: ['Event'], effects: [{ effect: 'waits', object: 'Event' }] },
    };
    assert.deepEqual(found(functions, lines), ['LibWait((PKEVENT)Context); // function-above-its-irql']);
    assert.deepEqual(found(NOTHING, lines), []);
  });
});

describe('a function that is said to behave like one of WSK', () => {
  const functions: WrittenFunctions = { LibClose: { like: 'WskCloseSocket' }, LibSend: { like: 'WskSend' } };

  test('asks of its arguments what that one asks', () => {
    const lines = ['VOID Close(PWSK_SOCKET Socket)', '{', '    LibClose(Socket, NULL);', '}'];
    assert.deepEqual(found(functions, lines), ['LibClose(Socket, NULL); // irp-missing']);
  });

  test('does what that one does', () => {
    const lines = [
      'VOID Close(PWSK_SOCKET Socket, PIRP Irp, PIRP Other, PWSK_BUF Buffer)',
      '{',
      '    LibClose(Socket, Irp);',
      '    LibSend(Socket, Buffer, 0, Other);',
      '}',
    ];
    assert.deepEqual(found(functions, lines), ['LibSend(Socket, Buffer, 0, Other); // socket-used-after-close']);
    assert.deepEqual(found(NOTHING, lines), []);
  });

  test('makes its file one that has to do with WSK', () => {
    const file = { path: 'a.c', text: 'VOID Close(PVOID Socket) { LibClose(Socket, NULL); }', language: 'c' } as const;
    const report = checkText(file, rules, { ...defaultSettings, functions }, parser);
    assert.deepEqual(
      report.findings.map(({ rule }) => rule.name),
      ['irp-missing'],
    );
    assert.deepEqual(checkText(file, rules, defaultSettings, parser).findings, []);
  });
});
