#include "events.h"

NTSTATUS WSKAPI TakeBlindly(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    UNREFERENCED_PARAMETER(SocketContext);
    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(BytesIndicated);
    *BytesAccepted = DataIndication->Buffer.Length;
//                   ^^^^^^^^^^^^^^^^^^^^^^ WSK523 'DataIndication' is read through without a test
    return STATUS_SUCCESS;
}

// Right: NULL is looked for first.
NTSTATUS WSKAPI TakeTested(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(BytesIndicated);
    if (DataIndication == NULL) {
        KeSetEvent((PKEVENT)SocketContext, IO_NO_INCREMENT, FALSE);
        return STATUS_SUCCESS;
    }
    *BytesAccepted = DataIndication->Buffer.Length;
    return STATUS_SUCCESS;
}
