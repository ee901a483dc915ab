#include <ntddk.h>
#include <wsk.h>

NTSTATUS DoneAlone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    // wsk-ignore completion-routine-lets-own-irp-go-on
//     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK002 this wsk-ignore silences nothing until a reason stands behind a colon
    return STATUS_SUCCESS;
}

NTSTATUS SendAlone(PWSK_SOCKET Socket, PWSK_BUF Buffer)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(Irp, DoneAlone, NULL, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, Irp);
}

// A colon is no reason.
NTSTATUS DoneColon(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    // wsk-ignore completion-routine-lets-own-irp-go-on:
//     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK002 silences nothing
    return STATUS_SUCCESS;
}

NTSTATUS SendColon(PWSK_SOCKET Socket, PWSK_BUF Buffer)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(Irp, DoneColon, NULL, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, Irp);
}

NTSTATUS DoneBehind(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_SUCCESS; /* wsk-ignore completion-routine-lets-own-irp-go-on */
//                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK002 silences nothing
}

NTSTATUS SendBehind(PWSK_SOCKET Socket, PWSK_BUF Buffer)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(Irp, DoneBehind, NULL, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, Irp);
}

NTSTATUS DoneFunction(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    // wsk-ignore-function completion-routine-lets-own-irp-go-on
//     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK002 this wsk-ignore-function silences nothing
    return STATUS_SUCCESS;
}

NTSTATUS SendFunction(PWSK_SOCKET Socket, PWSK_BUF Buffer)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(Irp, DoneFunction, NULL, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, Irp);
}

NTSTATUS DoneRange(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    // wsk-ignore-begin completion-routine-lets-own-irp-go-on
//     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK002 this wsk-ignore-begin silences nothing
    return STATUS_SUCCESS;
    // wsk-ignore-end
}

NTSTATUS SendRange(PWSK_SOCKET Socket, PWSK_BUF Buffer)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(Irp, DoneRange, NULL, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, Irp);
}

// Right: it says why.
NTSTATUS DoneWithReason(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    // wsk-ignore completion-routine-lets-own-irp-go-on: the filter below frees it
    return STATUS_SUCCESS;
}

NTSTATUS SendWithReason(PWSK_SOCKET Socket, PWSK_BUF Buffer)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(Irp, DoneWithReason, NULL, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, Irp);
}

// Right: the end of a range needs no reason.
NTSTATUS DoneRangeEnd(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    // wsk-ignore-begin completion-routine-lets-own-irp-go-on: the filter below frees it
    return STATUS_SUCCESS;
    // wsk-ignore-end completion-routine-lets-own-irp-go-on
}

NTSTATUS SendRangeEnd(PWSK_SOCKET Socket, PWSK_BUF Buffer)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(Irp, DoneRangeEnd, NULL, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, Irp);
}

// Right: this comment speaks of wsk-ignore and is none.
NTSTATUS DoneTalk(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    // wsk-ignore is not needed here
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS SendTalk(PWSK_SOCKET Socket, PWSK_BUF Buffer)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(Irp, DoneTalk, NULL, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, Irp);
}
