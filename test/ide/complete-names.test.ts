import assert from 'node:assert/strict';
import test from 'node:test';

import { completionsAt, type Completion } from '../../server/src/ide/complete';
import { atCursor } from '../support/cursor';

function completions(source: string): readonly Completion[] {
  const { unit, offset } = atCursor(source);
  return completionsAt(unit, offset, { withoutSnippets: true });
}

const labels = (source: string): string[] => completions(source).map(({ label }) => label);

const inFunction = (statement: string): string => `VOID F(PIRP Irp)\n{\n    ${statement}\n}\n`;

test('a type is offered where a declaration begins, in a function and outside', () => {
  assert.deepEqual(labels('WSK_BUF¦\n'), ['WSK_BUF', 'WSK_BUF_LIST']);
  assert.deepEqual(labels(inFunction('WSK_BUF¦')), ['WSK_BUF', 'WSK_BUF_LIST']);
  assert.deepEqual(labels('typedef struct _CONTEXT {\n    WSK_BUF¦\n} CONTEXT;\n'), ['WSK_BUF', 'WSK_BUF_LIST']);
  assert.deepEqual(labels('static WSK_BUF¦\n'), ['WSK_BUF', 'WSK_BUF_LIST']);
  assert.deepEqual(labels('VOID F(WSK_BUF¦)\n{\n}\n'), ['WSK_BUF', 'WSK_BUF_LIST']);
});

test('a type is offered in a cast and behind sizeof', () => {
  assert.ok(labels(inFunction('x = (WSK_DATA¦')).includes('WSK_DATA_INDICATION'));
  assert.ok(labels(inFunction('x = sizeof(WSK_DATA¦)')).includes('WSK_DATA_INDICATION'));
});

test('values and functions are offered in a function only', () => {
  assert.deepEqual(labels(inFunction('if (Status == STATUS_FILE_F¦')), ['STATUS_FILE_FORCED_CLOSED']);
  assert.deepEqual(labels('STATUS_FILE_F¦\n'), []);
  assert.ok(labels(inFunction('IoAlloc¦')).includes('IoAllocateIrp'));
  assert.deepEqual(labels('IoAlloc¦\n'), []);
});

test('a function is offered as a call with a stop for each argument, and with the variable that fits', () => {
  const [item] = completions(inFunction('IoFreeIr¦'));
  assert.equal(item?.withStops, 'IoFreeIrp(${1:Irp})$0');
  const [called] = completions(inFunction('IoFreeIr¦(Irp);'));
  assert.equal(called?.withStops, undefined);
  assert.equal(called?.insertText, 'IoFreeIrp');
});

test('a function of a dispatch table is no name of its own', () => {
  assert.deepEqual(labels(inFunction('WskSend¦')), []);
  assert.deepEqual(labels(inFunction('WskReg¦')), ['WskRegister']);
});

test('a word in lower case is the name of something of the driver', () => {
  assert.deepEqual(labels(inFunction('status¦')), []);
  assert.deepEqual(labels(inFunction('¦')), []);
});

test('nothing is offered where a person makes up a name', () => {
  assert.deepEqual(labels(inFunction('PIRP Irp¦')), []);
  assert.deepEqual(labels('VOID IoAlloc¦\n'), []);
  assert.deepEqual(labels('typedef struct WSK_BUF¦\n'), []);
  assert.deepEqual(labels(inFunction('goto IoAlloc¦')), []);
});

test('a statement behind another that has no semicolon yet is still one', () => {
  assert.ok(labels(inFunction('x = y\n    IoAlloc¦')).includes('IoAllocateIrp'));
});

test('where a place takes one of a list, nothing else is offered', () => {
  const send = 'const WSK_PROVIDER_CONNECTION_DISPATCH *d = Table; d->WskSend(Socket, Buffer, WSK_FLAG_¦, Irp);';
  assert.ok(labels(inFunction(send)).every((label) => /^WSK_FLAG_|^0$/.test(label)));
});

test('behind an arrow nobody knows nothing is offered', () => {
  assert.deepEqual(labels(inFunction('x->IoAlloc¦')), []);
});

test('what fits by its name alone is marked as that', () => {
  assert.ok(completions(inFunction('x = STATUS_¦')).every(({ isGeneral }) => isGeneral === true));
});
