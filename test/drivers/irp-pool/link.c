#include "mirror.h"

static IO_COMPLETION_ROUTINE MirrorWakeThread;

static const SOCKADDR_IN6 MirrorPeer = {
    AF_INET6, 0x4b1f, 0, {{{0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7}}}, {0}};

static NTSTATUS MirrorWakeThread(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
  UNREFERENCED_PARAMETER(DeviceObject);
  UNREFERENCED_PARAMETER(Irp);
  KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
  return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS MirrorWaitFor(_In_ NTSTATUS Returned, _In_ PIRP Irp, _In_ PKEVENT Event)
{
  if (Returned != STATUS_PENDING) {
    return Irp->IoStatus.Status;
  }
  (VOID)KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, NULL);
  return Irp->IoStatus.Status;
}

// Writers are let in once there is a socket.
static NTSTATUS MirrorConnect(_Inout_ PMIRROR_LINK Link, _In_ PIRP Irp)
{
  SOCKADDR_IN6 local = {0};
  SOCKADDR_IN6 remote = MirrorPeer;
  KEVENT done;
  NTSTATUS status;

  local.sin6_family = AF_INET6;
  KeInitializeEvent(&done, NotificationEvent, FALSE);
  IoReuseIrp(Irp, STATUS_UNSUCCESSFUL);
  IoSetCompletionRoutine(Irp, MirrorWakeThread, &done, TRUE, TRUE, TRUE);
  status = MirrorNpi.Dispatch->WskSocketConnect(MirrorNpi.Client, SOCK_STREAM, IPPROTO_TCP, (PSOCKADDR)&local,
                                                (PSOCKADDR)&remote, 0, NULL, NULL, NULL, NULL, NULL, Irp);
  status = MirrorWaitFor(status, Irp, &done);
  if (!NT_SUCCESS(status)) {
    return status;
  }
  Link->Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
  Link->Dispatch = (const WSK_PROVIDER_CONNECTION_DISPATCH *)Link->Socket->Dispatch;
  KeClearEvent(&Link->Broken);
  ExReInitializeRundownProtection(&Link->Users);
  return STATUS_SUCCESS;
}

// The abortive disconnect ends the sends that the peer does not take, so that their slots come back.
static VOID MirrorHangUp(_Inout_ PMIRROR_LINK Link, _In_ PIRP Irp)
{
  KEVENT done;

  KeInitializeEvent(&done, SynchronizationEvent, FALSE);
  IoReuseIrp(Irp, STATUS_UNSUCCESSFUL);
  IoSetCompletionRoutine(Irp, MirrorWakeThread, &done, TRUE, TRUE, TRUE);
  (VOID)MirrorWaitFor(Link->Dispatch->WskDisconnect(Link->Socket, NULL, WSK_FLAG_ABORTIVE, Irp), Irp, &done);

  ExWaitForRundownProtectionRelease(&Link->Users);

  KeClearEvent(&done);
  IoReuseIrp(Irp, STATUS_UNSUCCESSFUL);
  IoSetCompletionRoutine(Irp, MirrorWakeThread, &done, TRUE, TRUE, TRUE);
  (VOID)MirrorWaitFor(Link->Dispatch->WskCloseSocket(Link->Socket, Irp), Irp, &done);
  Link->Socket = NULL;
  Link->Dispatch = NULL;
}

// FALSE when the driver unloads.
static BOOLEAN MirrorPause(_In_ PMIRROR_LINK Link)
{
  LARGE_INTEGER timeout;

  timeout.QuadPart = SECONDS(MIRROR_RETRY_SECONDS);
  return KeWaitForSingleObject(&Link->Stop, Executive, KernelMode, FALSE, &timeout) == STATUS_TIMEOUT;
}

VOID MirrorLinkThread(_In_ PVOID StartContext)
{
  PMIRROR_LINK link = (PMIRROR_LINK)StartContext;
  PVOID events[2];
  PIRP irp;

  events[0] = &link->Stop;
  events[1] = &link->Broken;

  irp = IoAllocateIrp(1, FALSE);
  if (irp == NULL) {
    DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_ERROR_LEVEL, "mirror: no memory, nothing is mirrored\n");
    PsTerminateSystemThread(STATUS_INSUFFICIENT_RESOURCES);
  }
  do {
    NTSTATUS status = MirrorConnect(link, irp);

    if (!NT_SUCCESS(status)) {
      DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_INFO_LEVEL, "mirror: no connection, 0x%08x\n", status);
      continue;
    }
    KeWaitForMultipleObjects(2, events, WaitAny, Executive, KernelMode, FALSE, NULL, NULL);
    MirrorHangUp(link, irp);
  } while (MirrorPause(link));

  IoFreeIrp(irp);
  PsTerminateSystemThread(STATUS_SUCCESS);
}
