import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import type { Argument, Use } from '../../server/src/flow/summary/summary';
import type { Fact } from '../../server/src/knowledge/shape';
import { Workspace } from '../support/workspace';

/** An asynchronous context and its helpers, in a file that no WSK function is called in. */
const CONTEXT = {
  'ksocket/async.h': `
#pragma once
#include <ntddk.h>

typedef struct _ASYNC_CONTEXT {
    KEVENT Completed;
    PIRP Irp;
} ASYNC_CONTEXT, *PASYNC_CONTEXT;

NTSTATUS AsyncAllocate(_Out_ PASYNC_CONTEXT Async);
VOID AsyncReset(_Inout_ PASYNC_CONTEXT Async);
NTSTATUS AsyncWait(_In_ PASYNC_CONTEXT Async, _Inout_ PNTSTATUS Status);
VOID AsyncFree(_In_ PASYNC_CONTEXT Async);
`,
  'ksocket/async.c': `
#include "async.h"

static NTSTATUS NTAPI AsyncCompleted(PDEVICE_OBJECT Device, PIRP Irp, PKEVENT Completed)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent(Completed, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS AsyncAllocate(PASYNC_CONTEXT Async)
{
    KeInitializeEvent(&Async->Completed, SynchronizationEvent, FALSE);
    Async->Irp = IoAllocateIrp(1, FALSE);
    if (Async->Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(Async->Irp, (PIO_COMPLETION_ROUTINE)&AsyncCompleted, &Async->Completed, TRUE, TRUE, TRUE);
    return STATUS_SUCCESS;
}

VOID AsyncReset(PASYNC_CONTEXT Async)
{
    KeResetEvent(&Async->Completed);
    IoReuseIrp(Async->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Async->Irp, (PIO_COMPLETION_ROUTINE)&AsyncCompleted, &Async->Completed, TRUE, TRUE, TRUE);
}

NTSTATUS AsyncWait(PASYNC_CONTEXT Async, PNTSTATUS Status)
{
    if (*Status == STATUS_PENDING) {
        KeWaitForSingleObject(&Async->Completed, Executive, KernelMode, FALSE, NULL);
        *Status = Async->Irp->IoStatus.Status;
    }
    return *Status;
}

VOID AsyncFree(PASYNC_CONTEXT Async)
{
    IoFreeIrp(Async->Irp);
}
`,
  'ksocket/socket.h': `
#pragma once
#include <wsk.h>
#include "async.h"

typedef struct _KSOCKET {
    PWSK_SOCKET Socket;
    union {
        PVOID Table;
        PWSK_PROVIDER_CONNECTION_DISPATCH Connection;
        PWSK_PROVIDER_LISTEN_DISPATCH Listen;
    };
    ASYNC_CONTEXT Async;
} KSOCKET, *PKSOCKET;
`,
};

const SOCKET = `
#include "socket.h"

extern WSK_PROVIDER_NPI Provider;

NTSTATUS SocketCreate(PKSOCKET *Result, USHORT Type, ULONG Flags)
{
    NTSTATUS status;
    PKSOCKET created = ExAllocatePoolWithTag(NonPagedPool, sizeof(KSOCKET), 'kcoS');

    if (created == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    status = AsyncAllocate(&created->Async);
    if (!NT_SUCCESS(status)) {
        ExFreePoolWithTag(created, 'kcoS');
        return status;
    }
    status = Provider.Dispatch->WskSocket(Provider.Client, AF_INET, Type, IPPROTO_TCP, Flags, NULL, NULL, NULL, NULL, NULL, created->Async.Irp);
    AsyncWait(&created->Async, &status);
    if (!NT_SUCCESS(status)) {
        AsyncFree(&created->Async);
        ExFreePoolWithTag(created, 'kcoS');
        return status;
    }
    created->Socket = (PWSK_SOCKET)created->Async.Irp->IoStatus.Information;
    created->Table = (PVOID)created->Socket->Dispatch;
    *Result = created;
    return status;
}

NTSTATUS SocketConnect(PKSOCKET Socket, PSOCKADDR Remote)
{
    NTSTATUS status;

    AsyncReset(&Socket->Async);
    status = Socket->Connection->WskConnect(Socket->Socket, Remote, 0, Socket->Async.Irp);
    return AsyncWait(&Socket->Async, &status);
}

NTSTATUS SocketClose(PKSOCKET Socket)
{
    NTSTATUS status;

    AsyncReset(&Socket->Async);
    status = Socket->Connection->WskCloseSocket(Socket->Socket, Socket->Async.Irp);
    AsyncWait(&Socket->Async, &status);
    AsyncFree(&Socket->Async);
    ExFreePoolWithTag(Socket, 'kcoS');
    return status;
}
`;

/** The calls of WSK that a function makes itself, and the frees that its helpers make, each with what is known of the IRP. */
function callsIn(workspace: Workspace, name: string): readonly string[] {
  workspace.update();
  const analysis = workspace.project.analysisOf('ksocket/socket.c');
  const definition = analysis?.unit.functionNamed(name);
  assert.ok(analysis !== undefined && definition !== undefined, `${name} is not there`);
  const uses = analysis.resultOf(definition)?.uses ?? [];
  const texts = uses.flatMap((use) => {
    if (use.callee === 'IoFreeIrp') return freeText(use);
    return use.kind === 'wsk' ? callText(use) : [];
  });
  return [...new Set(texts)];
}

