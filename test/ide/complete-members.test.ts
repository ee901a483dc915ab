import assert from 'node:assert/strict';
import test from 'node:test';

import { completionsAt, type Completion } from '../../server/src/ide/complete';
import { atCursor } from '../support/cursor';

function completions(source: string): readonly Completion[] {
  const { unit, offset } = atCursor(source);
  return completionsAt(unit, offset);
}

const labels = (source: string): string[] => completions(source).map(({ label }) => label);

const withStops = (source: string, label: string): string | undefined =>
  completions(source).find((each) => each.label === label)?.withStops;

const inFunction = (statements: string): string =>
  `NTSTATUS F(PWSK_SOCKET Socket, PIRP Irp, PWSK_BUF Buffer)\n{\n    ${statements}\n}\n`;

const listening = [
  'WskControlSocket',
  'WskCloseSocket',
  'WskBind',
  'WskAccept',
  'WskInspectComplete',
  'WskGetLocalAddress',
];

test('behind a cast to a table its functions are offered', () => {
  assert.deepEqual(labels(inFunction('((PWSK_PROVIDER_LISTEN_DISPATCH)Socket->Dispatch)->¦')), listening);
});

test('behind a variable of a table type its functions are offered, however much is typed', () => {
  const declared = 'const WSK_PROVIDER_LISTEN_DISPATCH *Dispatch = Socket->Dispatch;\n    ';
  assert.deepEqual(labels(inFunction(`${declared}Dispatch->¦`)), listening);
  assert.deepEqual(labels(inFunction(`${declared}Dispatch->WskB¦`)), listening);
  assert.deepEqual(labels(inFunction(`${declared}Status = Dispatch->¦\n    return Status;`)), listening);
  assert.deepEqual(labels(inFunction(`${declared}if (x) { Dispatch\n        ->¦`)), listening);
});

test('behind a member of a structure of the driver the functions of its table are offered', () => {
  const type = 'typedef struct _S { const WSK_PROVIDER_NPI *Npi; } S;\n';
  assert.deepEqual(labels(`${type}VOID F(S *s)\n{\n    s->Npi->Dispatch->Wsk¦\n}\n`), [
    'Version',
    'Reserved',
    'WskSocket',
    'WskSocketConnect',
    'WskControlClient',
    'WskGetAddressInfo',
    'WskFreeAddressInfo',
    'WskGetNameInfo',
  ]);
});

test('behind the VOID pointer of a socket nothing is offered', () => {
  assert.deepEqual(labels(inFunction('Socket->Dispatch->¦')), []);
});

test('the functions that no page describes are not offered', () => {
  const offered = labels(inFunction('((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->¦'));
  assert.ok(offered.includes('WskSend'));
  assert.ok(!offered.includes('WskSendEx'));
});

test('a function brings its arguments: the socket of the table, the only variable of a type, 0 for flags', () => {
  const call = '((PWSK_PROVIDER_CONNECTION_DISPATCH)Connection->Socket->Dispatch)->¦';
  assert.equal(
    withStops(inFunction(call), 'WskSend'),
    'WskSend(${1:Connection->Socket}, ${2:Buffer}, ${3:0}, ${4:Irp})$0',
  );
});

test('the socket is also known by what the variable of the table was set to', () => {
  const declared = 'PWSK_PROVIDER_LISTEN_DISPATCH d = (PWSK_PROVIDER_LISTEN_DISPATCH)Listener.Socket->Dispatch;';
  assert.match(withStops(inFunction(`${declared} d->¦`), 'WskCloseSocket') ?? '', /\$\{1:Listener\.Socket\}/);
});

test('where two variables have the type of an argument the name of the parameter stands for it', () => {
  const source = inFunction('PWSK_BUF Other; ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->¦');
  assert.match(withStops(source, 'WskSend') ?? '', /\$\{2:Buffer\}/);
});

test('a call with many arguments has a line for each', () => {
  const text = withStops(inFunction('((PWSK_PROVIDER_LISTEN_DISPATCH)Socket->Dispatch)->¦'), 'WskControlSocket');
  assert.match(text ?? '', /^WskControlSocket\(\n\t\$\{1:Socket\},\n\t\$\{2:RequestType\},\n/);
});

test('where the arguments stand there already, only the name is inserted', () => {
  const source = inFunction('((PWSK_PROVIDER_LISTEN_DISPATCH)Socket->Dispatch)->¦(Socket, Irp);');
  assert.equal(withStops(source, 'WskBind'), undefined);
});

test('the members of structures of wsk.h are offered behind an arrow and a dot', () => {
  const source = 'VOID F(PWSK_DATA_INDICATION i, WSK_INSPECT_ID id)\n{\n    ';
  assert.deepEqual(labels(`${source}i->¦\n}\n`), ['Next', 'Buffer']);
  assert.deepEqual(labels(`${source}x = i->Buffer.¦\n}\n`), ['Mdl', 'Offset', 'Length']);
  assert.deepEqual(labels(`${source}i->Next->Next->Buffer.M¦\n}\n`), ['Mdl', 'Offset', 'Length']);
  assert.deepEqual(labels(`${source}id.¦\n}\n`), ['Key', 'SerialNumber']);
});

test('a member is described by its type', () => {
  const [first] = completions('VOID F(PWSK_BUF b)\n{\n    b->¦\n}\n');
  assert.equal(first?.detail, 'PMDL Mdl');
});

test('behind what is no structure of wsk.h nothing is offered', () => {
  assert.deepEqual(labels('typedef struct { int a; } S;\nVOID F(S *s)\n{\n    s->¦\n}\n'), []);
  assert.deepEqual(labels(inFunction('Unknown->¦')), []);
  assert.deepEqual(labels(inFunction('x = 1.¦')), []);
});

test('in C++ the functions of all sockets are reached through Basic as well', () => {
  const offered = labels(inFunction('((PWSK_PROVIDER_LISTEN_DISPATCH)Socket->Dispatch)->Basic.¦'));
  assert.deepEqual(offered, ['WskControlSocket', 'WskCloseSocket']);
});

test('members are known where the function does not parse yet', () => {
  const source = `VOID A(VOID)\n{\n}\n\nVOID F(PWSK_DATA_INDICATION Indication, PWSK_SOCKET s)\n{\n    if (a) {\n        Indication->¦\n\nVOID B(VOID)\n{\n}\n`;
  assert.deepEqual(labels(source), ['Next', 'Buffer']);
});
