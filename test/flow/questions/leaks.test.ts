import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { obligations } from '../../../server/src/flow/questions/leaks';
import { analysisOf } from '../../support/analysis';

/** A routine that sets an event, one that frees the IRP, one that puts it on a list, and one that takes what it has brought. */
const ROUTINES = `
extern LIST_ENTRY Queue; extern PIRP Kept; extern PWSK_SOCKET Accepted;
NTSTATUS Set(PDEVICE_OBJECT d, PIRP i, PVOID c) { KeSetEvent((PKEVENT)c, 0, FALSE); return STATUS_MORE_PROCESSING_REQUIRED; }
NTSTATUS Free(PDEVICE_OBJECT d, PIRP i, PVOID c) { IoFreeIrp(i); return STATUS_MORE_PROCESSING_REQUIRED; }
NTSTATUS Keep(PDEVICE_OBJECT d, PIRP i, PVOID c) { Kept = i; return STATUS_MORE_PROCESSING_REQUIRED; }
NTSTATUS Take(PDEVICE_OBJECT d, PIRP i, PVOID c) { ((POPERATION)c)->Socket = (PWSK_SOCKET)i->IoStatus.Information; return STATUS_MORE_PROCESSING_REQUIRED; }
NTSTATUS Hand(PDEVICE_OBJECT d, PIRP i, PVOID c) { Elsewhere(i); return STATUS_MORE_PROCESSING_REQUIRED; }
VOID Enqueue(POPERATION o) { InsertTailList(&Queue, &o->Link); }
VOID Drop(POPERATION o) { IoFreeIrp(o->Irp); ExFreePool(o); }
NTSTATUS Make(POPERATION o) { o->Irp = IoAllocateIrp(1, FALSE); return o->Irp == NULL ? STATUS_INSUFFICIENT_RESOURCES : STATUS_SUCCESS; }
`;

/** What is owed where a function ends: what it is and how the function names it, in the order of the text. */
function owed(body: string, more = ''): string[] {
  const source = `${ROUTINES}${more}
    NTSTATUS test(PWSK_SOCKET s, POPERATION given, BOOLEAN flag) { KEVENT event; NTSTATUS status = STATUS_SUCCESS; ${body} return status; }`;
  return obligations(analysisOf(source))
    .filter(({ resource }) => resource !== 'pool')
    .map(({ resource, name, isPending }) => [resource, name ?? '?', ...(isPending ? ['pending'] : [])].join(' '));
}

const ALLOCATE = 'PIRP irp = IoAllocateIrp(1, FALSE); if (irp == NULL) return STATUS_INSUFFICIENT_RESOURCES;';
const MEMORY = `POPERATION o = (POPERATION)ExAllocatePoolWithTag(NonPagedPool, sizeof(OPERATION), 'w');
  if (o == NULL) return STATUS_INSUFFICIENT_RESOURCES; RtlZeroMemory(o, sizeof(*o));`;
const install = (routine = 'Set', data = '&event') =>
  `IoSetCompletionRoutine(irp, ${routine}, ${data}, TRUE, TRUE, TRUE);`;
const WAIT = `if (status == STATUS_PENDING) { KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL); status = irp->IoStatus.Status; }`;
const SEND = `${install()} status = wsk->WskDisconnect(s, NULL, 0, irp);`;
const ACCEPT = `KeInitializeEvent(&event, SynchronizationEvent, FALSE); ${install()}
  status = wsk->WskAccept(s, 0, NULL, NULL, NULL, NULL, irp); ${WAIT}`;

