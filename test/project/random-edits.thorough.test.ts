import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import type { Project } from '../../server/src/project/project';
import { Workspace } from '../support/workspace';

/** Each place of the driver's text has several wordings; the first is how it starts. */
const FILES: Readonly<Record<string, readonly (string | readonly string[])[]>> = {
  'a/driver.h': [
    `#include <wsk.h>\n`,
    [`#include "types.h"\n`, ``],
    `#define KEEP `,
    [`STATUS_MORE_PROCESSING_REQUIRED`, `STATUS_SUCCESS`],
    `\nPIRP MakeIrp(PCONTEXT Context);\nVOID Note(PCONTEXT Context);\nNTSTATUS Prepare(PCONTEXT Context);\n`,
    [``, `extern PWSK_SOCKET Listener;\n`],
    [`IO_COMPLETION_ROUTINE SendDone;\n`, `NTSTATUS SendDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context);\n`],
    [`VOID Unknown(PCONTEXT Context);\n`, ``, `DRIVER_DISPATCH SendDone;\n`],
    [``, `static NTSTATUS Check(PCONTEXT Context) { return Context->Sent; }\n`],
  ],
  'a/types.h': [
    `typedef struct _CONTEXT {\n PIRP Irp; PWSK_SOCKET Socket; WSK_BUF Buffer; ULONG Sent;`,
    [` BOOLEAN Busy;`, ` union { BOOLEAN Busy; PIRP Other; };`, ` BOOLEAN Busy; ULONG More;`],
    `\n} CONTEXT, *PCONTEXT;\n`,
  ],
  'a/send.c': [
    `#include "driver.h"\nstatic PWSK_SOCKET Own;\n`,
    [``, `// a comment\n`, `PWSK_SOCKET Listener;\n`],
    [``, `static VOID Note(PCONTEXT Context) { Context->Irp = NULL; }\n`],
    `NTSTATUS Send(PCONTEXT Context)\n{\n  PWSK_PROVIDER_CONNECTION_DISPATCH dispatch = Context->Socket->Dispatch;\n  NTSTATUS status = Prepare(Context);\n`,
    [`  if (!NT_SUCCESS(status)) return status;\n`, ``],
    [``, `  Note(Context);\n`, `  Unknown(Context);\n`, `  Check(Context);\n`],
    [`  Context->Busy = TRUE;\n`, `  Context->Sent = 1;\n`, `  Own = Context->Socket;\n`],
    `  return dispatch->WskSend(Context->Socket, &Context->Buffer, 0, Context->Irp);\n}\n`,
    `NTSTATUS Listen(PCONTEXT Context, PSOCKADDR Address, PIRP Irp)\n{\n  PWSK_PROVIDER_LISTEN_DISPATCH dispatch = Context->Socket->Dispatch;\n  ULONG on = 1;\n`,
    [``, `  Own = Context->Socket;\n`],
    `  if (!NT_SUCCESS(dispatch->WskBind(Own, Address, 0, Irp))) return STATUS_UNSUCCESSFUL;\n`,
    [`  Note(Context);\n`, `  Unknown(Context);\n`, ``],
    `  return dispatch->WskControlSocket(Own, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET, sizeof(on), &on, 0, NULL, NULL, Irp);\n}\n`,
    [``, `VOID Replace(PWSK_SOCKET Socket) { Own = Socket; }\n`],
  ],
  'a/irp.c': [
    `#include "driver.h"\n`,
    [``, `static `],
    `PIRP MakeIrp(PCONTEXT Context)\n{\n`,
    [`  return IoAllocateIrp(1, FALSE);\n`, `  return Context->Irp;\n`, `  return IoAllocateIrp(2, FALSE);\n`],
    `}\n`,
    `NTSTATUS Prepare(PCONTEXT Context)\n{\n  Context->Irp = MakeIrp(Context);\n`,
    [
      `  if (Context->Irp == NULL) return STATUS_INSUFFICIENT_RESOURCES;\n`,
      `  if (Context->Irp == NULL) return STATUS_NO_MEMORY;\n`,
    ],
    `  IoSetCompletionRoutine(Context->Irp, `,
    [`SendDone`, `OtherDone`, `NULL`],
    `, Context, TRUE, TRUE, TRUE);\n`,
    [``, `  Note(Context);\n`, `  if (Context->Sent) return Prepare(Context);\n`],
    `  return STATUS_SUCCESS;\n}\n`,
  ],
  'a/done.c': [
    `#include "driver.h"\n`,
    `NTSTATUS SendDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)\n{\n`,
    [``, `  Note((PCONTEXT)Context);\n`, `  Unknown(Context);\n`, `  ((PCONTEXT)Context)->Busy = FALSE;\n`],
    [`  return STATUS_SUCCESS;\n`, `  return KEEP;\n`, `  return Device == NULL ? KEEP : STATUS_PENDING;\n`],
    `}\n`,
    [``, `NTSTATUS OtherDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)\n{\n  return STATUS_CANCELLED;\n}\n`],
  ],
  'a/note.c': [
    `#include "types.h"\n`,
    [``, `static `],
    `VOID Note(PCONTEXT Context)\n{\n`,
    [`  Context->Sent++;\n`, `  Context->Irp = NULL;\n`, `  Context->Socket = NULL;\n`, `  Deep(Context);\n`],
    `}\n`,
    [``, `VOID Deep(PCONTEXT Context) { Context->Busy = FALSE; }\n`],
  ],
  'b/note.c': [
    `#include "types.h"\n`,
    `VOID Note(PCONTEXT Context) { Context->Busy = 2; }\n`,
    [``, `VOID Deep(PCONTEXT Context) { Context->Irp = NULL; }\n`],
    [``, `VOID Unknown(PCONTEXT Context) { Context->Socket = NULL; }\n`],
  ],
  'a/main.c': [
    `#include "driver.h"\n#include <wsk.h>\n`,
    `NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING Path)\n{\n`,
    [``, `  DriverObject->MajorFunction[IRP_MJ_WRITE] = Write;\n`],
    `  return STATUS_SUCCESS;\n}\n`,
    `NTSTATUS Write(PDEVICE_OBJECT Device, PIRP Irp)\n{\n  PCONTEXT context = Device->DeviceExtension;\n`,
    [``, `  context->Irp = Irp;\n`],
    [`  return Send(context);\n`, `  return STATUS_SUCCESS;\n`],
    `}\n`,
  ],
};

