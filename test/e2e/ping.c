#include "echo.h"

NTSTATUS EchoSendPing(_In_ PECHO_CONNECTION Connection, _In_ PWSK_BUF Ping, _In_ PIRP Irp)
{
    PWSK_SOCKET socket = Connection->Socket;

    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)socket->Dispatch)->WskSend(socket, Ping, 0, Irp);
}

NTSTATUS EchoKeepAlive(_In_ PWSK_SOCKET Socket, _In_ PULONG IsOn, _In_ PIRP Irp)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *dispatch = Socket->Dispatch;

    return dispatch->WskControlSocket(Socket, WskSetOption, SO_KEEPALIVE, SOL_SOCKET, sizeof(*IsOn), IsOn,
                                      0, NULL, NULL, Irp);
}

NTSTATUS EchoSendAtOnce(_In_ PWSK_SOCKET Socket, _In_ PWSK_BUF Ping, _In_ PIRP Irp)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *dispatch = Socket->Dispatch;

    return dispatch->;
}

VOID EchoDescribe(_In_ PMDL Mdl, _In_ SIZE_T Length)
{
    ASSERT(Mdl != NULL);
}

const WSK_CLIENT_CONNECTION_DISPATCH EchoPingDispatch = {
    .
};
