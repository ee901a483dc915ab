import { c, defineRule, irpsWithoutLocation, learn, placeOf, replaceArgument } from '../kit';

export default defineRule({
  code: 'WSK204',
  name: 'irp-without-stack-location',
  category: 'irp',
  severity: 'error',
  since: 'unreleased',
  summary: 'An IRP for WSK is allocated, or initialised in its storage, without room for an I/O stack location.',
  why: `
    IoSetCompletionRoutine and WSK write into the next stack location of the IRP.
    Where there is none, that is memory behind the IRP, which belongs to somebody else.
    The pool is corrupted on every request, and the system stops later, in code that has done nothing wrong.`,
  remedy: `
    Allocate with IoAllocateIrp(1, FALSE), or make room with IoSizeOfIrp(1) and say 1 to IoInitializeIrp.`,
  exceptions: `
    An IRP that never goes to a driver or to WSK needs no stack location.
    A number taken from a device object is right for that device and for WSK.`,
  related: {
    'irp-without-completion-routine': 'the routine is kept in the stack location: an IRP for WSK needs both.',
    'result-used-before-null-check': 'both are about what IoAllocateIrp is asked for, and what it gives.',
  },
  sources: [
    learn.network('using-irps-with-winsock-kernel-functions'),
    learn.ddi('wdm/nf-wdm-ioallocateirp'),
    learn.ddi('wdm/nf-wdm-ioinitializeirp'),
  ],
  bad: c`
    NTSTATUS SendDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
    {
        UNREFERENCED_PARAMETER(Device);
        UNREFERENCED_PARAMETER(Context);
        IoFreeIrp(Irp);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }

    NTSTATUS Send(PWSK_SOCKET Socket, PWSK_BUF Buffer)
    {
        PIRP Irp = IoAllocateIrp(0, FALSE);
        if (Irp == NULL) {
            return STATUS_INSUFFICIENT_RESOURCES;
        }
        IoSetCompletionRoutine(Irp, SendDone, NULL, TRUE, TRUE, TRUE);
        return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, Irp);
    }
  `,
  good: c`
    NTSTATUS SendDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
    {
        UNREFERENCED_PARAMETER(Device);
        UNREFERENCED_PARAMETER(Context);
        IoFreeIrp(Irp);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }

    NTSTATUS Send(PWSK_SOCKET Socket, PWSK_BUF Buffer)
    {
        PIRP Irp = IoAllocateIrp(1, FALSE);
        if (Irp == NULL) {
            return STATUS_INSUFFICIENT_RESOURCES;
        }
        IoSetCompletionRoutine(Irp, SendDone, NULL, TRUE, TRUE, TRUE);
        return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, Irp);
    }
  `,

  query: irpsWithoutLocation,

  *check({ callee, argument, tooSmall, request }, analysis) {
    const [place] = placeOf(analysis, argument.at, '');
    if (place === undefined) return;
    const isAllocated = callee !== 'IoInitializeIrp';
    yield {
      at: place.at,
      message:
        tooSmall === 'number of locations'
          ? `an IRP without a stack location is made here, and ${request.callee} needs one`
          : `'${argument.text}' has no room for the stack location that ${request.callee} needs`,
      related: placeOf(analysis, request.at, `the IRP goes to ${request.callee} here`),
      // The memory of an IRP that lies in the driver's own may be too small as well: that is no matter of one number.
      fix: isAllocated
        ? replaceArgument(analysis, argument.at, '1', {
            title: 'Allocate one stack location',
            safe: argument.text === '0',
          })
        : undefined,
    };
  },
});
