// Callbacks of a listening socket
const WSK_CLIENT_LISTEN_DISPATCH ListenDispatch = {
  .
  . // The callbacks go here
  .
};

NTSTATUS
  BeginListening(
    PWSK_SOCKET Socket,
    PIRP Irp
    )
{
  PWSK_PROVIDER_LISTEN_DISPATCH Dispatch;

  Dispatch =
    (PWSK_PROVIDER_LISTEN_DISPATCH)(Socket->Dispatch);

  if (!Irp)
  {
    // Tell the caller
    ...
  }
  else if (...)
    ...

  for (...) {
    ...
  }

  return Dispatch->WskBind(Socket, ...);
}

NTSTATUS Reference(
  [in]           PWSK_SOCKET Socket,
                 ULONG Flags,
  [in, optional] PVOID SocketContext,
  [in, out]      PIRP Irp
)
{...}
