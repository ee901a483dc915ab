import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { edgesOf, mapOfFiles, nodeOf, rowsOf } from '../support/driver-map';

const PRELUDE = `
#include <ntddk.h>
#include <wsk.h>
typedef struct _LINK { PWSK_SOCKET Socket; PIRP Irp; KEVENT Done; } LINK, *PLINK;
static WSK_PROVIDER_NPI Npi;
NTSTATUS Signal(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    KeSetEvent((PKEVENT)Context, 0, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}
`;

const mapOf = (text: string, more: Readonly<Record<string, string>> = {}) =>
  mapOfFiles({ 'main.c': PRELUDE + text, ...more });

const CREATE = `
NTSTATUS Create(PLINK Link, ULONG Flags)
{
    NTSTATUS status;
    Link->Irp = IoAllocateIrp(1, FALSE);
    if (Link->Irp == NULL) return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&Link->Done, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(Link->Irp, Signal, &Link->Done, TRUE, TRUE, TRUE);
    status = Npi.Dispatch->WskSocket(Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, Flags, NULL, NULL, NULL, NULL, NULL, Link->Irp);
    KeWaitForSingleObject(&Link->Done, Executive, KernelMode, FALSE, NULL);
    Link->Socket = (PWSK_SOCKET)Link->Irp->IoStatus.Information;
    return status;
}
`;

describe('the sockets of a map', () => {
  test('are two where one call makes sockets of two categories, each with what its category can do', () => {
    const map = mapOf(`${CREATE}
      VOID Listen(PLINK Link) { Create(Link, WSK_FLAG_LISTEN_SOCKET); }
      VOID Connect(PLINK Link) { Create(Link, WSK_FLAG_CONNECTION_SOCKET); }
      NTSTATUS Send(PLINK Link, PWSK_BUF Buffer, PIRP Irp)
      { return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Link->Socket->Dispatch)->WskSend(Link->Socket, Buffer, 0, Irp); }
      NTSTATUS Close(PLINK Link, PIRP Irp)
      { return ((PWSK_PROVIDER_BASIC_DISPATCH)Link->Socket->Dispatch)->WskCloseSocket(Link->Socket, Irp); }`);
    const sockets = map.nodes.filter(({ kind }) => kind === 'socket');
    assert.deepEqual(
      sockets.map((socket) => [socket.title, socket.category, ...rowsOf(socket)]),
      [
        [
          'LINK.Socket',
          'connection',
          'create: WskSocket in Create',
          'send: WskSend in Send',
          'close: WskCloseSocket in Close',
        ],
        ['LINK.Socket', 'listening', 'create: WskSocket in Create', 'close: WskCloseSocket in Close'],
      ],
    );
  });

  test('say that no close is seen where there is none', () => {
    const map = mapOf(`${CREATE} VOID Listen(PLINK Link) { Create(Link, WSK_FLAG_LISTEN_SOCKET); }`);
    assert.deepEqual(rowsOf(nodeOf(map, 'LINK.Socket')), ['create: WskSocket in Create', 'close: ?']);
  });

  test('are told apart by the engine where one variable and one IRP serve two of them', () => {
    const bind = '((PWSK_PROVIDER_LISTEN_DISPATCH)first->Dispatch)->WskBind(first, Address, 0, Irp)';
    const make = (flag: string, name: string) => `
      IoReuseIrp(Irp, STATUS_SUCCESS);
      IoSetCompletionRoutine(Irp, Signal, &done, TRUE, TRUE, TRUE);
      Npi.Dispatch->WskSocket(Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, ${flag}, NULL, NULL, NULL, NULL, NULL, Irp);
      KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
      if (!NT_SUCCESS(Irp->IoStatus.Status)) return;
      ${name} = (PWSK_SOCKET)Irp->IoStatus.Information;`;
    const map = mapOf(`VOID Both(PIRP Irp, PSOCKADDR Address) {
      PWSK_SOCKET first; PWSK_SOCKET second; KEVENT done;
      KeInitializeEvent(&done, SynchronizationEvent, FALSE);
      ${make('WSK_FLAG_LISTEN_SOCKET', 'first')}
      ${make('WSK_FLAG_LISTEN_SOCKET', 'second')}
      ${bind};
    }`);
    const bound = map.nodes.filter((node) => rowsOf(node).some((row) => row.startsWith('bind')));
    assert.deepEqual(
      bound.map(({ id }) => id),
      ['socket main.c:Both WskSocket'],
    );
  });

  test('are of unknown origin where nobody in sight makes them, one card for each category', () => {
    const map = mapOf(`
      NTSTATUS Send(PWSK_SOCKET Socket, PWSK_BUF Buffer, PIRP Irp)
      { return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, Irp); }
      NTSTATUS Receive(PWSK_SOCKET Other, PWSK_BUF Buffer, PIRP Irp)
      { return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Other->Dispatch)->WskReceive(Other, Buffer, 0, Irp); }`);
    const callers = nodeOf(map, 'sockets of callers');
    assert.equal(callers.subtitle, 'connection socket · origin not seen');
    assert.deepEqual(rowsOf(callers), ['send: WskSend in Send', 'receive: WskReceive in Receive']);
    assert.equal(nodeOf(map, 'IRPs of callers').subtitle, 'IRP · origin not seen');
  });

  test('are followed through out parameters, results and exchanges', () => {
    const map = mapOf(`
      NTSTATUS Open(PWSK_SOCKET *Made, PIRP Irp)
      {
        Npi.Dispatch->WskSocket(Npi.Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL, NULL, NULL, NULL, Irp);
        *Made = (PWSK_SOCKET)Irp->IoStatus.Information;
        return STATUS_SUCCESS;
      }
      static PWSK_SOCKET Kept;
      VOID Start(PIRP Irp) { Open(&Kept, Irp); }
      static PWSK_SOCKET Take(VOID) { return InterlockedExchangePointer((PVOID *)&Kept, NULL); }
      VOID Stop(PIRP Irp)
      { PWSK_SOCKET taken = Take(); ((PWSK_PROVIDER_DATAGRAM_DISPATCH)taken->Dispatch)->WskCloseSocket(taken, Irp); }`);
    assert.deepEqual(rowsOf(nodeOf(map, 'Kept')), ['create: WskSocket in Open', 'close: WskCloseSocket in Stop']);
  });
});

