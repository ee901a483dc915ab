import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { barredCalls, type BarredCalls } from '../../server/src/flow/irql/barred-calls';
import { pageableInCallbacks } from '../../server/src/flow/irql/pageable';
import { Workspace } from '../support/workspace';

const PRELUDE = `#include <ntddk.h>
#include <wsk.h>
typedef struct _CONTEXT { PWSK_SOCKET Socket; PIRP Irp; KEVENT Event; KSPIN_LOCK Lock; ULONG Flag; } CONTEXT, *PCONTEXT;
extern const EVERY_DISPATCH *wsk;
extern WSK_REGISTRATION Registration;
`;

/** A routine that signals its context, and a helper that sends and waits. */
const SEND = `
NTSTATUS Signal(PDEVICE_OBJECT d, PIRP i, PVOID c) { KeSetEvent((PKEVENT)c, 0, FALSE); return STATUS_MORE_PROCESSING_REQUIRED; }
VOID Send(PCONTEXT c) {
  IoSetCompletionRoutine(c->Irp, Signal, &c->Event, TRUE, TRUE, TRUE);
  wsk->WskSend(c->Socket, NULL, 0, c->Irp);
  KeWaitForSingleObject(&c->Event, Executive, KernelMode, FALSE, NULL);
}
`;
const disconnect = (body: string, name = 'Disconnect'): string => `
NTSTATUS WSKAPI ${name}(PVOID c, ULONG f) { ${body} return STATUS_SUCCESS; }
const WSK_CLIENT_CONNECTION_DISPATCH ${name}Table = { NULL, ${name}, NULL };
`;
const worker = (body: string): string => `
VOID Work(PVOID c) { ${body} }
VOID Start(VOID) { HANDLE t; PsCreateSystemThread(&t, 0, NULL, NULL, NULL, Work, NULL); }
`;

/** Where something is told in the files of a project, and of what: `a.c Disconnect: Send > KeWaitForSingleObject for WskSend`. */
function told(files: Readonly<Record<string, string>>, kind: keyof BarredCalls): string[] {
  const workspace = new Workspace(
    Object.fromEntries(
      Object.entries(files).map(([path, text]) => [path, path.endsWith('.h') ? text : PRELUDE + text]),
    ),
  );
  workspace.update();
  return Object.keys(files).flatMap((path) => {
    const analysis = workspace.project.analysisOf(path);
    return analysis === undefined
      ? []
      : barredCalls(analysis)[kind].map(({ definition, need: { chain, blocks } }) => {
          const request = blocks?.request === undefined ? '' : ` for ${blocks.request}`;
          return `${path} ${definition.name}: ${chain.join(' > ') || 'itself'}${request}`;
        });
  });
}

describe('a wait for a request', () => {
  test('is one for the event that the routine of the request signals', () => {
    const source = disconnect('Send(c);') + worker('Send(c);');
    assert.deepEqual(told({ 'a.c': SEND + source }, 'forRequests'), [
      'a.c Disconnect: Send > KeWaitForSingleObject for WskSend',
    ]);
    const other = SEND.replace('KeWaitForSingleObject(&c->Event', 'KeWaitForSingleObject(&c->Lock');
    assert.deepEqual(told({ 'a.c': other + source }, 'forRequests'), []);
    assert.deepEqual(told({ 'a.c': other + source }, 'tooHigh'), ['a.c Disconnect: Send > KeWaitForSingleObject']);
  });

  test('is known where the caller of a helper that waits makes the request', () => {
    const helper = 'VOID Await(PKEVENT e) { KeWaitForSingleObject(e, Executive, KernelMode, FALSE, NULL); }';
    const send = SEND.replace(/KeWaitForSingleObject.*/, 'Await(&c->Event);');
    assert.deepEqual(told({ 'a.c': helper + send + disconnect('Send(c);') + worker('Send(c);') }, 'forRequests'), [
      'a.c Disconnect: Send > Await > KeWaitForSingleObject for WskSend',
    ]);
  });

  test('is told in the helper where only callbacks call that, also in another file', () => {
    const header = 'VOID Send(PCONTEXT c);\n';
    assert.deepEqual(told({ 'a.c': header + disconnect('Send(c);'), 'b.c': SEND }, 'forRequests'), [
      'b.c Send: KeWaitForSingleObject for WskSend',
    ]);
  });

  test('is told in the callback where a thread of another file calls the helper, too', () => {
    const header = 'VOID Send(PCONTEXT c);\n';
    const files = { 'a.c': header + disconnect('Send(c);'), 'b.c': SEND, 'c.c': header + worker('Send(c);') };
    assert.deepEqual(told(files, 'forRequests'), ['a.c Disconnect: Send > KeWaitForSingleObject for WskSend']);
  });

  test('is told in the callback where its argument makes the helper wait', () => {
    const helper = (value: string) =>
      SEND.replace('PCONTEXT c)', 'PCONTEXT c, BOOLEAN w)').replace('KeWait', 'if (w) KeWait') +
      disconnect(`Send(c, ${value});`);
    assert.deepEqual(told({ 'a.c': helper('TRUE') }, 'forRequests'), [
      'a.c Disconnect: Send > KeWaitForSingleObject for WskSend',
    ]);
    assert.deepEqual(told({ 'a.c': helper('FALSE') }, 'forRequests'), []);
  });

  test('does not depend on how the driver as a whole stands', () => {
    const guarded = `static ULONG State;\n${SEND.replace('{\n  IoSet', '{\n  if (State != 3) return;\n  IoSet')}`;
    const source = guarded + disconnect('Send(c);') + worker('State = 3; Send(c);');
    assert.equal(told({ 'a.c': source }, 'forRequests').length, 1);
  });

  test('is nothing where a flag of the context may keep the helper from it', () => {
    const flagged = SEND.replace('KeWait', 'if (c->Flag) KeWait');
    const source = flagged + disconnect('Send(c);') + worker('Send(c);');
    assert.deepEqual(told({ 'a.c': source }, 'forRequests'), []);
  });
});

