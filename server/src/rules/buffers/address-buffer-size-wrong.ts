import {
  c,
  defineRule,
  definitionAround,
  FUNCTIONS_WITH_ADDRESSES,
  learn,
  longCopies,
  placeOf,
  retypeBuffer,
  wrongCalls,
  wrongSize,
  type Analysis,
  type Argument,
  type Related,
  type Span,
  type WrongSize,
} from '../kit';

interface Subject {
  readonly at: Span;
  readonly message: string;
  readonly related: readonly Related[];
  /** The variable that is too small; undefined where it is another mistake, or no variable. */
  readonly buffer?: string | undefined;
}

export default defineRule({
  code: 'WSK806',
  name: 'address-buffer-size-wrong',
  category: 'buffers',
  severity: 'error',
  since: 'unreleased',
  summary: 'A buffer or length for an address or name does not have the size the socket family or the lookup asks for.',
  why: `
    WSK writes as many bytes as an address of the socket's family has: 16 for IPv4, 28 for IPv6.
    It is not told how large the buffer is, and writes over what stands behind one that is too small.
    On the stack that is another variable or the return address.
    A length that is too large makes WSK, or the driver, read what is not there.`,
  remedy: `
    Declare the buffer as SOCKADDR_STORAGE, or as the structure of the family, and let the length be the sizeof of what it points at.`,
  exceptions: `
    A buffer counts only where its declaration is seen, and the family only where the socket's creation is.
    SOCKADDR_STORAGE and SOCKADDR_INET have room for every address.`,
  sources: [
    learn.ddi('wsk/nc-wsk-pfn_wsk_get_remote_address'),
    learn.ddi('wsk/nc-wsk-pfn_wsk_accept'),
    learn.ddi('wsk/nc-wsk-pfn_wsk_get_name_info'),
  ],
  bad: c`
    NTSTATUS Done(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
    {
        UNREFERENCED_PARAMETER(Device);
        UNREFERENCED_PARAMETER(Irp);
        KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }

    NTSTATUS Peer(PWSK_SOCKET Socket, PULONG Family, PIRP Irp)
    {
        const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Socket->Dispatch;
        ULONG Address;
        KEVENT Event;
        NTSTATUS status;

        KeInitializeEvent(&Event, NotificationEvent, FALSE);
        IoSetCompletionRoutine(Irp, Done, &Event, TRUE, TRUE, TRUE);
        status = Dispatch->WskGetRemoteAddress(Socket, (PSOCKADDR)&Address, Irp);
        if (status == STATUS_PENDING) {
            KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL);
            status = Irp->IoStatus.Status;
        }
        *Family = Address;
        return status;
    }
  `,
  good: c`
    NTSTATUS Done(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
    {
        UNREFERENCED_PARAMETER(Device);
        UNREFERENCED_PARAMETER(Irp);
        KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }

    NTSTATUS Peer(PWSK_SOCKET Socket, PULONG Family, PIRP Irp)
    {
        const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Socket->Dispatch;
        SOCKADDR_STORAGE Address;
        KEVENT Event;
        NTSTATUS status;

        KeInitializeEvent(&Event, NotificationEvent, FALSE);
        IoSetCompletionRoutine(Irp, Done, &Event, TRUE, TRUE, TRUE);
        status = Dispatch->WskGetRemoteAddress(Socket, (PSOCKADDR)&Address, Irp);
        if (status == STATUS_PENDING) {
            KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL);
            status = Irp->IoStatus.Status;
        }
        *Family = Address.ss_family;
        return status;
    }
  `,

  query: (analysis) => [...buffers(analysis), ...copies(analysis)],

  *check({ at, message, related, buffer }, { unit }) {
    const around = buffer === undefined ? undefined : definitionAround(unit, at);
    const fix = around && retypeBuffer(unit, around, buffer ?? '', 'SOCKADDR_STORAGE');
    yield { at, message, related, fix };
  },
});

const buffers = (analysis: Analysis): Subject[] =>
  wrongCalls(analysis, FUNCTIONS_WITH_ADDRESSES, (use) => {
    const detail = wrongSize(use);
    return detail && { marked: detail.parameter as never, because: [], detail };
  }).map(({ at, use, detail, through }) => ({
    at,
    message: messageOf(detail, use.arguments.get(detail.parameter)?.text ?? detail.parameter, use.callee),
    related: through === undefined ? [] : placeOf(analysis, use.at, 'the address is handed to WSK here'),
    buffer: detail.is === 'small' ? variableIn(use.arguments.get(detail.parameter)) : undefined,
  }));

/** `(PSOCKADDR)&Address` → `Address`. */
const variableIn = (argument: Argument | undefined): string | undefined => /&(\w+)$/.exec(argument?.text ?? '')?.[1];

const copies = (analysis: Analysis): Subject[] =>
  longCopies(analysis).map(({ at, address, length }) => ({
    at,
    message: `'${address}' has 16 or 28 bytes, and ${length} are read from it: copy as many as its family says`,
    related: [],
  }));

function messageOf(wrong: WrongSize, text: string, callee: string): string {
  switch (wrong.is) {
    case 'small':
      return `'${text}' has ${wrong.object.size ?? 0} bytes, and ${callee} writes ${wrong.wanted}: declare it as SOCKADDR_STORAGE`;
    case 'long':
      return `'${text}' is ${wrong.length}, and the address has at most ${wrong.most} bytes`;
    case 'empty':
      return `'${text}' has no room for the name that ${callee} writes there`;
  }
}
