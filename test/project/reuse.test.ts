import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { rulesOfProjects } from '../support/rule';
import { Workspace } from '../support/workspace';
import { DRIVER } from './drivers';

const FOUND = 'driver/done.c:6 WSK201 STATUS_SUCCESS';

/** The driver, with all of it followed. */
function followedDriver(more: Readonly<Record<string, string>> = {}): Workspace {
  const workspace = new Workspace({ ...DRIVER, ...more });
  workspace.update();
  return workspace;
}

describe('at first', () => {
  test('every function that has to do with WSK is followed once', () => {
    const workspace = new Workspace(DRIVER);
    assert.deepEqual(workspace.followed(), ['MakeIrp', 'Note', 'Prepare', 'Send', 'SendDone']);
    assert.deepEqual(workspace.findings(rulesOfProjects), [FOUND]);
  });

  test('nothing is left to do for a second update', () => {
    assert.deepEqual(followedDriver().followed(), []);
  });
});

describe('an edit re-runs the readers of what changed:', () => {
  test('a comment in a body, that function alone', () => {
    const workspace = followedDriver();
    workspace.edit('driver/note.c', 'Context->Sent++', '/* one more */ Context->Sent++');
    assert.deepEqual(workspace.followed(), ['Note']);
    workspace.assertLikeNew();
  });

  test('a comment between two functions, none', () => {
    const workspace = followedDriver();
    workspace.edit('driver/irp.c', 'NTSTATUS Prepare', '// gets ready\nNTSTATUS Prepare');
    assert.deepEqual(workspace.followed(), []);
    workspace.assertLikeNew();
  });

  test('a line above the finding, none, and the finding moves down with its function', () => {
    const workspace = followedDriver();
    workspace.edit('driver/done.c', 'NTSTATUS SendDone', '\n\nNTSTATUS SendDone');
    assert.deepEqual(workspace.followed(), []);
    assert.deepEqual(workspace.findings(rulesOfProjects), ['driver/done.c:8 WSK201 STATUS_SUCCESS']);
    workspace.assertLikeNew();
  });

  test('a value that callers cannot see, that function alone', () => {
    const workspace = followedDriver();
    workspace.edit('driver/done.c', 'IoFreeIrp(Irp)', 'ULONG size = 1;\n    size = 2;\n    IoFreeIrp(Irp)');
    assert.deepEqual(workspace.followed(), ['SendDone']);
    workspace.assertLikeNew();
  });

  test('another returned status, the function and its caller', () => {
    const workspace = followedDriver();
    workspace.edit('driver/irp.c', 'return STATUS_INSUFFICIENT_RESOURCES', 'return STATUS_NO_MEMORY');
    assert.deepEqual(workspace.followed(), ['Prepare', 'Send']);
    workspace.assertLikeNew();
  });

  test('what a helper at the bottom returns, all callers up to the request', () => {
    const workspace = followedDriver();
    workspace.edit('driver/irp.c', 'return IoAllocateIrp(1, FALSE)', 'return Context->Irp');
    assert.deepEqual(workspace.followed(), ['MakeIrp', 'Prepare', 'Send']);
    assert.deepEqual(workspace.findings(rulesOfProjects), []);
    workspace.assertLikeNew();
  });

  test('what a completion routine writes, also the function whose request it completes', () => {
    const workspace = followedDriver();
    workspace.edit('driver/done.c', 'IoFreeIrp(Irp);', 'IoFreeIrp(Irp);\n    Note((PCONTEXT)Context);');
    assert.deepEqual(workspace.followed(), ['Send', 'SendDone']);
    workspace.assertLikeNew();
  });

  test('a renamed function, its callers, which it is out of sight for now', () => {
    const workspace = followedDriver();
    workspace.edit('driver/note.c', 'VOID Note', 'VOID NoteIt');
    assert.deepEqual(workspace.followed(), ['Send']);
    workspace.assertLikeNew();
  });

  test('a function that is renamed together with its call, both', () => {
    const workspace = followedDriver();
    workspace.edit('driver/irp.c', 'PIRP MakeIrp', 'PIRP NewIrp');
    workspace.edit('driver/irp.c', 'Context->Irp = MakeIrp', 'Context->Irp = NewIrp');
    const followed = workspace.followed();
    assert.ok(followed.includes('NewIrp') && followed.includes('Prepare'), followed.join());
    assert.deepEqual(workspace.findings(rulesOfProjects), [FOUND]);
    workspace.assertLikeNew();
  });

  test('a type in a header, the functions of the files that include it', () => {
    const workspace = followedDriver();
    workspace.edit('driver/driver.h', 'PIRP MakeIrp', 'PVOID MakeIrp');
    const followed = workspace.followed();
    assert.ok(followed.includes('Prepare') && !followed.includes('Note'), followed.join());
    workspace.assertLikeNew();
  });

  test('a comment in a header, none', () => {
    const workspace = followedDriver();
    workspace.edit('driver/driver.h', '#define KEEP', '// what a routine returns\n#define KEEP');
    assert.deepEqual(workspace.followed(), []);
    workspace.assertLikeNew();
  });

  test('a member in a header that is included through another, all that reach it', () => {
    const workspace = followedDriver();
    workspace.edit('driver/context.h', 'ULONG Sent;', 'ULONG Sent;\n    ULONG Failed;');
    assert.deepEqual(workspace.followed(), ['MakeIrp', 'Note', 'Prepare', 'Send', 'SendDone']);
    workspace.assertLikeNew();
  });

  test('a header that one file includes, the functions of that file', () => {
    const workspace = followedDriver({
      'driver/names.h': '#define NAME 1\n',
      'driver/other.c': '#include "names.h"\nVOID Other(PWSK_SOCKET Socket) { Socket->Dispatch = NULL; }\n',
    });
    workspace.edit('driver/names.h', '1', '2');
    assert.deepEqual(workspace.followed(), ['Other']);
    workspace.assertLikeNew();
  });

  test('a typedef in a file, the functions of that file that use it', () => {
    const workspace = followedDriver({
      'driver/other.c':
        '#include <wsk.h>\ntypedef PWSK_SOCKET SOCKET;\nVOID Other(SOCKET Socket, PWSK_BUF Buffer) { Buffer->Mdl = (PMDL)Socket; }\n',
    });
    workspace.edit('driver/other.c', 'typedef PWSK_SOCKET SOCKET', 'typedef PVOID SOCKET');
    assert.deepEqual(workspace.followed(), ['Other']);
    workspace.assertLikeNew();
  });

  test('a function made static, those of other files that called it', () => {
    const workspace = followedDriver();
    workspace.edit('driver/irp.c', 'NTSTATUS Prepare', 'static NTSTATUS Prepare');
    assert.ok(workspace.followed().includes('Send'));
    assert.deepEqual(workspace.findings(rulesOfProjects), []);
    workspace.assertLikeNew();
  });

  test('a second function of the same name as near, its callers, which then reach neither', () => {
    const workspace = followedDriver();
    workspace.set(
      'driver/second.c',
      '#include "driver.h"\nNTSTATUS Prepare(PCONTEXT Context) { return STATUS_SUCCESS; }\n',
    );
    assert.ok(workspace.followed().includes('Send'));
    assert.deepEqual(workspace.findings(rulesOfProjects), []);
    workspace.delete('driver/second.c');
    assert.deepEqual(workspace.followed(), ['MakeIrp', 'Prepare', 'Send', 'SendDone']);
    assert.deepEqual(workspace.findings(rulesOfProjects), [FOUND]);
    workspace.assertLikeNew();
  });
});

