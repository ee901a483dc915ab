import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { possiblyNull } from '../../../server/src/flow/questions/possibly-null';
import { analysisOf } from '../../support/analysis';

/** What may be NULL where it is used, with what gave it, in a function `test` with an IRP that was just allocated. */
function unproven(body: string, more = ''): string[] {
  const source = `${more} NTSTATUS test(PWSK_SOCKET s, POPERATION o, PVOID data) {
    PIRP irp = IoAllocateIrp(1, FALSE); ${body} return STATUS_SUCCESS; }`;
  return possiblyNull(analysisOf(source))
    .filter(({ definition }) => definition.name === 'test')
    .map(({ text, origin: { callee, through } }) =>
      [text, 'of', callee, ...through.map((step) => `in ${step.callee}`)].join(' '),
    );
}

const OF_IRP = ['irp of IoAllocateIrp'];

describe('a pointer that may be NULL', () => {
  test('is told where it is read through', () => {
    assert.deepEqual(unproven('tell(irp->IoStatus.Status);'), OF_IRP);
  });

  test('is told where it is written through', () => {
    assert.deepEqual(unproven('irp->IoStatus.Status = 0;'), OF_IRP);
  });

  test('is told where it is indexed', () => {
    const body = 'PUCHAR p = MmGetSystemAddressForMdlSafe(o->Irp->MdlAddress, 16); if (irp) tell(p[o->Flags]);';
    assert.deepEqual(unproven(body), ['p of MmGetSystemAddressForMdlSafe']);
  });

  test('is told where it is counted on first', () => {
    const body = 'PUCHAR p = MmGetSystemAddressForMdlSafe(o->Irp->MdlAddress, 16); tell(*(p + 4));';
    assert.deepEqual(unproven(body), ['p + 4 of MmGetSystemAddressForMdlSafe']);
  });

  test('is told where a known function needs it', () => {
    assert.deepEqual(unproven('bind(s, irp);'), OF_IRP);
    assert.deepEqual(unproven('IoFreeIrp(irp);'), OF_IRP);
  });

  test('is told once, at the first place of each', () => {
    assert.deepEqual(unproven('irp->Flags = 0; IoFreeIrp(irp);'), OF_IRP);
  });

  test('is told where it stands in a member', () => {
    assert.deepEqual(unproven('o->Irp = irp; o->Irp->Flags = 0;'), ['o->Irp of IoAllocateIrp']);
  });

  test('is told where it was allocated by a helper', () => {
    const made = unproven('PIRP other = Make(); other->Flags = 0;', 'PIRP Make(VOID) { return IoAllocateIrp(1, 0); }');
    assert.deepEqual(made, ['other of IoAllocateIrp in Make']);
  });

  test('is told where a helper goes through it on every way', () => {
    assert.deepEqual(unproven('Use(irp);', 'VOID Use(PIRP i) { i->Flags = 0; }'), OF_IRP);
    assert.deepEqual(unproven('Use(irp);', 'VOID Low(PIRP i) { IoFreeIrp(i); } VOID Use(PIRP i) { Low(i); }'), OF_IRP);
  });

  test('is told where it is known to be NULL, and used all the same', () => {
    assert.deepEqual(unproven('if (irp == NULL) Counter++; irp->Flags = 0;'), OF_IRP);
    assert.deepEqual(unproven('ASSERT(irp != NULL); irp->Flags = 0;'), OF_IRP);
  });

  test('is told where it is a parameter of which only the caller knows', () => {
    const source = 'ULONG test(PWSK_DATA_INDICATION d) { return d->Buffer.Offset; }';
    const found = possiblyNull(analysisOf(`${source} VOID other(PWSK_SOCKET s) { tell(s); }`));
    assert.deepEqual(
      found.map(({ text, origin }) => [text, origin.at.call, origin.at.part]),
      [['d', -1, 0]],
    );
  });
});

describe('nothing is told of a pointer', () => {
  test('that was tested', () => {
    assert.deepEqual(unproven('if (irp == NULL) return 1; irp->Flags = 0;'), []);
    assert.deepEqual(unproven('if (irp) irp->Flags = 0;'), []);
    assert.deepEqual(unproven('if (irp && irp->Flags) tell(irp);'), []);
    assert.deepEqual(unproven('if (!irp || irp->Flags) return 1;'), []);
  });

  test('that was tested by a helper, which tells by its status', () => {
    const helper = `NTSTATUS Make(PIRP *i) { *i = IoAllocateIrp(1, 0); if (!*i) return STATUS_INSUFFICIENT_RESOURCES; return 0; }`;
    assert.deepEqual(unproven('if (!NT_SUCCESS(Make(&irp))) return 1; irp->Flags = 0;', helper), []);
    assert.deepEqual(unproven('Make(&irp); irp->Flags = 0;', helper), ['irp of IoAllocateIrp in Make']);
  });

  test('of which only the address of a part is taken', () => {
    assert.deepEqual(unproven('tell(&irp->Tail);'), []);
  });

  test('that is only stored, printed or compared', () => {
    assert.deepEqual(
      unproven('o->Irp = irp; DbgPrint("%p", irp); InterlockedExchangePointer((PVOID *)&o->Irp, irp);'),
      [],
    );
  });

  test('that a helper looks at first', () => {
    assert.deepEqual(unproven('Use(irp);', 'VOID Use(PIRP i) { if (i) IoFreeIrp(i); }'), []);
  });

  test('that goes to a function out of sight, which may be a macro that tests it', () => {
    assert.deepEqual(unproven('RETURN_IF_NULL(irp); irp->Flags = 0;'), []);
    assert.deepEqual(unproven('if (irp == NULL) { LEAVE(1); } irp->Flags = 0;'), []);
  });

  test('that is the address of an MDL which was made of non-paged memory', () => {
    const address = 'PUCHAR p = MmGetSystemAddressForMdlSafe(mdl, 16); p[0] = 1;';
    const allocate = 'PMDL mdl = IoAllocateMdl(data, 1, FALSE, FALSE, NULL); if (irp == NULL || mdl == NULL) return 1;';
    assert.deepEqual(unproven(`${allocate} MmBuildMdlForNonPagedPool(mdl); ${address}`), []);
    assert.deepEqual(unproven(`${allocate} MmProbeAndLockPages(mdl, KernelMode, IoWriteAccess); ${address}`), [
      'p of MmGetSystemAddressForMdlSafe',
    ]);
  });

  test('that may be tested on a way of which the engine has lost track', () => {
    assert.deepEqual(unproven('if (irp) Shared = 1; else Shared = 0; Elsewhere(o); if (Shared) irp->Flags = 0;'), []);
  });
});
