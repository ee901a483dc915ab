import assert from 'node:assert/strict';
import { describe, mock, test } from 'node:test';

import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Connection, TextDocuments } from 'vscode-languageserver/node';

import { emptyReport } from '../../server/src/lint/run';
import type { ClientFeatures } from '../../server/src/lsp/client-features';
import { Consequences } from '../../server/src/lsp/consequences';
import type { LiveFile } from '../../server/src/lsp/followed-project';
import { resultIdOf } from '../../server/src/lsp/convert';
import { Guard } from '../../server/src/lsp/guard';
import { LiveProject } from '../../server/src/lsp/live-project';
import type { Log } from '../../server/src/lsp/log';
import type { OpenFiles, Told } from '../../server/src/lsp/open-files';
import type { Publisher } from '../../server/src/lsp/publish';
import type { WorkspaceCheck } from '../../server/src/lsp/workspace-check';
import { createNativeParser } from '../../server/src/syntax/native';
import { routine, send, sendNothing } from './driver-sources';

const log = { failure: (what: string) => assert.fail(what) } as unknown as Log;
const never = () => false;
const file = (path: string, text: string): LiveFile => ({ file: { path, text, language: 'c' }, masking: {} });

/** From how many places the completion routine is seen to complete what was sent. */
async function uses(project: LiveProject): Promise<number> {
  project.want('/driver/routine.c');
  assert.equal(await project.settled(never), true);
  const analysis = project.analysisOf('/driver/routine.c');
  const definition = analysis?.unit.functionNamed('SendDone');
  return analysis && definition ? analysis.usesCompletedBy(analysis.idOf(definition)).length : 0;
}

describe('the project of a session', () => {
  const withRoutine = () => {
    const project = new LiveProject(createNativeParser(), log);
    project.set(file('/driver/routine.c', routine));
    return project;
  };

  test('answers without many new files until they are understood, and then with them', async () => {
    const project = withRoutine();
    const rebuilt = project.rebuild([file('/driver/send.c', send)], never);
    assert.equal(await uses(project), 0);
    assert.equal(await rebuilt, true);
    assert.equal(await uses(project), 1);
  });

  test('takes in nothing where that was cancelled', async () => {
    const project = withRoutine();
    assert.equal(await project.rebuild([file('/driver/send.c', send)], () => true), false);
    assert.equal(project.fileAt('/driver/send.c'), undefined);
    assert.equal(await uses(project), 0);
  });

  test('has what was changed while it took in other files', async () => {
    const project = withRoutine();
    project.set(file('/driver/send.c', sendNothing));
    const rebuilt = project.rebuild([file('/driver/send.c', sendNothing), file('/driver/other.c', sendNothing)], never);
    project.set(file('/driver/send.c', send));
    assert.equal(await rebuilt, true);
    assert.equal(await uses(project), 1);
  });

  test('gives another stamp to a file of which another one says something new, and the same to all others', async () => {
    const project = withRoutine();
    project.set(file('/driver/send.c', send));
    project.set(file('/driver/alone.c', sendNothing.replace('Send(', 'Alone(')));
    project.want('/driver/alone.c');
    assert.equal(await uses(project), 1);
    const stamps = () => ['routine', 'alone'].map((name) => project.stampOf(`/driver/${name}.c`));
    const [routineBefore, aloneBefore] = stamps();
    project.set(file('/driver/send.c', sendNothing));
    assert.equal(await uses(project), 0);
    const [routineAfter, aloneAfter] = stamps();
    assert.notEqual(routineAfter, routineBefore);
    assert.equal(aloneAfter, aloneBefore);
  });

  test('parses a text again that is masked in another way', async () => {
    const project = withRoutine();
    const odd = file('/driver/send.c', send.replace('= IoAllocateIrp', '= OUR_TRACE IoAllocateIrp'));
    project.set(odd);
    assert.equal(await uses(project), 0);
    project.set({ ...odd, masking: { extraMacros: ['OUR_TRACE'] } });
    assert.equal(await uses(project), 1);
  });
});

