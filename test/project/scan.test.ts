import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { functionsMaybeIn, mentionsWsk } from '../../server/src/project/scan';
import { Workspace } from '../support/workspace';
import { DRIVER } from './drivers';

describe('a text mentions WSK', () => {
  test('in a name of wsk.h in any case, also within a name of the driver', () => {
    assert.deepEqual(['#include <wsk.h>', 'PWSK_SOCKET s;', 'MyWskSend(x);', 'int task;', ''].map(mentionsWsk), [
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});

describe('a file may define', () => {
  const definitions: Readonly<Record<string, string>> = {
    'a function': 'NTSTATUS Name(PIRP Irp)\n{\n}\n',
    'a function whose brace stands on its line': 'int Name(void) {\n}\n',
    'a function whose type stands on the line above':
      'NTSTATUS\nName(\n    _In_ PIRP Irp,\n    PVOID Context\n    )\n{\n}\n',
    'a function with a calling convention': 'NTSTATUS WSKAPI Name(PVOID Context)\n{\n}\n',
    'a function that returns a pointer': 'PIRP *Name(VOID)\n{\n}\n',
    'a function behind annotations on lines of their own':
      '_Use_decl_annotations_\n_IRQL_requires_max_(DISPATCH_LEVEL)\nVOID\nName(PIRP Irp)\n{\n}\n',
    'a function behind annotations on its own line':
      '_Success_(return == 0) _IRQL_requires_(PASSIVE_LEVEL) NTSTATUS Name(PIRP Irp)\n{\n}\n',
    'a function with __declspec in front': '__declspec(noinline) VOID Name(VOID)\n{\n}\n',
    'a function with annotations behind its parameters':
      'VOID Name(PKSPIN_LOCK Lock)\n    _Requires_lock_held_(*Lock)\n{\n}\n',
    'a function with semicolons in comments and strings':
      'VOID Name(PIRP Irp, // ours; not theirs\n _When_(x == ";", y) /* one; two */ PVOID Context)\n{\n}\n',
    'a function in the old style': 'int Name(a, b)\n    int a;\n    char *b;\n{\n}\n',
    'a function in the old style with comments': 'Name(a)\n    int a; /* one; */\n    // two\n{\n}\n',
    'a function whose header a directive divides':
      'VOID Name(\n#if X\n    PIRP Irp\n#else\n    PVOID Irp\n#endif\n)\n{\n}\n',
    'a function with C linkage on its line': 'extern "C" NTSTATUS Name(VOID)\n{\n}\n',
    'a function within a block with C linkage': 'extern "C" {\n    NTSTATUS Name(VOID)\n    {\n    }\n}\n',
    'a function that returns what a template names': 'Holder<PIRP> Name(VOID)\n{\n}\n',
  };
  for (const [what, text] of Object.entries(definitions)) {
    test(what, () => {
      assert.ok(functionsMaybeIn(text).includes('Name'), functionsMaybeIn(text).join());
      assert.ok(functionsMaybeIn(text.replaceAll('\n', '\r\n')).includes('Name'), 'with CRLF');
    });
  }
});

describe('a file does not define', () => {
  const others: Readonly<Record<string, string>> = {
    'what it only declares':
      'NTSTATUS Name(PIRP Irp);\nextern VOID Name(\n    PVOID Context\n    );\nVOID Other(VOID)\n{\n}\n',
    'what it calls': 'VOID Other(VOID)\n{\n    Name(1);\n    if (Name(2)) {\n    }\n    return Name(3);\n}\n',
    'what it calls behind a type that it casts to': 'VOID Other(VOID)\n{\n    x = (ULONG) Name(1);\n}\n',
    'what it initialises a variable with': 'ULONG x = Name(1);\nULONG y[] = { Name(1) };\n',
    'what only it can see': 'static NTSTATUS Name(VOID)\n{\n}\n',
    'a macro': '#define Name(x) \\\n    { x }\n',
    'what is left open': 'VOID Name(PIRP Irp,\n',
  };
  for (const [what, text] of Object.entries(others)) {
    test(what, () => {
      assert.ok(!functionsMaybeIn(text).includes('Name'));
    });
  }

  test('anything where keywords stand at the start of a line', () => {
    assert.deepEqual(functionsMaybeIn('if (x) {\n}\nwhile (x) {\n}\nswitch (x) {\n}\nfor (;;) {\n}\n'), []);
  });

  test('anything that costs much to find out, in a text that is all parentheses', () => {
    assert.deepEqual(functionsMaybeIn('Name(\n'.repeat(20_000)), []);
  });
});

test('a header may define what is static', () => {
  assert.deepEqual(functionsMaybeIn('static __inline int Name(void)\n{\n}\n', true), ['Name']);
});

describe('a file is parsed', () => {
  const plain = 'VOID Plain(PCONTEXT Context)\n{\n    Context->Sent = 1;\n}\n';

  test('only if it mentions WSK, is called, or is included by one of these', () => {
    const workspace = new Workspace({ ...DRIVER, 'driver/plain.c': plain, 'driver/unused.h': 'VOID Plain(VOID);\n' });
    const parsed = new Set(workspace.parsed());
    assert.deepEqual([...parsed], Object.keys(DRIVER).sort());
    assert.equal(workspace.project.isAnalysed('driver/plain.c'), false);
  });

  test('when it is called, and let go when the call goes', () => {
    const workspace = new Workspace({ ...DRIVER, 'driver/plain.c': plain });
    workspace.update();
    workspace.edit('driver/send.c', 'Note(Context);', 'Note(Context);\n    Plain(Context);');
    assert.deepEqual(workspace.parsed(), ['driver/plain.c', 'driver/send.c']);
    assert.ok(workspace.project.isAnalysed('driver/plain.c'));
    workspace.edit('driver/send.c', '    Plain(Context);', '');
    assert.deepEqual(workspace.parsed(), ['driver/send.c']);
    assert.equal(workspace.project.isAnalysed('driver/plain.c'), false);
  });

  test('when it is called by one that is reached itself', () => {
    const workspace = new Workspace({
      ...DRIVER,
      'driver/note.c': 'VOID Note(PCONTEXT Context)\n{\n    Plain(Context);\n}\n',
      'driver/plain.c': plain,
    });
    workspace.update();
    assert.ok(workspace.project.isAnalysed('driver/plain.c'));
  });

  test('when its function is handed on without a call', () => {
    const workspace = new Workspace(DRIVER);
    workspace.update();
    assert.ok(workspace.project.isAnalysed('driver/done.c'));
  });

  test('when a file that nobody knew gets a function that was missing', () => {
    const workspace = new Workspace({ ...DRIVER, 'driver/note.c': '\n' });
    workspace.update();
    assert.equal(workspace.project.isAnalysed('driver/note.c'), false);
    workspace.set('driver/note.c', DRIVER['driver/note.c'] ?? '');
    workspace.update();
    assert.ok(workspace.project.isAnalysed('driver/note.c'));
  });

  test('not for a prototype of what is called', () => {
    const workspace = new Workspace({
      ...DRIVER,
      'driver/other.c': 'VOID Note(PVOID Context);\nVOID Other(VOID)\n{\n}\n',
    });
    assert.ok(!workspace.parsed().includes('driver/other.c'));
  });

  test('no more when its last word of WSK goes', () => {
    const workspace = new Workspace({ ...DRIVER, 'driver/more.c': '// about wsk\nVOID More(VOID)\n{\n}\n' });
    workspace.update();
    assert.ok(workspace.project.isAnalysed('driver/more.c'));
    workspace.edit('driver/more.c', '// about wsk', '');
    workspace.update();
    assert.equal(workspace.project.isAnalysed('driver/more.c'), false);
  });

  test('once, however often another file is edited', () => {
    const workspace = new Workspace(DRIVER);
    workspace.update();
    workspace.edit('driver/note.c', 'Sent++', 'Sent--');
    assert.deepEqual(workspace.parsed(), ['driver/note.c']);
  });
});
