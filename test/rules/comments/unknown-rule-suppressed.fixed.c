#include <ntddk.h>
#include <wsk.h>

NTSTATUS DoneTyping(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    // wsk-ignore completion-routine-lets-own-irp-go-om: the filter below frees it
    return STATUS_SUCCESS;
}

NTSTATUS SendTyping(PWSK_SOCKET Socket, PWSK_BUF Buffer)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(Irp, DoneTyping, NULL, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, Irp);
}

NTSTATUS DoneCode(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    // wsk-ignore completion-routine-lets-own-irp-go-on: the filter below frees it
    return STATUS_SUCCESS;
}

NTSTATUS SendCode(PWSK_SOCKET Socket, PWSK_BUF Buffer)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(Irp, DoneCode, NULL, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, Irp);
}

NTSTATUS DoneOther(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    // wsk-ignore C28193: of another tool
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS SendOther(PWSK_SOCKET Socket, PWSK_BUF Buffer)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(Irp, DoneOther, NULL, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, Irp);
}

NTSTATUS DoneOneOfTwo(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    // wsk-ignore completion-routine-lets-own-irp-go-on, irp-leaked: the filter below frees it
    return STATUS_SUCCESS;
}

NTSTATUS SendOneOfTwo(PWSK_SOCKET Socket, PWSK_BUF Buffer)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(Irp, DoneOneOfTwo, NULL, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, Irp);
}

// The end of the range is put right together with its beginning.
NTSTATUS DoneRange(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    // wsk-ignore-begin completion-routine-lets-own-irp-go-on: the filter below frees it
    return STATUS_SUCCESS;
    // wsk-ignore-end completion-routine-lets-own-irp-go-on
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

// Right: all these are rules, this one too.
NTSTATUS DoneRight(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    // wsk-ignore completion-routine-lets-own-irp-go-on, unused-suppression, irp-leaked: the filter below frees it
    return STATUS_SUCCESS;
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

// Right: this comment is no suppression.
NTSTATUS DoneTalk(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    // wsk-ignoring what comes next
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
