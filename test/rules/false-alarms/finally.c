// A request in a __try block whose __finally frees everything: nobody expects a wait or a message to raise an exception.

#include <ntddk.h>
#include <wsk.h>

typedef struct _SESSION {
    PWSK_SOCKET Socket;
    LONG Seconds;
    BOOLEAN IsDead;
} SESSION, *PSESSION;

extern VOID Note(NTSTATUS Status);

static NTSTATUS Done(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS ReceiveAll(PSESSION Session, PUCHAR Bytes, ULONG Length)
{
    NTSTATUS status = STATUS_SUCCESS;
    PIRP irp = NULL;
    PMDL mdl = NULL;
    BOOLEAN isLocked = FALSE;
    KEVENT done;
    WSK_BUF buffer;
    LARGE_INTEGER limit;

    __try {
        irp = IoAllocateIrp(1, FALSE);
        if (irp == NULL) {
            status = STATUS_INSUFFICIENT_RESOURCES;
            __leave;
        }
        mdl = IoAllocateMdl(Bytes, Length, FALSE, FALSE, NULL);
        if (mdl == NULL) {
            status = STATUS_INSUFFICIENT_RESOURCES;
            __leave;
        }
        __try {
            MmProbeAndLockPages(mdl, KernelMode, IoWriteAccess);
            isLocked = TRUE;
        } __except (EXCEPTION_EXECUTE_HANDLER) {
            status = GetExceptionCode();
            __leave;
        }
        KeInitializeEvent(&done, NotificationEvent, FALSE);
        IoSetCompletionRoutine(irp, Done, &done, TRUE, TRUE, TRUE);
        buffer.Mdl = mdl;
        buffer.Offset = 0;
        buffer.Length = Length;
        status = ((PWSK_PROVIDER_CONNECTION_DISPATCH)Session->Socket->Dispatch)
                     ->WskReceive(Session->Socket, &buffer, WSK_FLAG_WAITALL, irp);
        Note(status);
        if (status == STATUS_PENDING) {
            limit.QuadPart = -10000000LL * Session->Seconds;
            status = KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, &limit);
            if (status == STATUS_TIMEOUT) {
                Session->IsDead = TRUE;
                IoCancelIrp(irp);
                KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
            }
            status = irp->IoStatus.Status;
        }
    } __finally {
        if (mdl != NULL) {
            if (isLocked) {
                MmUnlockPages(mdl);
            }
            IoFreeMdl(mdl);
        }
        if (irp != NULL) {
            IoFreeIrp(irp);
        }
    }
    return status;
}
