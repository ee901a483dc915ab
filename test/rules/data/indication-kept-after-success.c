// Pointers into indications that receive callbacks keep, and what they return.

#include <ntddk.h>
#include <wsk.h>

#define MOST 512

typedef struct _RECORD {
    LIST_ENTRY Link;
    PWSK_DATA_INDICATION Data;
    PMDL Mdl;
} RECORD, *PRECORD;

typedef struct _CONNECTION {
    PWSK_DATA_INDICATION Unread;
    PWSK_DATAGRAM_INDICATION Datagrams;
    PWSK_BUF Buffer;
    PMDL FirstMdl;
    PSOCKADDR Sender;
    SOCKADDR_STORAGE LastSender;
    PRECORD Record;
    KEVENT Dead;
    UCHAR Copy[MOST];
    SIZE_T Length;
    ULONG Count;
    BOOLEAN Full;
} CONNECTION, *PCONNECTION;

static PWSK_DATA_INDICATION LastIndication;

static SIZE_T CopyOut(PCONNECTION Connection, PWSK_DATA_INDICATION Data)
{
    PUCHAR From = (PUCHAR)MmGetSystemAddressForMdlSafe(Data->Buffer.Mdl, NormalPagePriority);
    SIZE_T Length = MmGetMdlByteCount(Data->Buffer.Mdl) - Data->Buffer.Offset;

    if (From == NULL) {
        return 0;
    }
    Length = Length > MOST ? MOST : Length;
    RtlCopyMemory(Connection->Copy, From + Data->Buffer.Offset, Length);
    return Length;
}

static VOID Remember(PCONNECTION Connection, PWSK_DATA_INDICATION Data)
{
    Connection->Unread = Data;
}

static VOID Died(PVOID Context)
{
    KeSetEvent(&((PCONNECTION)Context)->Dead, IO_NO_INCREMENT, FALSE);
}

// ---------------------------------------------------------------- kept

// The list itself.
NTSTATUS WSKAPI ReceiveKeepsList(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                                 SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PCONNECTION Connection = (PCONNECTION)SocketContext;

    if (DataIndication == NULL) {
        Died(Connection);
        return STATUS_SUCCESS;
    }
    Connection->Unread = DataIndication;
    return STATUS_SUCCESS;
//         ^^^^^^^^^^^^^^ WSK701 'ReceiveKeepsList' returns STATUS_SUCCESS, but a pointer into 'DataIndication' is kept: that needs STATUS_PENDING
}

// Its first MDL, where the data is refused.
NTSTATUS WSKAPI ReceiveKeepsMdl(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                                SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PCONNECTION Connection = (PCONNECTION)SocketContext;

    if (DataIndication == NULL) {
        Died(Connection);
        return STATUS_SUCCESS;
    }
    Connection->FirstMdl = DataIndication->Buffer.Mdl;
    return Connection->Full ? STATUS_DATA_NOT_ACCEPTED : STATUS_PENDING;
//                            ^^^^^^^^^^^^^^^^^^^^^^^^ WSK701 'ReceiveKeepsMdl' returns STATUS_DATA_NOT_ACCEPTED
}

// A helper keeps it, and the status is in a variable.
NTSTATUS WSKAPI ReceiveKeptByHelper(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                                    SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    NTSTATUS Status = STATUS_SUCCESS;

    if (DataIndication == NULL) {
        Died(SocketContext);
        return Status;
    }
    Remember((PCONNECTION)SocketContext, DataIndication);
    return Status;
//         ^^^^^^ WSK701 'ReceiveKeptByHelper' returns STATUS_SUCCESS
}

// The address of the sender of a datagram, and the address of a member.
NTSTATUS WSKAPI ReceiveFromKeepsSender(PVOID SocketContext, ULONG Flags, PWSK_DATAGRAM_INDICATION DataIndication)
{
    PCONNECTION Connection = (PCONNECTION)SocketContext;

    if (DataIndication == NULL) {
        Died(Connection);
        return STATUS_SUCCESS;
    }
    Connection->Sender = DataIndication->RemoteAddress;
    Connection->Buffer = &DataIndication->Buffer;
    return STATUS_SUCCESS;
//         ^^^^^^^^^^^^^^ WSK701 'ReceiveFromKeepsSender' returns STATUS_SUCCESS
}

// In a global variable.
NTSTATUS WSKAPI ReceiveKeepsGlobal(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                                   SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    if (DataIndication == NULL) {
        Died(SocketContext);
        return STATUS_SUCCESS;
    }
    LastIndication = DataIndication;
    return STATUS_SUCCESS;
//         ^^^^^^^^^^^^^^ WSK701 'ReceiveKeepsGlobal' returns STATUS_SUCCESS
}

// In a new record that the connection leads to.
NTSTATUS WSKAPI ReceiveKeepsRecord(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                                   SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PCONNECTION Connection = (PCONNECTION)SocketContext;
    PRECORD Record;

    if (DataIndication == NULL) {
        Died(Connection);
        return STATUS_SUCCESS;
    }
    Record = (PRECORD)ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(RECORD), 'droR');
    if (Record == NULL) {
        return STATUS_DATA_NOT_ACCEPTED;
    }
    Record->Data = DataIndication;
    Connection->Record = Record;
    return STATUS_SUCCESS;
//         ^^^^^^^^^^^^^^ WSK701 'ReceiveKeepsRecord' returns STATUS_SUCCESS
}

