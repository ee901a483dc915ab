import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { EditedIrql, KnownIrql } from '../support/irql-project';
import { Workspace } from '../support/workspace';

/** A worker and a completion routine that call into a file of helpers, one of which waits. */
const DRIVER = {
  'work.c': `
    static VOID Work(PVOID Context) { IoAllocateIrp(1, FALSE); Helper(Context); }
    VOID Start(VOID) { HANDLE thread; PsCreateSystemThread(&thread, 0, NULL, NULL, NULL, Work, NULL); }`,
  'done.c': `
    static NTSTATUS Done(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context) { Count(Context); return 0; }
    VOID Begin(PIRP Irp) { IoSetCompletionRoutine(Irp, Done, NULL, TRUE, TRUE, TRUE); }`,
  'help.c': `
    VOID Count(PCONTEXT c) { ULONG n = 0; }
    VOID Wait(PCONTEXT c) { KeWaitForSingleObject(&c->Event, Executive, KernelMode, FALSE, NULL); }
    VOID Helper(PCONTEXT c) { Wait(c); Count(c); }
    VOID Alone(PCONTEXT c) { IoAllocateIrp(1, FALSE); }`,
};

/** The driver, with everything up to date. */
function driver(): EditedIrql {
  const edited = new EditedIrql(DRIVER);
  edited.followed();
  return edited;
}

describe('the IRQL after an edit', () => {
  test('is not followed before anybody asks', () => {
    const edited = new EditedIrql(DRIVER);
    assert.equal(edited.counted(), '');
    edited.known('help.c', 'Alone');
    assert.equal(edited.counted(), 'Alone');
  });

  test('is followed once in general and once from its real entry, for what is called', () => {
    assert.equal(new EditedIrql(DRIVER).followed(), 'Alone, Begin, Count 2, Done, Helper 2, Start, Wait 2, Work');
  });

  test('is known where nothing has changed', () => {
    const edited = driver();
    assert.equal(edited.followed(), '');
    edited.edit('help.c', 'ULONG n = 0;', 'ULONG n = 0; ');
    edited.edit('help.c', 'ULONG n = 0; ', 'ULONG n = 0;');
    edited.followed();
    assert.equal(edited.followed(), '');
  });

  test('is followed again in the function that was edited, and in no other where it tells the same', () => {
    const edited = driver();
    edited.edit('help.c', 'ULONG n = 0;', 'ULONG n = 1;');
    assert.equal(edited.followed(), 'Count 2');
  });

  test('is not followed again in functions that only move', () => {
    const edited = driver();
    edited.edit('help.c', 'VOID Count', '/* counts */\n\n    VOID Count');
    assert.equal(edited.followed(), '');
    assert.equal(edited.all(), edited.afresh());
  });

  test('is not followed again for a function that does nothing with WSK', () => {
    const edited = driver();
    edited.edit('work.c', 'VOID Start', 'VOID Plain(VOID) { }\n VOID Start');
    assert.equal(edited.followed(), '');
  });

  test('is followed again in the callers of a function that asks for something else', () => {
    const edited = driver();
    edited.edit('help.c', 'KeWaitForSingleObject(&c->Event, Executive, KernelMode, FALSE, NULL);', '');
    assert.equal(edited.followed(), 'Helper 2, Wait 2, Work');
  });

  test('is followed again in the callees of a function that calls them at another level', () => {
    const edited = driver();
    edited.edit(
      'work.c',
      'Helper(Context);',
      'KIRQL o; KeAcquireSpinLock(&L, &o); Helper(Context); KeReleaseSpinLock(&L, o);',
    );
    assert.equal(edited.known('help.c', 'Wait').entry, 'DISPATCH as Helper');
    // Done calls Count at any level up to there anyway.
    assert.equal(edited.followed(), 'Helper, Wait, Work');
  });

  test('is followed again only as far as a level differs', () => {
    const edited = driver();
    edited.edit('work.c', 'IoAllocateIrp(1, FALSE);', 'IoAllocateIrp(2, FALSE);');
    assert.equal(edited.followed(), 'Work');
  });

  test('is that of a new caller in another file', () => {
    const edited = driver();
    edited.edit('done.c', 'Count(Context);', 'Count(Context); Wait(Context);');
    assert.equal(edited.known('help.c', 'Wait').entry, 'PASSIVE..DISPATCH as Done');
    assert.equal(edited.followed(), 'Done, Wait');
  });

  test('is no longer that of a caller that is gone', () => {
    const edited = driver();
    assert.equal(edited.known('help.c', 'Count').entry, 'PASSIVE..DISPATCH as Done');
    edited.edit('done.c', 'Count(Context);', '');
    assert.equal(edited.known('help.c', 'Count').entry, 'PASSIVE as Helper');
    assert.equal(edited.followed(), 'Count, Done');
  });

  test('follows a role that another file gives, and takes it back', () => {
    const edited = driver();
    edited.edit('done.c', 'VOID Begin', 'VOID Arm(PKDPC d) { KeInitializeDpc(d, Alone, NULL); }\n VOID Begin');
    assert.equal(edited.known('help.c', 'Alone').entry, 'DISPATCH as KDEFERRED_ROUTINE');
    edited.edit('done.c', 'KeInitializeDpc(d, Alone, NULL);', '');
    assert.equal(edited.known('help.c', 'Alone').entry, 'open: PASSIVE..HIGH?');
  });

  test('follows a file that is gone', () => {
    const edited = driver();
    edited.delete('done.c');
    assert.equal(edited.known('help.c', 'Count').entry, 'PASSIVE as Helper');
    assert.equal(edited.all(), edited.afresh());
  });

  test('is the same as in a project that is read afresh, whatever is edited', () => {
    const edited = driver();
    const edits: readonly (readonly [string, string, string])[] = [
      ['help.c', 'Wait(c); Count(c);', 'Count(c); if (c->Irp) Wait(c);'],
      ['work.c', 'Helper(Context);', 'Helper(Context); Alone(Context);'],
      ['help.c', 'VOID Alone(PCONTEXT c) {', 'VOID Alone(PCONTEXT c) { Helper(c);'],
      ['help.c', 'ULONG n = 0;', 'Alone(c);'],
      ['done.c', 'static NTSTATUS Done', 'NTSTATUS Done'],
      ['work.c', 'PsCreateSystemThread(&thread, 0, NULL, NULL, NULL, Work, NULL);', ''],
      ['help.c', 'Alone(c);', 'PAGED_CODE();'],
    ];
    for (const [path, from, to] of edits) {
      edited.edit(path, from, to);
      assert.equal(edited.all(), edited.afresh(), `${path}: ${to}`);
    }
  });

  test('does not depend on the question that was asked first', () => {
    const [one, other] = [new EditedIrql(DRIVER), new EditedIrql(DRIVER)];
    one.known('help.c', 'Wait');
    other.known('work.c', 'Work');
    assert.equal(one.all(), other.all());
  });
});

