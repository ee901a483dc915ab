// Right: the function is called through a variable.

#include <ntddk.h>
#include <wsk.h>

typedef struct _CONNECTION {
    PWSK_DATA_INDICATION Unread;
    PWSK_SOCKET Socket;
    SIZE_T Length;
    KEVENT Dead;
} CONNECTION, *PCONNECTION;

NTSTATUS WSKAPI PointerReceive(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
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

static const WSK_CLIENT_CONNECTION_DISPATCH PointerDispatch = {PointerReceive, NULL, NULL};

VOID PointerConsume(PCONNECTION Connection)
{
    PFN_WSK_RELEASE_DATA_INDICATION_LIST GiveBack =
        ((const WSK_PROVIDER_CONNECTION_DISPATCH *)Connection->Socket->Dispatch)->WskRelease;

    GiveBack(Connection->Socket, Connection->Unread);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(DriverObject);
    UNREFERENCED_PARAMETER(RegistryPath);
    return STATUS_SUCCESS;
}
