import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { told } from '../support/analysis';

describe('an IRP', () => {
  test("from IoAllocateIrp is the driver's own", () => {
    assert.deepEqual(told('VOID test(VOID) { PIRP irp = IoAllocateIrp(1, FALSE); if (irp != NULL) tell(irp); }'), [
      '? own',
    ]);
  });

  test('that could not be allocated is NULL', () => {
    assert.deepEqual(told('VOID test(VOID) { PIRP irp = IoAllocateIrp(1, FALSE); if (!irp) { tell(irp); } }'), ['0']);
  });

  test('that was made of memory of the driver is its own', () => {
    const source = `VOID test(USHORT size) { PIRP irp = (PIRP)ExAllocatePoolWithTag(NonPagedPool, size, 'w');
      IoInitializeIrp(irp, size, 1); tell(irp); }`;
    assert.deepEqual(told(source), ['? own']);
  });

  test('that lies in a structure of the driver is its own', () => {
    const source =
      'typedef struct { IRP Irp; } HOLDER; VOID test(HOLDER *h) { IoInitializeIrp(&h->Irp, 1, 1); tell(&h->Irp); }';
    assert.deepEqual(told(source), ['? own']);
  });

  test("that is reused is the driver's own and loses its completion routine", () => {
    const source = `NTSTATUS Done(PDEVICE_OBJECT d, PIRP i, PVOID c) { return STATUS_SUCCESS; }
      VOID test(PIRP irp) { IoSetCompletionRoutine(irp, Done, NULL, TRUE, TRUE, TRUE); tell(irp);
        IoReuseIrp(irp, STATUS_SUCCESS); tell(irp); }`;
    assert.deepEqual(told(source), ['? completed by Done', '? own']);
  });

  test("of a dispatch routine is another driver's", () => {
    const source =
      'DRIVER_DISPATCH test; NTSTATUS test(PDEVICE_OBJECT d, PIRP irp) { PIRP same = irp; tell(same); return STATUS_SUCCESS; }';
    assert.deepEqual(told(source), ['? foreign']);
  });

  test("that somebody hands in is nobody's", () => {
    assert.deepEqual(told('VOID test(PIRP irp) { tell(irp); }'), ['?']);
  });

  test('is followed in a member of a structure', () => {
    const source = 'VOID test(POPERATION o) { o->Irp = IoAllocateIrp(1, FALSE); tell(o->Irp); tell(o->Block.Irp); }';
    assert.deepEqual(told(source), ['? own', '?']);
  });

  test('is another one after the variable was given another', () => {
    const source = 'VOID test(PIRP other) { PIRP irp = IoAllocateIrp(1, FALSE); irp = other; tell(irp); }';
    assert.deepEqual(told(source), ['?']);
  });

  test('keeps apart what is known of two', () => {
    const source = 'VOID test(PIRP b) { PIRP a = IoAllocateIrp(1, FALSE); tell(b); tell(a); }';
    assert.deepEqual(told(source), ['?', '? own']);
  });

  test('is completed by the routine that was set last', () => {
    const source = `VOID test(PIRP irp, PIO_COMPLETION_ROUTINE r) {
      IoSetCompletionRoutine(irp, One, NULL, TRUE, TRUE, TRUE); IoSetCompletionRoutineEx(NULL, irp, &Two, NULL, TRUE, TRUE, TRUE); tell(irp);
      IoSetCompletionRoutine(irp, r, NULL, TRUE, TRUE, TRUE); tell(irp); }
      NTSTATUS One(PDEVICE_OBJECT d, PIRP i, PVOID c) { return 0; } NTSTATUS Two(PDEVICE_OBJECT d, PIRP i, PVOID c) { return 0; }`;
    assert.deepEqual(told(source), ['? completed by Two', '?']);
  });
});

describe('a socket', () => {
  test('is bound after WskBind', () => {
    assert.deepEqual(told('VOID test(PWSK_SOCKET s, PIRP irp) { tell(s); bind(s, irp); tell(s); }'), ['?', '? bound']);
  });

  test('is not bound where the call has failed', () => {
    const source = `VOID test(PWSK_SOCKET s, PIRP irp) {
      NTSTATUS status = bind(s, irp); if (NT_SUCCESS(status)) tell(s); else tell(s); }`;
    assert.deepEqual(told(source), ['? bound', '?']);
  });

  test('is not bound where the call has failed, which is asked at once', () => {
    const source =
      'VOID test(PWSK_SOCKET s, PIRP irp) { if (!NT_SUCCESS(bind(s, irp))) { tell(s); return; } tell(s); }';
    assert.deepEqual(told(source), ['?', '? bound']);
  });

  test('is not bound where the call has failed with a certain status', () => {
    const source = 'VOID test(PWSK_SOCKET s, PIRP irp) { if (bind(s, irp) == STATUS_FILE_FORCED_CLOSED) tell(s); }';
    assert.deepEqual(told(source), ['?']);
  });

  test('is not bound where a switch finds the call to have failed', () => {
    const source =
      'VOID test(PWSK_SOCKET s, PIRP irp) { switch (bind(s, irp)) { case STATUS_UNSUCCESSFUL: tell(s); break; case STATUS_PENDING: tell(s); } }';
    assert.deepEqual(told(source), ['?', '? bound']);
  });

  test('is not bound where the IRP was completed with a failure', () => {
    const source = `VOID test(PWSK_SOCKET s, PIRP irp, PKEVENT e) {
      NTSTATUS status = bind(s, irp);
      if (status == STATUS_PENDING) { KeWaitForSingleObject(e, Executive, KernelMode, FALSE, NULL); status = irp->IoStatus.Status; }
      if (!NT_SUCCESS(status)) tell(s); else tell(s); }`;
    assert.deepEqual([...new Set(told(source))].sort(), ['?', '? bound']);
    assert.equal(told(source).length, 2);
  });

  test("is not bound where the IRP, looked at without the call's status, tells of a failure", () => {
    const source = `VOID test(PWSK_SOCKET s, PIRP irp, PKEVENT e) { bind(s, irp);
      KeWaitForSingleObject(e, Executive, KernelMode, FALSE, NULL); if (NT_SUCCESS(irp->IoStatus.Status)) tell(s); else tell(s); }`;
    assert.deepEqual(told(source), ['? bound', '?']);
  });

  test('stays bound where something else has failed', () => {
    const source =
      'VOID test(PWSK_SOCKET s, PIRP irp, NTSTATUS other) { bind(s, irp); if (!NT_SUCCESS(other)) tell(s); }';
    assert.deepEqual(told(source), ['? bound']);
  });

  test('is not bound where a status that was kept in a structure is a failure', () => {
    const source =
      'VOID test(POPERATION o) { o->Status = bind(o->Socket, o->Irp); if (o->Status < 0) tell(o->Socket); }';
    assert.deepEqual(told(source), ['?']);
  });

  test('is another one after another was put in its place', () => {
    const source =
      'VOID test(POPERATION o, PWSK_SOCKET other) { bind(o->Socket, o->Irp); o->Socket = other; tell(o->Socket); }';
    assert.deepEqual(told(source), ['?']);
  });

  test('that is bound on one way only is in doubt where the ways were merged', () => {
    const source = `VOID test(PWSK_SOCKET s, PIRP irp) { if (Choose()) bind(s, irp); tell(s); }`;
    assert.deepEqual(told(source).sort(), ['?', '? bound']);
  });
});
