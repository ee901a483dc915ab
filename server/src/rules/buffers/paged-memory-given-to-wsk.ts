import { c, defineRule, learn, pagedMemory, pathTo, replaceWord } from '../kit';

export default defineRule({
  code: 'WSK805',
  name: 'paged-memory-given-to-wsk',
  category: 'buffers',
  severity: 'error',
  since: 'unreleased',
  summary: 'Memory that must be non-paged comes from paged pool or a pageable section.',
  why: `
    WSK and completion routines touch this memory at up to DISPATCH_LEVEL.
    No page can be read from the disk there, and paged pool is written to it when memory is short.
    The driver works on a machine with much memory, and stops another one with IRQL_NOT_LESS_OR_EQUAL.`,
  remedy: `
    Allocate from non-paged pool: NonPagedPoolNx, or POOL_FLAG_NON_PAGED with ExAllocatePool2.
    Take what is static out of a pageable section.`,
  exceptions: `
    Memory of which MmProbeAndLockPages has locked the pages is right as a data buffer.
    The stack of a thread that waits with KernelMode stays in memory, too.`,
  related: {
    'pageable-memory-in-callback':
      'at DISPATCH_LEVEL nothing may be paged: neither what WSK is given nor what a callback touches.',
    'data-buffer-freed-while-pending': 'what WSK is given has to be resident, and to stay until the request completes.',
  },
  sources: [
    learn.ddi('wsk/nc-wsk-pfn_wsk_socket'),
    learn.ddi('wdm/nf-wdm-iosetcompletionroutine'),
    learn.network('registering-a-winsock-kernel-application'),
  ],
  bad: c`
    typedef struct _REQUEST {
        PIRP Irp;
    } REQUEST, *PREQUEST;

    NTSTATUS Finish(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
    {
        PREQUEST Request = (PREQUEST)Context;

        UNREFERENCED_PARAMETER(Device);
        UNREFERENCED_PARAMETER(Irp);
        IoFreeIrp(Request->Irp);
        ExFreePool(Request);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }

    NTSTATUS Connect(PWSK_SOCKET Socket, PSOCKADDR Remote, PIRP Irp)
    {
        const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Socket->Dispatch;
        PREQUEST Request = (PREQUEST)ExAllocatePool2(POOL_FLAG_PAGED, sizeof(REQUEST), 'qerW');

        if (Request == NULL) {
            return STATUS_INSUFFICIENT_RESOURCES;
        }
        Request->Irp = Irp;
        IoSetCompletionRoutine(Irp, Finish, Request, TRUE, TRUE, TRUE);
        return Dispatch->WskConnect(Socket, Remote, 0, Irp);
    }
  `,
  good: c`
    typedef struct _REQUEST {
        PIRP Irp;
    } REQUEST, *PREQUEST;

    NTSTATUS Finish(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
    {
        PREQUEST Request = (PREQUEST)Context;

        UNREFERENCED_PARAMETER(Device);
        UNREFERENCED_PARAMETER(Irp);
        IoFreeIrp(Request->Irp);
        ExFreePool(Request);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }

    NTSTATUS Connect(PWSK_SOCKET Socket, PSOCKADDR Remote, PIRP Irp)
    {
        const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Socket->Dispatch;
        PREQUEST Request = (PREQUEST)ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(REQUEST), 'qerW');

        if (Request == NULL) {
            return STATUS_INSUFFICIENT_RESOURCES;
        }
        Request->Irp = Irp;
        IoSetCompletionRoutine(Irp, Finish, Request, TRUE, TRUE, TRUE);
        return Dispatch->WskConnect(Socket, Remote, 0, Irp);
    }
  `,

  query: pagedMemory,

  *check({ at, text, callee, parameter, use, allocation, section, isAtKind }, analysis) {
    const word = WORDS[parameter] ?? `an argument of ${callee}`;
    const origin = section === undefined ? [] : [{ at: section.at, message: `pageable by ${section.by}` }];
    const { tree } = analysis.unit;
    yield {
      at,
      message: isAtKind
        ? `this memory may be paged out, and '${text}' makes it ${word}`
        : `'${text}' is memory that may be paged out, and becomes ${word}`,
      related: [
        ...origin,
        ...(allocation === undefined ? [] : pathTo(analysis, allocation, 'the memory comes from here')),
        ...pathTo(analysis, use, `handed to ${callee} here`),
      ],
      fix: isAtKind ? replaceWord(tree, at, RESIDENT, 'Allocate from non-paged pool') : undefined,
    };
  },
});

const WORDS: Readonly<Record<string, string>> = {
  WskRegistration: 'the registration object',
  SocketContext: 'the context of a socket',
  AcceptSocketContext: 'the context of a socket',
  LocalAddress: 'the buffer of an address',
  RemoteAddress: 'the buffer of an address',
  Context: 'the context of a completion routine',
  MemoryDescriptorList: 'the buffer of an MDL for non-paged pool',
};

/** What to write instead. */
const RESIDENT: Readonly<Record<string, string>> = {
  PagedPool: 'NonPagedPoolNx',
  PagedPoolCacheAligned: 'NonPagedPoolNxCacheAligned',
  POOL_FLAG_PAGED: 'POOL_FLAG_NON_PAGED',
};
