// The level that stands beside an option.

#include <ntddk.h>
#include <wsk.h>

#define KEEP_ALIVE SO_KEEPALIVE
#define SET_OPTION(socket, option, level, value, irp) \
    ((PWSK_PROVIDER_BASIC_DISPATCH)(socket)->Dispatch) \
        ->WskControlSocket((socket), WskSetOption, (option), (level), sizeof(value), &(value), 0, NULL, NULL, (irp))

typedef struct _SETTING {
    ULONG Option;
    ULONG Level;
    ULONG Value;
} SETTING, *PSETTING;

typedef struct _CONNECTION {
    PWSK_SOCKET Socket;
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch;
    PIRP Irp;
    ULONG On;
} CONNECTION, *PCONNECTION;

static ULONG On = 1;

// ---------------------------------------------------------------- wrong

// An option of sockets at the level of TCP.
NTSTATUS KeepAliveOfTcp(PCONNECTION Connection)
{
    return Connection->Dispatch->WskControlSocket(Connection->Socket, WskSetOption, SO_KEEPALIVE, SOL_SOCKET, sizeof(On), &On, 0, NULL, NULL, Connection->Irp);
}

// An option of TCP at the level of sockets, by a cast table.
NTSTATUS NoDelayOfSocket(PWSK_SOCKET Socket, PIRP Irp)
{
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)
        ->WskControlSocket(Socket, WskSetOption, TCP_NODELAY, IPPROTO_TCP, sizeof(On), &On, 0, NULL, NULL, Irp);
}

// In the order of setsockopt.
NTSTATUS Swapped(PCONNECTION Connection)
{
    NTSTATUS status;

    status = Connection->Dispatch->WskControlSocket(Connection->Socket, WskGetOption, SO_RCVBUF, SOL_SOCKET, 0, NULL, sizeof(Connection->On), &Connection->On, NULL, Connection->Irp);
    return status;
}

// The level is a number: that of IPv4, where the option is one of IPv6.
NTSTATUS DualMode(PWSK_SOCKET Socket, PIRP Irp)
{
    static ULONG off = 0;
    PFN_WSK_CONTROL_SOCKET control = ((PWSK_PROVIDER_DATAGRAM_DISPATCH)Socket->Dispatch)->WskControlSocket;

    return control(Socket, WskSetOption, IPV6_V6ONLY, IPPROTO_IPV6, sizeof(off), &off, 0, NULL, NULL, Irp);
}

// The level is in a variable, one way of two: no constant that could be written out.
NTSTATUS LevelInVariable(PWSK_SOCKET Socket, PIRP Irp, BOOLEAN IsVersion6)
{
    ULONG level = IPPROTO_IP;

    if (IsVersion6) {
        level = IPPROTO_IPV6;
    }
    return ((PWSK_PROVIDER_DATAGRAM_DISPATCH)Socket->Dispatch)
        ->WskControlSocket(Socket, WskSetOption, SO_BROADCAST, level, sizeof(On), &On, 0, NULL, NULL, Irp);
}

// Both are in a structure.
NTSTATUS InStructure(PCONNECTION Connection)
{
    SETTING setting;

    setting.Option = SO_REUSEADDR;
    setting.Level = IPPROTO_UDP;
    return Connection->Dispatch->WskControlSocket(Connection->Socket, WskSetOption, setting.Option, setting.Level, sizeof(On), &On, 0, NULL, NULL, Connection->Irp);
}

// By a macro.
NTSTATUS ByMacro(PWSK_SOCKET Socket, PIRP Irp)
{
    return SET_OPTION(Socket, SO_EXCLUSIVEADDRUSE, IPPROTO_TCP, On, Irp);
}

// The helper is right, its caller is not.
static NTSTATUS SetOption(PWSK_SOCKET Socket, ULONG Level, ULONG Option, PULONG Value, PIRP Irp)
{
    return ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)
        ->WskControlSocket(Socket, WskSetOption, Option, Level, sizeof(*Value), Value, 0, NULL, NULL, Irp);
}

