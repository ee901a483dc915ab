import assert from 'node:assert/strict';
import test from 'node:test';

import { completionsAt, type Completion } from '../../server/src/ide/complete';
import { callbackSkeleton } from '../../server/src/ide/complete-skeletons';
import { callbacks, type CallbackName } from '../../server/src/knowledge';
import { rules } from '../../server/src/rules';
import { applyEdits } from '../../server/src/text/span';
import { atCursor } from '../support/cursor';
import { reportOf } from '../support/fixture';
import { unitOf } from '../support/parse';

function completions(source: string): readonly Completion[] {
  const { unit, offset } = atCursor(source);
  return completionsAt(unit, offset);
}

const labels = (source: string): string[] =>
  completions(source)
    .filter(({ kind }) => kind !== 'snippet')
    .map(({ label }) => label);

/** The text after a completion was taken. */
function taken(source: string, label: string): string {
  const { unit, offset } = atCursor(source);
  const item = completionsAt(unit, offset).find((each) => each.label === label);
  assert.ok(item, label);
  return applyEdits(unit.file.text, [{ at: item.span, text: item.insertText }, ...(item.edits ?? [])]);
}

const accept =
  'NTSTATUS WSKAPI OnAccept(PVOID c, ULONG f, PSOCKADDR l, PSOCKADDR r, PWSK_SOCKET s, PVOID *sc, const WSK_CLIENT_CONNECTION_DISPATCH **d) { return 0; }\n';
const abort = 'static NTSTATUS WSKAPI OnAbort(PVOID c, PWSK_INSPECT_ID id) { return 0; }\n';
const own = `${accept}${abort}VOID Other(PVOID c) { }\n`;

test('a slot takes the functions of the file that have its prototype, a new one, or NULL', () => {
  const table = `${own}const WSK_CLIENT_LISTEN_DISPATCH Dispatch = { OnAccept, NULL, ¦ };\n`;
  assert.deepEqual(labels(table), ['OnAbort', 'AbortEvent (new function)', 'NULL']);
});

test('a function that is only declared fits, too', () => {
  const declared = 'static NTSTATUS WSKAPI OnAbort(_In_opt_ PVOID c, _In_ PWSK_INSPECT_ID id);\nVOID Other(PVOID p);\n';
  const table = `${declared}const WSK_CLIENT_LISTEN_DISPATCH Dispatch = { .WskAbortEvent = ¦ };\n`;
  assert.deepEqual(labels(table).slice(0, 1), ['OnAbort']);
});

test('a slot that is named, or assigned, is known', () => {
  const expected = ['OnAbort', 'AbortEvent (new function)', 'NULL'];
  assert.deepEqual(labels(`${own}WSK_CLIENT_LISTEN_DISPATCH T = { .WskAbortEvent = ¦ };\n`), expected);
  assert.deepEqual(
    labels(`${own}WSK_CLIENT_LISTEN_DISPATCH T = {\n    .WskAcceptEvent = OnAccept,\n    .WskAbortEvent = On¦\n};\n`),
    expected,
  );
  assert.deepEqual(labels(`${own}VOID F(WSK_CLIENT_LISTEN_DISPATCH *T)\n{\n    T->WskAbortEvent = ¦\n}\n`), expected);
  assert.deepEqual(
    labels(`${own}VOID F(VOID)\n{\n    *T = (WSK_CLIENT_LISTEN_DISPATCH){ OnAccept, 0, ¦ };\n}\n`),
    expected,
  );
});

test('a table within another is known, by position, by name and in an array', () => {
  const struct = 'typedef struct _S { ULONG a; WSK_CLIENT_LISTEN_DISPATCH Listen; } S;\n';
  const expected = ['OnAbort', 'AbortEvent (new function)', 'NULL'];
  assert.deepEqual(labels(`${own}${struct}S s = { 1, { OnAccept, NULL, ¦ } };\n`), expected);
  assert.deepEqual(labels(`${own}${struct}S s = { .Listen = { .WskAbortEvent = ¦ } };\n`), expected);
  assert.deepEqual(labels(`${own}WSK_CLIENT_LISTEN_DISPATCH T[2] = { { NULL }, { NULL, NULL, ¦ } };\n`), expected);
});