describe('an IRP', () => {
  test('is owed where the function ends without having freed it', () => {
    assert.deepEqual(owed(`${ALLOCATE} if (flag) return STATUS_INVALID_PARAMETER; IoFreeIrp(irp);`), ['IRP irp']);
  });

  test('is not where it is freed on every way', () => {
    assert.deepEqual(owed(`${ALLOCATE} if (flag) status = STATUS_INVALID_PARAMETER; IoFreeIrp(irp);`), []);
  });

  test('is not where it was never tested', () => {
    assert.deepEqual(
      owed('PIRP irp = IoAllocateIrp(1, FALSE); if (flag) return STATUS_INVALID_PARAMETER; if (irp) IoFreeIrp(irp);'),
      [],
    );
  });

  test('is once for each end', () => {
    assert.deepEqual(
      owed(
        `${ALLOCATE} if (flag) return STATUS_INVALID_PARAMETER; if (s == NULL) return STATUS_CANCELLED; IoFreeIrp(irp);`,
      ),
      ['IRP irp', 'IRP irp'],
    );
  });

  test('is not once it was returned', () => {
    assert.deepEqual(
      owed('', 'PIRP make(VOID) { PIRP irp = IoAllocateIrp(1, FALSE); if (irp == NULL) return NULL; return irp; }'),
      [],
    );
  });

  test('is not where memory of the caller holds it', () => {
    assert.deepEqual(owed(`${ALLOCATE} given->Irp = irp;`), []);
  });

  test('is not where a file-level variable holds it, or has held it', () => {
    assert.deepEqual(owed(`${ALLOCATE} Kept = irp; Elsewhere(s);`), []);
  });

  test('is not once code out of sight had it', () => {
    assert.deepEqual(owed(`${ALLOCATE} Elsewhere(irp);`), []);
  });

  test('is not where other memory was handed out that it stands in', () => {
    assert.deepEqual(owed(`${MEMORY} if (!NT_SUCCESS(Make(o))) { ExFreePool(o); return status; } Elsewhere(o);`), []);
  });

  test('is not where other memory was put into a list that it stands in', () => {
    assert.deepEqual(
      owed(`${MEMORY} if (!NT_SUCCESS(Make(o))) { ExFreePool(o); return status; } InsertTailList(&Queue, &o->Link);`),
      [],
    );
  });

  test('is not where a helper has put that memory into a list', () => {
    assert.deepEqual(owed(`${MEMORY} if (!NT_SUCCESS(Make(o))) { ExFreePool(o); return status; } Enqueue(o);`), []);
  });

  test('is not where it is put into memory that is in a list already', () => {
    assert.deepEqual(owed(`${MEMORY} Enqueue(o); ${ALLOCATE} o->Irp = irp;`), []);
  });

  test('is where nobody holds the memory that it stands in', () => {
    assert.deepEqual(
      owed(
        `${MEMORY} if (!NT_SUCCESS(Make(o))) { ExFreePool(o); return status; } if (flag) return STATUS_CANCELLED; Drop(o);`,
      ),
      ['IRP o->Irp'],
    );
  });

  test('is not where a helper has freed it with the memory', () => {
    assert.deepEqual(owed(`${MEMORY} if (!NT_SUCCESS(Make(o))) { ExFreePool(o); return status; } Drop(o);`), []);
  });

  test('is where that memory is freed without it', () => {
    assert.deepEqual(
      owed(
        `${MEMORY} if (!NT_SUCCESS(Make(o))) { ExFreePool(o); return status; } ExFreePool(o); return STATUS_CANCELLED;`,
      ),
      ['IRP ?'],
    );
  });

  test('is not in a function that was told of it by the one that leaks it', () => {
    const more =
      'NTSTATUS leak(VOID) { PIRP irp = IoAllocateIrp(1, FALSE); if (irp == NULL) return STATUS_CANCELLED; return STATUS_SUCCESS; }';
    assert.deepEqual(owed('status = leak();', more), ['IRP irp']);
  });

  test('is told to callers only once the function that has made it loses it on no way', () => {
    const more = (
      early: string,
    ): string => `NTSTATUS make(PIRP *made, BOOLEAN flag) { PIRP irp = IoAllocateIrp(1, FALSE);
      if (irp == NULL) return STATUS_CANCELLED; ${early} *made = irp; return STATUS_SUCCESS; }`;
    const caller = 'PIRP mine; status = make(&mine, flag); if (status < 0) return status;';
    assert.deepEqual(owed(caller, more('if (flag) return STATUS_CANCELLED;')), ['IRP irp']);
    assert.deepEqual(owed(caller, more('')), ['IRP mine']);
  });

  test('is not where it is handed to WSK and its routine frees it', () => {
    assert.deepEqual(owed(`${ALLOCATE} ${install('Free')} status = wsk->WskDisconnect(s, NULL, 0, irp);`), []);
  });

  test('is not where its routine keeps it, or hands it on', () => {
    assert.deepEqual(owed(`${ALLOCATE} ${install('Keep')} status = wsk->WskDisconnect(s, NULL, 0, irp);`), []);
    assert.deepEqual(owed(`${ALLOCATE} ${install('Hand')} status = wsk->WskDisconnect(s, NULL, 0, irp);`), []);
  });

  test('is not where nobody knows its routine', () => {
    assert.deepEqual(owed(`${ALLOCATE} ${install('Elsewhere')} status = wsk->WskDisconnect(s, NULL, 0, irp);`), []);
  });

  test('is where its routine only tells that it is completed', () => {
    assert.deepEqual(owed(`${ALLOCATE} ${SEND} ${WAIT}`), ['IRP irp']);
  });

  test('is, and is still with WSK, where nobody waits for it either', () => {
    const send = `${install('Set', 'given')} status = wsk->WskDisconnect(s, NULL, 0, irp);`;
    assert.deepEqual(owed(`${ALLOCATE} ${send} if (status == STATUS_PENDING) return status; IoFreeIrp(irp);`), [
      'IRP irp pending',
    ]);
  });

  test('is not where the mistake is to return while the request uses the stack', () => {
    assert.deepEqual(owed(`${ALLOCATE} ${SEND} if (status == STATUS_PENDING) return status; IoFreeIrp(irp);`), []);
  });

  test('is not where it went to another driver', () => {
    assert.deepEqual(owed(`${ALLOCATE} status = IoCallDriver((PDEVICE_OBJECT)given, irp);`), []);
  });

  test('is not in doubt of a way that depends on what was lost', () => {
    assert.deepEqual(
      owed(
        `PIRP irp = NULL; if (Ask()) irp = IoAllocateIrp(1, FALSE); if (irp != NULL) { if (Ask()) IoFreeIrp(irp); }`,
      ),
      [],
    );
  });

  test('is not once memory of the caller that holds it was handed on', () => {
    assert.deepEqual(owed(`${ALLOCATE} given->Irp = irp; Elsewhere(given);`), []);
  });
});

