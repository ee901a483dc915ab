import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { callableAt, incomingCalls, outgoingCalls, type CallEdge } from '../../server/src/ide/call-hierarchy';
import { accepting, listeningDriver, placeOf, sightOf } from './listening-driver';

const edges = (found: readonly CallEdge[]): string[] =>
  found.map(({ other, through, at }) => `${other.name} (${at.length})${through === undefined ? '' : ` ${through}`}`);

function around(name: string, files: Readonly<Record<string, string>> = listeningDriver) {
  const sight = sightOf(files);
  const [found, ...more] = sight.directory.functions((one) => one === name);
  assert.ok(found && more.length === 0);
  return { incoming: edges(incomingCalls(sight, found.id)), outgoing: edges(outgoingCalls(sight, found.id)) };
}

describe('the call hierarchy', () => {
  test('starts at a function, where it is defined and where it is named', () => {
    const sight = sightOf();
    const at = (path: string, text: string, word: string) => {
      const { unit, offset } = placeOf(sight, path, text, word);
      return callableAt(sight, unit, offset)?.id;
    };
    assert.equal(at('/driver/setup.c', 'NTSTATUS SetUp', 'SetUp'), '/driver/setup.c:SetUp');
    assert.equal(at('/driver/setup.c', 'Irp, ListenerMade', 'ListenerMade'), '/driver/events.c:ListenerMade');
    assert.equal(at('/driver/setup.c', 'return Status', 'Status'), undefined);
  });

  test('has the calls by name', () => {
    assert.deepEqual(around('SetUp').outgoing, ['EnableEvents (1)', 'MakeListener (1)']);
    assert.deepEqual(around('EnableEvents').incoming, ['SetUp (1)']);
  });

  test('leads from a completion routine to the requests that it completes, and back', () => {
    assert.deepEqual(around('ListenerMade').incoming, ['MakeListener (1) when WskSocket completes']);
    assert.deepEqual(around('MakeListener').outgoing, [
      'ListenerMade (1) when WskSocket completes',
      'OnAccept (1) WSK calls it as WskAcceptEvent',
    ]);
  });

  test('leads from an event callback to the call that makes its socket', () => {
    assert.deepEqual(around('OnAccept').incoming, ['MakeListener (1) WSK calls it as WskAcceptEvent']);
  });

  test('leads to the socket also where nothing but the table connects two files', () => {
    const files = {
      '/table.c': `#include <wsk.h>
static NTSTATUS Abort(PVOID Context, PWSK_INSPECT_ID Id) { return STATUS_SUCCESS; }
const WSK_CLIENT_LISTEN_DISPATCH Table = { .WskAbortEvent = Abort };
`,
      '/socket.c': `#include <wsk.h>
extern const WSK_CLIENT_LISTEN_DISPATCH Table;
NTSTATUS Listen(PWSK_PROVIDER_NPI Npi, PVOID Context, PIRP Irp)
{
    return Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, Context,
        &Table, NULL, NULL, NULL, Irp);
}
`,
    };
    assert.deepEqual(around('Abort', files).incoming, ['Listen (1) WSK calls it as WskAbortEvent']);
    assert.deepEqual(around('Listen', files).outgoing, ['Abort (1) WSK calls it as WskAbortEvent']);
  });

  test('leads from the callbacks of an accepted socket to the callback that accepts it', () => {
    assert.deepEqual(around('OnData', accepting).incoming, ['OnAccept (1) WSK calls it as WskReceiveEvent']);
    assert.deepEqual(around('OnAccept', accepting).outgoing, ['OnData (1) WSK calls it as WskReceiveEvent']);
  });

  test('leads from what the kernel calls to where it is handed over, and back', () => {
    const files = {
      '/work.c': `#include <wsk.h>
static VOID Work(PDEVICE_OBJECT Device, PVOID Context) { WskDeregister(Context); }
VOID Queue(PIO_WORKITEM Item, PVOID Context)
{
    IoQueueWorkItem(Item, Work, DelayedWorkQueue, Context);
    IoQueueWorkItem(Item, Work, CriticalWorkQueue, Context);
}
`,
    };
    assert.deepEqual(around('Work', files).incoming, ['Queue (2) the kernel calls it as IO_WORKITEM_ROUTINE']);
    assert.deepEqual(around('Queue', files).outgoing, ['Work (2) the kernel calls it as IO_WORKITEM_ROUTINE']);
  });

  test('leads to where a completion routine is set, where no request is seen', () => {
    const files = {
      '/lost.c': `#include <wsk.h>
static NTSTATUS Done(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context) { return STATUS_MORE_PROCESSING_REQUIRED; }
VOID Set(PIRP Irp) { IoSetCompletionRoutine(Irp, Done, NULL, TRUE, TRUE, TRUE); }
`,
    };
    assert.deepEqual(around('Done', files).incoming, ['Set (1) the kernel calls it as IO_COMPLETION_ROUTINE']);
  });
});
