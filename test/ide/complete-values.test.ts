import assert from 'node:assert/strict';
import test from 'node:test';

import { completionsAt, type Completion, type CompletionOptions } from '../../server/src/ide/complete';
import { atCursor } from '../support/cursor';

function completions(source: string, options: CompletionOptions = {}): readonly Completion[] {
  const { unit, offset } = atCursor(source);
  return completionsAt(unit, offset, options);
}

const labels = (source: string, options?: CompletionOptions): string[] =>
  completions(source, options).map(({ label }) => label);

const inFunction = (statements: string): string =>
  `NTSTATUS F(PWSK_SOCKET Socket, PIRP Irp, PWSK_BUF Buffer, const WSK_PROVIDER_CONNECTION_DISPATCH *Connection)\n{\n    ${statements}\n}\n`;

const unasked: CompletionOptions = { trigger: ' ' };

test('the flags that a function takes are offered, and 0', () => {
  assert.deepEqual(labels(inFunction('Connection->WskReceive(Socket, Buffer, ¦')), [
    'WSK_FLAG_WAITALL',
    'WSK_FLAG_DRAIN',
    '0',
  ]);
  assert.deepEqual(labels(inFunction('Connection->WskSend(Socket, Buffer, WSK_¦, Irp);')), ['WSK_FLAG_NODELAY', '0']);
  assert.deepEqual(labels(inFunction('Connection->WskDisconnect(Socket, NULL, (¦')), ['WSK_FLAG_ABORTIVE', '0']);
});

test('reserved flags are 0', () => {
  assert.deepEqual(labels(inFunction('Connection->WskConnect(Socket, Address, ¦')), ['0']);
});

test('behind a bar the flags that stand there are not offered again', () => {
  const names = 'Provider->Dispatch->WskGetNameInfo(Client, Address, Length, a, b, ';
  const offered = labels(inFunction(`${names}NI_NUMERICHOST | ¦ | NI_DGRAM, 0, 0, Irp);`));
  assert.ok(offered.includes('NI_NAMEREQD'));
  assert.ok(!offered.includes('NI_NUMERICHOST') && !offered.includes('NI_DGRAM') && !offered.includes('0'));
});

test('behind a bar nothing is offered that does not go with what stands there', () => {
  assert.deepEqual(labels(inFunction('Connection->WskReceive(Socket, Buffer, WSK_FLAG_WAITALL | ¦')), []);
  assert.deepEqual(labels(inFunction('Npi.Dispatch->WskSocket(c, f, t, p, WSK_FLAG_LISTEN_SOCKET | ¦')), []);
});

test('in the middle of an expression nothing is offered', () => {
  assert.deepEqual(labels(inFunction('Connection->WskSend(Socket, Buffer, a + ¦')), []);
  assert.deepEqual(labels(inFunction('Connection->WskSend(Socket, Buffer, a || ¦')), []);
  assert.deepEqual(labels(inFunction('Connection->WskSend(Socket, Buffer, sizeof(¦')), []);
  assert.deepEqual(labels(inFunction('Connection->WskSend(Socket, Buffer, List[¦')), []);
});

test('the requests of WskControlSocket are offered', () => {
  assert.deepEqual(labels(inFunction('Connection->WskControlSocket(Socket, ¦')), [
    'WskSetOption',
    'WskGetOption',
    'WskIoctl',
  ]);
});

test('the control codes are those of the request', () => {
  const control = (request: string): string[] =>
    labels(inFunction(`Connection->WskControlSocket(Socket, ${request}, ¦, SOL_SOCKET`));
  assert.ok(control('WskSetOption').includes('SO_WSK_EVENT_CALLBACK'));
  assert.ok(!control('WskGetOption').includes('SO_WSK_EVENT_CALLBACK'));
  assert.ok(control('WskGetOption').every((name) => !name.startsWith('SIO_')));
  assert.ok(control('WskIoctl').every((name) => name.startsWith('SIO_')));
  assert.ok(control('Request').includes('SIO_WSK_SET_TCP_SILENT_MODE'));
  assert.ok(!control('Request').includes('WSK_SET_STATIC_EVENT_CALLBACKS'));
});

test('options of the transport come last, and those that do nothing in WSK not at all', () => {
  const options = labels(inFunction('Connection->WskControlSocket(Socket, WskSetOption, ¦, SOL_SOCKET'));
  assert.deepEqual(options.slice(-4), ['TCP_NODELAY', 'IPV6_V6ONLY', 'IP_PKTINFO', 'IPV6_PKTINFO']);
  assert.ok(!options.includes('SO_SNDBUF'));
});

test('what does not apply to the category of the table, and what is deprecated, comes last', () => {
  const control = inFunction('((PWSK_PROVIDER_LISTEN_DISPATCH)s->Dispatch)->WskControlSocket(s, WskSetOption, ¦');
  const offered = labels(control);
  assert.ok(offered.indexOf('SO_CONDITIONAL_ACCEPT') < offered.indexOf('SO_BROADCAST'));
  const deprecated = completions(inFunction('Npi.Dispatch->WskControlClient(Client, ¦'));
  assert.equal(deprecated.at(-1)?.isDeprecated, true);
  assert.equal(deprecated[0]?.isDeprecated, undefined);
});

test('the level follows from the control code', () => {
  const level = (code: string): string[] =>
    labels(inFunction(`Connection->WskControlSocket(Socket, Request, ${code}, ¦`));
  assert.deepEqual(level('SO_KEEPALIVE'), ['SOL_SOCKET']);
  assert.deepEqual(level('SIO_WSK_QUERY_INSPECT_ID'), ['0']);
  assert.deepEqual(level('IPV6_V6ONLY'), ['IPPROTO_IPV6']);
});

