/** A completion routine that lets the driver's own IRP go on: one finding of WSK201, in line 6 (from 0), with a safe fix. */
export const wrong = `#include <wsk.h>

NTSTATUS SendDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    IoFreeIrp(Irp);
    // \u{1F50C} plugged
    /* \u{1F50C} */ return STATUS_SUCCESS;
}

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

export const RULE = 'completion-routine-lets-own-irp-go-on';

/** The line of the finding, and where its value stands: an emoji before it counts as two units. */
export const LINE = 6;
export const VALUE = { start: { line: LINE, character: 20 }, end: { line: LINE, character: 34 } };

/** The same driver without the mistake. */
export const right = wrong.replace('return STATUS_SUCCESS', 'return STATUS_MORE_PROCESSING_REQUIRED');
