#include <ntddk.h>
#include <wsk.h>

NTSTATUS DoneNoBegin(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
    // wsk-ignore-end
//  ^^^^^^^^^^^^^^^^^ WSK004 no wsk-ignore-begin
}

NTSTATUS SendNoBegin(PWSK_SOCKET Socket, PWSK_BUF Buffer)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(Irp, DoneNoBegin, NULL, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, Irp);
}

NTSTATUS DoneNoEnd(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    // wsk-ignore-begin completion-routine-lets-own-irp-go-on: the filter below frees it
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK004 no wsk-ignore-end with the same names follows
    return STATUS_SUCCESS;
}

NTSTATUS SendNoEnd(PWSK_SOCKET Socket, PWSK_BUF Buffer)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(Irp, DoneNoEnd, NULL, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, Irp);
}

NTSTATUS DoneOtherEnd(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    // wsk-ignore-begin completion-routine-lets-own-irp-go-on: the filter below frees it
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK004 no wsk-ignore-end
    return STATUS_SUCCESS;
    // wsk-ignore-end irp-leaked
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK004 no wsk-ignore-begin with the same names stands above
}

NTSTATUS SendOtherEnd(PWSK_SOCKET Socket, PWSK_BUF Buffer)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(Irp, DoneOtherEnd, NULL, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, Irp);
}

   // wsk-ignore-function irp-leaked: of what
// ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK004 this wsk-ignore-function stands neither in a function nor above one
static ULONG Count;

// Right: ranges may lie in each other, and an end without names ends the last one.
NTSTATUS DoneRight(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    // wsk-ignore-begin completion-routine-lets-own-irp-go-on: the filter below frees it
    // wsk-ignore-begin irp-leaked: the same
    return STATUS_SUCCESS;
    // wsk-ignore-end
    // wsk-ignore-end completion-routine-lets-own-irp-go-on
}

NTSTATUS SendRight(PWSK_SOCKET Socket, PWSK_BUF Buffer)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(Irp, DoneRight, NULL, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, Irp);
}

// Right: ranges may reach across each other.
NTSTATUS DoneAcross(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    // wsk-ignore-begin completion-routine-lets-own-irp-go-on: the filter below frees it
    // wsk-ignore-begin irp-leaked, irp-missing: the same
    return STATUS_SUCCESS;
    // wsk-ignore-end completion-routine-lets-own-irp-go-on
    // wsk-ignore-end irp-missing, irp-leaked
}

NTSTATUS SendAcross(PWSK_SOCKET Socket, PWSK_BUF Buffer)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(Irp, DoneAcross, NULL, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, Irp);
}

/* wsk-ignore-function completion-routine-lets-own-irp-go-on: the filter below frees it */

/* Right: between it and its function stand only comments. */
NTSTATUS DoneAbove(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_SUCCESS;
}

NTSTATUS SendAbove(PWSK_SOCKET Socket, PWSK_BUF Buffer)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(Irp, DoneAbove, NULL, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, Irp);
}
