import { buffersTakenBack, c, defineRule, learn, pathTo } from '../kit';

export default defineRule({
  code: 'WSK803',
  name: 'data-buffer-freed-while-pending',
  category: 'buffers',
  severity: 'error',
  since: 'unreleased',
  summary: 'The data or MDL of a request is freed or unlocked while the request is pending.',
  why: `
    The WSK_BUF is copied during the call, but the MDL and the memory behind it belong to the request until its IRP completes.
    Once they are freed, the network stack reads or writes pages that are somebody else's by now.
    A send leaks what lies there to the network, a receive overwrites it.
    The system stops in the memory manager or with a corrupt pool, far away from this line.`,
  remedy: `
    Free or unlock the memory in the IoCompletion routine, or behind a wait without a time-out for it.`,
  exceptions: `
    What is freed in the IoCompletion routine, after a wait, or where STATUS_PENDING is excluded is right.
    Where the checker cannot see whether the request is complete, nothing is said.`,
  related: {
    'argument-gone-before-completion': 'the first is about the data and its MDL, the second about all other arguments.',
    'irp-used-when-not-owned': 'until a request completes, its IRP and its data belong to WSK.',
  },
  sources: [
    learn.ddi('wsk/nc-wsk-pfn_wsk_send'),
    learn.ddi('wsk/nc-wsk-pfn_wsk_receive'),
    learn.ddi('wsk/nc-wsk-pfn_wsk_connect_ex'),
    learn.ddi('wsk/nc-wsk-pfn_wsk_disconnect'),
  ],
  bad: c`
    NTSTATUS SendDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context);

    NTSTATUS Send(PWSK_SOCKET Socket, PMDL Mdl, SIZE_T Length, PIRP Irp)
    {
        const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Socket->Dispatch;
        WSK_BUF Buffer = {Mdl, 0, Length};
        NTSTATUS Status;

        IoSetCompletionRoutine(Irp, SendDone, NULL, TRUE, TRUE, TRUE);
        Status = Dispatch->WskSend(Socket, &Buffer, 0, Irp);
        IoFreeMdl(Mdl);
        return Status;
    }
  `,
  good: c`
    NTSTATUS SendDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Mdl)
    {
        UNREFERENCED_PARAMETER(Device);
        IoFreeMdl((PMDL)Mdl);
        IoFreeIrp(Irp);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }

    NTSTATUS Send(PWSK_SOCKET Socket, PMDL Mdl, SIZE_T Length, PIRP Irp)
    {
        const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Socket->Dispatch;
        WSK_BUF Buffer = {Mdl, 0, Length};

        IoSetCompletionRoutine(Irp, SendDone, Mdl, TRUE, TRUE, TRUE);
        return Dispatch->WskSend(Socket, &Buffer, 0, Irp);
    }
  `,

  query: buffersTakenBack,

  *check({ at, text, callee, request }, analysis) {
    const deed = callee === 'MmUnlockPages' ? 'unlocked' : 'freed';
    yield {
      at,
      message: `'${text}' is ${deed} although nothing shows that ${request.callee}, which uses it, has completed`,
      related: pathTo(analysis, request, 'it is handed to WSK here'),
    };
  },
});
