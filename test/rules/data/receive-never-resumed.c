// A driver that never calls WskReceive, and enables the event of its datagrams once.

#include <ntddk.h>
#include <wsk.h>

typedef struct _CONNECTION {
    LIST_ENTRY Queue;
    KSPIN_LOCK Lock;
    KEVENT Wake;
    PUCHAR Buffer;
    SIZE_T Used;
    SIZE_T Size;
    ULONG Refused;
    BOOLEAN Closing;
    BOOLEAN CloseSoon;
    PWSK_SOCKET Socket;
} CONNECTION, *PCONNECTION;

static WSK_PROVIDER_NPI Provider;
static CONNECTION Echo;

static BOOLEAN Store(PCONNECTION Connection, PWSK_DATA_INDICATION Data, SIZE_T Length)
{
    if (Connection->Used + Length > Connection->Size) {
        return FALSE;
    }
    Connection->Used += Length;
    return Data->Next == NULL;
}

// ---------------------------------------------------------------- silent for good

NTSTATUS WSKAPI ReceiveIfRoom(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                              SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PCONNECTION Connection = (PCONNECTION)SocketContext;

    if (DataIndication == NULL) {
        KeSetEvent(&Connection->Wake, IO_NO_INCREMENT, FALSE);
        return STATUS_SUCCESS;
    }
    if (!Store(Connection, DataIndication, BytesIndicated)) {
        return STATUS_DATA_NOT_ACCEPTED;
//             ^^^^^^^^^^^^^^^^^^^^^^^^ WSK707 'ReceiveIfRoom' refuses data, and nothing in the driver calls WskReceive, without which it never runs again
    }
    return STATUS_SUCCESS;
}

// Through a variable, out of a lock, behind a failed allocation; a counter is no close.
NTSTATUS WSKAPI ReceiveLocked(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                              SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PCONNECTION Connection = (PCONNECTION)SocketContext;
    NTSTATUS Status = STATUS_SUCCESS;
    PUCHAR Copy;
    KIRQL Irql;

    if (DataIndication == NULL) {
        KeSetEvent(&Connection->Wake, IO_NO_INCREMENT, FALSE);
        return STATUS_SUCCESS;
    }
    Copy = ExAllocatePool2(POOL_FLAG_NON_PAGED, BytesIndicated, 'vceR');
    KeAcquireSpinLock(&Connection->Lock, &Irql);
    if (Copy == NULL) {
        Connection->Refused++;
        Status = STATUS_DATA_NOT_ACCEPTED;
//               ^^^^^^^^^^^^^^^^^^^^^^^^ WSK707 'ReceiveLocked' refuses data
    } else {
        Connection->Buffer = Copy;
    }
    KeReleaseSpinLock(&Connection->Lock, Irql);
    return Status;
}

// Takes what there is room for.
NTSTATUS WSKAPI ReceivePart(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                            SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PCONNECTION Connection = (PCONNECTION)SocketContext;

    if (DataIndication == NULL) {
        KeSetEvent(&Connection->Wake, IO_NO_INCREMENT, FALSE);
        return STATUS_SUCCESS;
    }
    if (Connection->Size < BytesIndicated) {
        *BytesAccepted = Connection->Size;
//                       ^^^^^^^^^^^^^^^^ WSK707 'ReceivePart' takes only a part, and nothing in the driver calls WskReceive
    }
    return STATUS_SUCCESS;
}

// To take nothing is to take a part.
NTSTATUS WSKAPI ReceiveNothing(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                               SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PCONNECTION Connection = (PCONNECTION)SocketContext;

    if (DataIndication == NULL) {
        KeSetEvent(&Connection->Wake, IO_NO_INCREMENT, FALSE);
        return STATUS_SUCCESS;
    }
    *BytesAccepted = 0;
//                   ^ WSK707 'ReceiveNothing' takes only a part
    return STATUS_SUCCESS;
}

// One of two arms.
NTSTATUS WSKAPI ReceiveDatagrams(PVOID SocketContext, ULONG Flags, PWSK_DATAGRAM_INDICATION DataIndication)
{
    PCONNECTION Connection = (PCONNECTION)SocketContext;

    if (DataIndication == NULL) {
        KeSetEvent(&Connection->Wake, IO_NO_INCREMENT, FALSE);
        return STATUS_SUCCESS;
    }
    return Connection->Used < Connection->Size ? STATUS_SUCCESS : STATUS_DATA_NOT_ACCEPTED;
//                                                                ^^^^^^^^^^^^^^^^^^^^^^^^ WSK707 'ReceiveDatagrams' refuses a datagram, which disables it, and nothing in the driver enables it again
}