describe('files that come and go', () => {
  test('a file with a function that was missing: its callers are followed again', () => {
    const { ['driver/irp.c']: missing = '', ...rest } = DRIVER;
    const workspace = new Workspace(rest);
    assert.deepEqual(workspace.findings(rulesOfProjects), []);
    workspace.set('driver/irp.c', missing);
    assert.deepEqual(workspace.followed(), ['MakeIrp', 'Prepare', 'Send', 'SendDone']);
    assert.deepEqual(workspace.findings(rulesOfProjects), [FOUND]);
    workspace.assertLikeNew();
  });

  test('a file that is deleted: its callers are followed again without it', () => {
    const workspace = followedDriver();
    workspace.delete('driver/irp.c');
    assert.deepEqual(workspace.followed(), ['Send']);
    assert.deepEqual(workspace.findings(rulesOfProjects), []);
    workspace.assertLikeNew();
  });

  test('the file with the routine is deleted: nothing is said of it, and nothing fails', () => {
    const workspace = followedDriver();
    workspace.delete('driver/done.c');
    assert.deepEqual(workspace.findings(rulesOfProjects), []);
    workspace.set('driver/done.c', DRIVER['driver/done.c'] ?? '');
    assert.deepEqual(workspace.findings(rulesOfProjects), [FOUND]);
    workspace.assertLikeNew();
  });

  test('a text that is typed and taken back says again what it said', () => {
    const workspace = followedDriver();
    const [known, told] = [workspace.known(), workspace.told()];
    for (const [path, text] of Object.entries(DRIVER)) {
      workspace.set(path, `${text}\nVOID Typed(VOID) { Send(NULL`);
      workspace.update();
      workspace.set(path, text);
      assert.equal(workspace.known(), known, path);
      assert.equal(workspace.told(), told, path);
    }
  });

  test('an update that is broken off goes on where it was left', () => {
    const workspace = new Workspace(DRIVER);
    let steps = 0;
    while (workspace.project.update().next().done !== true) assert.ok(++steps < 100, 'it never comes to an end');
    assert.ok(steps >= Object.keys(DRIVER).length - 1, `${steps} steps`);
    workspace.assertLikeNew();
  });

  test('a parse that fails is tried again with the next update', () => {
    const workspace = new Workspace(DRIVER);
    workspace.failNextParse();
    assert.throws(() => {
      workspace.update();
    }, /the parse was stopped/);
    assert.deepEqual(workspace.findings(rulesOfProjects), [FOUND]);
    workspace.assertLikeNew();
  });

  test('trees that were let go are made again when they are wanted', () => {
    const workspace = followedDriver();
    workspace.project.dropTrees();
    assert.deepEqual(workspace.findings(rulesOfProjects), [FOUND]);
    workspace.project.dropTrees();
    workspace.edit('driver/irp.c', 'return STATUS_INSUFFICIENT_RESOURCES', 'return STATUS_NO_MEMORY');
    assert.deepEqual(workspace.followed(), ['Prepare', 'Send']);
    workspace.assertLikeNew();
  });
});
