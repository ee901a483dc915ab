#include <ntddk.h>
#include <wsk.h>

static NTSTATUS Done(Device, Irp, Context)
    PDEVICE_OBJECT Device;
    PIRP Irp;
    PVOID Context;
{
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS
Send(Socket, Buffer)
    IN PWSK_SOCKET Socket;
    IN OUT PWSK_BUF Buffer;
{
    register PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL) return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(irp, Done, NULL, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, irp);
}
