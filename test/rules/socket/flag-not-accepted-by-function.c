// Which flags a function of WSK takes, and which of them together.

#include <ntddk.h>
#include <wsk.h>

#define QUICKLY WSK_FLAG_NODELAY
#define NOTHING 0

typedef struct _REQUEST {
    PIRP Irp;
    ULONG Flags;
    BOOLEAN Abort;
} REQUEST, *PREQUEST;

typedef const WSK_PROVIDER_CONNECTION_DISPATCH *PCONNECTION;

// ---------------------------------------------------------------- flags of another function

NTSTATUS ReceiveWithFlagOfSend(PWSK_SOCKET Socket, PWSK_BUF Buffer, PIRP Irp)
{
    return ((PCONNECTION)Socket->Dispatch)->WskReceive(Socket, Buffer, WSK_FLAG_NODELAY, Irp);
//                                                                     ^^^^^^^^^^^^^^^^ WSK302 'WSK_FLAG_NODELAY' is no flag of WskReceive, which takes WSK_FLAG_WAITALL or WSK_FLAG_DRAIN
}

NTSTATUS SendWithFlagOfReceive(PWSK_SOCKET Socket, PWSK_BUF Buffer, PIRP Irp)
{
    ULONG flags = WSK_FLAG_WAITALL;

    return ((PCONNECTION)Socket->Dispatch)->WskSend(Socket, Buffer, flags, Irp);
//                                                                  ^^^^^ WSK302 'WSK_FLAG_WAITALL' is no flag of WskSend, which takes WSK_FLAG_NODELAY
}

NTSTATUS DisconnectWithFlagOfReceive(PWSK_SOCKET Socket, PREQUEST Request)
{
    Request->Flags = WSK_FLAG_DRAIN;
    return ((PCONNECTION)Socket->Dispatch)->WskDisconnect(Socket, NULL, Request->Flags, Request->Irp);
//                                                                      ^^^^^^^^^^^^^^ WSK302 'WSK_FLAG_DRAIN' is no flag of WskDisconnect, which takes WSK_FLAG_ABORTIVE
}

NTSTATUS ReceiveWithFlagInASum(PWSK_SOCKET Socket, PWSK_BUF Buffer, PIRP Irp)
{
    return ((PCONNECTION)Socket->Dispatch)->WskReceive(Socket, Buffer, WSK_FLAG_WAITALL | WSK_FLAG_NODELAY, Irp);
//                                                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK302 'WSK_FLAG_NODELAY' is no flag of WskReceive
}

NTSTATUS SendWithUndocumentedFlag(PWSK_SOCKET Socket, PWSK_BUF Buffer, PIRP Irp)
{
    return ((PCONNECTION)Socket->Dispatch)->WskSend(Socket, Buffer, WSK_FLAG_OOB, Irp);
//                                                                  ^^^^^^^^^^^^ WSK302 'WSK_FLAG_OOB' is no flag of WskSend
}

NTSTATUS DisconnectWithOneOfTwo(PWSK_SOCKET Socket, PREQUEST Request)
{
    return ((PCONNECTION)Socket->Dispatch)->WskDisconnect(Socket, NULL, Request->Abort ? WSK_FLAG_ABORTIVE : WSK_FLAG_NODELAY, Request->Irp);
//                                                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK302 'WSK_FLAG_NODELAY' is no flag of WskDisconnect
}

// A number has no name: what counts is whether the function takes a flag of that value.
NTSTATUS SendWithNumber(PWSK_SOCKET Socket, PWSK_BUF Buffer, PIRP Irp)
{
    return ((PCONNECTION)Socket->Dispatch)->WskSend(Socket, Buffer, 0x20, Irp);
//                                                                  ^^^^ WSK302 '0x20' is no flag of WskSend
}

NTSTATUS NamesOfWskFlag(PWSK_PROVIDER_NPI Npi, PSOCKADDR Address, PUNICODE_STRING Name, PIRP Irp)
{
    return Npi->Dispatch->WskGetNameInfo(Npi->Client, Address, sizeof(SOCKADDR_IN), Name, NULL, WSK_FLAG_NODELAY, NULL, NULL, Irp);
//                                                                                              ^^^^^^^^^^^^^^^^ WSK302 'WSK_FLAG_NODELAY' is no flag of WskGetNameInfo, which takes others, such as NI_NOFQDN
}

// ---------------------------------------------------------------- no flags at all

NTSTATUS BindWithFlag(PWSK_SOCKET Socket, PSOCKADDR Address, PIRP Irp)
{
    return ((PCONNECTION)Socket->Dispatch)->WskBind(Socket, Address, WSK_FLAG_CONNECTION_SOCKET, Irp);
//                                                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK302 'WSK_FLAG_CONNECTION_SOCKET' is passed to WskBind, whose flags are reserved and have to be 0
}

NTSTATUS ConnectWithMacro(PWSK_SOCKET Socket, PSOCKADDR Address, PIRP Irp)
{
    return ((PCONNECTION)Socket->Dispatch)->WskConnect(Socket, Address, QUICKLY, Irp);
//                                                                      ^^^^^^^ WSK302 is passed to WskConnect, whose flags are reserved
}