test('behind a dot the members are offered that are not set yet', () => {
  const offered = labels(
    'WSK_CLIENT_CONNECTION_DISPATCH T = {\n    .WskReceiveEvent = F,\n    .Wsk¦\n    .WskSendBacklogEvent = NULL,\n};\n',
  );
  assert.deepEqual(offered, ['WskDisconnectEvent = DisconnectEvent (new function)', 'WskDisconnectEvent =']);
});

test('in an empty table the first slot and the names of all are offered', () => {
  const offered = labels('const WSK_CLIENT_DATAGRAM_DISPATCH T = { ¦ };\n');
  assert.deepEqual(offered, [
    'ReceiveFromEvent (new function)',
    'NULL',
    '.WskReceiveFromEvent = ReceiveFromEvent (new function)',
    '.WskReceiveFromEvent =',
  ]);
});

test('a new callback stands in front of the table and its comment, and its name in the slot', () => {
  const source = 'int a;\n\n// The table.\nstatic const WSK_CLIENT_LISTEN_DISPATCH T = { ¦ };\n';
  const text = taken(source, 'AcceptEvent (new function)');
  const [before, after] = text.split('// The table.\n');
  assert.match(before ?? '', /^int a;\n\nstatic NTSTATUS WSKAPI AcceptEvent\([^]*\n\}\n\n$/);
  assert.equal(after, 'static const WSK_CLIENT_LISTEN_DISPATCH T = { AcceptEvent };\n');
});

test('a table in a function has its new callback in front of that function', () => {
  const source = 'int a;\nNTSTATUS F(PVOID c)\n{\n    WSK_CLIENT_LISTEN_DISPATCH T = { NULL, NULL, ¦ };\n}\n';
  const text = taken(source, 'AbortEvent (new function)');
  assert.ok(text.indexOf('AbortEvent(') > text.indexOf('int a;'));
  assert.ok(text.indexOf('AbortEvent(') < text.indexOf('NTSTATUS F('));
});

test('a new callback takes a name that the file does not use', () => {
  const source = 'VOID AbortEvent(VOID);\nWSK_CLIENT_LISTEN_DISPATCH T = { NULL, NULL, ¦ };\n';
  assert.deepEqual(labels(source)[0], 'AbortEvent2 (new function)');
});

test('a file with the line ends of Windows keeps them', () => {
  const text = taken('int a;\r\nWSK_CLIENT_LISTEN_DISPATCH T = { ¦ };\r\n', 'AcceptEvent (new function)');
  assert.doesNotMatch(text, /[^\r]\n/);
});

test('the table of a client takes its version and its callback', () => {
  assert.deepEqual(labels('const WSK_CLIENT_DISPATCH T = { ¦').slice(0, 1), ['MAKE_WSK_VERSION(1, 0)']);
  assert.deepEqual(labels('const WSK_CLIENT_DISPATCH T = { MAKE_WSK_VERSION(1, 0), 0, ¦'), [
    'ClientEvent (new function)',
    'NULL',
  ]);
});

test('the NPI of a client takes the table of the file', () => {
  const table = 'const WSK_CLIENT_DISPATCH ClientDispatch = { 0 };\n';
  assert.deepEqual(labels(`${table}WSK_CLIENT_NPI Npi = { NULL, ¦ };\n`), ['&ClientDispatch']);
});

test('in a table of the driver’s own nothing is offered', () => {
  assert.deepEqual(labels('int a[] = { ¦ };\n'), []);
  assert.deepEqual(labels('struct S { int a; } s = { ¦ };\n'), []);
});

for (const name of Object.keys(callbacks) as CallbackName[]) {
  const text = callbackSkeleton(name, 'Handler');

  test(`the skeleton of ${name} parses, has its prototype and uses every parameter`, () => {
    const unit = unitOf(text);
    const handler = unit.functionNamed('Handler');
    assert.equal(handler?.parsed, true);
    assert.deepEqual(
      handler.parameters.map((parameter) => parameter.name),
      Object.keys(callbacks[name].parameters),
    );
    const body = unit.tree.textOf(handler.body);
    for (const parameter of Object.keys(callbacks[name].parameters))
      assert.match(body, new RegExp(`\\b${parameter}\\b`));
  });

  test(`the skeleton of ${name} fits its slot, and no rule finds fault with it`, async () => {
    const table = `const ${callbacks[name].table} Table = { .${name} = Handler };\n`;
    assert.deepEqual((await reportOf(text + table, rules)).findings, []);
    assert.ok(labels(`${text}${table.replace('Handler', '¦')}`).includes('Handler'));
  });
}
