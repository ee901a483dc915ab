import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { createNativeParser } from '../../server/src/syntax/native';
import { treeOf } from '../../server/tools/print-tree';
import { controlFlowLines, treeLines } from '../../server/tools/syntax-lines';
import { overview, type Section } from '../../server/tools/tree-sections';

const { tree } = createNativeParser().parse('int F(int a)\n{\n  return a;\n}\n');
const body = tree.descendants(tree.root, 'compound_statement')[0] ?? tree.root;

test('each named node is a line with its depth, field, kind, place and text', () => {
  assert.deepEqual(treeLines(tree, body), [
    'body: compound_statement 2:1',
    '  return_statement 3:3',
    '    identifier 3:10 "a"',
  ]);
});

test('each step of the control flow is a line', () => {
  assert.deepEqual(controlFlowLines(tree, body), ['0: entry -> 1', '1: return a -> 2', '2: exit']);
});

const FILES: Readonly<Record<string, string>> = {
  'send.c': `#include <wsk.h>
PIRP Make(PVOID Context);
VOID Log(PVOID Text);
NTSTATUS Send(PWSK_SOCKET Socket, PWSK_BUF Buffer)
{
    PIRP irp = Make(Buffer);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, irp);
}
`,
  'make.c': `#include <wsk.h>
NTSTATUS Done(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    Log(Context);
    return STATUS_MORE_PROCESSING_REQUIRED;
}
PIRP Make(PVOID Context)
{
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp != NULL) {
        IoSetCompletionRoutine(irp, Done, Context, TRUE, TRUE, TRUE);
    }
    return irp;
}
`,
  'log.c': 'VOID Log(PVOID Text)\n{\n    PAGED_CODE();\n}\n',
};

/** What is printed of a function, without blanks at the sides. */
function printed(path: string, name: string | undefined, ...sections: readonly Section[]): string[] {
  const files = Object.entries(FILES).map(([each, text]) => ({ path: each, text, language: 'c' as const }));
  return treeOf(files, { path, name, sections }).map((line) => line.trim());
}

/** That lines stand in this order, with others between them. */
function inOrder(lines: readonly string[], expected: readonly string[]): void {
  let from = 0;
  for (const line of expected) {
    const at = lines.indexOf(line, from);
    assert.ok(at >= 0, `'${line}' is missing in\n${lines.join('\n')}`);
    from = at + 1;
  }
}

describe('what is printed of a function', () => {
  test('begins with its name and its place', () => {
    assert.deepEqual(printed('make.c', 'Make', 'cfg').slice(0, 3), ['', 'Make  [make.c:7]', 'control flow:']);
  });

  test('is, step by step, what is known of the arguments of WSK calls, from all files', () => {
    inOrder(printed('send.c', 'Send', 'cases'), [
      '1: PIRP irp = Make(Buffer) -> 2  [line 6, PASSIVE..HIGH?]',
      '3: return STATUS_INSUFFICIENT_RESOURCES -> 5  [line 9, PASSIVE..HIGH?]',
      'returns STATUS_INSUFFICIENT_RESOURCES',
      'WskSend (line 11)',
      'Socket = Socket',
      'Irp = made in Make()@6 #1: own since make.c:9, fresh since make.c:9, owed since make.c:9, has-routine since make.c:12, completed by Done with Buffer',
      'returns WskSend()@11',
    ]);
  });

  test('are the calls of WSK by themselves', () => {
    inOrder(printed('send.c', 'Send', 'uses'), ['calls of WSK:', 'WskSend (line 11)', 'Flags = 0']);
  });

  test('are the ways to end, in the words of the function', () => {
    inOrder(printed('make.c', 'Make', 'summary'), [
      'ends:',
      'with IoAllocateIrp()@9',
      'where IoAllocateIrp()@9 != 0',
      'IoAllocateIrp()@9: own, fresh, owed, has-routine, completed by Done with Context',
    ]);
  });

  test('is the IRQL at entry and at each call, with what is asked for there', () => {
    inOrder(printed('make.c', 'Done', 'irql'), [
      'entered at PASSIVE..DISPATCH as IO_COMPLETION_ROUTINE',
      'IRQL:',
      'line 4: Log at PASSIVE..DISPATCH (role IO_COMPLETION_ROUTINE)',
      'asks for APC_LEVEL or below: Log (paged)',
    ]);
    inOrder(printed('log.c', 'Log', 'irql'), [
      'entered at PASSIVE..APC?, by PAGED_CODE (paged)',
      'called by Done at PASSIVE..DISPATCH',
      'asks for APC_LEVEL or below: paged',
    ]);
  });

  test('is its syntax where that is asked for', () => {
    inOrder(printed('log.c', 'Log', 'syntax'), ['syntax:', 'function_definition 1:1', 'body: compound_statement 2:1']);
  });

  test('is said to be nothing where it has nothing to do with WSK', () => {
    const files = [{ path: 'a.c', text: '#include <wsk.h>\nVOID F(VOID)\n{\n}\n', language: 'c' as const }];
    const lines = treeOf(files, { path: 'a.c', name: 'F', sections: overview });
    assert.deepEqual(lines, ['', 'F  [a.c:2]', '  it has nothing to do with WSK']);
  });
});

test('without a name, all functions of the file are printed, and the syntax once', () => {
  const lines = printed('make.c', undefined, 'syntax', 'cfg');
  inOrder(lines, ['translation_unit 1:1', 'Done  [make.c:2]', 'Make  [make.c:7]']);
  assert.equal(lines.filter((line) => line.startsWith('translation_unit')).length, 1);
});