// ---------------------------------------------------------------- right

// The socket is being closed: nobody wants more of it.
NTSTATUS WSKAPI ReceiveUntilClose(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                                  SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PCONNECTION Connection = (PCONNECTION)SocketContext;

    if (DataIndication == NULL) {
        KeSetEvent(&Connection->Wake, IO_NO_INCREMENT, FALSE);
        return STATUS_SUCCESS;
    }
    if (Connection->Closing) {
        return STATUS_DATA_NOT_ACCEPTED;
    }
    return STATUS_SUCCESS;
}

// The same the other way round.
NTSTATUS WSKAPI ReceiveWhileOpen(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                                 SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PCONNECTION Connection = (PCONNECTION)SocketContext;

    if (DataIndication == NULL) {
        KeSetEvent(&Connection->Wake, IO_NO_INCREMENT, FALSE);
        return STATUS_SUCCESS;
    }
    if (!Connection->Closing) {
        Connection->Used += BytesIndicated;
        return STATUS_SUCCESS;
    }
    return STATUS_DATA_NOT_ACCEPTED;
}

// A thread is woken that closes the connection.
NTSTATUS WSKAPI ReceiveOrGiveUp(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                                SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PCONNECTION Connection = (PCONNECTION)SocketContext;

    if (DataIndication == NULL || !Store(Connection, DataIndication, BytesIndicated)) {
        KeSetEvent(&Connection->Wake, IO_NO_INCREMENT, FALSE);
        return DataIndication == NULL ? STATUS_SUCCESS : STATUS_DATA_NOT_ACCEPTED;
    }
    return STATUS_SUCCESS;
}

// A flag tells that thread what to do.
NTSTATUS WSKAPI ReceiveAndMark(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                               SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PCONNECTION Connection = (PCONNECTION)SocketContext;

    if (DataIndication == NULL) {
        KeSetEvent(&Connection->Wake, IO_NO_INCREMENT, FALSE);
        return STATUS_SUCCESS;
    }
    if (BytesIndicated > 4096) {
        Connection->CloseSoon = TRUE;
        return STATUS_DATA_NOT_ACCEPTED;
    }
    return STATUS_SUCCESS;
}

// A part that is all of it, and a number that is not known to be less.
NTSTATUS WSKAPI ReceiveAll(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                           SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PCONNECTION Connection = (PCONNECTION)SocketContext;

    if (DataIndication == NULL) {
        KeSetEvent(&Connection->Wake, IO_NO_INCREMENT, FALSE);
        return STATUS_SUCCESS;
    }
    if (BytesIndicated < Connection->Size) {
        *BytesAccepted = BytesIndicated;
    } else {
        *BytesAccepted = DataIndication->Buffer.Length;
    }
    return STATUS_SUCCESS;
}

// What is refused because there is nothing to take it from is no refusal.
NTSTATUS WSKAPI ReceiveDead(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                            SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    if (DataIndication == NULL) {
        return STATUS_DATA_NOT_ACCEPTED;
    }
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_CONNECTION_DISPATCH Tables[] = {
    {ReceiveIfRoom, NULL, NULL},     {ReceiveLocked, NULL, NULL},    {ReceivePart, NULL, NULL},
    {ReceiveNothing, NULL, NULL},    {ReceiveUntilClose, NULL, NULL}, {ReceiveWhileOpen, NULL, NULL},
    {ReceiveOrGiveUp, NULL, NULL},   {ReceiveAndMark, NULL, NULL},   {ReceiveAll, NULL, NULL},
    {ReceiveDead, NULL, NULL},
};

static const WSK_CLIENT_DATAGRAM_DISPATCH Datagrams = {ReceiveDatagrams};

static NTSTATUS EnableDatagrams(PWSK_SOCKET Socket)
{
    WSK_EVENT_CALLBACK_CONTROL Control = {(PNPIID)&NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE_FROM};

    return ((const WSK_PROVIDER_DATAGRAM_DISPATCH *)Socket->Dispatch)
        ->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL,
                           NULL, NULL);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);
    NTSTATUS Status;

    if (Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    Status = Provider.Dispatch->WskSocket(Provider.Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET,
                                          &Echo, &Datagrams, NULL, NULL, NULL, Irp);
    if (NT_SUCCESS(Status)) {
        Echo.Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
        Status = EnableDatagrams(Echo.Socket);
    }
    IoFreeIrp(Irp);
    return Status;
}
