import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { lensesIn } from '../../server/src/ide/lens';
import { unitOf } from '../support/parse';
import { sightOf } from './listening-driver';

/** Lenses as `the first words under them: title`. */
function lenses(path: string, files?: Readonly<Record<string, string>>): string[] {
  const analysis = sightOf(files).analysisOf(path);
  assert.ok(analysis);
  return lensesIn(analysis.unit, analysis).map(
    ({ at, title }) => `${analysis.unit.file.text.slice(at.start).split(/\s/, 1).join()}: ${title}`,
  );
}

/** What the text of one file alone tells, as `function: title`. */
function alone(source: string): string[] {
  const unit = unitOf(source);
  return lensesIn(unit).map(({ nameAt, title }) => `${source.slice(nameAt.start, nameAt.end)}: ${title}`);
}

const routine = (name: string, body = '') =>
  `NTSTATUS ${name}(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context) { ${body} return STATUS_MORE_PROCESSING_REQUIRED; }\n`;

describe('code lenses', () => {
  test('tell of a callback its event, its table and its IRQL, above its annotations', () => {
    assert.equal(
      lenses('/driver/events.c')[0],
      '_Use_decl_annotations_: WskAcceptEvent of ListenDispatch · ≤ DISPATCH_LEVEL',
    );
  });

  test('tell of a completion routine which requests of other files it completes', () => {
    assert.equal(lenses('/driver/events.c')[1], 'NTSTATUS: IoCompletion routine of WskSocket · ≤ DISPATCH_LEVEL');
  });

  test('stand above no function that only the driver calls', () => {
    assert.deepEqual(lenses('/driver/setup.c'), []);
  });

  test('tell what the kernel calls, where the function deals with WSK', () => {
    const source = `#include <wsk.h>
static VOID Close(PWSK_SOCKET Socket, PIRP Irp) { ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskCloseSocket(Socket, Irp); }
static VOID Work(PDEVICE_OBJECT Device, PVOID Context) { Close(Context, NULL); }
static VOID Count(PDEVICE_OBJECT Device, PVOID Context) { }
VOID Queue(PIO_WORKITEM Item, PVOID Socket)
{
    IoQueueWorkItem(Item, Work, DelayedWorkQueue, Socket);
}
VOID Other(PIO_WORKITEM Item) { IoQueueWorkItem(Item, Count, DelayedWorkQueue, NULL); }
`;
    const analysis = sightOf({ '/work.c': source }).analysisOf('/work.c');
    assert.ok(analysis);
    const told = lensesIn(analysis.unit, analysis).map(({ nameAt, title }) => [
      source.slice(nameAt.start, nameAt.end),
      title,
    ]);
    assert.deepEqual(told, [['Work', 'IO_WORKITEM_ROUTINE · PASSIVE_LEVEL']]);
  });

  test('count the requests of a routine that completes many', () => {
    const source = `#include <wsk.h>
static ${routine('Done')}
VOID All(const WSK_PROVIDER_CONNECTION_DISPATCH *Table, PWSK_SOCKET Socket, PIRP Irp)
{
${['WskSend(Socket, NULL, 0, Irp)', 'WskReceive(Socket, NULL, 0, Irp)', 'WskDisconnect(Socket, NULL, 0, Irp)']
  .concat(['WskGetLocalAddress(Socket, NULL, Irp)', 'WskGetRemoteAddress(Socket, NULL, Irp)'])
  .map((call) => `    IoSetCompletionRoutine(Irp, Done, NULL, TRUE, TRUE, TRUE);\n    Table->${call};\n`)
  .join('')}}
`;
    assert.deepEqual(alone(source), [
      'Done: IoCompletion routine of WskSend, WskReceive, WskDisconnect and 2 more · ≤ DISPATCH_LEVEL',
    ]);
  });

  test('tell from the text of one file what it says by itself', () => {
    const source = `#include <wsk.h>
static ${routine('Done')}
VOID Send(const WSK_PROVIDER_CONNECTION_DISPATCH *Table, PWSK_SOCKET Socket, PIRP Irp)
{
    IoSetCompletionRoutine(Irp, Done, NULL, TRUE, TRUE, TRUE);
    Table->WskSend(Socket, NULL, 0, Irp);
}
`;
    assert.deepEqual(alone(source), ['Done: IoCompletion routine of WskSend · ≤ DISPATCH_LEVEL']);
  });

  test('name all tables in which a callback stands', () => {
    const source = `#include <wsk.h>
static NTSTATUS Receive(PVOID Context, ULONG Flags, PWSK_DATA_INDICATION Data, SIZE_T Length, SIZE_T *Taken)
{ return STATUS_SUCCESS; }
const WSK_CLIENT_CONNECTION_DISPATCH First = { Receive, NULL, NULL };
const WSK_CLIENT_CONNECTION_DISPATCH Second = { .WskReceiveEvent = Receive };
`;
    assert.deepEqual(alone(source), ['Receive: WskReceiveEvent of First, Second · ≤ DISPATCH_LEVEL']);
  });
});
