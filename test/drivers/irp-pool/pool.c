#include "mirror.h"

static IO_COMPLETION_ROUTINE MirrorSlotSent;

static VOID MirrorPutSlot(_In_ PMIRROR_SLOT Slot)
{
  PMIRROR_LINK link = Slot->Link;
  KIRQL irql;

  KeAcquireSpinLock(&link->Lock, &irql);
  InsertTailList(&link->FreeSlots, &Slot->FreeEntry);
  KeReleaseSpinLock(&link->Lock, irql);
}

static PMIRROR_SLOT MirrorGetSlot(_In_ PMIRROR_LINK Link)
{
  PMIRROR_SLOT slot = NULL;
  KIRQL irql;

  KeAcquireSpinLock(&Link->Lock, &irql);
  if (!IsListEmpty(&Link->FreeSlots)) {
    slot = CONTAINING_RECORD(RemoveHeadList(&Link->FreeSlots), MIRROR_SLOT, FreeEntry);
  }
  KeReleaseSpinLock(&Link->Lock, irql);
  return slot;
}

static VOID MirrorDestroySlot(_Inout_ PMIRROR_SLOT Slot)
{
  if (Slot->Mdl != NULL) {
    IoFreeMdl(Slot->Mdl);
    Slot->Mdl = NULL;
  }
  if (Slot->Data != NULL) {
    ExFreePoolWithTag(Slot->Data, MIRROR_TAG);
    Slot->Data = NULL;
  }
  if (Slot->Irp != NULL) {
    IoFreeIrp(Slot->Irp);
    Slot->Irp = NULL;
  }
}

static NTSTATUS MirrorBuildSlot(_In_ PMIRROR_LINK Link, _Out_ PMIRROR_SLOT Slot)
{
  RtlZeroMemory(Slot, sizeof(*Slot));
  Slot->Link = Link;
  Slot->Irp = IoAllocateIrp(1, FALSE);
  if (Slot->Irp == NULL) goto Fail;
  Slot->Data = ExAllocatePool2(POOL_FLAG_NON_PAGED | POOL_FLAG_UNINITIALIZED, MIRROR_SLOT_SIZE, MIRROR_TAG);
  if (Slot->Data == NULL) goto Fail;
  Slot->Mdl = IoAllocateMdl(Slot->Data, MIRROR_SLOT_SIZE, FALSE, FALSE, NULL);
  if (Slot->Mdl == NULL) goto Fail;
  MmBuildMdlForNonPagedPool(Slot->Mdl);
  Slot->Buffer.Mdl = Slot->Mdl;
  Slot->Buffer.Offset = 0;
  return STATUS_SUCCESS;

Fail:
  MirrorDestroySlot(Slot);
  return STATUS_INSUFFICIENT_RESOURCES;
}

_Use_decl_annotations_
NTSTATUS MirrorCreatePool(PMIRROR_LINK Link)
{
  ULONG i;

  InitializeListHead(&Link->FreeSlots);
  for (i = 0; i < MIRROR_SLOTS; i++) {
    NTSTATUS status = MirrorBuildSlot(Link, &Link->Slots[i]);

    if (!NT_SUCCESS(status)) {
      while (i-- > 0) {
        MirrorDestroySlot(&Link->Slots[i]);
      }
      return status;
    }
    InsertTailList(&Link->FreeSlots, &Link->Slots[i].FreeEntry);
  }
  return STATUS_SUCCESS;
}

// All slots are free: the socket is closed, and nobody writes any more.
_Use_decl_annotations_
VOID MirrorDeletePool(PMIRROR_LINK Link)
{
  ULONG i;

  for (i = 0; i < MIRROR_SLOTS; i++) {
    MirrorDestroySlot(&Link->Slots[i]);
  }
}

static NTSTATUS MirrorSlotSent(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
  PMIRROR_SLOT slot = (PMIRROR_SLOT)Context;
  PMIRROR_LINK link = slot->Link;

  UNREFERENCED_PARAMETER(DeviceObject);
  if (!NT_SUCCESS(Irp->IoStatus.Status)) {
    KeSetEvent(&link->Broken, IO_NO_INCREMENT, FALSE);
  }
  MirrorPutSlot(slot);
  ExReleaseRundownProtection(&link->Users);
  return STATUS_MORE_PROCESSING_REQUIRED;
}

// The slot comes back through its completion routine.
static VOID MirrorSendSlot(_In_ PMIRROR_LINK Link, _Inout_ PMIRROR_SLOT Slot)
{
  if (Slot->IsUsedBefore) {
    IoReuseIrp(Slot->Irp, STATUS_SUCCESS);
  }
  Slot->IsUsedBefore = TRUE;
  IoSetCompletionRoutine(Slot->Irp, MirrorSlotSent, Slot, TRUE, TRUE, TRUE);
  Link->Dispatch->WskSend(Link->Socket, &Slot->Buffer, 0, Slot->Irp);
}

_Use_decl_annotations_
NTSTATUS MirrorWrite(PMIRROR_LINK Link, const VOID *Data, ULONG Length)
{
  NTSTATUS status = STATUS_SUCCESS;
  PMIRROR_SLOT slot;

  if (Length == 0 || Length > MIRROR_SLOT_SIZE) {
    return STATUS_INVALID_BUFFER_SIZE;
  }
  // Refused while there is no connection. Released when the request is complete.
  if (!ExAcquireRundownProtection(&Link->Users)) {
    return STATUS_DEVICE_NOT_CONNECTED;
  }
  ExAcquireFastMutex(&Link->Order);
  slot = MirrorGetSlot(Link);
  if (slot != NULL) {
    RtlCopyMemory(slot->Data, Data, Length);
    slot->Buffer.Length = Length;
    MirrorSendSlot(Link, slot);
  } else {
    status = STATUS_DEVICE_BUSY;
    ExReleaseRundownProtection(&Link->Users);
  }
  ExReleaseFastMutex(&Link->Order);
  return status;
}
