#include <ntddk.h>
#include <wsk.h>

static NTSTATUS Done(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    if (Context != NULL
#if DBG
        && Irp->IoStatus.Status == STATUS_SUCCESS) {
        DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_INFO_LEVEL, "done\n");
#else
        ) {
#endif
        IoFreeIrp(Irp);
    }
#if 0
    return STATUS_SUCCESS;
#elif defined(NEVER) && NEVER
    return STATUS_MORE_PROCESSING_REQUIRED;
#else
    return
#ifdef WORDS
        StopCompletion
#else
        STATUS_MORE_PROCESSING_REQUIRED
#endif
        ;
#endif
}

NTSTATUS Close(PWSK_SOCKET Socket
#if (NTDDI_VERSION >= NTDDI_WIN8)
               , PKEVENT Event)
#else
               , PVOID Event)
#endif
{
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
#if DBG
    {
        DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_ERROR_LEVEL, "no IRP\n");
#endif
        return STATUS_INSUFFICIENT_RESOURCES;
#if DBG
    }
#endif
    IoSetCompletionRoutine(irp, Done, Event, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskCloseSocket(Socket, irp);
}
