// Prototype for the send IoCompletion routine
NTSTATUS
  SendComplete(
    PDEVICE_OBJECT DeviceObject,
    PIRP Irp,
    PVOID Context
    );

// Dispatch table of event callback functions
const WSK_CLIENT_LISTEN_DISPATCH ListenDispatch =
{
  .
  . // The three functions
  .
};

// Function that sends a buffer and does not wait
NTSTATUS
  SendBuffer(
    PWSK_SOCKET Socket,
    PWSK_BUF Buffer
    )
{
  PWSK_PROVIDER_CONNECTION_DISPATCH Dispatch;
  PIRP Irp;

  Dispatch =
    (PWSK_PROVIDER_CONNECTION_DISPATCH)(Socket->Dispatch);

  Irp =
    IoAllocateIrp(
      1,
      FALSE
      );

  if (!Irp)
  {
    return STATUS_INSUFFICIENT_RESOURCES;
  }

  IoSetCompletionRoutine(
    Irp,
    SendComplete,
    Buffer,
    TRUE,
    TRUE,
    TRUE
    );

  return
    Dispatch->WskSend(
      Socket,
      Buffer,
      0,  // No flags
      Irp
      );
}

// The send IoCompletion routine
NTSTATUS
  SendComplete(
    PDEVICE_OBJECT DeviceObject,
    PIRP Irp,
    PVOID Context
    )
{
  UNREFERENCED_PARAMETER(DeviceObject);

  if (Irp->IoStatus.Status == STATUS_SUCCESS)
  {
    // Go on with the next buffer
    ...
  }
  else
  {
    // Handle error
    ...
  }

  IoFreeIrp(Irp);

  return STATUS_MORE_PROCESSING_REQUIRED;
}

// A listening socket's WskAbortEvent
NTSTATUS WSKAPI
  AbortEvent(
    PVOID SocketContext,
    PWSK_INSPECT_ID InspectID
    )
{
  PPENDING_REQUEST Request;

  Request = ... ;

  // The contents are compared, not the pointers
  if ((Request->Id.Key == InspectID->Key) &&
      (Request->Id.SerialNumber == InspectID->SerialNumber))
  {
    ...
  }

  while (...)
  {
    .
    .
    .
  }

  return STATUS_SUCCESS;
}