/** The same numbers on every run, from 0 to below 1 (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

class Author {
  readonly #random: () => number;
  readonly #chosen = new Map<string, number[]>();

  constructor(seed: number) {
    this.#random = numbersFrom(seed);
    for (const [path, parts] of Object.entries(FILES))
      this.#chosen.set(
        path,
        parts.map(() => 0),
      );
  }

  below(limit: number): number {
    return Math.floor(this.#random() * limit);
  }

  textOf(path: string): string {
    const chosen = this.#chosen.get(path) ?? [];
    return (FILES[path] ?? [])
      .map((part, index) => (typeof part === 'string' ? part : (part[chosen[index] ?? 0] ?? '')))
      .join('');
  }

  /** Words one place of a file another way. */
  reword(path: string): void {
    const [parts, chosen] = [FILES[path] ?? [], this.#chosen.get(path) ?? []];
    const open = parts.flatMap((part, index) => (typeof part === 'string' ? [] : [index]));
    const index = open[this.below(open.length)] ?? 0;
    chosen[index] = this.below(parts[index]?.length ?? 1);
  }
}

const PATHS = Object.keys(FILES);

/** Makes a few edits, and gives the paths of the files. */
function edited(workspace: Workspace, author: Author): readonly string[] {
  const done: string[] = [];
  for (let edits = author.below(3); edits >= 0; edits--) {
    const path = PATHS[author.below(PATHS.length)] ?? '';
    if (author.below(6) === 0 && path in workspace.files) {
      workspace.delete(path);
    } else {
      author.reword(path);
      workspace.set(path, author.textOf(path));
    }
    done.push(path);
  }
  return done;
}

/** Brings up to date what is known of the drivers of some files. */
function updateOf(project: Project, isWanted: (path: string) => boolean): void {
  const steps = project.update(isWanted);
  while (steps.next().done !== true);
}

/** Lets go of some drivers, makes some edits, follows some drivers, and compares what is said then of each file. */
function compareThroughReleases(seed: number, updates: number): number {
  const author = new Author(seed);
  const workspace = new Workspace(Object.fromEntries(PATHS.map((path) => [path, author.textOf(path)])));
  workspace.remember();
  const { project } = workspace;
  let changes = 0;
  for (let round = 0; round < updates; round++) {
    const before = workspace.toldByFile();
    const kept = PATHS[author.below(2 * PATHS.length)];
    if (author.below(2) === 0) project.release((path) => path === kept);
    project.takeTouched();
    const done = edited(workspace, author);
    updateOf(project, (path) => path === kept);
    const touched = project.takeTouched();
    const told = new Workspace(workspace.files).toldByFile();
    assert.deepEqual(workspace.toldByFile(), told, `seed ${seed}, round ${round}: ${done.join()}`);
    for (const [path, text] of told) {
      if (text === before.get(path)) continue;
      changes++;
      assert.ok(touched.has(path), `seed ${seed}, round ${round}: nobody was told to look at ${path} again`);
    }
  }
  return changes;
}

/** Makes some edits, and compares what is known after each update with what a new project knows. */
function compareThroughEdits(seed: number, updates: number): Set<string> {
  const author = new Author(seed);
  const workspace = new Workspace(Object.fromEntries(PATHS.map((path) => [path, author.textOf(path)])));
  workspace.remember();
  const outcomes = new Set<string>();
  for (let round = 0; round < updates; round++) {
    const done = edited(workspace, author);
    const fresh = new Workspace(workspace.files);
    assert.equal(workspace.known(), fresh.known(), `seed ${seed}, round ${round}: ${done.join()}`);
    assert.equal(workspace.told(), fresh.told(), `seed ${seed}, round ${round}: ${done.join()}`);
    for (const finding of workspace.findings()) outcomes.add(finding.replace(/:\d+/, ''));
  }
  return outcomes;
}

describe('after any edits', () => {
  for (const seed of [1, 2, 3, 4]) {
    test(`the project knows what a new one would know (seed ${seed})`, () => {
      compareThroughEdits(seed, 60);
    });
  }

  for (const seed of [6, 7, 8]) {
    test(`it says the same where drivers were let go of, and names all files of which something else is said (seed ${seed})`, () => {
      assert.ok(compareThroughReleases(seed, 60) > 10);
    });
  }

  test('there is something to compare: the edits bring findings of several kinds, and take them away', () => {
    const outcomes = compareThroughEdits(5, 60);
    assert.ok(
      [...outcomes].some((finding) => finding.includes('WSK201')),
      [...outcomes].join('\n'),
    );
    assert.ok(
      [...outcomes].some((finding) => finding.includes('WSK601')),
      [...outcomes].join('\n'),
    );
  });
});
