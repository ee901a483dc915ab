import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { partialRoutines } from '../../../server/src/flow/questions/invoke-flags';
import { callsWithIrpTooMany, callsWithoutIrp } from '../../../server/src/flow/questions/irp-arguments';
import { irpsWithoutLocation } from '../../../server/src/flow/questions/stack-locations';
import { analysisOf } from '../../support/analysis';

const control = (code: string, irp: string, request = 'WskSetOption', level = 'SOL_SOCKET'): string =>
  `wsk->WskControlSocket(s, ${request}, ${code}, ${level}, 0, NULL, 0, NULL, NULL, ${irp});`;
const client = (code: string, irp: string): string =>
  `wsk->WskControlClient(c, ${code}, 0, NULL, 0, NULL, NULL, ${irp});`;

const inFunction = (body: string, more = ''): string =>
  `${more} VOID test(PWSK_SOCKET s, PWSK_CLIENT c, ULONG code, ULONG level, PIRP given, POPERATION o) { PIRP irp = IoAllocateIrp(1, FALSE); ${body} }`;

const missing = (body: string, more = ''): string[] =>
  callsWithoutIrp(analysisOf(inFunction(body, more))).map(({ callee, through, detail: { code } }) =>
    [through ?? callee, ...(code === undefined ? [] : [code])].join(' for '),
  );

const tooMany = (body: string): (string | undefined)[] =>
  callsWithIrpTooMany(analysisOf(inFunction(body))).map(({ detail: { code } }) => code);

describe('a call without an IRP', () => {
  test('is told of each function that always wants one', () => {
    assert.deepEqual(missing('bind(s, NULL); wsk->WskCloseSocket(s, 0);'), ['WskBind', 'WskCloseSocket']);
    assert.deepEqual(missing('bind(s, given); wsk->WskCloseSocket(s, irp);'), []);
  });

  test('is told of an option or code that wants one, by name or by number', () => {
    assert.deepEqual(missing(control('SO_KEEPALIVE', 'NULL') + control('8', 'NULL', 'WskGetOption')), [
      'WskControlSocket for SO_KEEPALIVE',
      'WskControlSocket for SO_KEEPALIVE',
    ]);
    assert.deepEqual(missing(client('WSK_TRANSPORT_LIST_CHANGE', 'NULL')), [
      'WskControlClient for WSK_TRANSPORT_LIST_CHANGE',
    ]);
  });

  test('is right with one that takes none, or may have none', () => {
    assert.deepEqual(
      missing(control('SIO_WSK_QUERY_INSPECT_ID', 'NULL', 'WskIoctl') + client('WSK_CACHE_SD', 'NULL')),
      [],
    );
    assert.deepEqual(missing(control('SO_WSK_EVENT_CALLBACK', 'NULL')), []);
  });

  test('is not told where the code, the request or the level is not known, or is that of another option', () => {
    assert.deepEqual(missing(control('code', 'NULL') + control('TCP_NODELAY', 'NULL')), []);
    assert.deepEqual(missing(control('SO_KEEPALIVE', 'NULL', 'code')), []);
    assert.deepEqual(missing(control('SO_KEEPALIVE', 'NULL', 'WskSetOption', 'level')), []);
    assert.deepEqual(missing(control('SO_KEEPALIVE', 'NULL', 'WskSetOption', 'IPPROTO_TCP')), []);
    assert.deepEqual(missing(control('SO_KEEPALIVE', 'NULL', 'WskIoctl')), []);
  });

  test('is told in the caller of a helper that passes on what it is given', () => {
    const more = `VOID Set(PWSK_SOCKET s, ULONG code, PIRP i) { ${control('code', 'i')} }`;
    assert.deepEqual(missing('Set(s, SO_KEEPALIVE, irp); Set(s, SO_KEEPALIVE, NULL); Set(s, code, NULL);', more), [
      'Set for SO_KEEPALIVE',
    ]);
  });

  test('is not told behind a branch on what was lost', () => {
    assert.deepEqual(missing('PIRP i = NULL; if (Choose()) i = given; if (Choose()) bind(s, i);'), []);
  });
});

