import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import reused from '../../server/src/rules/irp/irp-reused-without-ioreuseirp';
import unrouted from '../../server/src/rules/irp/irp-without-completion-routine';
import type { Rule } from '../../server/src/lint/rule';
import { editsOf } from '../../server/src/lint/fixes';
import { applyEdits } from '../../server/src/text/span';
import { reportOf } from '../support/fixture';

const head = `#include <wsk.h>
NTSTATUS Set(PDEVICE_OBJECT d, PIRP i, PVOID c) { KeSetEvent((PKEVENT)c, 0, FALSE); return STATUS_MORE_PROCESSING_REQUIRED; }
`;

/** The body of a function after the one fix that is offered for it, unsafe as it is; undefined where there is none. */
async function mended(rule: Rule, lines: readonly string[], end = '\n'): Promise<readonly string[] | undefined> {
  const start = 'VOID test(PIRP irp, PKEVENT event, PWSK_SOCKET s, const WSK_PROVIDER_CONNECTION_DISPATCH *d) {';
  const text = [...head.split('\n'), start, ...lines, '}', ''].join(end);
  const { findings } = await reportOf(text, [rule]);
  assert.equal(findings.length, 1);
  const fix = findings[0]?.fix;
  if (fix === undefined) return undefined;
  assert.equal(fix.safe, false);
  const after = applyEdits(text, editsOf([fix]));
  assert.deepEqual((await reportOf(after, [rule])).findings, []);
  const all = after.split(end);
  return all.slice(all.indexOf(start) + 1, -2);
}

const set = '    IoSetCompletionRoutine(irp, Set, event, TRUE, TRUE, TRUE);';
const reuse = '    IoReuseIrp(irp, STATUS_SUCCESS);';
const send = '    d->WskSend(s, NULL, 0, irp);';
const wait = '    KeWaitForSingleObject(event, Executive, KernelMode, FALSE, NULL);';

describe('a statement that a fix puts before a call', () => {
  test('is the one that sets the routine elsewhere in the function', async () => {
    assert.deepEqual(await mended(unrouted, [set, reuse, send]), [set, reuse, set, send]);
  });

  test('comes with IoReuseIrp where the IRP has completed', async () => {
    assert.deepEqual(await mended(unrouted, [set, send, wait, send]), [set, send, wait, reuse, set, send]);
  });

  test('stands before the statement that sets the routine', async () => {
    assert.deepEqual(await mended(reused, [set, send, wait, set, send]), [set, send, wait, reuse, set, send]);
  });

  test('has the indentation and the line ends of the text', async () => {
    const [deep, broken] = [`\t${set}`, send.slice(0, -6)];
    assert.deepEqual(await mended(reused, [set, send, wait, deep, broken, '      irp);'], '\r\n'), [
      ...[set, send, wait, `\t${reuse}`, deep, broken, '      irp);'],
    ]);
  });

  test('stands before a test of the result', async () => {
    const asked = '    if (d->WskSend(s, NULL, 0, irp) == STATUS_PENDING) {';
    assert.deepEqual(await mended(unrouted, [set, reuse, asked, '    }']), [set, reuse, set, asked, '    }']);
  });

  test('is not put into a loop, or a line that holds more', async () => {
    assert.equal(
      await mended(unrouted, [set, reuse, '    while (d->WskSend(s, NULL, 0, irp) < 0) {', '    }']),
      undefined,
    );
    assert.equal(await mended(unrouted, [set, `${reuse}${send}`]), undefined);
  });

  test('is not made up where no routine is known, or more than one', async () => {
    assert.equal(await mended(unrouted, [reuse, send]), undefined);
    const other = set.replace('event', 'NULL');
    assert.equal(await mended(unrouted, [set, other, reuse, send]), undefined);
  });
});
