import assert from 'node:assert/strict';
import test from 'node:test';
import { inFunction, textAt } from '../support/hover';

const INSPECT = 'WSK_INSPECT_ACTION OnInspect(PVOID c, PSOCKADDR l, PSOCKADDR r, PWSK_INSPECT_ID i)';
const table = (name: string): string => `const WSK_CLIENT_LISTEN_DISPATCH T = { NULL, ${name}, NULL };\n`;
const isInspect = /^\*\*WskInspectEvent callback of `T`\. /;

test('a callback of the driver is explained where a table names it, with its table, its IRQL and what it may return', () => {
  const text = textAt(`${INSPECT} { return 0; }\n${table('On|Inspect')}`);
  assert.match(text, isInspect);
  assert.match(text, /WSK_INSPECT_ACTION WSKAPI OnInspect\(/);
  assert.match(text, /\*\*IRQL\*\*: at most DISPATCH_LEVEL/);
  assert.match(text, /\*\*Enabled\*\*: Set SO_CONDITIONAL_ACCEPT/);
  assert.match(text, /\| `WskInspectPend` \|/);
});

test('a callback of the driver is explained at its definition', () => {
  assert.match(textAt(`${INSPECT.replace('On', 'On|')} { return 0; }\n${table('OnInspect')}`), isInspect);
});

test('a callback of the driver is explained at its prototype', () => {
  assert.match(textAt(`${INSPECT.replace('On', 'On|')};\n${table('OnInspect')}`), isInspect);
});

test('a callback that another file defines is explained in the slot', () => {
  assert.match(textAt(table('&OnIn|spect')), isInspect);
});

test('a callback is explained where it is assigned', () => {
  const source = `${INSPECT};\n${inFunction('Table.WskInspectEvent = On|Inspect;')}`;
  assert.match(textAt(source), /^\*\*WskInspectEvent callback of `Table`\. /);
});

test('a callback is explained in every spelling of its slot', () => {
  const slots = [
    'On|Inspect',
    '(PFN_WSK_INSPECT_EVENT)On|Inspect',
    '(PFN_WSK_INSPECT_EVENT)(On|Inspect)',
    '&(On|Inspect)',
    '// asks\n    On|Inspect // or not\n',
    '/* asks */ On|Inspect /* or not */',
    '\n#if 1\n    On|Inspect\n#endif\n',
  ];
  for (const slot of slots) assert.match(textAt(`${INSPECT};\n${table(slot)}`), isInspect, slot);
});

test('a callback is explained at its definition where a macro stands for it in the slot', () => {
  const source = `#define HANDLER OnInspect\n${INSPECT.replace('On', 'On|')} { return 0; }\n${table('HANDLER')}`;
  assert.match(textAt(source), isInspect);
});

test('a callback that stands in two tables names both', () => {
  const other = table('OnInspect').replace(' T ', ' U ');
  assert.match(textAt(`${table('On|Inspect')}${other}`), /^\*\*WskInspectEvent callback of `T` and `U`\. /);
});

test('a variable that is called like a callback is not explained', () => {
  const source = `${INSPECT} { return 0; }\n${table('OnInspect')}${inFunction('int OnInspect = 1; x = On|Inspect;')}`;
  assert.equal(textAt(source), '');
});

test('a value that a callback returns is explained by what it means there', () => {
  const source = `${INSPECT} { return WskInspect|Pend; }\n${table('OnInspect')}`;
  assert.match(textAt(source), /\n\nReturned from a WskInspectEvent callback: Not decided yet/);
});

const ROUTINE = 'NTSTATUS Done(PDEVICE_OBJECT d, PIRP i, PVOID c)';

const SENDS = `VOID Send(PWSK_SOCKET Socket, PIRP Irp)
{
    PWSK_PROVIDER_CONNECTION_DISPATCH d = Socket->Dispatch;
    IoSetCompletionRoutine(Irp, Done, NULL, TRUE, TRUE, TRUE);
    d->WskSend(Socket, Data, 0, Irp);
}
`;

test('a function that IoSetCompletionRoutine is given is explained as an IoCompletion routine', () => {
  const text = textAt(
    `${ROUTINE} { return 0; }\n${inFunction('IoSetCompletionRoutine(Irp, Do|ne, NULL, TRUE, TRUE, TRUE);')}`,
  );
  assert.match(text, /^\*\*IoCompletion routine: called when/);
  assert.match(text, /NTSTATUS Done\(PDEVICE_OBJECT/);
});

test('a function that is declared as IO_COMPLETION_ROUTINE is explained as one', () => {
  const source = 'IO_COMPLETION_ROUTINE Done;\nNTSTATUS Do|ne(PDEVICE_OBJECT d, PIRP i, PVOID c) { return 0; }\n';
  assert.match(textAt(source), /^\*\*IoCompletion routine: called when/);
});

test('an IoCompletion routine names the request that it ends, and what Information holds then', () => {
  const text = textAt(`${ROUTINE.replace('Done', 'Do|ne')} { return 0; }\n${SENDS}`);
  assert.match(text, /^\*\*IoCompletion routine of `WskSend`\.\*\*/);
  assert.match(text, /- `WskSend` in `Send`\. .*IoStatus\.Information is the number of bytes sent/);
});

test('an IoCompletion routine names the requests of all functions that set it', () => {
  const other = SENDS.replace('Send(', 'Take(').replace('WskSend', 'WskReceive');
  const text = textAt(`${ROUTINE.replace('Done', 'Do|ne')} { return 0; }\n${SENDS}${other}`);
  assert.match(text, /^\*\*IoCompletion routine of `WskSend` and `WskReceive`\.\*\*/);
});

test('a request with another IRP, or after another routine was set, is not named', () => {
  const other = SENDS.replace('0, Irp', '0, Other');
  const later = SENDS.replace('Send(', 'Later(').replace(
    '    d->WskSend',
    '    IoSetCompletionRoutine(Irp, Else, NULL, TRUE, TRUE, TRUE);\n    d->WskSend',
  );
  const text = textAt(`${ROUTINE.replace('Done', 'Do|ne')} { return 0; }\n${other}${later}`);
  assert.match(text, /^\*\*IoCompletion routine: called when/);
});

test('a status that an IoCompletion routine returns is explained by what it means there', () => {
  const source = `${ROUTINE} { return STATUS_MORE_PROCESSING|_REQUIRED; }\n${SENDS}`;
  assert.match(textAt(source), /\n\nReturned from an IoCompletion routine: The I\/O manager stops here/);
});

test('an IoCompletion routine of many requests names only some at length', () => {
  const functions = ['WskSend', 'WskReceive', 'WskDisconnect', 'WskCloseSocket', 'WskGetLocalAddress'];
  const others = functions.map((name) => {
    const rest = name === 'WskCloseSocket' ? '(Socket, Irp)' : '(Socket, Data, 0, Irp)';
    const call = name === 'WskGetLocalAddress' ? '(Socket, Address, Irp)' : rest;
    return SENDS.replace('Send(', `Do${name}(`).replace('WskSend(Socket, Data, 0, Irp)', `${name}${call}`);
  });
  const text = textAt(`${ROUTINE.replace('Done', 'Do|ne')} { return 0; }\n${others.join('')}`);
  assert.match(text, /^\*\*IoCompletion routine of 5 kinds of requests\.\*\*/);
  assert.match(text, /\n- and `WskGetLocalAddress`\.\n/);
});