describe('the IRPs of a map', () => {
  test('show who waits for their completion', () => {
    const map = mapOf(`${CREATE} VOID Listen(PLINK Link) { Create(Link, WSK_FLAG_LISTEN_SOCKET); }`);
    assert.deepEqual(rowsOf(nodeOf(map, 'LINK.Irp')), [
      'allocated: IoAllocateIrp in Create',
      'waited for: KeWaitForSingleObject in Create',
    ]);
    assert.ok(edgesOf(map).includes('LINK.Irp -completed-by WskSocket-> Signal'));
  });

  test('are those of a driver above where a dispatch routine hands its own on', () => {
    const map = mapOf(`
      DRIVER_DISPATCH DispatchWrite;
      NTSTATUS DispatchWrite(PDEVICE_OBJECT Device, PIRP Irp)
      {
        PLINK link = (PLINK)Device->DeviceExtension; WSK_BUF buffer = { Irp->MdlAddress, 0, 8 };
        IoSetCompletionRoutine(Irp, Signal, &link->Done, TRUE, TRUE, TRUE);
        return ((PWSK_PROVIDER_CONNECTION_DISPATCH)link->Socket->Dispatch)->WskSend(link->Socket, &buffer, 0, Irp);
      }`);
    assert.equal(nodeOf(map, 'IRP of DispatchWrite').subtitle, 'IRP of a driver above');
  });

  test('are left out where no request is made with them', () => {
    const map = mapOf('VOID Other(VOID) { PIRP irp = IoAllocateIrp(1, FALSE); if (irp != NULL) IoFreeIrp(irp); }');
    assert.deepEqual(map.nodes, []);
  });
});

describe('the gaps of a map', () => {
  test('name a function that did not parse', () => {
    const map = mapOf('VOID Broken(PLINK Link) { Npi.Dispatch->WskSocket( ; }');
    assert.deepEqual(
      map.gaps.map(({ text }) => text),
      ['Broken did not parse'],
    );
  });
});