describe('a driver of which no file is open', () => {
  const paths = ['/driver/routine.c', '/driver/send.c', '/other/alone.c'];
  const stampsOf = (project: LiveProject) => paths.map((path) => project.stampOf(path));

  /** All is known of all files, and then let go of. */
  const released = async () => {
    const project = new LiveProject(createNativeParser(), log);
    const texts = [routine, send, sendNothing.replace('Send(', 'Alone(')];
    for (const [index, path] of paths.entries()) {
      project.set(file(path, texts[index] ?? ''));
      project.want(path);
    }
    assert.equal(await uses(project), 1);
    project.release();
    return project;
  };

  test('is kept while somebody holds it, although another lets go of all, and let go of afterwards', async () => {
    const project = await released();
    const isFollowed = () => {
      const analysis = project.analysisOf('/driver/send.c');
      return analysis?.unit.functions.some((definition) => analysis.resultOf(definition) !== undefined);
    };
    await project.holding(['/driver/send.c'], async () => {
      assert.equal(await project.settled(never), true);
      project.release();
      assert.equal(isFollowed(), true);
    });
    project.release();
    assert.equal(isFollowed(), false);
  });

  test('is not followed before something is to be asked of it', async () => {
    const project = new LiveProject(createNativeParser(), log);
    project.set(file('/driver/routine.c', routine));
    project.set(file('/driver/send.c', send));
    assert.equal(await project.settled(never), true);
    const analysis = project.analysisOf('/driver/send.c');
    assert.ok(analysis);
    assert.deepEqual(
      analysis.unit.functions.map((definition) => analysis.resultOf(definition)),
      analysis.unit.functions.map(() => undefined),
    );
  });

  test('is followed while a file of it is open', async () => {
    const project = new LiveProject(createNativeParser(), log);
    project.set(file('/driver/routine.c', routine));
    project.set({ ...file('/driver/send.c', send), parsed: () => undefined });
    assert.equal(await project.settled(never), true);
    const analysis = project.analysisOf('/driver/routine.c');
    const definition = analysis?.unit.functionNamed('SendDone');
    assert.ok(analysis && definition);
    assert.equal(analysis.usesCompletedBy(analysis.idOf(definition)).length, 1);
  });

  test('says the same when it is asked again', async () => {
    const project = await released();
    assert.equal(await uses(project), 1);
  });

  test('keeps the stamp of what was said of it', async () => {
    const project = await released();
    const before = stampsOf(project);
    assert.equal(await project.settled(never), true);
    assert.deepEqual(stampsOf(project), before);
  });

  test('gives another stamp to all of its files when one of them changes, and to no file of another driver', async () => {
    const project = await released();
    const before = stampsOf(project);
    project.set(file('/driver/send.c', sendNothing));
    assert.equal(await project.settled(never), true);
    assert.deepEqual(
      stampsOf(project).map((stamp, index) => stamp === before[index]),
      [false, false, true],
    );
  });
});

describe('a client that asks for diagnostics', () => {
  /** Counts the refreshes after a change, where the client was told `resultId` of the one document that is open. */
  async function refreshesAfter(told: Told | undefined): Promise<number> {
    mock.timers.enable({ apis: ['setTimeout'] });
    try {
      const document = TextDocument.create('file:///driver/send.c', 'c', 2, send);
      let count = 0;
      const ended = new Promise<void>((resolve) => {
        const consequences = new Consequences({
          connection: { languages: { diagnostics: { refresh: () => count++ } } } as unknown as Connection,
          features: { pullsDiagnostics: true, refreshesDiagnostics: true } as ClientFeatures,
          documents: { all: () => [document] } as unknown as TextDocuments<TextDocument>,
          project: new LiveProject(createNativeParser(), log),
          files: {
            settled: () => Promise.resolve(true),
            toldOf: () => told,
            reportOn: () =>
              Promise.resolve(emptyReport({ path: '/driver/send.c', text: send, language: 'c' }, 'withoutWsk')),
          } as unknown as OpenFiles,
          publisher: {} as unknown as Publisher,
          views: { refresh: () => Promise.resolve() },
          workspace: {
            checkAgain: () => {
              resolve();
              return Promise.resolve();
            },
          } as unknown as WorkspaceCheck,
          guard: new Guard(log),
        });
        consequences.schedule();
        consequences.schedule();
        mock.timers.runAll();
      });
      await ended;
      return count;
    } finally {
      mock.timers.reset();
    }
  }

  test('is told to ask again where another document says something else now', async () => {
    assert.equal(await refreshesAfter({ version: 2, resultId: 'another' }), 1);
  });

  test('is not told so where it holds what is true', async () => {
    assert.equal(await refreshesAfter({ version: 2, resultId: resultIdOf([]) }), 0);
  });

  test('is not told so of a text that it has edited or never asked for', async () => {
    assert.equal(await refreshesAfter({ version: 1, resultId: 'another' }), 0);
    assert.equal(await refreshesAfter(undefined), 0);
  });
});
