#include <wsk.h>
#include "library.h"

static NTSTATUS Closed(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

VOID Close(PLIB_POOL Pool, PWSK_SOCKET Socket)
{
    KEVENT closed;
    PIRP irp = LibGetIrp(1, FALSE);
    if (irp == NULL) {
        return;
    }
    KeInitializeEvent(&closed, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(irp, Closed, &closed, TRUE, TRUE, TRUE);
    LibClose(Socket, irp);
    LibWait(&closed);
    LibPutIrp(Pool, irp);
}

VOID CloseTwice(PLIB_POOL Pool, PWSK_SOCKET Socket, PKEVENT Closing, BOOLEAN HasClosed)
{
    PIRP irp = LibGetIrp(1, FALSE);
    if (irp == NULL || HasClosed) {
        return;
    }
    IoSetCompletionRoutine(irp, Closed, Closing, TRUE, TRUE, TRUE);
    LibClose(Socket, irp);
    LibPutIrp(Pool, irp);
}
