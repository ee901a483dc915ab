import { c, defineRule, learn, signatureMismatches } from '../kit';

export default defineRule({
  code: 'WSK520',
  name: 'callback-signature-mismatch',
  category: 'callbacks',
  severity: 'error',
  since: 'unreleased',
  summary: 'A callback or completion routine lacks WSKAPI or does not have the prototype of its role.',
  why: `
    A cast in a dispatch table or a call hides that the function takes other parameters.
    WSK passes what its own prototype says, and the function reads each value as something else, or one that nobody passed.
    What it writes through such a value corrupts memory, and what it returns as another type decides something by chance.
    Without WSKAPI a build for x86 may have another calling convention than WSK, and leaves the stack in disorder at each call.`,
  remedy: `
    Give the function the parameters and the result of its role, with WSKAPI, and take the cast away: the compiler then looks after it.`,
  elsewhere: [
    'Code Analysis for drivers warns with C28127 where a role type of the WDK declares the function; a cast hides it from the compiler.',
  ],
  exceptions: `
    A context parameter may have any pointer type.
    A missing WSKAPI alone is information only.
    It makes no difference on x64 and ARM64, nor on x86 where the compiler is told that __stdcall is the default, as driver projects do.`,
  related: {
    'accept-outputs-not-set':
      'a WskAcceptEvent without its output parameters is told by `callback-signature-mismatch`.',
    'callback-returns-invalid-status': 'the first looks at the type of what is returned, the second at its value.',
  },
  sources: [
    learn.ddi('wsk/nc-wsk-pfn_wsk_receive_event'),
    learn.ddi('wsk/nc-wsk-pfn_wsk_receive_from_event'),
    learn.ddi('wdm/nc-wdm-io_completion_routine'),
  ],
  bad: c`
    NTSTATUS WSKAPI DisconnectEvent(PVOID SocketContext)
    {
        KeSetEvent((PKEVENT)SocketContext, IO_NO_INCREMENT, FALSE);
        return STATUS_SUCCESS;
    }

    const WSK_CLIENT_CONNECTION_DISPATCH ConnectionDispatch = { NULL, (PFN_WSK_DISCONNECT_EVENT)DisconnectEvent, NULL };
  `,
  good: c`
    NTSTATUS WSKAPI DisconnectEvent(PVOID SocketContext, ULONG Flags)
    {
        UNREFERENCED_PARAMETER(Flags);
        KeSetEvent((PKEVENT)SocketContext, IO_NO_INCREMENT, FALSE);
        return STATUS_SUCCESS;
    }

    const WSK_CLIENT_CONNECTION_DISPATCH ConnectionDispatch = { NULL, DisconnectEvent, NULL };
  `,

  query: signatureMismatches,

  *check({ node, name, what, withoutConvention }, { unit: { tree } }) {
    yield {
      at: tree.span(node),
      severity: withoutConvention === undefined ? undefined : 'info',
      message: `'${name}' ${what}`,
      fix: withoutConvention && {
        title: `Declare '${name}' with WSKAPI`,
        edits: withoutConvention.map((each) => ({
          at: { start: tree.start(each), end: tree.start(each) },
          text: 'WSKAPI ',
        })),
        safe: false,
      },
    };
  },
});
