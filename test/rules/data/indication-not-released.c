// A driver that never calls WskRelease, and what its receive callbacks return.

#include <ntddk.h>
#include <wsk.h>

typedef VOID (*CONSUMER)(PVOID Context, PWSK_DATA_INDICATION DataIndication);

typedef struct _CONNECTION {
    PWSK_DATA_INDICATION Unread;
    PWSK_DATAGRAM_INDICATION Datagrams;
    CONSUMER Consumer;
    PVOID ConsumerContext;
    KEVENT Arrived;
    KEVENT Dead;
    SIZE_T Length;
    BOOLEAN Full;
} CONNECTION, *PCONNECTION;

static VOID Remember(PCONNECTION Connection, PWSK_DATA_INDICATION Data)
{
    Connection->Unread = Data;
}

static VOID Died(PVOID Context)
{
    KeSetEvent(&((PCONNECTION)Context)->Dead, IO_NO_INCREMENT, FALSE);
}

// ---------------------------------------------------------------- retained for ever

NTSTATUS WSKAPI ReceiveAndKeep(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                               SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PCONNECTION Connection = (PCONNECTION)SocketContext;

    if (DataIndication == NULL) {
        Died(Connection);
        return STATUS_SUCCESS;
    }
    Connection->Unread = DataIndication;
    // WskRelease(Connection->Socket, Connection->Unread) comes later.
    return STATUS_PENDING;
//         ^^^^^^^^^^^^^^ WSK702 'ReceiveAndKeep' keeps 'DataIndication' with STATUS_PENDING, but nothing in the driver calls WskRelease
}

// A helper keeps it, and the status is in a variable.
NTSTATUS WSKAPI ReceiveByHelper(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                                SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    NTSTATUS Status = STATUS_SUCCESS;

    if (DataIndication == NULL) {
        Died(SocketContext);
        return Status;
    }
    Remember((PCONNECTION)SocketContext, DataIndication);
    Status = STATUS_PENDING;
//           ^^^^^^^^^^^^^^ WSK702 'ReceiveByHelper' keeps 'DataIndication'
    return Status;
}

// Only where there is room.
NTSTATUS WSKAPI ReceiveIfRoom(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                              SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PCONNECTION Connection = (PCONNECTION)SocketContext;

    if (DataIndication == NULL) {
        Died(Connection);
        return STATUS_SUCCESS;
    }
    if (!Connection->Full) {
        Connection->Unread = DataIndication;
    }
    return Connection->Full ? STATUS_DATA_NOT_ACCEPTED : STATUS_PENDING;
//                                                       ^^^^^^^^^^^^^^ WSK702 'ReceiveIfRoom' keeps 'DataIndication'
}

// Datagrams.
NTSTATUS WSKAPI ReceiveDatagrams(PVOID SocketContext, ULONG Flags, PWSK_DATAGRAM_INDICATION DataIndication)
{
    PCONNECTION Connection = (PCONNECTION)SocketContext;

    if (DataIndication == NULL) {
        Died(Connection);
        return STATUS_SUCCESS;
    }
    Connection->Datagrams = DataIndication;
    return STATUS_PENDING;
//         ^^^^^^^^^^^^^^ WSK702 'ReceiveDatagrams' keeps 'DataIndication'
}

// The list is not even looked at: this pointer was the last one.
NTSTATUS WSKAPI ReceiveNothing(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                               SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    if (!DataIndication) {
        Died(SocketContext);
        return STATUS_SUCCESS;
    }
    KeSetEvent(&((PCONNECTION)SocketContext)->Arrived, IO_NO_INCREMENT, FALSE);
    return STATUS_PENDING;
//         ^^^^^^^^^^^^^^ WSK702 'ReceiveNothing' returns STATUS_PENDING without keeping 'DataIndication': nothing can release it any more
}

static const WSK_CLIENT_CONNECTION_DISPATCH FirstConnections[] = {
    {ReceiveAndKeep, NULL, NULL},
    {ReceiveByHelper, NULL, NULL},
    {ReceiveIfRoom, NULL, NULL},
    {ReceiveNothing, NULL, NULL},
};
static const WSK_CLIENT_DATAGRAM_DISPATCH FirstDatagrams = {ReceiveDatagrams};

// ---------------------------------------------------------------- right

// Right: taken at once, and WSK's again.
NTSTATUS WSKAPI ReceiveAtOnce(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                              SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    if (DataIndication == NULL) {
        Died(SocketContext);
        return STATUS_SUCCESS;
    }
    ((PCONNECTION)SocketContext)->Length += DataIndication->Buffer.Length;
    return STATUS_SUCCESS;
}

// Right: refused, for a WskReceive to fetch it.
NTSTATUS WSKAPI ReceiveLater(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                             SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    if (DataIndication == NULL) {
        Died(SocketContext);
        return STATUS_SUCCESS;
    }
    KeSetEvent(&((PCONNECTION)SocketContext)->Arrived, IO_NO_INCREMENT, FALSE);
    return STATUS_DATA_NOT_ACCEPTED;
}

// Right, as far as this rule goes: there is nothing to release where there is no list.
NTSTATUS WSKAPI ReceiveDead(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                            SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    if (DataIndication == NULL) {
        Died(SocketContext);
        return STATUS_PENDING;
    }
    return STATUS_DATA_NOT_ACCEPTED;
}

// Right: another driver gets the list, and its code, which is not in sight, releases it.
NTSTATUS WSKAPI ReceiveForConsumer(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                                   SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PCONNECTION Connection = (PCONNECTION)SocketContext;

    if (DataIndication == NULL) {
        Died(Connection);
        return STATUS_SUCCESS;
    }
    Connection->Consumer(Connection->ConsumerContext, DataIndication);
    return STATUS_PENDING;
}

// Right: an event without a list.
NTSTATUS WSKAPI Disconnected(PVOID SocketContext, ULONG Flags)
{
    Died(SocketContext);
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_CONNECTION_DISPATCH SecondConnections[] = {
    {ReceiveAtOnce, Disconnected, NULL},
    {ReceiveLater, Disconnected, NULL},
    {ReceiveDead, Disconnected, NULL},
    {ReceiveForConsumer, Disconnected, NULL},
};

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(DriverObject);
    UNREFERENCED_PARAMETER(RegistryPath);
    return STATUS_SUCCESS;
}
