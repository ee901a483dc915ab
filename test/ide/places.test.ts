import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { definitionsAt, implementationsAt } from '../../server/src/ide/definitions';
import { installationsAt, referencesAt } from '../../server/src/ide/references';
import { accepting, listeningDriver, placeOf, shown, sightOf } from './listening-driver';

const [EVENTS, SETUP] = ['/driver/events.c', '/driver/setup.c'];

interface Asked {
  readonly files?: Readonly<Record<string, string>>;
  readonly isAlone?: boolean;
}

/** The definitions for a `word` in the only piece of text that reads so. */
function definitions(path: string, text: string, word = text, { files, isAlone }: Asked = {}): string[] {
  const sight = sightOf(files, isAlone);
  const { unit, offset } = placeOf(sight, path, text, word);
  return shown(sight, definitionsAt(sight, unit, offset));
}

function implementations(path: string, text: string, word = text): string[] {
  const sight = sightOf();
  const { unit, offset } = placeOf(sight, path, text, word);
  return shown(sight, implementationsAt(sight, unit, offset));
}

function references(path: string, text: string, word = text, { files, isAlone }: Asked = {}): string[] {
  const sight = sightOf(files, isAlone);
  const { unit, offset } = placeOf(sight, path, text, word);
  return shown(sight, referencesAt(sight, unit, offset, false));
}

const named = {
  ...listeningDriver,
  [EVENTS]: listeningDriver[EVENTS as '/driver/events.c'].replace(
    '{ OnAccept, NULL, NULL }',
    '{ .WskAcceptEvent = OnAccept }',
  ),
};

describe('the definition', () => {
  test('of what sets a completion routine is that routine', () => {
    assert.deepEqual(definitions(SETUP, 'IoSetCompletionRoutine'), ['events.c:13 ListenerMade']);
  });

  test('of a slot is the callback in it', () => {
    assert.deepEqual(definitions(EVENTS, '.WskAcceptEvent', 'WskAcceptEvent', { files: named }), [
      'events.c:5 OnAccept',
    ]);
  });

  test('of a slot that is set at run time is the callback, too', () => {
    const files = {
      '/late.c': `#include <wsk.h>
static NTSTATUS Abort(PVOID Context, PWSK_INSPECT_ID Id) { return STATUS_SUCCESS; }
VOID Fill(PWSK_CLIENT_LISTEN_DISPATCH Table) { Table->WskAbortEvent = Abort; }
`,
    };
    assert.deepEqual(definitions('/late.c', 'WskAbortEvent', 'WskAbortEvent', { files }), ['late.c:2 Abort']);
  });

  test('of an event flag is what it enables', () => {
    assert.deepEqual(definitions(SETUP, 'WSK_EVENT_ACCEPT'), ['events.c:5 OnAccept']);
  });

  test('of the option that takes a mask is what the mask beside it enables', () => {
    assert.deepEqual(definitions(SETUP, 'WSK_SET_STATIC_EVENT_CALLBACKS'), ['events.c:5 OnAccept']);
  });

  test('of conditional accept is the two callbacks that nothing else enables', () => {
    const files = {
      '/ask.c': `#include <wsk.h>
static WSK_INSPECT_ACTION Inspect(PVOID Context, PSOCKADDR Local, PSOCKADDR Remote, PWSK_INSPECT_ID Id)
{ return WskInspectAccept; }
static NTSTATUS Abort(PVOID Context, PWSK_INSPECT_ID Id) { return STATUS_SUCCESS; }
const WSK_CLIENT_LISTEN_DISPATCH Table = { NULL, Inspect, Abort };
VOID Ask(PWSK_SOCKET Socket, PULONG On, PIRP Irp)
{
    ((PWSK_PROVIDER_LISTEN_DISPATCH)Socket->Dispatch)->WskControlSocket(Socket, WskSetOption, SO_CONDITIONAL_ACCEPT,
        SOL_SOCKET, sizeof(*On), On, 0, NULL, NULL, Irp);
}
`,
    };
    assert.deepEqual(definitions('/ask.c', 'SO_CONDITIONAL_ACCEPT', 'SO_CONDITIONAL_ACCEPT', { files }), [
      'ask.c:2 Inspect',
      'ask.c:4 Abort',
    ]);
  });

  test('of a function is left to those who know C, unless there is nobody', () => {
    assert.deepEqual(definitions(SETUP, 'Irp, ListenerMade', 'ListenerMade'), []);
    assert.deepEqual(definitions(SETUP, 'Irp, ListenerMade', 'ListenerMade', { isAlone: true }), [
      'events.c:13 ListenerMade',
    ]);
    assert.deepEqual(definitions(SETUP, '= EnableEvents', 'EnableEvents', { isAlone: true }), [
      'setup.c:10 EnableEvents',
    ]);
  });

  test('of a variable is none of ours', () => {
    assert.deepEqual(definitions(SETUP, 'return Status', 'Status', { isAlone: true }), []);
  });
});