static const WSK_CLIENT_CONNECTION_DISPATCH FirstConnections[] = {
    {ReceiveKeepsList, NULL, NULL},
    {ReceiveKeepsMdl, NULL, NULL},
    {ReceiveKeptByHelper, NULL, NULL},
    {ReceiveKeepsGlobal, NULL, NULL},
    {ReceiveKeepsRecord, NULL, NULL},
};
static const WSK_CLIENT_DATAGRAM_DISPATCH FirstDatagrams = {ReceiveFromKeepsSender};

// ---------------------------------------------------------------- not kept, or kept by right

// Right: STATUS_PENDING keeps the list.
NTSTATUS WSKAPI ReceivePends(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                             SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PCONNECTION Connection = (PCONNECTION)SocketContext;

    if (DataIndication == NULL) {
        Died(Connection);
        return STATUS_SUCCESS;
    }
    if (Connection->Unread != NULL) {
        return STATUS_DATA_NOT_ACCEPTED;
    }
    Connection->Unread = DataIndication;
    return STATUS_PENDING;
}

// Right: the data is copied.
NTSTATUS WSKAPI ReceiveCopies(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                              SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PCONNECTION Connection = (PCONNECTION)SocketContext;

    if (DataIndication == NULL) {
        Died(Connection);
        return STATUS_SUCCESS;
    }
    Connection->Length = CopyOut(Connection, DataIndication);
    *BytesAccepted = Connection->Length;
    return STATUS_SUCCESS;
}

// Right: the address is copied, and only numbers are kept.
NTSTATUS WSKAPI ReceiveFromCopies(PVOID SocketContext, ULONG Flags, PWSK_DATAGRAM_INDICATION DataIndication)
{
    PCONNECTION Connection = (PCONNECTION)SocketContext;

    for (; DataIndication != NULL; DataIndication = DataIndication->Next) {
        Connection->Length += DataIndication->Buffer.Length;
        RtlCopyMemory(&Connection->LastSender, DataIndication->RemoteAddress, sizeof(SOCKADDR_IN));
        Connection->Count++;
    }
    Died(Connection);
    return STATUS_SUCCESS;
}

// Right: the pointer is taken back before the callback returns.
NTSTATUS WSKAPI ReceiveTakesBack(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                                 SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PCONNECTION Connection = (PCONNECTION)SocketContext;

    if (DataIndication == NULL) {
        Died(Connection);
        return STATUS_SUCCESS;
    }
    Connection->Unread = DataIndication;
    Connection->Length = CopyOut(Connection, Connection->Unread);
    Connection->Unread = NULL;
    return STATUS_SUCCESS;
}

// Right: the list is put together differently, and stays WSK's.
NTSTATUS WSKAPI ReceiveFromCuts(PVOID SocketContext, ULONG Flags, PWSK_DATAGRAM_INDICATION DataIndication)
{
    PWSK_DATAGRAM_INDICATION Second;

    if (DataIndication == NULL) {
        Died(SocketContext);
        return STATUS_SUCCESS;
    }
    Second = DataIndication->Next;
    if (Second != NULL) {
        DataIndication->Next = Second->Next;
    }
    ((PCONNECTION)SocketContext)->Count++;
    return STATUS_SUCCESS;
}

// Right: whether it is kept decides what is returned.
NTSTATUS WSKAPI ReceiveEither(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                              SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PCONNECTION Connection = (PCONNECTION)SocketContext;
    NTSTATUS Status = STATUS_DATA_NOT_ACCEPTED;

    if (DataIndication == NULL) {
        Died(Connection);
        return STATUS_SUCCESS;
    }
    if (!Connection->Full) {
        Connection->Unread = DataIndication;
        Status = STATUS_PENDING;
    }
    return Status;
}

// Right: a record that lives no longer than the call.
NTSTATUS WSKAPI ReceiveLocalRecord(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                                   SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    RECORD Record = {0};

    if (DataIndication == NULL) {
        Died(SocketContext);
        return STATUS_SUCCESS;
    }
    Record.Data = DataIndication;
    Record.Mdl = DataIndication->Buffer.Mdl;
    ((PCONNECTION)SocketContext)->Length += CopyOut((PCONNECTION)SocketContext, Record.Data);
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_CONNECTION_DISPATCH SecondConnections[] = {
    {ReceivePends, NULL, NULL},     {ReceiveCopies, NULL, NULL}, {ReceiveTakesBack, NULL, NULL},
    {ReceiveEither, NULL, NULL},    {ReceiveLocalRecord, NULL, NULL},
};
static const WSK_CLIENT_DATAGRAM_DISPATCH SecondDatagrams[] = {{ReceiveFromCopies}, {ReceiveFromCuts}};

// The address of the mapped data is a result of MmGetSystemAddressForMdlSafe: that it leads into the list does not show.
NTSTATUS WSKAPI KnownMissMapped(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                                SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PCONNECTION Connection = (PCONNECTION)SocketContext;

    if (DataIndication == NULL) {
        Died(Connection);
        return STATUS_SUCCESS;
    }
    Connection->Sender = (PSOCKADDR)MmGetSystemAddressForMdlSafe(DataIndication->Buffer.Mdl, NormalPagePriority);
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_CONNECTION_DISPATCH MissedConnections = {KnownMissMapped, NULL, NULL};
