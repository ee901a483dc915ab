import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { buffersTakenBack, descriptorsTakenBack } from '../../../server/src/flow/questions/taken-back';
import { analysisOf } from '../../support/analysis';

const ROUTINE = `
NTSTATUS Set(PDEVICE_OBJECT d, PIRP i, PVOID c) { KeSetEvent((PKEVENT)c, 0, FALSE); return STATUS_MORE_PROCESSING_REQUIRED; }
`;

const wait = 'KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);';

const within = (body: string) =>
  analysisOf(`${ROUTINE} NTSTATUS test(PWSK_SOCKET s, PWSK_CLIENT c, PIRP irp, PMDL mdl, PVOID data, PSECURITY_DESCRIPTOR sd) {
    KEVENT event; NTSTATUS status; WSK_BUF b; PMDL own = IoAllocateMdl(data, 8, FALSE, FALSE, NULL);
    KeInitializeEvent(&event, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(irp, Set, &event, TRUE, TRUE, TRUE); b.Mdl = mdl; ${body} ${wait} return status; }`);

const freed = (body: string): string[] =>
  buffersTakenBack(within(body)).map(({ text, callee, request }) => `${text} by ${callee}, of ${request.callee}`);

const released = (body: string): string[] =>
  descriptorsTakenBack(within(body)).map(({ text, request }) => `${text} of ${request.callee}`);

const send = 'status = wsk->WskSend(s, &b, 0, irp);';

describe('the data of a request is taken back', () => {
  test('where its MDL is freed before the wait', () => {
    assert.deepEqual(freed(`${send} IoFreeMdl(mdl);`), ['mdl by IoFreeMdl, of WskSend']);
  });

  test('where the memory is freed that its MDL was made for', () => {
    assert.deepEqual(freed(`b.Mdl = own; ${send} ExFreePool(data);`), ['data by ExFreePool, of WskSend']);
  });

  test('once for each request', () => {
    assert.deepEqual(freed(`${send} MmUnlockPages(mdl); IoFreeMdl(mdl);`), ['mdl by MmUnlockPages, of WskSend']);
  });

  test('but not after a wait', () => {
    assert.deepEqual(freed(`${send} ${wait} IoFreeMdl(mdl);`), []);
  });

  test('nor where the request has failed', () => {
    assert.deepEqual(freed(`${send} if (!NT_SUCCESS(status)) IoFreeMdl(mdl);`), []);
  });

  test('nor where another MDL is freed', () => {
    assert.deepEqual(freed(`${send} IoFreeMdl(own);`), []);
  });
});

describe('the descriptor of a request is taken back', () => {
  const create = 'status = wsk->WskSocket(c, 2, 2, 17, 0, NULL, NULL, NULL, NULL, sd, irp);';
  const release = 'wsk->WskControlClient(c, WSK_RELEASE_SD, sizeof(sd), &sd, 0, NULL, NULL, NULL);';

  test('where it is released before the wait', () => {
    assert.deepEqual(released(`${create} ${release}`), ['&sd of WskSocket']);
  });

  test('but not after it', () => {
    assert.deepEqual(released(`${create} ${wait} ${release}`), []);
  });
});