NTSTATUS ByHelper(PWSK_SOCKET Socket, PIRP Irp)
{
    return SetOption(Socket, IPPROTO_TCP, SO_KEEPALIVE, &On, Irp);
}

// ---------------------------------------------------------------- right

// Each option at its level.
NTSTATUS AtTheirLevels(PWSK_SOCKET Socket, PIRP Irp)
{
    PWSK_PROVIDER_CONNECTION_DISPATCH dispatch = (PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch;
    NTSTATUS status = dispatch->WskControlSocket(Socket, WskSetOption, SO_KEEPALIVE, SOL_SOCKET, sizeof(On), &On, 0, NULL, NULL, Irp);

    if (NT_SUCCESS(status)) {
        IoReuseIrp(Irp, STATUS_UNSUCCESSFUL);
        status = dispatch->WskControlSocket(Socket, WskSetOption, TCP_NODELAY, IPPROTO_TCP, sizeof(On), &On, 0, NULL, NULL, Irp);
    }
    return status;
}

// 0xffff is SOL_SOCKET, and 6 is IPPROTO_TCP.
NTSTATUS ByNumbers(PWSK_SOCKET Socket, PIRP Irp, BOOLEAN IsOfTcp)
{
    PWSK_PROVIDER_CONNECTION_DISPATCH dispatch = (PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch;

    return IsOfTcp ? dispatch->WskControlSocket(Socket, WskSetOption, TCP_NODELAY, 6, sizeof(On), &On, 0, NULL, NULL, Irp)
                   : dispatch->WskControlSocket(Socket, WskSetOption, SO_KEEPALIVE, 0xffff, sizeof(On), &On, 0, NULL, NULL, Irp);
}

// WSK ignores the level of an I/O control code.
NTSTATUS LevelOfIoctl(PWSK_SOCKET Socket, PSIZE_T Backlog, PIRP Irp)
{
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)
        ->WskControlSocket(Socket, WskIoctl, SIO_WSK_QUERY_IDEAL_SEND_BACKLOG, SOL_SOCKET, 0, NULL, sizeof(*Backlog), Backlog, NULL, Irp);
}

// Option and level are given to a wrapper that nobody calls with the wrong ones.
NTSTATUS Wrapper(PWSK_SOCKET Socket, WSK_CONTROL_SOCKET_TYPE Type, ULONG Option, ULONG Level, PULONG Value, PIRP Irp)
{
    return ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)
        ->WskControlSocket(Socket, Type, Option, Level, sizeof(*Value), Value, 0, NULL, NULL, Irp);
}

NTSTATUS ByWrapper(PWSK_SOCKET Socket, PIRP Irp)
{
    return Wrapper(Socket, WskSetOption, SO_RCVBUF, SOL_SOCKET, &On, Irp);
}

// The level is chosen with the option: the paths are kept apart.
NTSTATUS ChosenTogether(PWSK_SOCKET Socket, PIRP Irp, BOOLEAN IsOfTcp)
{
    ULONG option, level;

    if (IsOfTcp) {
        option = TCP_NODELAY;
        level = IPPROTO_TCP;
    } else {
        option = SO_KEEPALIVE;
        level = SOL_SOCKET;
    }
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)
        ->WskControlSocket(Socket, WskSetOption, option, level, sizeof(On), &On, 0, NULL, NULL, Irp);
}

// The driver's own name of the option: what it stands for may be an option of any level.
NTSTATUS OwnName(PWSK_SOCKET Socket, PIRP Irp)
{
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)
        ->WskControlSocket(Socket, WskSetOption, KEEP_ALIVE, SOL_SOCKET, sizeof(On), &On, 0, NULL, NULL, Irp);
}

// Nobody knows which level the caller gives.
NTSTATUS LevelOfCaller(PWSK_SOCKET Socket, ULONG Level, PIRP Irp)
{
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)
        ->WskControlSocket(Socket, WskSetOption, SO_RCVBUF, Level, sizeof(On), &On, 0, NULL, NULL, Irp);
}
