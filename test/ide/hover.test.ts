import assert from 'node:assert/strict';
import test from 'node:test';
import { hoverAt } from '../../server/src/ide/hover';
import { callbacks, wskFunctions } from '../../server/src/knowledge';
import type { ApiFunction } from '../../server/src/knowledge/shape';
import { inFunction, textAt } from '../support/hover';
import { atMarker } from '../support/marker';

const boundText = /^\*\*Binds a socket to a local transport address\./;

test('a dispatch call through an inline cast is explained', () => {
  const call = '((PWSK_PROVIDER_LISTEN_DISPATCH)Socket->Dispatch)->Wsk|Bind(Socket, Address, 0, Irp);';
  assert.match(textAt(inFunction(call)), boundText);
});

test('a dispatch call through a variable of a table type is explained', () => {
  const text = inFunction('PWSK_PROVIDER_LISTEN_DISPATCH d = Socket->Dispatch; d->WskBind|(Socket, Address, 0, Irp);');
  assert.match(textAt(text), boundText);
});

test('a dispatch call through Basic is explained', () => {
  const text = inFunction('PWSK_PROVIDER_LISTEN_DISPATCH d; d->Basic.|WskCloseSocket(Socket, Irp);');
  assert.match(textAt(text), /^\*\*Closes a socket/);
});

test('a dispatch call of a dereferenced pointer is explained', () => {
  const text = inFunction('PWSK_PROVIDER_LISTEN_DISPATCH d; (*(d->Wsk|Bind))(Socket, Address, 0, Irp);');
  assert.match(textAt(text), boundText);
});

test('a call through a variable typed PFN_WSK_BIND is explained', () => {
  assert.match(textAt(inFunction('PFN_WSK_BIND bind = 0; bi|nd(Socket, Address, 0, Irp);')), boundText);
});

test('the typedef of a function pointer is explained like the function', () => {
  assert.match(textAt(inFunction('PFN_WSK_|BIND bind = 0;')), boundText);
});

test('the text on a function has summary, prototype, IRQL, IRP, parameters, return values and link, in this order', () => {
  const text = textAt(inFunction('PWSK_PROVIDER_CONNECTION_DISPATCH d; d->Wsk|Send(Socket, Buffer, 0, Irp);'));
  const order = [
    '**Sends data over a connection.**',
    'NTSTATUS WskSend(PWSK_SOCKET Socket, PWSK_BUF Buffer, ULONG Flags, PIRP Irp)',
    '**IRQL**: at most DISPATCH_LEVEL.',
    'IoStatus.Information is the number of bytes sent',
    '- `Buffer` (in):',
    '| `STATUS_PENDING` |',
    '| any other |',
    'Since Windows Vista',
    'https://learn.microsoft.com/windows-hardware/drivers/ddi/wsk/nc-wsk-pfn_wsk_send',
  ];
  const places = order.map((part) => text.indexOf(part));
  assert.ok(!places.includes(-1), text);
  assert.deepEqual(
    places,
    [...places].sort((a, b) => a - b),
  );
});

test('WskRelease of a datagram socket is explained with its own parameter', () => {
  const text = inFunction('PWSK_PROVIDER_DATAGRAM_DISPATCH d; PWSK_DATAGRAM_INDICATION i; d->Wsk|Release(Socket, i);');
  assert.match(textAt(text), /PWSK_DATAGRAM_INDICATION DatagramIndication/);
});

test('WskRelease of a connection is explained with its own parameter', () => {
  const text = inFunction('PWSK_PROVIDER_CONNECTION_DISPATCH d; PWSK_DATA_INDICATION i; d->Wsk|Release(Socket, i);');
  assert.match(textAt(text), /PWSK_DATA_INDICATION DataIndication/);
});

for (const [name, { tables }] of Object.entries<ApiFunction>(wskFunctions)) {
  test(`${name} is explained where it stands for itself`, () => {
    const source = tables === undefined ? inFunction(`x = |${name};`) : inFunction(`x = Socket->Dispatch->|${name};`);
    assert.match(textAt(source), /^\*\*[^*]+\.\*\*\n\n```c\n/);
  });
}

test('an export is explained at its call', () => {
  assert.match(textAt(inFunction('WskRe|gister(&ClientNpi, &Registration);')), /^\*\*Makes the driver a client of WSK/);
});

test('a function of the driver that is called like one of WSK is not explained', () => {
  const source = 'VOID WskCloseSocket(PWSK_SOCKET s) { }\nVOID G(PWSK_SOCKET s)\n{\n    Wsk|CloseSocket(s);\n}\n';
  assert.equal(textAt(source), '');
});

test('a kernel function is explained at its call', () => {
  assert.match(textAt(inFunction('Irp = Io|AllocateIrp(1, FALSE);')), /^\*\*Allocates an IRP/);
});

test('a kernel function that the driver defines itself is not explained', () => {
  assert.equal(textAt('VOID IoFreeIrp(PIRP i) { }\nVOID G(PIRP i)\n{\n    Io|FreeIrp(i);\n}\n'), '');
});

for (const name of Object.keys(callbacks)) {
  test(`${name} is explained as the member of a table`, () => {
    assert.match(textAt(inFunction(`Table.|${name} = Handler;`)), /^\*\*[^*]+\.\*\*\n\n```c\n/);
  });
}

test('a callback is explained at its designator', () => {
  const source = 'const WSK_CLIENT_LISTEN_DISPATCH T = { .Wsk|AcceptEvent = OnAccept };\n';
  assert.match(textAt(source), /^\*\*Hands over a connection/);
});

test('a socket option is explained with its level and when it is allowed', () => {
  const text = textAt(inFunction('x = SO_|CONDITIONAL_ACCEPT;'));
  assert.match(text, /socket option at level `SOL_SOCKET`/);
  assert.match(text, /before WskBind/);
  assert.match(text, /network\/so-conditional-accept/);
});

test('a client control code is explained', () => {
  assert.match(textAt(inFunction('x = WSK_SET_STATIC|_EVENT_CALLBACKS;')), /Before the client has any socket/);
});

test('a structure of wsk.h is explained by its members, also through its pointer type', () => {
  assert.match(textAt('PWSK_INSPECT|_ID Id;\n'), /`ULONG_PTR Key`[^]*`ULONG SerialNumber`/);
});

test('nothing is said in an empty file', () => {
  assert.equal(textAt('|'), '');
});

test('the span of a hover is that of the name', () => {
  const { unit, offset } = atMarker(inFunction('Irp = Io|AllocateIrp(1, FALSE);'));
  const hover = hoverAt(unit, offset);
  assert.ok(hover);
  assert.equal(unit.file.text.slice(hover.span.start, hover.span.end), 'IoAllocateIrp');
});

test('a name is found from its start to its end, and not on the blank before it', () => {
  assert.notEqual(textAt(inFunction('x(a, |IoFreeIrp);')), '');
  assert.notEqual(textAt(inFunction('x(a, IoFreeIrp|);')), '');
  assert.equal(textAt(inFunction('x(a,| IoFreeIrp);')), '');
});

test('a text that does not parse is no reason to fail', () => {
  assert.equal(textAt('NTSTATUS F( {{{ ) WskSend|\n'), '');
});