describe('the implementation', () => {
  test('of a request is the routine that completes it', () => {
    assert.deepEqual(implementations(SETUP, 'WskSocket'), ['events.c:13 ListenerMade']);
  });

  test('of an event flag is what it enables', () => {
    assert.deepEqual(implementations(SETUP, 'WSK_EVENT_ACCEPT'), ['events.c:5 OnAccept']);
  });
});

describe('the references', () => {
  test('of a completion routine are the places that set it', () => {
    assert.deepEqual(references(EVENTS, 'NTSTATUS ListenerMade', 'ListenerMade'), ['setup.c:5 ListenerMade']);
  });

  test('of a callback are the slots in which it stands', () => {
    assert.deepEqual(references(EVENTS, 'OnAccept(', 'OnAccept'), ['events.c:11 OnAccept']);
  });

  test('of a slot and of a flag are the callbacks in such slots, and the flags', () => {
    const both = ['events.c:11 OnAccept', 'setup.c:14 WSK_EVENT_ACCEPT'];
    assert.deepEqual(references(EVENTS, '.WskAcceptEvent', 'WskAcceptEvent', { files: named }), both);
    assert.deepEqual(references(SETUP, 'WSK_EVENT_ACCEPT'), both);
  });

  test('of a context lead from the routine that gets it to the call that hands it over, and back', () => {
    const both = ['events.c:13 Context', 'setup.c:5 Server'];
    assert.deepEqual(references(EVENTS, 'PVOID Context)', 'Context'), both);
    assert.deepEqual(references(SETUP, 'ListenerMade, Server', 'Server'), both);
  });

  test('of a socket context lead from its callbacks to the call that makes the socket, and back', () => {
    const both = ['events.c:5 SocketContext', 'setup.c:7 Server'];
    assert.deepEqual(references(EVENTS, 'PVOID SocketContext', 'SocketContext'), both);
    assert.deepEqual(references(SETUP, 'Server, &ListenDispatch', 'Server'), both);
  });

  test('of the context of an accepted socket lead to where its socket is accepted, and back', () => {
    const both = ['accept.c:2 Data', 'accept.c:9 Connection'];
    const asked = { files: accepting };
    assert.deepEqual(references('/accept.c', 'PVOID Data', 'Data', asked), both);
    assert.deepEqual(references('/accept.c', '= Connection;', 'Connection', asked), both);
  });

  test('of a parameter that is no context are left to those who know C', () => {
    assert.deepEqual(references(EVENTS, 'PIRP Irp', 'Irp'), []);
  });

  test('of a function that nobody hands over are left to those who know C, unless there is nobody', () => {
    assert.deepEqual(references(SETUP, 'NTSTATUS EnableEvents', 'EnableEvents'), []);
    assert.deepEqual(references(SETUP, 'NTSTATUS EnableEvents', 'EnableEvents', { isAlone: true }), [
      'setup.c:21 EnableEvents',
    ]);
  });

  test('of a function are not those of another file that has one of that name', () => {
    const source = `#include <wsk.h>
static NTSTATUS Done(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context) { return STATUS_MORE_PROCESSING_REQUIRED; }
VOID Set1(PIRP Irp) { IoSetCompletionRoutine(Irp, Done, NULL, TRUE, TRUE, TRUE); }
`;
    const files = { '/one.c': source, '/two.c': source.replace('Set1', 'Set2') };
    assert.deepEqual(references('/two.c', 'NTSTATUS Done', 'Done', { files }), ['two.c:3 Done']);
  });
});

describe('the places that hand a function over', () => {
  test('are found from anywhere in it', () => {
    const sight = sightOf();
    const { unit, offset } = placeOf(sight, EVENTS, 'KeSetEvent');
    assert.deepEqual(shown(sight, installationsAt(sight, unit, offset)), ['setup.c:5 ListenerMade']);
  });

  test('are the calls of a helper that sets any routine, where the engine sees it', () => {
    const files = {
      '/helper.c': `#include <wsk.h>
static NTSTATUS Done(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context) { return STATUS_MORE_PROCESSING_REQUIRED; }
static VOID Prepare(PIRP Irp, PIO_COMPLETION_ROUTINE Routine) { IoSetCompletionRoutine(Irp, Routine, NULL, TRUE, TRUE, TRUE); }
VOID Send(const WSK_PROVIDER_CONNECTION_DISPATCH *Table, PWSK_SOCKET Socket, PWSK_BUF Buffer, PIRP Irp)
{
    Prepare(Irp, Done);
    Table->WskSend(Socket, Buffer, 0, Irp);
}
`,
    };
    const sight = sightOf(files);
    const { unit, offset } = placeOf(sight, '/helper.c', 'NTSTATUS Done', 'Done');
    assert.deepEqual(shown(sight, installationsAt(sight, unit, offset)), ['helper.c:6 Prepare']);
  });
});
