import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { argumentHints } from '../../server/src/ide/argument-hints';
import type { Hint } from '../../server/src/ide/hint';
import { socketHints } from '../../server/src/ide/socket-hints';
import { unitOf } from '../support/parse';
import { sightOf } from './listening-driver';

/** A text with its hints in `«»`, from the first line that has one to the last. */
function withHints(text: string, hints: readonly Hint[]): string[] {
  let shown = text;
  for (const { at, label } of [...hints].sort((one, other) => other.at - one.at))
    shown = `${shown.slice(0, at)}«${label}»${shown.slice(at)}`;
  return shown
    .split('\n')
    .filter((line) => line.includes('«'))
    .map((line) => line.trim());
}

const whole = (text: string) => ({ start: 0, end: text.length });

const calling = (call: string) => `#include <wsk.h>
VOID Call(const WSK_PROVIDER_CONNECTION_DISPATCH *Table, PWSK_SOCKET Socket, PWSK_BUF Data, PIRP Irp, PIRP Request, ULONG Mode)
{
    ${call};
}
`;

const hinted = (call: string): string[] => {
  const text = calling(call);
  return withHints(text, argumentHints(unitOf(text), whole(text)));
};

describe('hints at the arguments of long calls', () => {
  test('name what a number or NULL is', () => {
    assert.deepEqual(hinted('Table->WskSend(Socket, NULL, 0, Irp)'), [
      'Table->WskSend(Socket, «Buffer:»NULL, «Flags:»0, Irp);',
    ]);
  });

  test('name what is called otherwise', () => {
    assert.deepEqual(hinted('Table->WskSend(Socket, Data, Mode, Request)'), [
      'Table->WskSend(Socket, «Buffer:»Data, «Flags:»Mode, «Irp:»Request);',
    ]);
  });

  test('are missing where the argument says it, with casts, members and addresses', () => {
    assert.deepEqual(hinted('Table->WskSend((PWSK_SOCKET)Peer->Socket, &Op->SendBuffer, Op->flags, Op->Irp)'), []);
  });

  test('are missing at the names of the API', () => {
    assert.deepEqual(
      hinted(
        'Table->WskControlSocket(Socket, WskSetOption, SO_KEEPALIVE, SOL_SOCKET, sizeof(Mode), Mode, 0, NULL, NULL, Irp)',
      ),
      [
        'Table->WskControlSocket(Socket, WskSetOption, SO_KEEPALIVE, SOL_SOCKET, sizeof(Mode), «InputBuffer:»Mode, «OutputSize:»0, «OutputBuffer:»NULL, «OutputSizeReturned:»NULL, Irp);',
      ],
    );
  });

  test('are missing where a comment names the argument already', () => {
    assert.deepEqual(hinted('Table->WskSend(Socket, /* Buffer */ NULL, 0, // no flags\n Irp)'), []);
  });

  test('tell the three conditions of IoSetCompletionRoutine apart, and leave the routine alone', () => {
    assert.deepEqual(hinted('IoSetCompletionRoutine(Irp, Done, Data, TRUE, TRUE, FALSE)'), [
      'IoSetCompletionRoutine(Irp, Done, «Context:»Data, «InvokeOnSuccess:»TRUE, «InvokeOnError:»TRUE, «InvokeOnCancel:»FALSE);',
    ]);
  });

  test('are missing where all conditions are the same', () => {
    assert.deepEqual(hinted('IoSetCompletionRoutine(Irp, Done, Data, TRUE, TRUE, TRUE)'), [
      'IoSetCompletionRoutine(Irp, Done, «Context:»Data, TRUE, TRUE, TRUE);',
    ]);
  });

  test('are missing in short calls, and in calls of other functions', () => {
    assert.deepEqual(hinted('Table->WskRelease(Mode, NULL)'), []);
    assert.deepEqual(hinted('Own(0, NULL, TRUE, 4)'), []);
  });

  test('are those of the part of the file that is asked for', () => {
    const text = calling('Table->WskSend(Socket, NULL, 0, Irp)');
    assert.deepEqual(argumentHints(unitOf(text), { start: 0, end: 10 }), []);
  });
});

/** The socket hints of one file of a project. */
function sockets(path: string, files?: Readonly<Record<string, string>>): string[] {
  const analysis = sightOf(files).analysisOf(path);
  assert.ok(analysis);
  const { text } = analysis.unit.file;
  return withHints(text, socketHints(analysis, whole(text)));
}

const waiting = `#include <wsk.h>
typedef struct _REQUEST { PIRP Irp; KEVENT Done; } REQUEST, *PREQUEST;
static NTSTATUS Done(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{ KeSetEvent((PKEVENT)Context, 0, FALSE); return STATUS_MORE_PROCESSING_REQUIRED; }
static PWSK_SOCKET Make(const WSK_PROVIDER_NPI *Npi, PREQUEST Request, ULONG Flags)
{
    PWSK_SOCKET Socket = NULL;
    NTSTATUS Status;
    IoReuseIrp(Request->Irp, STATUS_SUCCESS);
    KeClearEvent(&Request->Done);
    IoSetCompletionRoutine(Request->Irp, Done, &Request->Done, TRUE, TRUE, TRUE);
    Status = Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, Flags, NULL, NULL, NULL, NULL,
        NULL, Request->Irp);
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(&Request->Done, Executive, KernelMode, FALSE, NULL);
        Status = Request->Irp->IoStatus.Status;
    }
    if (NT_SUCCESS(Status)) {
        Socket = (PWSK_SOCKET)Request->Irp->IoStatus.Information;
    }
    return Socket;
}
VOID Both(const WSK_PROVIDER_NPI *Npi, PREQUEST Request)
{
    PWSK_SOCKET First = Make(Npi, Request, WSK_FLAG_DATAGRAM_SOCKET);
    PWSK_SOCKET Second = NULL;
    if (First != NULL) {
        Second = Make(Npi, Request, WSK_FLAG_LISTEN_SOCKET);
    }
}
`;

describe('hints at sockets', () => {
  test('tell the category where a completion routine takes the socket out of the IRP', () => {
    assert.deepEqual(sockets('/driver/events.c'), [
      'Server->Listener«: listening socket» = (PWSK_SOCKET)Irp->IoStatus.Information;',
    ]);
  });

  test('tell it where a helper gives the socket back, and not inside of a helper for several categories', () => {
    assert.deepEqual(sockets('/both.c', { '/both.c': waiting }), [
      'PWSK_SOCKET First«: datagram socket» = Make(Npi, Request, WSK_FLAG_DATAGRAM_SOCKET);',
      'Second«: listening socket» = Make(Npi, Request, WSK_FLAG_LISTEN_SOCKET);',
    ]);
  });

  test('tell it of the request before, where a function makes several', () => {
    const fixed = waiting
      .replace(', ULONG Flags)', ')')
      .replace('IPPROTO_UDP, Flags', 'IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET');
    const [inside] = sockets('/one.c', { '/one.c': fixed });
    assert.equal(inside, 'Socket«: datagram socket» = (PWSK_SOCKET)Request->Irp->IoStatus.Information;');
  });

  test('are missing where the IRP is another one', () => {
    const other = waiting
      .replace(
        'WskSocket(Npi->Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, Flags',
        'WskSocket(Npi->Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET',
      )
      .replace('Socket = (PWSK_SOCKET)Request->Irp', 'Socket = (PWSK_SOCKET)Elsewhere->Irp');
    assert.deepEqual(sockets('/other.c', { '/other.c': other })[0]?.startsWith('Socket«'), false);
  });
});
