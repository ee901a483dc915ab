// The variable that OutputSizeReturned points to.

#include <ntddk.h>
#include <wsk.h>

typedef struct _TRANSPORTS {
    PWSK_TRANSPORT List;
    ULONG Count;
    SIZE_T Size;
} TRANSPORTS, *PTRANSPORTS;

static DWORD GlobalSize;

// ---------------------------------------------------------------- wrong

// A cast silences the compiler, and changes nothing.
NTSTATUS CastUlong(PWSK_PROVIDER_NPI Npi, PWSK_TRANSPORT List, SIZE_T Size)
{
    ULONG needed = 0;
    NTSTATUS status = Npi->Dispatch->WskControlClient(Npi->Client, WSK_TRANSPORT_LIST_QUERY, 0, NULL, Size, List, (SIZE_T *)&needed, NULL);
//                                                                                                                ^^^^^^^^^^^^^^^^^ WSK406 '(SIZE_T *)&needed' points to a ULONG of 4 bytes, and WSK stores a SIZE_T of 8 there

    return status == STATUS_BUFFER_OVERFLOW && needed > 0 ? STATUS_MORE_ENTRIES : status;
}

// A member of a structure: the next one is overwritten.
NTSTATUS MemberUlong(PWSK_PROVIDER_NPI Npi, PTRANSPORTS Transports)
{
    return Npi->Dispatch->WskControlClient(Npi->Client, WSK_TRANSPORT_LIST_QUERY, 0, NULL, Transports->Size, Transports->List, (PSIZE_T)&Transports->Count, NULL);
//                                                                                                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK406 '(PSIZE_T)&Transports->Count' points to a ULONG of 4 bytes
}

// By a pointer to a ULONG.
NTSTATUS PointerToUlong(PWSK_SOCKET Socket, PVOID Buffer, SIZE_T Size, PULONG Returned)
{
    return ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)
        ->WskControlSocket(Socket, WskIoctl, SIO_ADDRESS_LIST_QUERY, 0, 0, NULL, Size, Buffer, (PSIZE_T)Returned, NULL);
//                                                                                             ^^^^^^^^^^^^^^^^^ WSK406 '(PSIZE_T)Returned' points to a ULONG of 4 bytes
}

// The pointer is kept in a variable first.
NTSTATUS ByVariable(PWSK_SOCKET Socket, PVOID Buffer, SIZE_T Size)
{
    PSIZE_T returned = (PSIZE_T)&GlobalSize;

    return ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)
        ->WskControlSocket(Socket, WskIoctl, SIO_ADDRESS_LIST_QUERY, 0, 0, NULL, Size, Buffer, returned, NULL);
//                                                                                             ^^^^^^^^ WSK406 'returned' points to a DWORD of 4 bytes
}

// The helper takes any pointer; this caller gives it a ULONG.
static NTSTATUS InspectIdOf(PWSK_SOCKET Socket, PWSK_INSPECT_ID Id, PVOID Returned)
{
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)
        ->WskControlSocket(Socket, WskIoctl, SIO_WSK_QUERY_INSPECT_ID, 0, 0, NULL, sizeof(*Id), Id, Returned, NULL);
}

NTSTATUS ByHelper(PWSK_SOCKET Socket, PWSK_INSPECT_ID Id)
{
    LONG returned;

    return InspectIdOf(Socket, Id, &returned);
//         ^^^^^^^^^^^ WSK406 'Returned' points to a LONG of 4 bytes
}

// ---------------------------------------------------------------- right

// A SIZE_T, as the header says.
NTSTATUS SizeT(PWSK_PROVIDER_NPI Npi, PTRANSPORTS Transports)
{
    return Npi->Dispatch->WskControlClient(Npi->Client, WSK_TRANSPORT_LIST_QUERY, 0, NULL, 0, NULL, &Transports->Size, NULL);
}

// Other names of a type of 8 bytes.
NTSTATUS OtherNames(PWSK_PROVIDER_NPI Npi, BOOLEAN IsFirst)
{
    size_t size = 0;
    ULONG_PTR address = 0;

    return IsFirst ? Npi->Dispatch->WskControlClient(Npi->Client, WSK_TRANSPORT_LIST_QUERY, 0, NULL, 0, NULL, (PSIZE_T)&size, NULL)
                   : Npi->Dispatch->WskControlClient(Npi->Client, WSK_TRANSPORT_LIST_QUERY, 0, NULL, 0, NULL, (PSIZE_T)&address, NULL);
}

// Nothing is asked for.
NTSTATUS NoSize(PWSK_SOCKET Socket, PSIZE_T Backlog, PIRP Irp)
{
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)
        ->WskControlSocket(Socket, WskIoctl, SIO_WSK_QUERY_RECEIVE_BACKLOG, 0, 0, NULL, sizeof(*Backlog), Backlog, NULL, Irp);
}

// Nobody knows what the caller's pointer leads to.
NTSTATUS AnyPointer(PWSK_SOCKET Socket, PVOID Buffer, SIZE_T Size, PVOID Returned)
{
    return ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)
        ->WskControlSocket(Socket, WskIoctl, SIO_ADDRESS_LIST_QUERY, 0, 0, NULL, Size, Buffer, Returned, NULL);
}

// The beginning of a buffer of bytes.
NTSTATUS InBytes(PWSK_SOCKET Socket, PVOID Buffer, SIZE_T Size, PUCHAR Header)
{
    return ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)
        ->WskControlSocket(Socket, WskIoctl, SIO_ADDRESS_LIST_QUERY, 0, 0, NULL, Size, Buffer, (PSIZE_T)Header, NULL);
}

// The helper is given a SIZE_T.
NTSTATUS SizeTByHelper(PWSK_SOCKET Socket, PWSK_INSPECT_ID Id)
{
    SIZE_T returned;

    return InspectIdOf(Socket, Id, &returned);
}

// Two halves of an array that is read as one number afterwards.
NTSTATUS InTwoHalves(PWSK_PROVIDER_NPI Npi)
{
    ULONG halves[2] = { 0, 0 };
    NTSTATUS status = Npi->Dispatch->WskControlClient(Npi->Client, WSK_TRANSPORT_LIST_QUERY, 0, NULL, 0, NULL, (PSIZE_T)halves, NULL);

    return halves[1] == 0 ? status : STATUS_BUFFER_OVERFLOW;
}
