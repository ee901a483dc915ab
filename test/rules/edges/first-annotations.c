#include <ntddk.h>
#include <wsk.h>

NTSTATUS
Send(
    __in PWSK_SOCKET Socket,
    __in_opt PWSK_BUF Buffer,
    __inout __deref_opt_out PIRP *Irp
    );

static NTSTATUS NTAPI
Done(__in PDEVICE_OBJECT Device, IN PIRP Irp, __in_xcount_opt("varies") OPTIONAL PVOID Context)
{
    return STATUS_MORE_PROCESSING_REQUIRED;
}

__drv_requiresIRQL(PASSIVE_LEVEL) __checkReturn
NTSTATUS
Send(__in PWSK_SOCKET Socket, __in_opt PWSK_BUF Buffer, __inout __deref_opt_out PIRP *Irp)
{
    *Irp = IoAllocateIrp(1, FALSE);
    if (!*Irp)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(*Irp, Done, NULL, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, *Irp);
}