describe('a socket', () => {
  test('is owed where its request has not failed, and nobody takes it from the IRP', () => {
    assert.deepEqual(owed(`${ALLOCATE} ${ACCEPT} IoFreeIrp(irp);`), ['socket ?']);
  });

  test('is not where the request has failed', () => {
    assert.deepEqual(
      owed(
        `${ALLOCATE} ${ACCEPT} if (NT_SUCCESS(status)) given->Socket = (PWSK_SOCKET)irp->IoStatus.Information; IoFreeIrp(irp);`,
      ),
      [],
    );
  });

  test('is not where the status is compared with STATUS_SUCCESS', () => {
    assert.deepEqual(
      owed(
        `${ALLOCATE} ${ACCEPT} if (status == STATUS_SUCCESS) given->Socket = (PWSK_SOCKET)irp->IoStatus.Information; IoFreeIrp(irp);`,
      ),
      [],
    );
  });

  test('is where it was taken from the IRP and not closed', () => {
    const take =
      'PWSK_SOCKET a; if (!NT_SUCCESS(status)) { IoFreeIrp(irp); return status; } a = (PWSK_SOCKET)irp->IoStatus.Information; IoFreeIrp(irp);';
    assert.deepEqual(owed(`${ALLOCATE} ${ACCEPT} ${take} if (flag) return STATUS_CANCELLED; given->Socket = a;`), [
      'socket a',
    ]);
  });

  test('is not where it was closed', () => {
    const take =
      'PWSK_SOCKET a; PIRP second = given->Irp; if (!NT_SUCCESS(status)) { IoFreeIrp(irp); return status; } a = (PWSK_SOCKET)irp->IoStatus.Information; IoFreeIrp(irp);';
    assert.deepEqual(
      owed(
        `${ALLOCATE} ${ACCEPT} ${take} if (flag) { wsk->WskCloseSocket(a, second); return STATUS_CANCELLED; } given->Socket = a;`,
      ),
      [],
    );
  });

  test('is not where the routine of the IRP takes it', () => {
    assert.deepEqual(
      owed(
        `${ALLOCATE} ${install('Take', 'given')} status = wsk->WskAccept(s, 0, NULL, NULL, NULL, NULL, irp); if (status != STATUS_PENDING) IoFreeIrp(irp);`,
      ),
      [],
    );
  });

  test('is where the IRP is kept, and the caller is told of a failure', () => {
    const reset = 'PIRP irp = given->Irp; IoReuseIrp(irp, STATUS_SUCCESS);';
    const fail =
      "if (NT_SUCCESS(status)) { given->Next = ExAllocatePoolWithTag(NonPagedPool, 8, 'w'); if (given->Next == NULL) return STATUS_INSUFFICIENT_RESOURCES; given->Socket = (PWSK_SOCKET)irp->IoStatus.Information; }";
    assert.deepEqual(owed(`${reset} ${ACCEPT} ${fail}`), ['socket ?']);
  });

  test('is not where the IRP is kept, and the caller may look for it there', () => {
    assert.deepEqual(owed(`PIRP irp = given->Irp; IoReuseIrp(irp, STATUS_SUCCESS); ${ACCEPT}`), []);
  });
});
