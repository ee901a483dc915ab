import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { rulesOfProjects } from '../support/rule';
import { Workspace } from '../support/workspace';

/** A driver whose completion routine returns what a header says; the routine and the request stand in one file. */
const sending = (include: string, before = '', returned = 'RESULT'): string => `
#include <wsk.h>
${include}
${before}
NTSTATUS Done(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    return ${returned};
}

NTSTATUS Send(PWSK_SOCKET Socket, PWSK_BUF Buffer)
{
    PIRP irp = IoAllocateIrp(1, FALSE);

    IoSetCompletionRoutine(irp, Done, NULL, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, irp);
}
`;
const KEEPS = '#define RESULT STATUS_MORE_PROCESSING_REQUIRED\n';
const LETS_GO = '#define RESULT STATUS_SUCCESS\n';

/** What the routine in `main` is found to return. */
function returnedIn(files: Readonly<Record<string, string>>): readonly string[] {
  return new Workspace(files).findings(rulesOfProjects).map((finding) => finding.replace(/^\S+ /, ''));
}

const FOUND = ['WSK201 RESULT'];

describe('an include means', () => {
  test('the file beside it', () => {
    assert.deepEqual(returnedIn({ 'src/main.c': sending('#include "result.h"'), 'src/result.h': LETS_GO }), FOUND);
  });

  test('the file that its path leads to', () => {
    const files = { 'driver/src/main.c': sending('#include "../inc/result.h"'), 'driver/inc/result.h': LETS_GO };
    assert.deepEqual(returnedIn(files), FOUND);
  });

  test('a file elsewhere in the project whose path ends so, as an include path would have it', () => {
    const files = { 'driver/src/main.c': sending('#include <shared/result.h>'), 'inc/shared/result.h': LETS_GO };
    assert.deepEqual(returnedIn(files), FOUND);
  });

  test('a file whose name is written in other case', () => {
    assert.deepEqual(returnedIn({ 'src/main.c': sending('#include "Result.H"'), 'src/result.h': LETS_GO }), FOUND);
  });

  test('a file whose path is written with backslashes', () => {
    const files = { 'src/main.c': sending('#include "..\\inc\\result.h"'), 'inc/result.h': LETS_GO };
    assert.deepEqual(returnedIn(files), FOUND);
  });

  test('a file of a project whose own paths have backslashes', () => {
    const files = { 'C:\\driver\\src\\main.c': sending('#include "result.h"'), 'C:\\driver\\src\\result.h': LETS_GO };
    assert.deepEqual(returnedIn(files), FOUND);
  });

  test('nothing where only the end of the name is the same', () => {
    assert.deepEqual(returnedIn({ 'src/main.c': sending('#include "result.h"'), 'src/my-result.h': LETS_GO }), []);
  });

  test('no file of another folder where the folder is named', () => {
    assert.deepEqual(returnedIn({ 'src/main.c': sending('#include "inc/result.h"'), 'src/result.h': LETS_GO }), []);
  });

  test('nothing for a header that is missing: what it would have said is not guessed', () => {
    assert.deepEqual(returnedIn({ 'src/main.c': sending('#include "result.h"') }), []);
  });
});

describe('of several headers of one name an include means', () => {
  test('the one of its own driver', () => {
    const files = {
      'a/main.c': sending('#include "result.h"'),
      'a/result.h': KEEPS,
      'b/main.c': sending('#include "result.h"').replaceAll('Done', 'OtherDone'),
      'b/result.h': LETS_GO,
    };
    assert.deepEqual(new Workspace(files).findings(rulesOfProjects), ['b/main.c:7 WSK201 RESULT']);
  });

  test('the one in the same folder, also where others lie below', () => {
    const files = { 'main.c': sending('#include "result.h"'), 'result.h': LETS_GO, 'old/result.h': KEEPS };
    assert.deepEqual(returnedIn(files), FOUND);
  });

  test('the one that the path leads to, also where another is as near', () => {
    const files = { 'a/b/main.c': sending('#include "../result.h"'), 'a/result.h': LETS_GO, 'a/c/result.h': KEEPS };
    assert.deepEqual(returnedIn(files), FOUND);
  });

  test('none where two are as near', () => {
    const files = { 'src/main.c': sending('#include <result.h>'), 'inc/result.h': LETS_GO, 'lib/result.h': LETS_GO };
    assert.deepEqual(returnedIn(files), []);
  });

  test('the same one whichever was read first', () => {
    const main = { 'a/main.c': sending('#include <result.h>') };
    const [near, far] = [{ 'a/inc/result.h': LETS_GO }, { 'b/inc/result.h': KEEPS }];
    assert.deepEqual(returnedIn({ ...main, ...near, ...far }), FOUND);
    assert.deepEqual(returnedIn({ ...far, ...near, ...main }), FOUND);
  });
});

