// Objects that WSK makes and owns, and what a driver does with them.

#include <ntddk.h>
#include <wsk.h>

#define TAG 'ouW'

typedef struct _HOLDER {
    PWSK_SOCKET Socket;
    WSK_PROVIDER_NPI Npi;
    WSK_REGISTRATION Registration;
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch;
    SIZE_T Size;
} HOLDER, *PHOLDER;

typedef struct _OWN_STATE {
    ULONG Count;
} OWN_STATE, *POWN_STATE;

typedef struct _OWN_TABLE {
    PFN_WSK_SEND WskSend;
    PVOID ReservedForUs;
} OWN_TABLE, *POWN_TABLE;

// ---------------------------------------------------------------- sockets

VOID FreeSocket(PHOLDER Holder)
{
    ExFreePoolWithTag(Holder->Socket, TAG);
//                    ^^^^^^^^^^^^^^ WSK123 'Holder->Socket' is a WSK_SOCKET of WSK, which frees it itself
    Holder->Socket = NULL;
}

VOID ClearSocket(PWSK_SOCKET Socket)
{
    RtlZeroMemory(Socket, sizeof(*Socket));
//                ^^^^^^ WSK123 'Socket' writes to a WSK_SOCKET, which only WSK may change
}

typedef struct _EMBEDDING {
    WSK_SOCKET Socket;
//  ^^^^^^^^^^ WSK123 'WSK_SOCKET' makes room for a WSK_SOCKET, which only WSK can make
    ULONG Count;
} EMBEDDING;

PWSK_SOCKET MakeSocket(PWSK_SOCKET Other)
{
    PWSK_SOCKET Socket = (PWSK_SOCKET)ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(WSK_SOCKET), TAG);
//                                                                         ^^^^^^^^^^^^^^^^^^ WSK123 'sizeof(WSK_SOCKET)' makes room for a WSK_SOCKET

    if (Socket != NULL) {
        *Socket = *Other;
//      ^^^^^^^ WSK123 '*Socket' copies a WSK_SOCKET: only the one that WSK made is a socket
//                ^^^^^^ WSK123 '*Other' copies a WSK_SOCKET
    }
    return Socket;
}

VOID KeepCopy(PVOID Copy, PHOLDER Holder)
{
    RtlCopyMemory(Copy, Holder->Socket, sizeof(PVOID));
//                      ^^^^^^^^^^^^^^ WSK123 'Holder->Socket' copies a WSK_SOCKET
}

// ---------------------------------------------------------------- dispatch tables

VOID HookSocket(PWSK_SOCKET Socket, PVOID Table)
{
    Socket->Dispatch = Table;
//  ^^^^^^^^^^^^^^^^ WSK123 'Socket->Dispatch' writes to a WSK_SOCKET, which only WSK may change
}

VOID HookSend(PWSK_SOCKET Socket, PFN_WSK_SEND Send)
{
    ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend = Send;
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK123 '((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend' writes to a dispatch table
}

// ---------------------------------------------------------------- clients and registrations

ULONG CountOfClient(PHOLDER Holder)
{
    return ((POWN_STATE)Holder->Npi.Client)->Count;
//         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK123 '((POWN_STATE)Holder->Npi.Client)->Count' looks into a WSK_CLIENT
}

VOID FreeClient(PHOLDER Holder)
{
    ExFreePool(Holder->Npi.Client);
//             ^^^^^^^^^^^^^^^^^^ WSK123 'Holder->Npi.Client' is a WSK_CLIENT of WSK, which frees it itself
}

BOOLEAN IsRegistered(PHOLDER Holder)
{
    return Holder->Registration.ReservedRegistrationState != 0;
//         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK123 'Holder->Registration.ReservedRegistrationState' looks into a WSK_REGISTRATION
}

// ---------------------------------------------------------------- right

// A pointer to a socket may be kept, compared and forgotten.
BOOLEAN KeepPointer(PHOLDER Holder, PWSK_SOCKET Socket)
{
    if (Holder->Socket == Socket) {
        return FALSE;
    }
    Holder->Socket = Socket;
    Holder->Size = sizeof(PWSK_SOCKET);
    return TRUE;
}

// The table may be read, and kept by its address.
VOID KeepTable(PHOLDER Holder, PWSK_SOCKET Socket)
{
    Holder->Dispatch = (const WSK_PROVIDER_CONNECTION_DISPATCH *)Socket->Dispatch;
    Holder->Socket = (*Socket).Dispatch == NULL ? NULL : Socket;
}

// The memory that holds the pointer is the driver's own.
VOID FreeHolder(PHOLDER Holder)
{
    RtlZeroMemory(&Holder->Socket, sizeof(Holder->Socket));
    RtlZeroMemory(Holder, sizeof(*Holder));
    ExFreePoolWithTag(Holder, TAG);
}

// Zero-initialised before it is registered.
NTSTATUS RegisterZeroed(PHOLDER Holder, PWSK_CLIENT_NPI ClientNpi)
{
    RtlZeroMemory(&Holder->Registration, sizeof(Holder->Registration));
    return WskRegister(ClientNpi, &Holder->Registration);
}

// Captured again, the NPI is another one; the structure is the driver's.
VOID ForgetProvider(PHOLDER Holder)
{
    WskReleaseProviderNPI(&Holder->Registration);
    Holder->Npi.Client = NULL;
    Holder->Npi.Dispatch = NULL;
}

// A table of the driver's own, with a member of that name.
VOID SetOwnTable(POWN_TABLE Table, PFN_WSK_SEND Send)
{
    Table->WskSend = Send;
    Table->ReservedForUs = NULL;
}

// The pointer to the client is only handed back, whatever it is cast to.
PVOID ClientAsHandle(PHOLDER Holder)
{
    return (PVOID)(ULONG_PTR)Holder->Npi.Client;
}

// ---------------------------------------------------------------- missed

// The registration may not be touched between WskRegister and WskDeregister.
NTSTATUS KnownMissZeroedTooLate(PHOLDER Holder, PWSK_CLIENT_NPI ClientNpi)
{
    NTSTATUS status = WskRegister(ClientNpi, &Holder->Registration);

    RtlZeroMemory(&Holder->Registration, sizeof(Holder->Registration));
    return status;
}
