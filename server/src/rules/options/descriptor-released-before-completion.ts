import { c, defineRule, descriptorsTakenBack, learn, pathTo } from '../kit';

export default defineRule({
  code: 'WSK421',
  name: 'descriptor-released-before-completion',
  category: 'options',
  severity: 'error',
  since: 'unreleased',
  summary: 'A cached security descriptor is released before the IRP of the operation that uses it has completed.',
  why: `
    WskSocket and SO_WSK_SECURITY may look at the descriptor until their IRP completes, not only until the call returns.
    Once it is released, WSK checks access against memory that is gone.
    That stops the system, or gives a socket rights that nobody meant.`,
  remedy: `
    Call WSK_RELEASE_SD once the IRP of the last operation with the descriptor has completed.`,
  exceptions: `
    A descriptor that is released after the wait for the IRP, in its IoCompletion routine or when the driver unloads is right.
    Where the checker cannot see whether the request is complete, nothing is said.`,
  sources: [
    learn.ddi('wsk/nc-wsk-pfn_wsk_socket'),
    learn.ddi('wsk/nc-wsk-pfn_wsk_socket_connect'),
    learn.network('so-wsk-security'),
    learn.network('wsk-release-sd'),
  ],
  bad: c`
    NTSTATUS SocketDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context);

    NTSTATUS Create(PWSK_PROVIDER_NPI Npi, PSECURITY_DESCRIPTOR Cached, PIRP Irp)
    {
        NTSTATUS Status;

        IoSetCompletionRoutine(Irp, SocketDone, NULL, TRUE, TRUE, TRUE);
        Status = Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET,
                                          NULL, NULL, NULL, NULL, Cached, Irp);
        Npi->Dispatch->WskControlClient(Npi->Client, WSK_RELEASE_SD, sizeof(Cached), &Cached, 0, NULL, NULL, NULL);
        return Status;
    }
  `,
  good: c`
    NTSTATUS SocketDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
    {
        UNREFERENCED_PARAMETER(Device);
        UNREFERENCED_PARAMETER(Irp);
        KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }

    NTSTATUS Create(PWSK_PROVIDER_NPI Npi, PSECURITY_DESCRIPTOR Cached, PIRP Irp, PKEVENT Done)
    {
        KeInitializeEvent(Done, SynchronizationEvent, FALSE);
        IoSetCompletionRoutine(Irp, SocketDone, Done, TRUE, TRUE, TRUE);
        Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL,
                                 NULL, NULL, Cached, Irp);
        KeWaitForSingleObject(Done, Executive, KernelMode, FALSE, NULL);
        Npi->Dispatch->WskControlClient(Npi->Client, WSK_RELEASE_SD, sizeof(Cached), &Cached, 0, NULL, NULL, NULL);
        return Irp->IoStatus.Status;
    }
  `,

  query: descriptorsTakenBack,

  *check({ at, text, request }, analysis) {
    yield {
      at,
      message: `'${text.replace(/^&\s*/, '')}' is released although nothing shows that ${request.callee}, which uses it, has completed`,
      related: pathTo(analysis, request, 'it is handed to WSK here'),
    };
  },
});
