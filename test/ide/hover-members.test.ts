import assert from 'node:assert/strict';
import test from 'node:test';
import { inFunction, textAt } from '../support/hover';

test('a member of a structure of WSK is explained through a pointer', () => {
  const text = textAt(inFunction('PWSK_DATA_INDICATION i = First; i = i->Ne|xt;'));
  assert.match(text, /^\*\*[^*]+\*\*\n\n```c\nPWSK_DATA_INDICATION Next;\n```\n\nMember of `WSK_DATA_INDICATION` · \[/);
});

test('a member of a member is explained', () => {
  const text = textAt(inFunction('PWSK_DATA_INDICATION i = First; x = i->Buffer.Len|gth;'));
  assert.match(text, /Member of `WSK_BUF`/);
});

test('a member is explained through a typedef of the driver', () => {
  const source = `typedef WSK_BUF MY_DATA, *PMY_DATA;\n${inFunction('PMY_DATA data; data->Off|set = 0;')}`;
  assert.match(textAt(source), /Member of `WSK_BUF`/);
});

test('what Information of an IRP holds is explained', () => {
  assert.match(textAt(inFunction('x = Irp->IoStatus.Inform|ation;')), /Member of `IO_STATUS_BLOCK`/);
});

test('a member is explained where an initialiser names it', () => {
  assert.match(textAt(inFunction('WSK_BUF b = { .Md|l = Mdl, .Length = 3 };')), /Member of `WSK_BUF`/);
  assert.match(textAt(inFunction('b = (WSK_BUF){ .Len|gth = 3 };')), /Member of `WSK_BUF`/);
});

test('a slot of a provider dispatch table is explained without a call', () => {
  const source = inFunction('PWSK_PROVIDER_LISTEN_DISPATCH d; if (d->Wsk|Bind != NULL) { }');
  assert.match(textAt(source), /^\*\*Binds a socket to a local transport address/);
});

test('a member of the driver that holds a function of WSK is explained like the function', () => {
  const source = 'struct T { PFN_WSK_BIND Bi|nd; };\n';
  assert.match(textAt(source), /^\*\*Binds a socket to a local transport address/);
  const used = `struct T { PFN_WSK_BIND Bind; };\n${inFunction('struct T *t; x = t->Bi|nd;')}`;
  assert.match(textAt(used), /^\*\*Binds a socket to a local transport address/);
});

test('WskRelease without a call is explained by the table it stands in', () => {
  const source = inFunction('PWSK_PROVIDER_DATAGRAM_DISPATCH d; x = d->WskRel|ease;');
  assert.match(textAt(source), /PWSK_DATAGRAM_INDICATION DatagramIndication/);
});

test('a structure is explained through its tag and through the type of a pointer to it', () => {
  const text = textAt('WSK_|BUF b;\n');
  assert.match(text, /- `ULONG Offset`: \S/);
  assert.match(textAt('struct _WSK_|BUF b;\n'), /- `ULONG Offset`: \S/);
  assert.match(textAt('PWSK_|BUF b;\n'), /- `ULONG Offset`: [^]*Pointer to `WSK_BUF`/);
});

test('a type is explained in a cast and in sizeof', () => {
  assert.match(textAt(inFunction('x = (PWSK_|BUF)y;')), /Pointer to `WSK_BUF`/);
  assert.match(textAt(inFunction('x = sizeof(WSK_|BUF);')), /- `ULONG Offset`: \S/);
});

const names: readonly (readonly [string, RegExp])[] = [
  ['WSK_FLAG_NODELAY', /```c\nWSK_FLAG_NODELAY = 0x2\n```[^]*Flag of `WskSend`/],
  ['WSK_EVENT_RECEIVE', /WSK_EVENT_RECEIVE = 0x40[^]*Event flag of/],
  ['STATUS_PENDING', /STATUS_PENDING = 0x0*103\n[^]*Status/],
  ['WskInspectPend', /WskInspectPend = 2\n[^]*Enumerator of `WSK_INSPECT_ACTION`/],
  ['AF_INET6', /AF_INET6 = [^]*Address family, with `SOCKADDR_IN6`/],
  ['WSK_NO_WAIT', /WSK_NO_WAIT = 0[^]*Constant/],
  ['SIO_WSK_QUERY_INSPECT_ID', /I\/O control code/],
];

for (const [name, pattern] of names) {
  test(`${name} is explained by its meaning, its value and its kind`, () => {
    assert.match(textAt(inFunction(`x = |${name};`)), pattern);
  });
}