describe('an IRP too many', () => {
  test('is told where the code takes none', () => {
    assert.deepEqual(tooMany(client('WSK_CACHE_SD', 'irp')), ['WSK_CACHE_SD']);
    assert.deepEqual(tooMany(control('SIO_WSK_QUERY_INSPECT_ID', 'irp', 'WskIoctl')), ['SIO_WSK_QUERY_INSPECT_ID']);
    assert.deepEqual(tooMany(control('SO_KEEPALIVE', 'irp') + client('WSK_TRANSPORT_LIST_CHANGE', 'irp')), []);
  });

  test('is told of one that lies in the driver’s own memory', () => {
    assert.deepEqual(tooMany(client('WSK_CACHE_SD', '&embedded').replace('wsk', 'IRP embedded; wsk')), [
      'WSK_CACHE_SD',
    ]);
  });

  test('is not told where the pointer may be NULL', () => {
    assert.deepEqual(tooMany(client('WSK_CACHE_SD', 'given') + client('WSK_CACHE_SD', 'o->Irp')), []);
    assert.deepEqual(tooMany(`if (irp != NULL) { irp = NULL; } ${client('WSK_CACHE_SD', 'irp')}`), []);
  });
});

const ROUTINE = 'NTSTATUS Done(PDEVICE_OBJECT d, PIRP i, PVOID c) { return STATUS_MORE_PROCESSING_REQUIRED; }';
const set = (flags: string, irp = 'irp', routine = 'Done'): string =>
  `IoSetCompletionRoutine(${irp}, ${routine}, NULL, ${flags});`;

const partial = (source: string): string[] =>
  partialRoutines(analysisOf(ROUTINE + source)).map(
    ({ routine, irp, off, request }) =>
      `${routine} of ${irp} in ${request.callee} not with ${off.map(({ flag }) => flag).join()}`,
  );

describe('a completion routine that is not always called', () => {
  test('is told with the flags that are FALSE', () => {
    assert.deepEqual(partial(inFunction(`${set('TRUE, FALSE, 0')} bind(s, irp);`)), [
      'Done of irp in WskBind not with InvokeOnError,InvokeOnCancel',
    ]);
    assert.deepEqual(partial(inFunction(`${set('TRUE, TRUE, TRUE')} bind(s, irp);`)), []);
  });

  test('is told where a helper sets it for an IRP that only its caller knows', () => {
    const helper = `VOID Arm(PIRP i) { ${set('FALSE, TRUE, TRUE', 'i')} }`;
    assert.deepEqual(partial(inFunction('Arm(irp); bind(s, irp);', helper)), [
      'Done of i in WskBind not with InvokeOnSuccess',
    ]);
  });

  test('is not told of an IRP whose owner is not known, or that does not go to WSK', () => {
    assert.deepEqual(partial(inFunction(`${set('FALSE, TRUE, TRUE', 'given')} bind(s, given);`)), []);
    assert.deepEqual(partial(inFunction(`${set('FALSE, TRUE, TRUE')} IoCallDriver(o, irp);`)), []);
  });

  test('is not told where NULL takes the routine away', () => {
    assert.deepEqual(partial(inFunction(`${set('FALSE, FALSE, FALSE', 'irp', 'NULL')} bind(s, irp);`)), []);
  });
});

const small = (source: string): string[] =>
  irpsWithoutLocation(analysisOf(source)).map(
    ({ callee, argument, tooSmall, request }) => `${callee}(${argument.text}): ${tooSmall}, for ${request.callee}`,
  );

describe('an IRP without a stack location', () => {
  const made = (call: string): string => `VOID test(PWSK_SOCKET s, PIRP memory, PDEVICE_OBJECT d) { ${call} }`;

  test('is told where it is allocated and goes to WSK', () => {
    assert.deepEqual(small(made('PIRP irp = IoAllocateIrp(0, FALSE); bind(s, irp);')), [
      'IoAllocateIrp(0): number of locations, for WskBind',
    ]);
    assert.deepEqual(small(made('PIRP irp = IoAllocateIrp(d->StackSize, FALSE); bind(s, irp);')), []);
    assert.deepEqual(small(made('PIRP irp = IoAllocateIrp(0, FALSE); IoFreeIrp(irp);')), []);
  });

  test('is told where it is made of memory that is too small', () => {
    assert.deepEqual(small(made('IoInitializeIrp(memory, sizeof(IRP), 1); bind(s, memory);')), [
      'IoInitializeIrp(sizeof(IRP)): size of the memory, for WskBind',
    ]);
    assert.deepEqual(small(made('IoInitializeIrp(memory, IoSizeOfIrp(1), 1); bind(s, memory);')), []);
  });

  test('is told where a helper makes it', () => {
    const helper = 'PIRP Make(VOID) { return IoAllocateIrp(0, FALSE); }';
    assert.deepEqual(small(helper + made('PIRP irp = Make(); bind(s, irp);')), [
      'IoAllocateIrp(0): number of locations, for WskBind',
    ]);
  });
});
