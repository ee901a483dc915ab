import { c, callbackPath, defineRule, deleteStatement, learn, pageableInCallbacks } from '../kit';

export default defineRule({
  code: 'WSK904',
  name: 'pageable-memory-in-callback',
  category: 'irql',
  severity: 'error',
  since: 'unreleased',
  summary: 'A callback or completion routine, or what it calls or touches, is pageable.',
  why: `
    WSK calls event callbacks and completion routines at up to DISPATCH_LEVEL, where no page can be read from the disk.
    Pageable code or data is in memory most of the time, so that tests pass.
    On the day when it was paged out, the system stops with IRQL_NOT_LESS_OR_EQUAL or PAGE_FAULT_IN_NONPAGED_AREA.`,
  remedy: `
    Take PAGED_CODE and the alloc_text pragma away, and keep what the callback touches in non-paged memory.
    What has to be pageable goes into a work item.`,
  elsewhere: [
    'On a checked run PAGED_CODE stops the system itself; else it is DRIVER_IRQL_NOT_LESS_OR_EQUAL (0xD1), on the day on which the page is out.',
    'Driver Verifier with "Force IRQL checking" finds it at once.',
  ],
  exceptions: `
    A part that runs only behind a test of KeGetCurrentIrql may be pageable, and so may what a work item does.
    Code that was locked in memory with MmLockPagableCodeSection is right; silence the line with that reason.`,
  sources: [learn.network('winsock-kernel-events'), learn.ddi('wsk/nc-wsk-pfn_wsk_receive_event')],
  bad: c`
    NTSTATUS WSKAPI DisconnectEvent(PVOID SocketContext, ULONG Flags)
    {
        PAGED_CODE();
        UNREFERENCED_PARAMETER(SocketContext);
        UNREFERENCED_PARAMETER(Flags);
        return STATUS_SUCCESS;
    }

    const WSK_CLIENT_CONNECTION_DISPATCH ConnectionDispatch = { NULL, DisconnectEvent, NULL };
  `,
  good: c`
    NTSTATUS WSKAPI DisconnectEvent(PVOID SocketContext, ULONG Flags)
    {
        UNREFERENCED_PARAMETER(SocketContext);
        UNREFERENCED_PARAMETER(Flags);
        return STATUS_SUCCESS;
    }

    const WSK_CLIENT_CONNECTION_DISPATCH ConnectionDispatch = { NULL, DisconnectEvent, NULL };
  `,

  query: pageableInCallbacks,

  *check({ at, definition, entry, kind, name, section }, analysis) {
    const way = callbackPath(analysis, definition, entry);
    if (way === undefined) return;
    const { tree } = analysis.unit;
    const own = section === undefined ? [] : [{ at: section.at, message: `pageable by ${section.by}` }];
    const statement = kind === 'says so' ? tree.enclosing(tree.nodeAt(at.start), 'expression_statement') : undefined;
    yield {
      at,
      message: `${way.runner} ${WORDS[kind](name)}`,
      related: [...own, ...way.related],
      fix: statement === undefined ? undefined : deleteStatement(tree, statement, 'Delete PAGED_CODE'),
    };
  },
});

const WORDS = {
  function: () => 'is in a pageable section, and can run at DISPATCH_LEVEL',
  'says so': (name: string) => `says ${name}, and can run at DISPATCH_LEVEL`,
  call: (name: string) => `calls '${name}', which is pageable, and can run at DISPATCH_LEVEL`,
  data: (name: string) => `touches '${name}', which is pageable, and can run at DISPATCH_LEVEL`,
} as const;
