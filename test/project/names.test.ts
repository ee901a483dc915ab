import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { rulesOfProjects } from '../support/rule';
import { Workspace } from '../support/workspace';

/** Sends with the IRP that `MakeIrp` of another file returns, and lets it go on when it is done. */
const sender = (prefix = ''): string => `
#include <wsk.h>
PIRP MakeIrp(VOID);
static NTSTATUS Done(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    return STATUS_SUCCESS;
}

NTSTATUS ${prefix}Send(PWSK_SOCKET Socket, PWSK_BUF Buffer)
{
    PIRP irp = MakeIrp();

    IoSetCompletionRoutine(irp, Done, NULL, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, irp);
}
`;
const OWN = 'PIRP MakeIrp(VOID)\n{\n    return IoAllocateIrp(1, FALSE);\n}\n';
const GIVEN = 'PIRP MakeIrp(VOID)\n{\n    return TakeQueuedIrp();\n}\n';

const found = (files: Readonly<Record<string, string>>): readonly string[] =>
  new Workspace(files).findings(rulesOfProjects).map((finding) => finding.replace(/:.*/, ''));

describe('a name means', () => {
  test('the function of another file', () => {
    assert.deepEqual(found({ 'send.c': sender(), 'irp.c': OWN }), ['send.c']);
  });

  test('the file’s own function before that of another', () => {
    assert.deepEqual(found({ 'send.c': `${GIVEN}${sender()}`, 'irp.c': OWN }), []);
    assert.deepEqual(found({ 'send.c': `static ${OWN}${sender()}`, 'irp.c': GIVEN }), ['send.c']);
  });

  test('no function that another file keeps to itself', () => {
    assert.deepEqual(found({ 'send.c': sender(), 'irp.c': `static ${OWN}` }), []);
    assert.deepEqual(found({ 'send.c': sender(), 'irp.c': `static ${OWN}`, 'given.c': GIVEN }), []);
  });

  test('the one that is shared, however many files have a static one', () => {
    const files = { 'send.c': sender(), 'a.c': `static ${GIVEN}`, 'b.c': OWN, 'c.c': `static ${GIVEN}` };
    assert.deepEqual(found(files), ['send.c']);
  });

  test('none of two that are as near', () => {
    assert.deepEqual(found({ 'send.c': sender(), 'a.c': OWN, 'b.c': OWN }), []);
  });

  test('in each of two drivers the one that is nearer', () => {
    const files = {
      'first/send.c': sender('First'),
      'first/irp.c': OWN,
      'second/send.c': sender('Second'),
      'second/irp.c': GIVEN,
    };
    assert.deepEqual(found(files), ['first/send.c']);
  });

  test('in each of two drivers the one below the folder that they share', () => {
    const files = {
      'first/src/send.c': sender('First'),
      'first/lib/irp.c': GIVEN,
      'second/src/send.c': sender('Second'),
      'second/lib/irp.c': OWN,
    };
    assert.deepEqual(found(files), ['second/src/send.c']);
  });

  test('none of two where the nearer folder has both', () => {
    const files = { 'd/send.c': sender(), 'd/a.c': OWN, 'd/b.c': OWN, 'far/c.c': OWN };
    assert.deepEqual(found(files), []);
  });

  test('neither where one mentions WSK and the other does not', () => {
    assert.deepEqual(found({ 'send.c': sender(), 'a.c': `#include <wsk.h>\n${OWN}`, 'b.c': GIVEN }), []);
  });

  test('nothing where it is only declared', () => {
    assert.deepEqual(found({ 'send.c': sender() }), []);
  });

  test('a variable, not a function of another file that is called the same', () => {
    const source = sender()
      .replace('PIRP MakeIrp(VOID);\n', '')
      .replace('PWSK_BUF Buffer)', 'PWSK_BUF Buffer, MAKE *MakeIrp)');
    assert.deepEqual(found({ 'send.c': source, 'irp.c': OWN }), []);
  });

  test('a function that two files of one path’s folder spell with and without its own prototype', () => {
    const source = sender().replace('PIRP MakeIrp(VOID);\n', '');
    assert.deepEqual(found({ 'send.c': source, 'irp.c': OWN }), []);
  });
});

describe('functions that call each other across files', () => {
  const connect = (call: string): string => `
#include <wsk.h>
PIRP MakeIrp(ULONG Tries);
PIRP MakeAgain(ULONG Tries);
static NTSTATUS Done(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    return STATUS_SUCCESS;
}

NTSTATUS Send(PWSK_SOCKET Socket, PWSK_BUF Buffer)
{
    PIRP irp = ${call};

    IoSetCompletionRoutine(irp, Done, NULL, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, irp);
}
`;
  const again = `
PIRP MakeAgain(ULONG Tries);
PIRP MakeIrp(ULONG Tries)
{
    if (Tries == 0) {
        return IoAllocateIrp(1, FALSE);
    }
    return MakeAgain(Tries - 1);
}
`;
  const back = `
PIRP MakeIrp(ULONG Tries);
PIRP MakeAgain(ULONG Tries)
{
    return MakeIrp(Tries);
}
`;

  test('are followed to an end, and nothing is said of what comes back from the depth', () => {
    assert.deepEqual(found({ 'send.c': connect('MakeIrp(3)'), 'irp.c': again, 'again.c': back }), []);
  });

  test('are known as far as they do not call back', () => {
    assert.deepEqual(found({ 'send.c': connect('MakeIrp(0)'), 'irp.c': again, 'again.c': back }), ['send.c']);
  });

  test('are known again when the circle is broken', () => {
    const workspace = new Workspace({ 'send.c': connect('MakeAgain(1)'), 'irp.c': again, 'again.c': back });
    assert.deepEqual(workspace.findings(rulesOfProjects), []);
    workspace.edit('irp.c', 'MakeAgain(Tries - 1)', 'IoAllocateIrp(1, TRUE)');
    assert.deepEqual(workspace.findings(rulesOfProjects), ['send.c:7 WSK201 STATUS_SUCCESS']);
    assert.equal(workspace.known(), new Workspace(workspace.files).known());
  });
});

