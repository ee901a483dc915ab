#include <ntddk.h>
#include <wsk.h>

NTSTATUS DoneNextLine(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    // wsk-ignore-next-line completion-routine-lets-own-irp-go-on: the filter below frees it
//     ^^^^^^^^^^^^^^^^^^^^ WSK005 there is no 'wsk-ignore-next-line', perhaps 'wsk-ignore' is meant
    return STATUS_SUCCESS;
}

NTSTATUS SendNextLine(PWSK_SOCKET Socket, PWSK_BUF Buffer)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(Irp, DoneNextLine, NULL, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, Irp);
}

NTSTATUS DoneStart(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    /* wsk-ignore-start completion-routine-lets-own-irp-go-on: the filter below frees it */
//     ^^^^^^^^^^^^^^^^ WSK005 perhaps 'wsk-ignore-begin' is meant
    return STATUS_SUCCESS;
}

NTSTATUS SendStart(PWSK_SOCKET Socket, PWSK_BUF Buffer)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(Irp, DoneStart, NULL, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, Irp);
}

NTSTATUS DoneCase(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    // WSK-Ignore completion-routine-lets-own-irp-go-on: the filter below frees it
//     ^^^^^^^^^^ WSK005 perhaps 'wsk-ignore' is meant
    return STATUS_SUCCESS;
}

NTSTATUS SendCase(PWSK_SOCKET Socket, PWSK_BUF Buffer)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(Irp, DoneCase, NULL, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, Irp);
}

NTSTATUS DoneDashes(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    // wsk-ignore completion-routine-lets-own-irp-go-on -- the filter below frees it
//     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK005 this wsk-ignore is not understood, as only names with commas and then a colon can follow
    return STATUS_SUCCESS;
}

NTSTATUS SendDashes(PWSK_SOCKET Socket, PWSK_BUF Buffer)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(Irp, DoneDashes, NULL, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, Irp);
}

NTSTATUS DoneBlanks(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    // wsk-ignore completion-routine-lets-own-irp-go-on irp-leaked: the filter below frees it
//     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK005 is not understood
    return STATUS_SUCCESS;
}

NTSTATUS SendBlanks(PWSK_SOCKET Socket, PWSK_BUF Buffer)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(Irp, DoneBlanks, NULL, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, Irp);
}

NTSTATUS DoneNoName(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    // wsk-ignore: the filter below frees it
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK005 the name of a rule is missing behind wsk-ignore
    return STATUS_SUCCESS;
}

NTSTATUS SendNoName(PWSK_SOCKET Socket, PWSK_BUF Buffer)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(Irp, DoneNoName, NULL, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, Irp);
}

NTSTATUS DoneNothing(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    // wsk-ignore-file
//  ^^^^^^^^^^^^^^^^^^ WSK005 the name of a rule is missing behind wsk-ignore-file
    return STATUS_SUCCESS;
}

NTSTATUS SendNothing(PWSK_SOCKET Socket, PWSK_BUF Buffer)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(Irp, DoneNothing, NULL, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, Irp);
}

// Right: blanks and commas are free.
NTSTATUS DoneRight(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    //wsk-ignore   completion-routine-lets-own-irp-go-on ,irp-leaked:the filter below frees it
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

// Right: these only speak of it.
NTSTATUS DoneTalk(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    // wsk-ignore comments are for the reviewer
    // wsk-ignored packets are counted
    // see wsk-ignore irp-leaked above
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