function callText({ callee, arguments: named }: Use): string {
  const irp = named.get('Irp');
  const routine = irp?.installed?.routine;
  const installed = routine?.kind === 'function' ? `completed by ${routine.name}` : 'without a known routine';
  const events = irp?.events.map(({ facts }) => `event ${factsText(facts, ['clear', 'signaled'])}`) ?? [];
  return [callee, irp?.text, factsText(irp?.facts, ['own', 'foreign']), installed, ...events].join(', ');
}

function freeText({ callee, arguments: named, through }: Use): string {
  const irp = named.get('Irp');
  const path = through.map((step) => `${step.callee} > `).join('');
  return `${path}${callee}, ${factsText(irp?.facts, ['own', 'submitted', 'completed', 'released'])}`;
}

function factsText(facts: Argument['facts'] | undefined, shown: readonly Fact[]): string {
  const known = shown.flatMap((fact) => {
    const found = facts?.get(fact);
    return found === undefined ? [] : [found.isDoubtful ? `${fact}?` : fact];
  });
  return known.length === 0 ? 'not known' : known.join(' and ');
}

describe('where an asynchronous context of another file does all the work', () => {
  const workspace = new Workspace({ ...CONTEXT, 'ksocket/socket.c': SOCKET });

  test('the IRP of a new socket is own, and its routine is the one that the helper installs', () => {
    assert.deepEqual(callsIn(workspace, 'SocketCreate'), [
      'WskSocket, created->Async.Irp, own, completed by AsyncCompleted, event clear',
      'AsyncFree > IoFreeIrp, own and completed',
    ]);
  });

  test('the helper that resets the context makes its IRP own again, with its routine, and its event clear', () => {
    assert.deepEqual(callsIn(workspace, 'SocketConnect'), [
      'WskConnect, Socket->Async.Irp, own, completed by AsyncCompleted, event clear',
    ]);
  });

  test('the wait in a helper comes before the free in another', () => {
    assert.deepEqual(callsIn(workspace, 'SocketClose'), [
      'WskCloseSocket, Socket->Async.Irp, own, completed by AsyncCompleted, event clear',
      'AsyncFree > IoFreeIrp, own and completed',
    ]);
  });

  test('the free comes while the request may be pending where the wait is left out', () => {
    const hasty = new Workspace(workspace.files);
    hasty.edit(
      'ksocket/socket.c',
      `    AsyncWait(&Socket->Async, &status);
    AsyncFree(&Socket->Async);`,
      '    AsyncFree(&Socket->Async);',
    );
    assert.equal(callsIn(hasty, 'SocketClose').at(-1), 'AsyncFree > IoFreeIrp, own and submitted');
  });

  test('the event is not known to be clear where the helper does not reset it', () => {
    const stale = new Workspace(workspace.files);
    stale.edit('ksocket/async.c', '    KeResetEvent(&Async->Completed);\n', '');
    assert.deepEqual(callsIn(stale, 'SocketConnect'), [
      'WskConnect, Socket->Async.Irp, own, completed by AsyncCompleted, event not known',
    ]);
  });

  test('nothing is found', () => {
    assert.deepEqual(workspace.findings(), []);
  });

  test('a routine that lets the IRP go on is found, in the file of the helpers', () => {
    const wrong = new Workspace(workspace.files);
    wrong.edit('ksocket/async.c', 'return STATUS_MORE_PROCESSING_REQUIRED', 'return STATUS_SUCCESS');
    assert.deepEqual(wrong.findings(), ['ksocket/async.c:9 WSK201 STATUS_SUCCESS']);
  });

  test('a helper that installs no routine leaves none that is known', () => {
    const bare = new Workspace(workspace.files);
    bare.edit(
      'ksocket/async.c',
      `    IoReuseIrp(Async->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Async->Irp, (PIO_COMPLETION_ROUTINE)&AsyncCompleted, &Async->Completed, TRUE, TRUE, TRUE);
`,
      '    IoReuseIrp(Async->Irp, STATUS_UNSUCCESSFUL);\n',
    );
    assert.deepEqual(callsIn(bare, 'SocketConnect'), ['WskConnect, Socket->Async.Irp, own, without a known routine']);
  });

  test('what is known is the same when the helpers stand in the same file', () => {
    const joined = `${CONTEXT['ksocket/async.c'].replace('#include "async.h"', '')}${SOCKET.replace('#include "socket.h"', '')}`;
    const one = new Workspace({
      ...CONTEXT,
      'ksocket/async.c': '',
      'ksocket/socket.c': `#include "socket.h"\n${joined}`,
    });
    for (const name of ['SocketCreate', 'SocketConnect', 'SocketClose'])
      assert.deepEqual(callsIn(one, name), callsIn(workspace, name), name);
  });
});