describe('a wait that never ends', () => {
  test('is one for the close in an event callback, and for WskDeregister', () => {
    const close = SEND.replace('WskSend(c->Socket, NULL, 0, c->Irp)', 'WskCloseSocket(c->Socket, c->Irp)');
    assert.deepEqual(told({ 'a.c': close + disconnect('Send(c);') }, 'forThemselves'), [
      'a.c Send: KeWaitForSingleObject for WskCloseSocket',
    ]);
    assert.deepEqual(told({ 'a.c': disconnect('WskDeregister(&Registration);') }, 'forThemselves'), [
      'a.c Disconnect: WskDeregister for WskDeregister',
    ]);
  });

  test('is another wait in a completion routine, where the close is asked for', () => {
    const close = SEND.replace('WskSend(c->Socket, NULL, 0, c->Irp)', 'WskCloseSocket(c->Socket, c->Irp)');
    const done = `
      NTSTATUS Done(PDEVICE_OBJECT d, PIRP i, PVOID c) { Send(c); return STATUS_MORE_PROCESSING_REQUIRED; }
      VOID Begin(PCONTEXT c, PIRP i) { IoSetCompletionRoutine(i, Done, c, TRUE, TRUE, TRUE); wsk->WskSend(c->Socket, NULL, 0, i); }`;
    assert.deepEqual(told({ 'a.c': close + done }, 'forThemselves'), []);
    assert.equal(told({ 'a.c': close + done }, 'forRequests').length, 1);
  });
});

describe('a call above its IRQL', () => {
  test('is told where the IRQL was raised', () => {
    const source = `VOID Stop(PCONTEXT c) { KIRQL o; KeAcquireSpinLock(&c->Lock, &o); WskDeregister(&Registration); KeReleaseSpinLock(&c->Lock, o); }`;
    assert.deepEqual(told({ 'a.c': source }, 'tooHigh'), ['a.c Stop: WskDeregister for WskDeregister']);
  });

  test('is told in a helper that is called under a lock only', () => {
    const helper = 'static VOID Stop(VOID) { WskDeregister(&Registration); }';
    const locked =
      'VOID A(PCONTEXT c) { KIRQL o; KeAcquireSpinLock(&c->Lock, &o); Stop(); KeReleaseSpinLock(&c->Lock, o); }';
    assert.deepEqual(told({ 'a.c': helper + locked }, 'tooHigh'), ['a.c Stop: WskDeregister for WskDeregister']);
    assert.deepEqual(told({ 'a.c': `${helper}${locked}VOID B(VOID) { Stop(); }` }, 'tooHigh'), [
      'a.c A: Stop > WskDeregister for WskDeregister',
    ]);
  });

  test('is none where only the header of the function says how high it may be called', () => {
    const source = '_IRQL_requires_max_(DISPATCH_LEVEL) VOID Stop(VOID) { WskDeregister(&Registration); }';
    assert.deepEqual(told({ 'a.c': source }, 'tooHigh'), []);
  });

  test('is none where the memory that decides does not show', () => {
    const source = disconnect(
      'MmProbeAndLockPages(c, KernelMode, IoReadAccess); WskReleaseProviderNPI(&Registration);',
    );
    assert.deepEqual(told({ 'a.c': source }, 'tooHigh'), []);
  });
});

describe('what is pageable in callbacks', () => {
  const pageable = (source: string): string[] => {
    const workspace = new Workspace({ 'a.c': PRELUDE + source });
    workspace.update();
    const analysis = workspace.project.analysisOf('a.c');
    return analysis === undefined
      ? []
      : pageableInCallbacks(analysis).map(({ definition, kind, name }) => `${definition.name}: ${kind} ${name}`);
  };

  test('is the function, once, where both its section and PAGED_CODE say so', () => {
    const source = `NTSTATUS Disconnect(PVOID c, ULONG f);\n#pragma alloc_text(PAGE, Disconnect)\n${disconnect('PAGED_CODE();')}`;
    assert.deepEqual(pageable(source), ['Disconnect: function Disconnect']);
  });

  test('is what it calls, as that says itself how high it may be called', () => {
    const helper = 'VOID Helper(PCONTEXT c) { PAGED_CODE(); c->Flag = (ULONG)sizeof(WSK_BUF); }';
    assert.deepEqual(pageable(helper + disconnect('Helper(c);') + worker('Helper(c);')), ['Disconnect: call Helper']);
    assert.deepEqual(pageable(helper + disconnect('Helper(c);')), ['Disconnect: call Helper']);
  });

  test('is a variable of a pageable section, where it is touched first', () => {
    const data =
      '#pragma data_seg("PAGEDATA")\nstatic ULONG Paged = 0;\n#pragma data_seg()\nstatic ULONG Resident = 0;\n';
    assert.deepEqual(pageable(data + disconnect('Paged++; Resident += Paged;')), ['Disconnect: data Paged']);
  });
});