test('sizes and buffers follow from the control code', () => {
  const set = 'Connection->WskControlSocket(Socket, WskSetOption, SO_KEEPALIVE, SOL_SOCKET, ';
  assert.deepEqual(labels(inFunction(`${set}¦`)), ['sizeof(ULONG)']);
  assert.deepEqual(labels(inFunction(`${set}sizeof(On), &On, ¦`)), ['0']);
  assert.deepEqual(labels(inFunction(`${set}sizeof(On), &On, 0, ¦`)), ['NULL']);
  assert.deepEqual(labels(inFunction(`${set}sizeof(On), &On, 0, NULL, NULL, ¦`)), []);
});

test('what a socket is made of is offered, and the protocol that goes with its type', () => {
  const socket = 'Npi.Dispatch->WskSocket(Npi.Client, ';
  assert.deepEqual(labels(inFunction(`${socket}¦`)), ['AF_INET', 'AF_INET6']);
  assert.deepEqual(labels(inFunction(`${socket}AF_INET, ¦`)), ['SOCK_STREAM', 'SOCK_DGRAM', 'SOCK_RAW']);
  assert.deepEqual(labels(inFunction(`${socket}AF_INET, SOCK_DGRAM, ¦`)), ['IPPROTO_UDP']);
  assert.equal(labels(inFunction(`${socket}AF_INET, SOCK_STREAM, IPPROTO_TCP, ¦`)).length, 5);
});

test('the table of event callbacks is offered that goes with the flag of the socket', () => {
  const tables =
    'const WSK_CLIENT_LISTEN_DISPATCH Listen = { 0 };\nconst WSK_CLIENT_DATAGRAM_DISPATCH Datagram = { 0 };\n';
  const call = 'Npi.Dispatch->WskSocket(c, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, NULL, ¦';
  assert.deepEqual(labels(tables + inFunction(call)), ['&Datagram', 'NULL']);
});

test('of the actions only those are offered that end an inspection', () => {
  const call = 'Socket->Dispatch->WskInspectComplete(Socket, &Id, ¦';
  assert.deepEqual(labels(inFunction(call)), ['WskInspectReject', 'WskInspectAccept']);
});

test('enumerations of the kernel and IoCompletion routines of the file are offered', () => {
  assert.deepEqual(labels(inFunction('KeInitializeEvent(&Event, ¦')), ['NotificationEvent', 'SynchronizationEvent']);
  const routine = 'NTSTATUS Done(PDEVICE_OBJECT d, PIRP i, PVOID c) { return 0; }\nVOID Other(PVOID p) { }\n';
  assert.deepEqual(labels(routine + inFunction('IoSetCompletionRoutine(Irp, ¦')).slice(0, 1), ['Done']);
});

test('the bits of an event mask are offered in the structure, and where it is assigned', () => {
  const all = labels(inFunction('WSK_EVENT_CALLBACK_CONTROL c = { &NPI_WSK_INTERFACE_ID, ¦ };'));
  assert.ok(all.includes('WSK_EVENT_ACCEPT') && all.includes('WSK_EVENT_DISABLE'));
  const rest = labels(inFunction('WSK_EVENT_CALLBACK_CONTROL c = { .EventMask = WSK_EVENT_RECEIVE | ¦ };'));
  assert.ok(!rest.includes('WSK_EVENT_RECEIVE') && rest.includes('WSK_EVENT_DISCONNECT'));
  for (const operator of ['=', '|=']) {
    const assigned = labels(inFunction(`WSK_EVENT_CALLBACK_CONTROL c; c.EventMask ${operator} ¦`));
    assert.deepEqual(assigned, all);
  }
});

test('a condition is no assignment', () => {
  for (const operator of ['==', '!=', '<=']) {
    assert.deepEqual(labels(inFunction(`WSK_EVENT_CALLBACK_CONTROL c; if (c.EventMask ${operator} ¦`)), []);
  }
});

test('a blank alone shows what is worth to be shown, and neither NULL nor 0', () => {
  assert.ok(labels(inFunction('Connection->WskReceive(Socket, Buffer, ¦'), unasked).length > 0);
  assert.deepEqual(labels(inFunction('Connection->WskConnect(Socket, Address, ¦'), unasked), []);
  assert.deepEqual(labels(inFunction('IoSetCompletionRoutine(Irp, Done, NULL, ¦'), unasked), []);
  assert.deepEqual(labels(inFunction('Connection-> ¦'), unasked), []);
  assert.deepEqual(labels(inFunction('¦'), unasked), []);
});

test('nothing is offered in comments, strings, directives and numbers', () => {
  const call = 'Connection->WskReceive(Socket, Buffer, ';
  for (const each of [`${call}/* ¦`, `${call}// ¦`, `${call}"¦`, `${call}0x¦`, `${call}'¦`]) {
    assert.deepEqual(labels(inFunction(each)), [], each);
  }
  assert.deepEqual(labels('#define RECEIVE(s) s->Dispatch->WskReceive(s, b, ¦\n'), []);
});

test('every value has a text that says what it is', () => {
  for (const call of ['Connection->WskReceive(Socket, b, ¦', 'Connection->WskControlSocket(s, WskIoctl, ¦']) {
    for (const { label, documentation, detail } of completions(inFunction(call))) {
      assert.ok(documentation.length > 20 && detail !== '', label);
    }
  }
});
