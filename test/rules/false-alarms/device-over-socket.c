// A device whose writes go out over a connection. The IRPs belong to the drivers above, or go to the device below:
// most completion routines here let them go on, as they must.

#include <ntddk.h>
#include <wsk.h>

#define DOS_TAG 'revO'

typedef struct _DOS_DEVICE {
    PDEVICE_OBJECT Lower;
    PWSK_SOCKET Connection;
    IO_CSQ Queue;
    KEVENT Idle;
    LONG Pending;
    IO_REMOVE_LOCK RemoveLock;
} DOS_DEVICE, *PDOS_DEVICE;

static VOID DosDescribe(PIRP Irp, ULONG Length, PWSK_BUF Buffer)
{
    Buffer->Mdl = Irp->MdlAddress;
    Buffer->Offset = 0;
    Buffer->Length = Length;
}

DRIVER_DISPATCH DosDispatchWrite;
DRIVER_DISPATCH DosDispatchRead;
DRIVER_DISPATCH DosDispatchPass;
IO_COMPLETION_ROUTINE DosWriteDone;
IO_COMPLETION_ROUTINE DosKept;
IO_COMPLETION_ROUTINE DosLowerDone;

// The IRP goes on to the driver above.
_Use_decl_annotations_
NTSTATUS DosWriteDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PDOS_DEVICE device = (PDOS_DEVICE)Context;

    UNREFERENCED_PARAMETER(DeviceObject);
    if (Irp->PendingReturned) {
        IoMarkIrpPending(Irp);
    }
    if (InterlockedDecrement(&device->Pending) == 0) {
        KeSetEvent(&device->Idle, IO_NO_INCREMENT, FALSE);
    }
    return STATUS_SUCCESS;
}

_Use_decl_annotations_
NTSTATUS DosDispatchWrite(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PDOS_DEVICE device = (PDOS_DEVICE)DeviceObject->DeviceExtension;
    const WSK_PROVIDER_CONNECTION_DISPATCH *dispatch;
    WSK_BUF buffer;

    if (device->Connection == NULL) {
        Irp->IoStatus.Status = STATUS_DEVICE_NOT_CONNECTED;
        Irp->IoStatus.Information = 0;
        IoCompleteRequest(Irp, IO_NO_INCREMENT);
        return STATUS_DEVICE_NOT_CONNECTED;
    }
    dispatch = (const WSK_PROVIDER_CONNECTION_DISPATCH *)device->Connection->Dispatch;
    DosDescribe(Irp, IoGetCurrentIrpStackLocation(Irp)->Parameters.Write.Length, &buffer);
    InterlockedIncrement(&device->Pending);
    IoMarkIrpPending(Irp);
    IoSetCompletionRoutine(Irp, DosWriteDone, device, TRUE, TRUE, TRUE);
    (VOID)dispatch->WskSend(device->Connection, &buffer, 0, Irp);
    return STATUS_PENDING;
}

// The IRP was queued by a dispatch routine, and is taken out of the queue by a thread.
VOID DosSendQueued(PDOS_DEVICE Device)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *dispatch = Device->Connection->Dispatch;
    WSK_BUF buffer;
    PIRP irp;

    while ((irp = IoCsqRemoveNextIrp(&Device->Queue, NULL)) != NULL) {
        DosDescribe(irp, IoGetCurrentIrpStackLocation(irp)->Parameters.Write.Length, &buffer);
        InterlockedIncrement(&Device->Pending);
        IoSetCompletionRoutine(irp, DosWriteDone, Device, TRUE, TRUE, TRUE);
        (VOID)dispatch->WskSend(Device->Connection, &buffer, 0, irp);
    }
}

// The driver completes this one itself later, so it keeps it.
_Use_decl_annotations_
NTSTATUS DosKept(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

_Use_decl_annotations_
NTSTATUS DosDispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PDOS_DEVICE device = (PDOS_DEVICE)DeviceObject->DeviceExtension;
    WSK_BUF buffer;
    KEVENT done;
    NTSTATUS status;

    DosDescribe(Irp, IoGetCurrentIrpStackLocation(Irp)->Parameters.Read.Length, &buffer);
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(Irp, DosKept, &done, TRUE, TRUE, TRUE);
    status = ((PWSK_PROVIDER_CONNECTION_DISPATCH)device->Connection->Dispatch)
                 ->WskReceive(device->Connection, &buffer, WSK_FLAG_WAITALL, Irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
    }
    status = Irp->IoStatus.Status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return status;
}

// For IRPs to the device below, whose drivers have nothing to do with WSK.
_Use_decl_annotations_
NTSTATUS DosLowerDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    if (Irp->PendingReturned) {
        IoMarkIrpPending(Irp);
    }
    IoReleaseRemoveLock(&((PDOS_DEVICE)Context)->RemoveLock, Irp);
    return STATUS_CONTINUE_COMPLETION;
}

NTSTATUS DosFlushLower(PDOS_DEVICE Device)
{
    IO_STATUS_BLOCK outcome;
    KEVENT done;
    NTSTATUS status;
    PIRP irp;

    KeInitializeEvent(&done, NotificationEvent, FALSE);
    irp = IoBuildSynchronousFsdRequest(IRP_MJ_FLUSH_BUFFERS, Device->Lower, NULL, 0, NULL, &done, &outcome);
    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoAcquireRemoveLock(&Device->RemoveLock, irp);
    IoSetCompletionRoutine(irp, DosLowerDone, Device, TRUE, TRUE, TRUE);
    status = IoCallDriver(Device->Lower, irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
        status = outcome.Status;
    }
    return status;
}

_Use_decl_annotations_
NTSTATUS DosDispatchPass(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PDOS_DEVICE device = (PDOS_DEVICE)DeviceObject->DeviceExtension;
    NTSTATUS status = IoAcquireRemoveLock(&device->RemoveLock, Irp);

    if (!NT_SUCCESS(status)) {
        Irp->IoStatus.Status = status;
        IoCompleteRequest(Irp, IO_NO_INCREMENT);
        return status;
    }
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, DosLowerDone, device, TRUE, TRUE, TRUE);
    return IoCallDriver(device->Lower, Irp);
}

VOID DosSetDispatch(PDRIVER_OBJECT DriverObject)
{
    ULONG i;

    for (i = 0; i <= IRP_MJ_MAXIMUM_FUNCTION; i++) {
        DriverObject->MajorFunction[i] = DosDispatchPass;
    }
    DriverObject->MajorFunction[IRP_MJ_WRITE] = DosDispatchWrite;
    DriverObject->MajorFunction[IRP_MJ_READ] = DosDispatchRead;
}
