#include "request.h"

static NTSTATUS CloseWith(PWSK_SOCKET Socket, PREQUEST Request)
{
    NTSTATUS status = ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskCloseSocket(Socket, Request->Irp);

    status = AwaitRequest(Request, status);
    IoFreeIrp(Request->Irp);
    return status;
}

NTSTATUS CloseUnarmed(PWSK_SOCKET Socket)
{
    REQUEST request;
    NTSTATUS status = PrepareRequest(&request);

    return NT_SUCCESS(status) ? CloseWith(Socket, &request) : status;
//                              ^^^^^^^^^ WSK206 the IRP that CloseWith hands to WskCloseSocket has no completion routine
}

// The other way to make the request sets the routine, too.
NTSTATUS CloseArmed(PWSK_SOCKET Socket)
{
    REQUEST request;
    NTSTATUS status = PrepareArmedRequest(&request);

    return NT_SUCCESS(status) ? CloseWith(Socket, &request) : status;
}
