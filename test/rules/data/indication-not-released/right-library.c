// Right, as far as anybody can see: what the library does with a connection, does not show.

#include <ntddk.h>
#include <wsk.h>

typedef struct _CONNECTION {
    PWSK_DATA_INDICATION Unread;
    PWSK_SOCKET Socket;
    SIZE_T Length;
    KEVENT Dead;
} CONNECTION, *PCONNECTION;

extern VOID LibraryConsume(PCONNECTION Connection);

NTSTATUS WSKAPI LibraryReceive(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                               SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PCONNECTION Connection = (PCONNECTION)SocketContext;

    if (DataIndication == NULL) {
        KeSetEvent(&Connection->Dead, IO_NO_INCREMENT, FALSE);
        return STATUS_SUCCESS;
    }
    Connection->Unread = DataIndication;
    return STATUS_PENDING;
}

static const WSK_CLIENT_CONNECTION_DISPATCH LibraryDispatch = {LibraryReceive, NULL, NULL};

VOID LibraryWork(PCONNECTION Connection)
{
    LibraryConsume(Connection);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(DriverObject);
    UNREFERENCED_PARAMETER(RegistryPath);
    return STATUS_SUCCESS;
}