// ---------------------------------------------------------------- flags that exclude each other

NTSTATUS ReceiveWithBoth(PWSK_SOCKET Socket, PWSK_BUF Buffer, PIRP Irp)
{
    return ((PCONNECTION)Socket->Dispatch)->WskReceive(Socket, Buffer, WSK_FLAG_WAITALL | WSK_FLAG_DRAIN, Irp);
//                                                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK302 'WSK_FLAG_DRAIN' does not go with WSK_FLAG_WAITALL in WskReceive
}

NTSTATUS SocketOfTwoCategories(PWSK_PROVIDER_NPI Npi, PIRP Irp)
{
    return Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET | WSK_FLAG_CONNECTION_SOCKET, NULL, NULL, NULL, NULL, NULL, Irp);
//                                                                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK302 'WSK_FLAG_CONNECTION_SOCKET' does not go with WSK_FLAG_LISTEN_SOCKET in WskSocket
}

// ---------------------------------------------------------------- by a helper

static NTSTATUS Receive(PWSK_SOCKET Socket, PWSK_BUF Buffer, ULONG Flags, PIRP Irp)
{
    return ((PCONNECTION)Socket->Dispatch)->WskReceive(Socket, Buffer, Flags, Irp);
}

NTSTATUS ReceiveThroughHelper(PWSK_SOCKET Socket, PWSK_BUF Buffer, PIRP Irp)
{
    return Receive(Socket, Buffer, WSK_FLAG_NODELAY, Irp);
//         ^^^^^^^ WSK302 'Receive' hands on a flag: 'WSK_FLAG_NODELAY' is no flag of WskReceive
}

// ---------------------------------------------------------------- right

// The helper is right, and so is a caller that passes a flag of WskReceive.
NTSTATUS ReceiveAllThroughHelper(PWSK_SOCKET Socket, PWSK_BUF Buffer, PIRP Irp)
{
    return Receive(Socket, Buffer, WSK_FLAG_WAITALL, Irp);
}

// A wrapper hands on what it is given: nothing shows what that is.
NTSTATUS SendForward(PWSK_SOCKET Socket, PWSK_BUF Buffer, ULONG Flags, PIRP Irp)
{
    return ((PCONNECTION)Socket->Dispatch)->WskSend(Socket, Buffer, Flags, Irp);
}

// So does one that adds a flag of the function.
NTSTATUS SendForwardAtOnce(PWSK_SOCKET Socket, PWSK_BUF Buffer, ULONG Flags, PIRP Irp)
{
    return ((PCONNECTION)Socket->Dispatch)->WskSend(Socket, Buffer, Flags | WSK_FLAG_NODELAY, Irp);
}

// The constant is 0.
NTSTATUS BindWithConstantZero(PWSK_SOCKET Socket, PSOCKADDR Address, PIRP Irp)
{
    return ((PCONNECTION)Socket->Dispatch)->WskBind(Socket, Address, NOTHING, Irp);
}

// The flag of basic sockets is 0, which is no flag of anything.
NTSTATUS BasicWithZero(PWSK_PROVIDER_NPI Npi, PIRP Irp)
{
    return Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_BASIC_SOCKET, NULL, NULL, NULL, NULL, NULL, Irp);
}

// One flag, or none.
NTSTATUS DisconnectEitherWay(PWSK_SOCKET Socket, PREQUEST Request)
{
    ULONG flags = 0;

    if (Request->Abort) {
        flags |= WSK_FLAG_ABORTIVE;
    }
    return ((PCONNECTION)Socket->Dispatch)->WskDisconnect(Socket, NULL, flags, Request->Irp);
}

// A number that is the flag: the author has only written it down differently.
NTSTATUS ReceiveAllByNumber(PWSK_SOCKET Socket, PWSK_BUF Buffer, PIRP Irp)
{
    return ((PCONNECTION)Socket->Dispatch)->WskReceive(Socket, Buffer, 0x2, Irp);
}

// The two flags are on different ways.
NTSTATUS ReceiveOrDrain(PWSK_SOCKET Socket, PWSK_BUF Buffer, PREQUEST Request)
{
    ULONG flags = Request->Abort ? WSK_FLAG_DRAIN : WSK_FLAG_WAITALL;

    return ((PCONNECTION)Socket->Dispatch)->WskReceive(Socket, Buffer, flags, Request->Irp);
}

// All flags of names may stand together.
NTSTATUS NamesAsNumbers(PWSK_PROVIDER_NPI Npi, PSOCKADDR Address, PUNICODE_STRING Name, PIRP Irp)
{
    return Npi->Dispatch->WskGetNameInfo(Npi->Client, Address, sizeof(SOCKADDR_IN), Name, NULL, NI_NUMERICHOST | NI_NUMERICSERV | NI_DGRAM, NULL, NULL, Irp);
}

// A flag is asked for here, and another one passed.
NTSTATUS SendAsAsked(PWSK_SOCKET Socket, PWSK_BUF Buffer, PREQUEST Request)
{
    return ((PCONNECTION)Socket->Dispatch)->WskSend(Socket, Buffer, (Request->Flags & WSK_FLAG_DRAIN) ? 0 : WSK_FLAG_NODELAY, Request->Irp);
}
