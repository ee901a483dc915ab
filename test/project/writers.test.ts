import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { rulesOfProjects } from '../support/rule';
import { Workspace } from '../support/workspace';

describe('who writes what', () => {
  const LISTENER = {
    'listener.c': `
#include <wsk.h>
extern VOID Elsewhere(ULONG Reason);
PWSK_SOCKET Listener;
NTSTATUS Open(PSOCKADDR Address, PIRP Irp)
{
    PWSK_PROVIDER_LISTEN_DISPATCH dispatch = (PWSK_PROVIDER_LISTEN_DISPATCH)Listener->Dispatch;
    static ULONG on = 1;

    if (!NT_SUCCESS(dispatch->WskBind(Listener, Address, 0, Irp))) {
        return STATUS_UNSUCCESSFUL;
    }
    Elsewhere(1);
    return dispatch->WskControlSocket(Listener, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET, sizeof(on), &on, 0, NULL, NULL, Irp);
}
`,
    'other.c': `
#include <wsk.h>
extern PWSK_SOCKET Listener;
extern NTSTATUS Open(PSOCKADDR Address, PIRP Irp);
VOID Other(PWSK_SOCKET Socket, PSOCKADDR Address, PIRP Irp)
{
    Open(Address, Irp);
}
`,
  };
  const LATE = 'listener.c:14 WSK601 SO_CONDITIONAL_ACCEPT';

  test('a variable that nobody else writes keeps its value across a call out of sight', () => {
    assert.deepEqual(new Workspace(LISTENER).findings(rulesOfProjects), [LATE]);
  });

  test('an assignment in another file re-runs the function that believed it to be its own', () => {
    const workspace = new Workspace(LISTENER);
    workspace.update();
    workspace.edit('other.c', '    Open(', '    Listener = Socket;\n    Open(');
    assert.deepEqual(workspace.followed(), ['Open', 'Other']);
    assert.deepEqual(workspace.findings(rulesOfProjects), []);
    workspace.edit('other.c', '    Listener = Socket;\n', '');
    assert.deepEqual(workspace.findings(rulesOfProjects), [LATE]);
    workspace.assertLikeNew();
  });

  test('an assignment that came before anybody asked counts as well', () => {
    const workspace = new Workspace(LISTENER);
    workspace.edit('listener.c', '    Elsewhere(1);\n', '');
    workspace.update();
    workspace.edit('other.c', '    Open(', '    Listener = Socket;\n    Open(');
    workspace.update();
    workspace.edit('listener.c', '    return dispatch', '    Elsewhere(1);\n    return dispatch');
    assert.deepEqual(workspace.findings(rulesOfProjects), []);
    workspace.assertLikeNew();
  });

  test('a new dispatch routine re-runs that routine, and its IRP is known to be foreign', () => {
    const workspace = new Workspace({
      'main.c': `
#include <wsk.h>
DRIVER_INITIALIZE DriverEntry;
NTSTATUS Write(PDEVICE_OBJECT Device, PIRP Irp);
NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING Path)
{
    return STATUS_SUCCESS;
}
`,
      'write.c': `
#include <wsk.h>
NTSTATUS Done(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    return STATUS_SUCCESS;
}
NTSTATUS Start(PWSK_SOCKET Socket, PWSK_BUF Buffer, PIRP Irp)
{
    IoSetCompletionRoutine(Irp, Done, NULL, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, Irp);
}
NTSTATUS Flush(PWSK_SOCKET Socket, PWSK_BUF Buffer)
{
    return Start(Socket, Buffer, IoAllocateIrp(1, FALSE));
}
NTSTATUS Write(PDEVICE_OBJECT Device, PIRP Irp)
{
    return Start(Device->DeviceExtension, NULL, Irp);
}
`,
    });
    assert.doesNotMatch(workspace.known(), /foreign/);
    workspace.edit(
      'main.c',
      '    return STATUS',
      '    DriverObject->MajorFunction[IRP_MJ_WRITE] = Write;\n    return STATUS',
    );
    assert.deepEqual(workspace.followed(), ['DriverEntry', 'Write']);
    assert.match(workspace.known(), /foreign/);
    workspace.assertLikeNew();
  });
});
