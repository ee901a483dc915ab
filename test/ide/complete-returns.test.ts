import assert from 'node:assert/strict';
import test from 'node:test';

import { completionsAt, type Completion, type CompletionOptions } from '../../server/src/ide/complete';
import { atCursor } from '../support/cursor';

function completions(source: string, options?: CompletionOptions): readonly Completion[] {
  const { unit, offset } = atCursor(source);
  return completionsAt(unit, offset, options);
}

const labels = (source: string): string[] => completions(source).map(({ label }) => label);

const receive =
  'NTSTATUS WSKAPI R(PVOID c, ULONG f, PWSK_DATA_INDICATION i, SIZE_T n, SIZE_T *a)\n{\n    return ¦\n}\n';

test('a callback that its prototype gives away may return what the tables say', () => {
  const expected = ['STATUS_SUCCESS', 'STATUS_PENDING', 'STATUS_DATA_NOT_ACCEPTED'];
  assert.deepEqual(labels(receive), expected);
  assert.deepEqual(labels(receive.replace('¦', 'STA¦;')), expected);
  assert.deepEqual(labels(receive.replace('return', 'if (i == NULL) { return')), expected);
});

test('each value says what it means', () => {
  const [first] = completions(receive);
  assert.match(first?.documentation ?? '', /has taken all/);
});

test('an inspection returns an action', () => {
  const source =
    'WSK_INSPECT_ACTION WSKAPI I(PVOID c, PSOCKADDR l, PSOCKADDR r, PWSK_INSPECT_ID id)\n{\n    return ¦;\n}\n';
  assert.deepEqual(labels(source), ['WskInspectAccept', 'WskInspectReject', 'WskInspectPend']);
});

test('a callback whose prototype others have is known by the table that names it', () => {
  const function_ = 'NTSTATUS D(PVOID Context, ULONG Flags)\n{\n    return ¦;\n}\n';
  assert.deepEqual(labels(`${function_}WSK_CLIENT_CONNECTION_DISPATCH T = { NULL, D, NULL };\n`), ['STATUS_SUCCESS']);
});

test('an IoCompletion routine returns one of two values, the right one for its own IRP first', () => {
  const source = 'NTSTATUS Done(PDEVICE_OBJECT d, PIRP i, PVOID c)\n{\n    return ¦\n}\n';
  assert.deepEqual(labels(source), ['STATUS_MORE_PROCESSING_REQUIRED', 'STATUS_CONTINUE_COMPLETION']);
});

test('a function of the driver’s own may return anything', () => {
  assert.deepEqual(labels('NTSTATUS F(PVOID a)\n{\n    return ¦\n}\n'), []);
  assert.deepEqual(labels('NTSTATUS F(PVOID a, ULONG b)\n{\n    return ¦;\n}\n'), []);
});

test('in the middle of a result nothing is offered', () => {
  assert.deepEqual(labels(receive.replace('¦', 'a + ¦')), []);
  assert.deepEqual(labels(receive.replace('return', 'noreturn')), []);
});

test('where a callback tests its flags those are offered that it is given', () => {
  assert.deepEqual(labels(receive.replace('return', 'if ((f & ¦').replace(/ ¦\n\}/, '\n}')), [
    'WSK_FLAG_AT_DISPATCH_LEVEL',
    'WSK_FLAG_RELEASE_ASAP',
    'WSK_FLAG_ENTIRE_MESSAGE',
  ]);
  const other = (statement: string) => labels(receive.replace('return ¦', statement));
  assert.deepEqual(other('x = n & ¦'), []);
  assert.deepEqual(other('x = f && ¦'), []);
  assert.deepEqual(other('x = c->f & ¦'), []);
  assert.deepEqual(labels('NTSTATUS F(PVOID a, ULONG f)\n{\n    x = f & ¦\n}\n'), []);
});

test('a blank behind return shows the values unasked', () => {
  assert.equal(completions(receive, { trigger: ' ' }).length, 3);
});