describe('the IRQL in a project of files', () => {
  const FILES = {
    'driver.h': '_IRQL_requires_max_(APC_LEVEL)\nVOID Elsewhere(PVOID Context);\n',
    'done.c': `#include <wsk.h>
#include "driver.h"
NTSTATUS Done(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context) { Elsewhere(Context); return 0; }
VOID Begin(PIRP Irp) { IoSetCompletionRoutine(Irp, Done, NULL, TRUE, TRUE, TRUE); }`,
    'main.c': 'VOID Main(VOID) { Begin(NULL); }',
  };
  const known = (workspace: Workspace, name: string) => {
    workspace.update();
    return new KnownIrql(workspace.project.analysisOf('done.c'), name);
  };

  test('changes with an annotation in a header', () => {
    const workspace = new Workspace(FILES);
    assert.equal(known(workspace, 'Done').tooHigh, 'Elsewhere (annotation) at PASSIVE..DISPATCH, not above APC_LEVEL');
    workspace.edit('driver.h', 'APC_LEVEL', 'DISPATCH_LEVEL');
    assert.equal(known(workspace, 'Done').tooHigh, '');
  });

  test('is the same once the trees were dropped', () => {
    const workspace = new Workspace(FILES);
    const before = known(workspace, 'Done').entry;
    workspace.project.dropTrees();
    assert.equal(known(workspace, 'Done').entry, before);
    assert.equal(known(workspace, 'Done').tooHigh, 'Elsewhere (annotation) at PASSIVE..DISPATCH, not above APC_LEVEL');
  });

  test('knows of a file that comes to name a function', () => {
    const workspace = new Workspace({
      'done.c': `${FILES['done.c']}\nVOID Work(PVOID c) { Count(c); IoAllocateIrp(1, FALSE); }
VOID Start(VOID) { HANDLE t; PsCreateSystemThread(&t, 0, NULL, NULL, NULL, Work, NULL); }
VOID Count(PVOID c) { }`,
      'main.c': 'VOID Main(VOID) { Other(); }',
    });
    assert.equal(known(workspace, 'Count').entry, 'PASSIVE as Work');
    workspace.edit('main.c', 'Other()', 'Count(NULL)');
    assert.equal(known(workspace, 'Count').entry, 'open: PASSIVE..HIGH (down to PASSIVE) as Work');
  });
});
