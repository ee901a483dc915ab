import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { told, toldThrough } from '../support/analysis';

describe('a helper', () => {
  test('returns what its caller gets', () => {
    assert.deepEqual(
      told('ULONG Five(VOID) { wsk; return WSK_FLAG_NODELAY; } VOID test(VOID) { tell(Five()); }').length,
      1,
    );
    assert.deepEqual(told('ULONG Five(VOID) { return 5; } VOID test(VOID) { tell(Five()); }'), ['5']);
  });

  test('that is defined later is known too', () => {
    assert.deepEqual(
      told('static ULONG Five(VOID); VOID test(VOID) { tell(Five()); } static ULONG Five(VOID) { return 5; }'),
      ['5'],
    );
  });

  test('returns in each of its cases what belongs to it', () => {
    const source = `ULONG Twice(ULONG x) { if (x == 1) return 2; return 0; }
      VOID test(ULONG x) { ULONG y = Twice(x); if (y == 2) { if (x == 1) tell(1); else tell(2); } }`;
    assert.deepEqual(told(source), ['1']);
  });

  test('takes only the way that its arguments allow', () => {
    const source = `ULONG Twice(ULONG x) { if (x == 1) return 2; return 0; } VOID test(VOID) { tell(Twice(1)); tell(Twice(3)); }`;
    assert.deepEqual(told(source), ['2', '0']);
  });

  test('gives back what it was given', () => {
    const source =
      'PIRP Same(PIRP irp) { return irp; } VOID test(VOID) { PIRP a = IoAllocateIrp(1, FALSE); tell(Same(a)); }';
    assert.deepEqual(told(source), ['? own']);
  });

  test('writes through its parameters', () => {
    const source = `VOID Set(PULONG out) { *out = 5; } VOID test(POPERATION o) { ULONG x = 1; Set(&x); tell(x); Set(&o->Flags); tell(o->Flags); }`;
    assert.deepEqual(told(source), ['5', '5']);
  });

  test('writes members of what it is handed, and no others', () => {
    const source = `VOID Set(POPERATION o) { o->Flags = 5; } VOID test(POPERATION o) { o->Flags = 1; o->Other = 2; Set(o); tell(o->Flags); tell(o->Other); }`;
    assert.deepEqual(told(source), ['5', '2']);
  });

  test('writes a variable of the file', () => {
    assert.deepEqual(told('VOID Set(VOID) { Counter = 5; } VOID test(VOID) { Counter = 1; Set(); tell(Counter); }'), [
      '5',
    ]);
  });

  test('does not write the locals of its caller that have the names of its own', () => {
    assert.deepEqual(
      told('VOID Set(VOID) { ULONG x = 5; Shared = x; } VOID test(VOID) { ULONG x = 1; Set(); tell(x); }'),
      ['1'],
    );
  });

  test('makes an IRP and returns it', () => {
    const source =
      'PIRP Make(VOID) { return IoAllocateIrp(1, FALSE); } VOID test(VOID) { PIRP irp = Make(); if (irp != NULL) tell(irp); }';
    assert.deepEqual(told(source), ['? own']);
  });

  test('makes an IRP in an out parameter, and NULL where it fails', () => {
    const source = `NTSTATUS Make(PIRP *out) { *out = IoAllocateIrp(1, FALSE); return *out == NULL ? STATUS_INSUFFICIENT_RESOURCES : STATUS_SUCCESS; }
      VOID test(VOID) { PIRP irp; NTSTATUS s = Make(&irp); if (!NT_SUCCESS(s)) { tell(irp); return; } tell(irp); }`;
    assert.deepEqual(told(source), ['0', '? own']);
  });

  test('makes an IRP two calls further down', () => {
    const source = `NTSTATUS Inner(POPERATION o) { o->Irp = IoAllocateIrp(1, FALSE); if (!o->Irp) return STATUS_NO_MEMORY; return STATUS_SUCCESS; }
      NTSTATUS Outer(POPERATION o) { NTSTATUS s; o->Flags = 3; s = Inner(o); if (!NT_SUCCESS(s)) o->Flags = 4; return s; }
      VOID test(POPERATION o) { if (NT_SUCCESS(Outer(o))) { tell(o->Irp); tell(o->Flags); } else { tell(o->Irp); tell(o->Flags); } }`;
    assert.deepEqual(told(source), ['? own', '3', '0', '4']);
  });

  test('makes a new object each time it is called', () => {
    const source = `PIRP Make(VOID) { return IoAllocateIrp(1, FALSE); }
      VOID test(VOID) { PIRP a = Make(), b = Make(); if (a == b) tell(1); else tell(2); }`;
    assert.ok(told(source).includes('2'));
  });

  test('binds what it is handed, and tells by its status whether it did', () => {
    const source = `NTSTATUS Helper(PWSK_SOCKET s, PIRP irp) { NTSTATUS status = bind(s, irp); return status; }
      VOID test(PWSK_SOCKET s, PIRP irp) { NTSTATUS status = Helper(s, irp); if (NT_SUCCESS(status)) tell(s); else tell(s); }`;
    assert.deepEqual(told(source), ['? bound', '?']);
  });

  test("waits for the completion and returns the IRP's status, on which the bind depends", () => {
    const source = `NTSTATUS Wait(PIRP irp, PKEVENT e, NTSTATUS s) {
        if (s == STATUS_PENDING) { KeWaitForSingleObject(e, Executive, KernelMode, FALSE, NULL); s = irp->IoStatus.Status; } return s; }
      NTSTATUS Helper(POPERATION o) { return Wait(o->Irp, &o->Event, bind(o->Socket, o->Irp)); }
      VOID test(POPERATION o) { if (NT_SUCCESS(Helper(o))) tell(o->Socket); else tell(o->Socket); }`;
    assert.deepEqual([...new Set(told(source))].sort(), ['?', '? bound']);
    assert.equal(told(source).length, 2);
  });

  test('answers yes or no, on which the bind depends', () => {
    const source = `BOOLEAN Helper(PWSK_SOCKET s, PIRP irp) { return NT_SUCCESS(bind(s, irp)); }
      VOID test(PWSK_SOCKET s, PIRP irp) { if (Helper(s, irp)) tell(s); else tell(s); }`;
    assert.deepEqual(told(source), ['? bound', '?']);
  });

  test('installs a completion routine that it is handed', () => {
    const source = `NTSTATUS Done(PDEVICE_OBJECT d, PIRP i, PVOID c) { return STATUS_SUCCESS; }
      VOID Install(PIRP irp, PIO_COMPLETION_ROUTINE routine, PVOID c) { IoSetCompletionRoutine(irp, routine, c, TRUE, TRUE, TRUE); }
      VOID test(PIRP irp) { Install(irp, Done, NULL); tell(irp); }`;
    assert.deepEqual(told(source), ['? completed by Done']);
  });

  test('passes on what it was handed to an unknown function', () => {
    const source =
      'VOID Pass(POPERATION o) { Elsewhere(o); } VOID test(POPERATION o) { o->Flags = 1; Pass(o); tell(o->Flags); }';
    assert.deepEqual(told(source), ['?']);
  });

  test('that never returns ends the way of its caller', () => {
    assert.deepEqual(
      told('VOID Stop(VOID) { KeBugCheckEx(1, 0, 0, 0, 0); } VOID test(VOID) { tell(1); Stop(); tell(2); }'),
      ['1'],
    );
  });

  test('makes a structure and returns it with what it put there', () => {
    const source = `POPERATION Make(VOID) { POPERATION o = ExAllocatePoolWithTag(NonPagedPool, sizeof(*o), 'w'); if (o == NULL) return NULL;
        o->Irp = IoAllocateIrp(1, FALSE); o->Flags = 3; return o; }
      VOID test(VOID) { POPERATION o = Make(); if (o != NULL) { tell(o->Flags); if (o->Irp != NULL) tell(o->Irp); } }`;
    assert.deepEqual(told(source), ['3', '? own']);
  });

  test('is handed a structure of which its caller knows more', () => {
    const source =
      'VOID Use(POPERATION o) { tell(o->Irp); } VOID test(POPERATION o) { o->Irp = IoAllocateIrp(1, FALSE); Use(o); }';
    assert.deepEqual(told(source, 'Use'), ['?']);
    assert.deepEqual(toldThrough(source), ['Use > ? own']);
  });

  test("says nothing of its own places that its caller's arguments exclude", () => {
    const source = 'VOID Use(PIRP irp, ULONG x) { if (x == 1) tell(irp); } VOID test(PIRP irp) { Use(irp, 2); }';
    assert.deepEqual(toldThrough(source), []);
  });

  test('may have put another object where the known one was', () => {
    const source = `VOID Forget(POPERATION o) { if (o->Flags) o->Socket = NULL; }
      VOID test(POPERATION o) { bind(o->Socket, o->Irp); Forget(o); tell(o->Socket); }`;
    assert.deepEqual(told(source), ['?']);
  });
});

describe('recursion', () => {
  test('a function that calls itself is unknown where it does', () => {
    const source = `VOID Walk(POPERATION o) { o->Flags = 5; if (o->Next) { Walk(o->Next); } }
      VOID test(POPERATION o) { ULONG x = 1; o->Flags = 1; Walk(o); tell(x); }`;
    assert.deepEqual(told(source), ['1']);
  });

  test('two functions that call each other end', () => {
    const source = `ULONG Odd(ULONG n); ULONG Even(ULONG n) { return n == 0 ? 1 : Odd(n - 1); } ULONG Odd(ULONG n) { return n == 0 ? 0 : Even(n - 1); }
      VOID test(VOID) { tell(Even(0)); }`;
    assert.deepEqual(told(source), ['1']);
  });

  test('a result that comes from the recursion is not known', () => {
    const source = `ULONG Depth(POPERATION o) { if (o == NULL) return 0; return Depth(o->Next); }
      VOID test(POPERATION o) { ULONG d = Depth(o); if (d == 3) tell(1); else tell(2); }`;
    assert.deepEqual(told(source).sort(), ['1', '2']);
  });
});
