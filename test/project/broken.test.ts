import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { rulesOfProjects } from '../support/rule';
import { Workspace } from '../support/workspace';
import { DRIVER } from './drivers';

const FOUND = 'driver/done.c:6 WSK201 STATUS_SUCCESS';

/** The driver, all of it followed, with rules that remember as they do in an editor. */
function followedDriver(): Workspace {
  const workspace = new Workspace(DRIVER);
  workspace.remember();
  workspace.told();
  return workspace;
}

/** Says that the workspace tells what a new one would tell. */
function assertLikeNew(workspace: Workspace): void {
  const fresh = new Workspace(workspace.files);
  assert.equal(workspace.known(), fresh.known());
  assert.equal(workspace.told(), fresh.told());
}

describe('a function that does not parse while somebody types in it', () => {
  test('is taken for what it was by those that call it, and nobody is followed', () => {
    const workspace = followedDriver();
    workspace.edit('driver/irp.c', 'MakeIrp(Context);\n', 'MakeIrp(Context)\n');
    assert.deepEqual(workspace.followed(), []);
    assert.deepEqual(workspace.findings(rulesOfProjects), [FOUND]);
  });

  test('is itself not spoken of', () => {
    const workspace = followedDriver();
    workspace.edit('driver/done.c', 'IoFreeIrp(Irp);', 'IoFreeIrp(Irp)');
    assert.deepEqual(workspace.followed(), []);
    assert.deepEqual(workspace.findings(rulesOfProjects), []);
    const analysis = workspace.project.analysisOf('driver/done.c');
    const routine = analysis?.unit.functionNamed('SendDone');
    assert.ok(analysis && routine);
    assert.equal(analysis.resultOf(routine), undefined);
    assert.equal(analysis.irqlOf(routine), undefined);
    assert.deepEqual(analysis.usesMadeIn(analysis.idOf(routine)), []);
  });

  test('is what it was once it says that again, and nobody is followed', () => {
    const workspace = followedDriver();
    workspace.edit('driver/done.c', 'IoFreeIrp(Irp);', 'IoFreeIrp(Irp)');
    workspace.told();
    workspace.edit('driver/done.c', 'IoFreeIrp(Irp)', 'IoFreeIrp(Irp);');
    assert.deepEqual(workspace.followed(), []);
    assert.deepEqual(workspace.findings(rulesOfProjects), [FOUND]);
    assertLikeNew(workspace);
  });

  test('is followed once it says something else', () => {
    const workspace = followedDriver();
    workspace.edit('driver/irp.c', 'return STATUS_INSUFFICIENT_RESOURCES;', 'return STATUS_NO_MEMORY');
    assert.deepEqual(workspace.followed(), []);
    workspace.edit('driver/irp.c', 'return STATUS_NO_MEMORY', 'return STATUS_NO_MEMORY;');
    assert.deepEqual(workspace.followed(), ['Prepare', 'Send']);
    assertLikeNew(workspace);
  });

  test('is followed where what it calls has changed meanwhile', () => {
    const workspace = followedDriver();
    workspace.edit('driver/irp.c', 'MakeIrp(Context);\n', 'MakeIrp(Context)\n');
    workspace.update();
    workspace.edit('driver/irp.c', 'return IoAllocateIrp(1, FALSE)', 'return Context->Irp');
    assert.deepEqual(workspace.followed(), ['MakeIrp']);
    workspace.edit('driver/irp.c', 'MakeIrp(Context)\n', 'MakeIrp(Context);\n');
    assert.deepEqual(workspace.followed(), ['Prepare', 'Send']);
    assertLikeNew(workspace);
  });

  test('is followed where what it names was declared in another way meanwhile', () => {
    const workspace = followedDriver();
    workspace.edit('driver/send.c', 'Note(Context);', 'Note(Context)');
    workspace.update();
    workspace.edit('driver/context.h', 'ULONG Sent;', 'ULONG Sent; ULONG More;');
    workspace.update();
    workspace.edit('driver/send.c', 'Note(Context)', 'Note(Context);');
    assert.deepEqual(workspace.followed(), ['Send']);
    assertLikeNew(workspace);
  });

  test('has its IRQL looked at again where what it calls raises it meanwhile', () => {
    const workspace = followedDriver();
    workspace.edit('driver/send.c', 'Note(Context);', 'Note(Context)');
    workspace.told();
    workspace.edit(
      'driver/note.c',
      'Context->Sent++;',
      'KIRQL old; Context->Sent++; KeRaiseIrql(DISPATCH_LEVEL, &old);',
    );
    workspace.told();
    workspace.edit('driver/send.c', 'Note(Context)', 'Note(Context);');
    assertLikeNew(workspace);
    const analysis = workspace.project.analysisOf('driver/send.c');
    const fresh = new Workspace(workspace.files);
    fresh.update();
    const send = analysis?.unit.functionNamed('Send');
    const freshSend = fresh.project.analysisOf('driver/send.c');
    const other = freshSend?.unit.functionNamed('Send');
    assert.ok(send && other);
    assert.deepEqual(analysis?.irqlOf(send)?.entry, freshSend?.irqlOf(other)?.entry);
  });

  test('says where its calls are now, but for what was written over', () => {
    const workspace = followedDriver();
    const placeOfSend = (): string | undefined => {
      const analysis = workspace.project.analysisOf('driver/done.c');
      const routine = analysis?.unit.functionNamed('SendDone');
      const [seen] = analysis && routine ? analysis.usesCompletedBy(analysis.idOf(routine)) : [];
      const place = seen && analysis?.locate(seen.use.at)?.at;
      return place && workspace.files['driver/send.c']?.slice(place.start, place.end);
    };
    const call = 'WskSend';
    assert.equal(placeOfSend(), call);
    workspace.edit('driver/send.c', 'Note(Context);', 'Note(Context) ');
    workspace.update();
    workspace.edit('driver/send.c', 'Note(Context) ', 'NoteThis(Context, 1)\n\n ');
    workspace.update();
    assert.equal(placeOfSend(), call);
    workspace.edit('driver/send.c', '>WskSend(', '>Wsk(');
    workspace.update();
    assert.equal(placeOfSend(), undefined);
  });

  test('is nobody from whom anything is known where it never parsed', () => {
    const text = DRIVER['driver/irp.c']?.replace('MakeIrp(Context);\n', 'MakeIrp(Context)\n') ?? '';
    const workspace = new Workspace({ ...DRIVER, 'driver/irp.c': text });
    assert.deepEqual(workspace.findings(rulesOfProjects), []);
    workspace.edit('driver/irp.c', 'MakeIrp(Context)\n', 'MakeIrp(Context);\n');
    assert.deepEqual(workspace.findings(rulesOfProjects), [FOUND]);
    assertLikeNew(workspace);
  });
});
