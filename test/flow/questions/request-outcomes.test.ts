import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { readsWhilePending, usesWithoutTest } from '../../../server/src/flow/questions/request-outcomes';
import { analysisOf } from '../../support/analysis';

const ROUTINE = `
NTSTATUS Set(PDEVICE_OBJECT d, PIRP i, PVOID c) { KeSetEvent((PKEVENT)c, 0, FALSE); return STATUS_MORE_PROCESSING_REQUIRED; }
`;

const wait = 'KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);';

const within = (body: string) =>
  analysisOf(`${ROUTINE} PWSK_SOCKET test(PWSK_SOCKET l, PIRP irp) {
    KEVENT event; NTSTATUS status; PWSK_SOCKET s = NULL; KeInitializeEvent(&event, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(irp, Set, &event, TRUE, TRUE, TRUE);
    status = wsk->WskAccept(l, 0, NULL, NULL, NULL, NULL, irp); ${body} return s; }`);

const early = (body: string): string[] =>
  readsWhilePending(within(body)).map(({ text, request }) => `${text} of ${request.callee}`);

const blind = (body: string): string[] =>
  usesWithoutTest(within(body)).map(({ text, request }) => `${text} of ${request.callee}`);

const TAKE = 's = (PWSK_SOCKET)irp->IoStatus.Information;';
const TAKEN = ['irp->IoStatus.Information of WskAccept'];

describe('IoStatus is read too early', () => {
  test('where nothing waits for the request', () => {
    assert.deepEqual(early(TAKE), TAKEN);
  });

  test('where NT_SUCCESS lets STATUS_PENDING pass', () => {
    assert.deepEqual(early(`if (NT_SUCCESS(status)) ${TAKE}`), TAKEN);
  });

  test('once for each request', () => {
    assert.deepEqual(early(`status = irp->IoStatus.Status; ${TAKE}`), ['irp->IoStatus.Status of WskAccept']);
  });

  test('but not where STATUS_PENDING is excluded', () => {
    assert.deepEqual(early(`if (status == STATUS_SUCCESS) ${TAKE}`), []);
  });

  test('and not after a wait', () => {
    assert.deepEqual(early(`if (status == STATUS_PENDING) { ${wait} } ${TAKE}`), []);
  });
});

describe('what a request has brought is used blindly', () => {
  test('where it is taken after a wait, and nobody reads the status', () => {
    assert.deepEqual(blind(`if (status == STATUS_PENDING) { ${wait} } ${TAKE}`), TAKEN);
  });

  test('where the socket is followed before the status is tested', () => {
    assert.deepEqual(
      blind(`${wait} status = irp->IoStatus.Status; ${TAKE} Shared = s->Dispatch == NULL; if (status < 0) s = NULL;`),
      ['s of WskAccept'],
    );
  });

  test('but not where the status was tested', () => {
    assert.deepEqual(blind(`${wait} if (NT_SUCCESS(irp->IoStatus.Status)) ${TAKE}`), []);
  });

  test('nor where it is tested later, and the socket is only kept until then', () => {
    assert.deepEqual(blind(`${wait} ${TAKE} if (!NT_SUCCESS(irp->IoStatus.Status)) s = NULL;`), []);
  });

  test('nor where a function that is not in sight may ask', () => {
    assert.deepEqual(blind(`${wait} Elsewhere(irp); ${TAKE}`), []);
  });

  test('nor where the wait does not lead there', () => {
    assert.deepEqual(blind(`if (status == STATUS_PENDING) { ${wait} return NULL; } ${TAKE}`), []);
  });

  test('nor where it is only added up', () => {
    assert.deepEqual(blind(`${wait} Shared += irp->IoStatus.Information;`), []);
  });
});
