#include "send.h"

NTSTATUS SendAndForget(PWSK_SOCKET Socket, PWSK_BUF Data)
{
    PIRP irp = IoAllocateIrp(1, FALSE);
    NTSTATUS status;

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(irp, SendDone, NULL, TRUE, TRUE, TRUE);
    status = ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Data, 0, irp);
    if (!NT_SUCCESS(status)) {
        IoFreeIrp(irp);
//                ^^^ WSK211 'irp' is freed here, and its completion routine frees it as well
    }
    return status;
}

// Right: the routine of this one leaves the IRP alone.
NTSTATUS SendAndWait(PWSK_SOCKET Socket, PWSK_BUF Data)
{
    PIRP irp = IoAllocateIrp(1, FALSE);
    KEVENT done;
    NTSTATUS status;

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, SendSignals, &done, TRUE, TRUE, TRUE);
    status = ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Data, 0, irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
        status = irp->IoStatus.Status;
    }
    IoFreeIrp(irp);
    return status;
}
