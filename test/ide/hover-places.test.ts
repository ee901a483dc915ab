import assert from 'node:assert/strict';
import test from 'node:test';
import { inFunction, spanAt, textAt } from '../support/hover';

const send = (third: string, fourth = 'Irp', first = 'Socket'): string =>
  inFunction(`PWSK_PROVIDER_CONNECTION_DISPATCH d; d->WskSend(${first}, &Data, ${third}, ${fourth});`);

const control = (rest: string): string =>
  inFunction(`PWSK_PROVIDER_CONNECTION_DISPATCH d; d->WskControlSocket(Socket, ${rest});`);

test('a literal says what its place takes, and what it is now', () => {
  const text = textAt(send('|0'));
  assert.match(text, /^\*\*Flags\*\*, the 3rd argument of `WskSend`: `ULONG`, in\./);
  assert.match(text, /WSK_FLAG_NODELAY/);
  assert.match(text, /Now: none\.$/);
});

test('a place is found at the start and at the end of a literal', () => {
  assert.equal(textAt(send('0|')), textAt(send('|0')));
});

test('a literal that is no flag of this function is named', () => {
  assert.match(textAt(send('0x1|8')), /Now: 0x18, which it does not take\.$/);
});

test('a literal that is a flag of this function is named', () => {
  assert.match(textAt(send('0x|2')), /Now: `WSK_FLAG_NODELAY`\.$/);
});

test('NULL in a place says what belongs there', () => {
  assert.match(
    textAt(send('0', 'NU|LL')),
    /^\*\*Irp\*\*, the 4th argument of `WskSend`: `PIRP`, in, out\.\n\n.*never NULL/,
  );
});

test('a literal in a call of a kernel function says what its place takes', () => {
  assert.match(
    textAt(inFunction('IoAllocateIrp(|1, FALSE);')),
    /^\*\*StackSize\*\*, the 1st argument of `IoAllocateIrp`/,
  );
  assert.match(textAt(inFunction('IoAllocateIrp(1, FAL|SE);')), /^\*\*ChargeQuota\*\*, the 2nd argument/);
});

test('a cast literal is in its place', () => {
  assert.match(textAt(send('(ULONG)(|0)')), /^\*\*Flags\*\*/);
  assert.match(textAt(send('(ULONG)|0')), /^\*\*Flags\*\*/);
});

test('a flag is explained first, and then its place', () => {
  const text = textAt(send('WSK_FLAG_NO|DELAY'));
  assert.match(text, /\n\nHere: the 3rd argument of `WskSend`, `Flags`\. /);
  assert.doesNotMatch(text, /^Here/);
});

test('an expression of literals is in its place', () => {
  assert.match(textAt(send('1 +| 1')), /^\*\*Flags\*\*[^]*Now: `WSK_FLAG_NODELAY`\.$/);
});

test('a variable of the driver that is a whole argument of a WSK function says what its place takes', () => {
  assert.match(textAt(send('0', 'Ir|p')), /^\*\*Irp\*\*, the 4th argument/);
  assert.match(textAt(send('0', 'Context->Ir|p')), /^\*\*Irp\*\*, the 4th argument/);
  assert.match(textAt(send('0', 'Irp', '(PWSK_SOCKET)So|cket')), /^\*\*Socket\*\*, the 1st argument/);
});

test('the span of a place is that of the argument', () => {
  assert.equal(spanAt(send('0', 'Context->Ir|p')), 'Context->Irp');
});

test('the place of a buffer says what the option takes', () => {
  const rest = 'WskSetOption, SO_RCVBUF, SOL_SOCKET, size|of(Value), &Value, 0, NULL, NULL, Irp';
  assert.match(textAt(control(rest)), /^\*\*InputSize\*\*[^]*For `SO_RCVBUF`: `ULONG`/);
});

test('the place of a buffer that the option does not use says so', () => {
  const rest = 'WskSetOption, SO_RCVBUF, SOL_SOCKET, sizeof(Value), &Value, 0, NU|LL, NULL, Irp';
  assert.match(textAt(control(rest)), /^\*\*OutputBuffer\*\*[^]*For `SO_RCVBUF`: no data: NULL with a size of 0\.$/);
});

test('the place of the IRP says whether the option takes one', () => {
  const rest = 'WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Value), &Value, 0, NULL, NULL, NU|LL';
  assert.match(textAt(control(rest)), /For `SO_WSK_EVENT_CALLBACK`: NULL to enable, optional to disable\.$/);
});

test('nothing of an option is said where the request is not one for it', () => {
  const rest = 'WskIoctl, SO_RCVBUF, SOL_SOCKET, size|of(Value), &Value, 0, NULL, NULL, Irp';
  assert.doesNotMatch(textAt(control(rest)), /For `SO_RCVBUF`/);
});

test('NULL in a slot of a client dispatch table says which callback it leaves out', () => {
  const text = textAt('const WSK_CLIENT_LISTEN_DISPATCH T = { OnAccept, NU|LL, NULL };\n');
  assert.match(text, /^\*\*WskInspectEvent\*\*, the 2nd member of `WSK_CLIENT_LISTEN_DISPATCH`: .*\n\nAsks whether/);
});

test('NULL in a named slot says the same', () => {
  const text = textAt('const WSK_CLIENT_LISTEN_DISPATCH T = { .WskAbortEvent = NU|LL };\n');
  assert.match(text, /^\*\*WskAbortEvent\*\*, the 3rd member of `WSK_CLIENT_LISTEN_DISPATCH`/);
});

test('a slot in a list within a list is found', () => {
  const source =
    'struct T { int a; WSK_CLIENT_LISTEN_DISPATCH d; };\nstruct T t[] = { { 1, { NULL, NU|LL, NULL } } };\n';
  assert.match(textAt(source), /^\*\*WskInspectEvent\*\*/);
});

test('a slot of a table of the driver is silent', () => {
  assert.equal(textAt('struct T { int WskInspectEvent; };\nstruct T t = { NU|LL };\n'), '');
});