describe('headers that include headers', () => {
  test('hand on what these declare', () => {
    const files = {
      'main.c': sending('#include "all.h"'),
      'all.h': '#include "inc/result.h"\n',
      'inc/result.h': LETS_GO,
    };
    assert.deepEqual(returnedIn(files), FOUND);
  });

  test('are looked for from the folder of the header', () => {
    const files = {
      'main.c': sending('#include "a/all.h"'),
      'a/all.h': '#include "result.h"\n',
      'a/result.h': LETS_GO,
      'b/result.h': KEEPS,
    };
    assert.deepEqual(returnedIn(files), FOUND);
  });

  test('may include each other, and the file that includes them', () => {
    const files = {
      'main.c': sending('#include "one.h"'),
      'one.h': '#include "two.h"\n#include "main.c"\n#include "one.h"\n',
      'two.h': `#include "one.h"\n${LETS_GO}`,
    };
    assert.deepEqual(returnedIn(files), FOUND);
  });
});

describe('a header declares', () => {
  test('an enumerator, whose number is no status that is known', () => {
    const files = { 'main.c': sending('#include "r.h"', '', 'GOES_ON'), 'r.h': 'enum { FIRST = -3, GOES_ON = 0 };\n' };
    assert.deepEqual(returnedIn(files), ['WSK201 GOES_ON']);
  });

  test('a macro that stands for another one', () => {
    const files = {
      'main.c': sending('#include "r.h"'),
      'r.h': `${LETS_GO.replace('RESULT', 'INNER')}#define RESULT INNER\n`,
    };
    assert.deepEqual(returnedIn(files), FOUND);
  });

  test('a macro for a function: the routine is the one that it stands for', () => {
    const files = {
      'main.c': sending('#include "r.h"', '', 'STATUS_SUCCESS').replace('(irp, Done,', '(irp, ROUTINE,'),
      'r.h': 'NTSTATUS Done(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context);\n#define ROUTINE Done\n',
    };
    assert.deepEqual(returnedIn(files), ['WSK201 STATUS_SUCCESS']);
  });

  test('a routine by its type alone, which stands in another file', () => {
    const files = {
      'send.c': sending('#include "r.h"').replace(/NTSTATUS Done[^]*?\n\}\n/, ''),
      'done.c': 'NTSTATUS Done(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)\n{\n    return STATUS_SUCCESS;\n}\n',
      'r.h': 'IO_COMPLETION_ROUTINE Done;\n',
    };
    assert.deepEqual(new Workspace(files).findings(rulesOfProjects), ['done.c:3 WSK201 STATUS_SUCCESS']);
  });

  test('a dispatch routine, whose IRP is not the driver’s own', () => {
    const source = sending('#include "r.h"', '', 'STATUS_SUCCESS').replace(
      'NTSTATUS Send(',
      `NTSTATUS Write(PDEVICE_OBJECT Device, PIRP Irp)
{
    PWSK_SOCKET socket = Device->DeviceExtension;

    IoSetCompletionRoutine(Irp, Done, NULL, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)socket->Dispatch)->WskSend(socket, NULL, 0, Irp);
}

NTSTATUS Send(`,
    );
    const workspace = new Workspace({ 'main.c': source, 'r.h': 'DRIVER_DISPATCH Write;\n' });
    assert.match(workspace.known(), /Irp = param1 is foreign/);
    assert.deepEqual(workspace.findings(rulesOfProjects), []);
  });

  test('the members of a structure, through which a table of WSK is known', () => {
    const call = 'Connection->Table->WskSend(Connection->Socket, Buffer, 0, irp)';
    const source = sending('#include "connection.h"', '', 'STATUS_SUCCESS')
      .replace('PWSK_SOCKET Socket,', 'PCONNECTION Connection,')
      .replace(/\(\(PWSK_PROVIDER_CONNECTION_DISPATCH\).*irp\)/, call);
    const header = (type: string): string =>
      `typedef struct _CONNECTION {\n    PWSK_SOCKET Socket;\n    const ${type} *Table;\n} CONNECTION, *PCONNECTION;\n`;
    const table = 'typedef struct _DEVICE_TABLE {\n    NTSTATUS (*WskSend)(PVOID Device);\n} DEVICE_TABLE;\n';
    const [wsk, other] = [header('WSK_PROVIDER_CONNECTION_DISPATCH'), table + header('DEVICE_TABLE')];
    assert.deepEqual(returnedIn({ 'main.c': source, 'connection.h': wsk }), ['WSK201 STATUS_SUCCESS']);
    assert.deepEqual(returnedIn({ 'main.c': source, 'connection.h': other }), []);
  });

  test('the members of a structure without a name that stands in another', () => {
    const call = 'Connection->Wsk.Table->WskSend(Connection->Wsk.Socket, Buffer, 0, irp)';
    const source = sending('#include "connection.h"', '', 'STATUS_SUCCESS')
      .replace('PWSK_SOCKET Socket,', 'PCONNECTION Connection,')
      .replace(/\(\(PWSK_PROVIDER_CONNECTION_DISPATCH\).*irp\)/, call);
    const header = `typedef struct {
    struct {
        PWSK_SOCKET Socket;
        const WSK_PROVIDER_CONNECTION_DISPATCH *Table;
    } Wsk;
} CONNECTION, *PCONNECTION;
`;
    assert.deepEqual(returnedIn({ 'main.c': source, 'connection.h': header }), ['WSK201 STATUS_SUCCESS']);
  });

  test('a function with a body, static or not, that the including file calls', () => {
    for (const words of ['static ', '', 'FORCEINLINE ', 'static __inline ']) {
      const files = {
        'main.c': sending('#include "make.h"', '', 'STATUS_SUCCESS').replace('IoAllocateIrp(1, FALSE)', 'MakeIrp()'),
        'make.h': `${words}PIRP MakeIrp(VOID)\n{\n    return IoAllocateIrp(1, FALSE);\n}\n`,
      };
      assert.deepEqual(returnedIn(files), ['WSK201 STATUS_SUCCESS'], words);
    }
  });
});

