#include "receive.h"

// Right for a thread: it is the routine below that may not call it.
VOID ReceiveNext(PRECEIVER Receiver, PIO_COMPLETION_ROUTINE Routine)
{
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp != NULL) {
        IoSetCompletionRoutine(irp, Routine, Receiver, TRUE, TRUE, TRUE);
        (VOID)((PWSK_PROVIDER_CONNECTION_DISPATCH)Receiver->Socket->Dispatch)->WskReceive(Receiver->Socket, &Receiver->Buffer, 0, irp);
    }
}

VOID Start(PRECEIVER Receiver)
{
    ReceiveNext(Receiver, ReceiveDone);
}

VOID StartQueued(PRECEIVER Receiver)
{
    ReceiveNext(Receiver, ReceiveQueued);
}

VOID ReceiveWork(PDEVICE_OBJECT Device, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    ReceiveNext((PRECEIVER)Context, ReceiveQueued);
}
