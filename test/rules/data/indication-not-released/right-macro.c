// Right: a macro stands for the call.

#include <ntddk.h>
#include <wsk.h>

typedef struct _CONNECTION {
    PWSK_DATA_INDICATION Unread;
    PWSK_SOCKET Socket;
    SIZE_T Length;
    KEVENT Dead;
} CONNECTION, *PCONNECTION;

#define GIVE_BACK(c) \
    ((const WSK_PROVIDER_CONNECTION_DISPATCH *)(c)->Socket->Dispatch)->WskRelease((c)->Socket, (c)->Unread)

NTSTATUS WSKAPI MacroReceive(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
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

static const WSK_CLIENT_CONNECTION_DISPATCH MacroDispatch = {MacroReceive, NULL, NULL};

VOID MacroConsume(PCONNECTION Connection)
{
    GIVE_BACK(Connection);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(DriverObject);
    UNREFERENCED_PARAMETER(RegistryPath);
    return STATUS_SUCCESS;
}