describe('variables of several files', () => {
  const open = (helper: string): string => `
#include <wsk.h>
extern PWSK_SOCKET Listener;
VOID Helper(PWSK_SOCKET Socket);
NTSTATUS Open(PSOCKADDR Address, PIRP Irp, PWSK_SOCKET Other)
{
    PWSK_PROVIDER_LISTEN_DISPATCH dispatch = (PWSK_PROVIDER_LISTEN_DISPATCH)Listener->Dispatch;
    ULONG on = 1;

    if (!NT_SUCCESS(dispatch->WskBind(Listener, Address, 0, Irp))) {
        return STATUS_UNSUCCESSFUL;
    }
    ${helper}
    return dispatch->WskControlSocket(Listener, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET, sizeof(on), &on, 0, NULL, NULL, Irp);
}
`;
  const LATE = ['open.c'];

  test('a global variable is one in all files: what a helper elsewhere puts there is another socket', () => {
    const helper =
      '#include <wsk.h>\nPWSK_SOCKET Listener;\nVOID Helper(PWSK_SOCKET Socket)\n{\n    Listener = Socket;\n}\n';
    assert.deepEqual(found({ 'open.c': open(''), 'helper.c': helper }), LATE);
    assert.deepEqual(found({ 'open.c': open('Helper(Other);'), 'helper.c': helper }), []);
  });

  test('a static variable of another file is another variable', () => {
    const helper = 'static PVOID Listener;\nVOID Helper(PVOID Socket)\n{\n    Listener = Socket;\n}\n';
    const own = open('Helper(Other);').replace('extern PWSK', 'static PWSK');
    assert.deepEqual(found({ 'open.c': own, 'helper.c': helper }), LATE);
  });
});

describe('who calls a function that leads to WSK', () => {
  const helper = `
#include <wsk.h>
static NTSTATUS Done(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    return STATUS_SUCCESS;
}

NTSTATUS Start(PWSK_SOCKET Socket, PIRP Irp)
{
    IoSetCompletionRoutine(Irp, Done, NULL, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, NULL, 0, Irp);
}
`;
  const flush =
    'NTSTATUS Start(PVOID Socket, PIRP Irp);\nNTSTATUS Flush(PVOID Socket)\n{\n    return Start(Socket, IoAllocateIrp(1, FALSE));\n}\n';
  const write =
    'DRIVER_DISPATCH Write;\nNTSTATUS Start(PVOID Socket, PIRP Irp);\nNTSTATUS Write(PDEVICE_OBJECT Device, PIRP Irp)\n{\n    return Start(Device->DeviceExtension, Irp);\n}\n';

  test('is known, also where the caller’s file says nothing of WSK', () => {
    assert.deepEqual(found({ 'start.c': helper, 'flush.c': flush }), ['start.c']);
  });

  test('counts where the IRP is somebody else’s: the routine then completes both kinds', () => {
    assert.deepEqual(found({ 'start.c': helper, 'flush.c': flush, 'write.c': write }), []);
    assert.deepEqual(found({ 'start.c': helper, 'write.c': write }), []);
  });

  test('is known through callers of callers', () => {
    const between =
      'NTSTATUS Start(PVOID Socket, PIRP Irp);\nNTSTATUS Between(PVOID Socket, PIRP Irp)\n{\n    return Start(Socket, Irp);\n}\n';
    const through = [flush, write].map((text) => text.replaceAll('Start', 'Between'));
    const files = { 'start.c': helper, 'between.c': between, 'flush.c': through[0] ?? '' };
    assert.deepEqual(found(files), ['start.c']);
    assert.deepEqual(found({ ...files, 'write.c': through[1] ?? '' }), []);
  });

  test('changes what is found when it comes and goes', () => {
    const workspace = new Workspace({ 'start.c': helper, 'flush.c': flush });
    assert.deepEqual(workspace.findings(rulesOfProjects), ['start.c:5 WSK201 STATUS_SUCCESS']);
    workspace.set('write.c', write);
    assert.deepEqual(workspace.findings(rulesOfProjects), []);
    workspace.set('write.c', write.replace('return Start(Device->DeviceExtension, Irp)', 'return STATUS_SUCCESS'));
    assert.deepEqual(workspace.findings(rulesOfProjects), ['start.c:5 WSK201 STATUS_SUCCESS']);
  });
});
