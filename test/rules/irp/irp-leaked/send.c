#include "request.h"

NTSTATUS SendNotEmpty(PWSK_SOCKET Socket, PWSK_BUF Data)
{
    PIRP irp = NewRequest();

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    if (Data->Length == 0) {
        return STATUS_INVALID_PARAMETER;
//      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK212 'irp' is neither freed nor kept when this returns
    }
    IoSetCompletionRoutine(irp, SendDone, NULL, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Data, 0, irp);
}

// Right: the other file frees it.
NTSTATUS SendOrDrop(PWSK_SOCKET Socket, PWSK_BUF Data)
{
    PIRP irp = NewRequest();

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    if (Data->Length == 0) {
        DropRequest(irp);
        return STATUS_INVALID_PARAMETER;
    }
    IoSetCompletionRoutine(irp, SendDone, NULL, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Data, 0, irp);
}
