// Binding. Nothing in this file is late.

#include "listener.h"

NTSTATUS BindListener(PLISTENER Listener, PSOCKADDR Address)
{
    PrepareListener(Listener);
    return AwaitListener(Listener, Listener->Listen->WskBind(Listener->Socket, Address, 0, Listener->Irp));
}

NTSTATUS BindIfWanted(PLISTENER Listener, PSOCKADDR Address, BOOLEAN IsWanted)
{
    return IsWanted ? BindListener(Listener, Address) : STATUS_SUCCESS;
}

NTSTATUS ReplaceSocket(PLISTENER Listener, PWSK_SOCKET Socket)
{
    Listener->Socket = Socket;
    Listener->Table = Socket->Dispatch;
    return STATUS_SUCCESS;
}
