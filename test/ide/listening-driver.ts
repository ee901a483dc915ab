import assert from 'node:assert/strict';

import type { ProjectSight, Target } from '../../server/src/ide/project-sight';
import type { Unit } from '../../server/src/model/unit';
import { lineTable } from '../../server/src/text/lines';
import { Workspace } from '../support/workspace';

/** A small driver in three files: a header, the callbacks with their tables, and what makes and uses the sockets. */
export const listeningDriver = {
  '/driver/driver.h': `#pragma once
#include <wsk.h>
typedef struct _SERVER { WSK_PROVIDER_NPI Provider; PWSK_SOCKET Listener; KEVENT Done; PIRP Irp; } SERVER, *PSERVER;
extern const WSK_CLIENT_LISTEN_DISPATCH ListenDispatch;
IO_COMPLETION_ROUTINE ListenerMade;
NTSTATUS SetUp(PSERVER Server);
`,
  '/driver/events.c': `#include "driver.h"

_Use_decl_annotations_
NTSTATUS WSKAPI
OnAccept(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress, PWSK_SOCKET AcceptSocket,
         PVOID *AcceptSocketContext, const WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    return STATUS_REQUEST_NOT_ACCEPTED;
}

const WSK_CLIENT_LISTEN_DISPATCH ListenDispatch = { OnAccept, NULL, NULL };

NTSTATUS ListenerMade(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    PSERVER Server = (PSERVER)Context;
    Server->Listener = (PWSK_SOCKET)Irp->IoStatus.Information;
    KeSetEvent(&Server->Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}
`,
  '/driver/setup.c': `#include "driver.h"

static NTSTATUS MakeListener(PSERVER Server)
{
    IoSetCompletionRoutine(Server->Irp, ListenerMade, Server, TRUE, TRUE, TRUE);
    return Server->Provider.Dispatch->WskSocket(Server->Provider.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP,
        WSK_FLAG_LISTEN_SOCKET, Server, &ListenDispatch, NULL, NULL, NULL, Server->Irp);
}

static NTSTATUS EnableEvents(PSERVER Server)
{
    WSK_EVENT_CALLBACK_CONTROL Control;
    Control.NpiId = &NPI_WSK_INTERFACE_ID;
    Control.EventMask = WSK_EVENT_ACCEPT;
    return Server->Provider.Dispatch->WskControlClient(Server->Provider.Client, WSK_SET_STATIC_EVENT_CALLBACKS,
        sizeof(Control), &Control, 0, NULL, NULL, NULL);
}

NTSTATUS SetUp(PSERVER Server)
{
    NTSTATUS Status = EnableEvents(Server);
    if (!NT_SUCCESS(Status)) {
        return Status;
    }
    Server->Irp = IoAllocateIrp(1, FALSE);
    if (Server->Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    KeInitializeEvent(&Server->Done, SynchronizationEvent, FALSE);
    return MakeListener(Server);
}
`,
} as const;

/** A listening socket that accepts sockets with a table of their own. */
export const accepting = {
  '/accept.c': `#include <wsk.h>
static NTSTATUS OnData(PVOID Data, ULONG Flags, PWSK_DATA_INDICATION List, SIZE_T Length, SIZE_T *Taken)
{ return STATUS_SUCCESS; }
static const WSK_CLIENT_CONNECTION_DISPATCH Accepted = { OnData, NULL, NULL };
static NTSTATUS OnAccept(PVOID Context, ULONG Flags, PSOCKADDR Local, PSOCKADDR Remote, PWSK_SOCKET Socket,
    PVOID *SocketContext, const WSK_CLIENT_CONNECTION_DISPATCH **Dispatch)
{
    PVOID Connection = Context;
    *SocketContext = Connection;
    *Dispatch = &Accepted;
    return STATUS_SUCCESS;
}
const WSK_CLIENT_LISTEN_DISPATCH Table = { OnAccept, NULL, NULL };
`,
} as const;

/** A project of some files, brought up to date, as those see it who look for places. */
export function sightOf(files: Readonly<Record<string, string>> = listeningDriver, isAlone = false): ProjectSight {
  const workspace = new Workspace(files);
  workspace.update();
  const { project } = workspace;
  return {
    directory: project.directory,
    unitOf: (path) => project.unitOf(path),
    analysisOf: (path) => project.analysisOf(path),
    isAlone,
  };
}

/** The model of a file, and the offset of the `word` in the only piece of text that reads so. */
export function placeOf(
  sight: ProjectSight,
  path: string,
  text: string,
  word = text,
): { readonly unit: Unit; readonly offset: number } {
  const unit = sight.unitOf(path);
  assert.ok(unit, `no file ${path}`);
  const parts = unit.file.text.split(text);
  assert.equal(parts.length, 2, `'${text}' stands ${parts.length - 1} times in ${path}`);
  return { unit, offset: (parts[0] ?? '').length + text.indexOf(word) + 1 };
}

/** Places as `file:line text`. */
export const shown = (sight: ProjectSight, targets: readonly Target[]): string[] =>
  targets.map(({ path, at }) => {
    const text = sight.unitOf(path)?.file.text ?? '';
    const { line } = lineTable(text).positionAt(at.start);
    return `${path.slice(path.lastIndexOf('/') + 1)}:${line + 1} ${text.slice(at.start, at.end)}`;
  });
