import { answerToDeath, c, defineRule, learn, testAtEntry, untestedUses } from '../kit';

export default defineRule({
  code: 'WSK523',
  name: 'indication-used-before-null-check',
  category: 'callbacks',
  severity: 'error',
  since: 'unreleased',
  summary:
    'A callback uses the data, socket or inspect ID it is given before it compared it with NULL, which reports a dead socket.',
  why: `
    WSK calls these callbacks with NULL once a socket has stopped working, because an adapter was removed, for example.
    A callback that reads through the pointer then stops the system with a bugcheck.
    One that keeps it hands a socket that is not there to the rest of the driver, which calls through it later.
    An assertion does not help: it is gone in the build that customers run.`,
  remedy: `
    Compare the argument with NULL before anything else.
    NULL says that the socket is dead: begin to close it, and return the status for that.`,
  exceptions: `
    A test in a function that the callback asks is seen as one, and so is one of a copy of the pointer.
    Where the pointer is checked in a way that the checker does not know, silence the line with a reason.`,
  related: {
    'failed-accept-reported-as-success': 'first NULL has to be seen, then it has to be reported.',
  },
  sources: [
    learn.ddi('wsk/nc-wsk-pfn_wsk_accept_event'),
    learn.ddi('wsk/nc-wsk-pfn_wsk_inspect_event'),
    learn.ddi('wsk/nc-wsk-pfn_wsk_receive_event'),
    learn.ddi('wsk/nc-wsk-pfn_wsk_receive_from_event'),
  ],
  bad: c`
    typedef struct _METER {
        SIZE_T Received;
        BOOLEAN Dead;
    } METER, *PMETER;

    NTSTATUS WSKAPI ReceiveFromEvent(PVOID SocketContext, ULONG Flags, PWSK_DATAGRAM_INDICATION DataIndication)
    {
        PMETER Meter = (PMETER)SocketContext;

        UNREFERENCED_PARAMETER(Flags);
        Meter->Received += DataIndication->Buffer.Length;
        return STATUS_SUCCESS;
    }

    const WSK_CLIENT_DATAGRAM_DISPATCH DatagramDispatch = { ReceiveFromEvent };
  `,
  good: c`
    typedef struct _METER {
        SIZE_T Received;
        BOOLEAN Dead;
    } METER, *PMETER;

    NTSTATUS WSKAPI ReceiveFromEvent(PVOID SocketContext, ULONG Flags, PWSK_DATAGRAM_INDICATION DataIndication)
    {
        PMETER Meter = (PMETER)SocketContext;

        UNREFERENCED_PARAMETER(Flags);
        if (DataIndication == NULL) {
            Meter->Dead = TRUE;
            return STATUS_SUCCESS;
        }
        for (; DataIndication != NULL; DataIndication = DataIndication->Next) {
            Meter->Received += DataIndication->Buffer.Length;
        }
        return STATUS_SUCCESS;
    }

    const WSK_CLIENT_DATAGRAM_DISPATCH DatagramDispatch = { ReceiveFromEvent };
  `,

  query: untestedUses,

  *check({ by: { callback, definition }, node, parameter, how }, { unit: { tree } }) {
    const value = answerToDeath(callback) ?? 'STATUS_SUCCESS';
    yield {
      at: tree.span(node),
      message: `'${parameter}' ${how} without a test, but WSK calls a ${callback} callback with NULL when the socket is dead`,
      fix: testAtEntry(tree, definition.body, { use: node, parameter, value }),
    };
  },
});
