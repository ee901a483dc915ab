/** A header that says what the completion routine returns. */
export const driverHeader = `#pragma once
#define DONE STATUS_SUCCESS
`;

/** A completion routine that is wrong only where the IRP is the driver's own: that, another file shows. */
export const routine = `#include <wsk.h>
#include "driver.h"

NTSTATUS SendDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    IoFreeIrp(Irp);
    return DONE;
}
`;

/** Sends with an IRP of its own, and the completion routine of the other file. */
export const send = `#include <wsk.h>

IO_COMPLETION_ROUTINE SendDone;

NTSTATUS Send(PWSK_SOCKET Socket, PWSK_BUF Buffer)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);
    if (Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(Irp, SendDone, NULL, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, Irp);
}
`;

/** The same without the completion routine. */
export const sendNothing = send.replace(/ {4}IoSetCompletionRoutine.*\n/, '');
