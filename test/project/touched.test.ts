import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { Project } from '../../server/src/project/project';
import { createNativeParser } from '../../server/src/syntax/native';

const WORK = `
static VOID Work(PVOID Context) { IoAllocateIrp(1, FALSE); Helper(Context); }
VOID Start(PWSK_SOCKET s) { HANDLE thread; PsCreateSystemThread(&thread, 0, NULL, NULL, NULL, Work, NULL); }`;
const HELP = 'VOID Helper(PVOID c) { PWSK_SOCKET s = c; IoAllocateIrp(1, FALSE); }';

/** A project of two files in which the IRQL of the helper was asked for, as a rule asks. */
class Asked {
  readonly #parser = createNativeParser();
  readonly #project = new Project(({ text }) => this.#parser.parse(text));

  constructor() {
    this.#set('help.c', HELP);
    this.touchedBy(WORK);
    this.#ask();
  }

  /** The files of which something else may be known after `work.c` says something else. */
  touchedBy(work: string): readonly string[] {
    this.#set('work.c', work);
    const steps = this.#project.update();
    while (steps.next().done !== true) continue;
    return [...this.#project.takeTouched()].sort();
  }

  #set(path: string, text: string): void {
    this.#project.set({ path, text, language: 'c' });
  }

  #ask(): void {
    const analysis = this.#project.analysisOf('help.c');
    const helper = analysis?.unit.functionNamed('Helper');
    assert.ok(helper);
    assert.ok(analysis?.irqlOf(helper));
  }
}

describe('what may be known anew after an edit', () => {
  test('is of the file itself where nobody else is told anything', () => {
    assert.deepEqual(new Asked().touchedBy(`// a comment\n${WORK}`), ['work.c']);
  });

  test('is of a file whose function is entered at another IRQL now', () => {
    const raised = WORK.replace('Helper(Context);', 'KIRQL old; KeRaiseIrql(DISPATCH_LEVEL, &old); Helper(Context);');
    assert.deepEqual(new Asked().touchedBy(raised), ['help.c', 'work.c']);
  });

  test('is nothing where the text is the same', () => {
    assert.deepEqual(new Asked().touchedBy(WORK), []);
  });
});
