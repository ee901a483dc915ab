#include "request.h"

NTSTATUS SendForASecond(PWSK_SOCKET Socket, PWSK_BUF Data, PIRP Irp)
{
    LARGE_INTEGER limit;
    KEVENT event;
    NTSTATUS status;

    limit.QuadPart = -10000000;
    KeInitializeEvent(&event, NotificationEvent, FALSE);
    status = SendWithEvent(Socket, Data, Irp, &event);
    if (status == STATUS_PENDING) {
        status = KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, &limit);
//               ^^^^^^^^^^^^^^^^^^^^^ WSK222 'SendForASecond' can return after KeWaitForSingleObject while WskSend is pending
    }
    return status;
}

// Right: this one waits until the send is over.
NTSTATUS SendToTheEnd(PWSK_SOCKET Socket, PWSK_BUF Data, PIRP Irp)
{
    KEVENT event;
    NTSTATUS status;

    KeInitializeEvent(&event, NotificationEvent, FALSE);
    status = SendWithEvent(Socket, Data, Irp, &event);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
        status = Irp->IoStatus.Status;
    }
    return status;
}