describe('a header that changes', () => {
  test('is read again for the files that include it', () => {
    const workspace = new Workspace({
      'main.c': sending('#include "all.h"'),
      'all.h': '#include "r.h"\n',
      'r.h': KEEPS,
    });
    assert.deepEqual(workspace.findings(rulesOfProjects), []);
    workspace.set('r.h', LETS_GO);
    assert.deepEqual(workspace.findings(rulesOfProjects), ['main.c:7 WSK201 RESULT']);
    workspace.set('r.h', KEEPS);
    assert.deepEqual(workspace.findings(rulesOfProjects), []);
  });

  test('may include another one from now on', () => {
    const workspace = new Workspace({ 'main.c': sending('#include "all.h"'), 'all.h': '\n', 'r.h': LETS_GO });
    assert.deepEqual(workspace.findings(rulesOfProjects), []);
    workspace.set('all.h', '#include "r.h"\n');
    assert.deepEqual(workspace.findings(rulesOfProjects), ['main.c:7 WSK201 RESULT']);
  });

  test('counts from when it appears until it is gone, whatever it is called', () => {
    for (const name of ['result.h', 'result.inc', 'result']) {
      const workspace = new Workspace({ 'main.c': sending(`#include "${name}"`) });
      assert.deepEqual(workspace.findings(rulesOfProjects), [], name);
      workspace.set(name, LETS_GO);
      assert.deepEqual(workspace.findings(rulesOfProjects), ['main.c:7 WSK201 RESULT'], name);
      workspace.delete(name);
      assert.deepEqual(workspace.findings(rulesOfProjects), [], name);
    }
  });

  test('gives way to a nearer one that appears', () => {
    const workspace = new Workspace({ 'a/main.c': sending('#include "r.h"'), 'inc/r.h': LETS_GO });
    assert.deepEqual(workspace.findings(rulesOfProjects), ['a/main.c:7 WSK201 RESULT']);
    workspace.set('a/r.h', KEEPS);
    assert.deepEqual(workspace.findings(rulesOfProjects), []);
  });
});
