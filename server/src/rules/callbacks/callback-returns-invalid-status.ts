import {
  c,
  callbackValues,
  defineRule,
  forwardedStatuses,
  isOtherConstant,
  learn,
  nameOf,
  replaceValue,
  returnedConstants,
  type CallbackName,
} from '../kit';

/** The callbacks that return a status, with what they return where they do not take, or do not know, what they are given. */
const REFUSALS = {
  WskAcceptEvent: 'STATUS_REQUEST_NOT_ACCEPTED',
  WskReceiveEvent: 'STATUS_DATA_NOT_ACCEPTED',
  WskReceiveFromEvent: 'STATUS_DATA_NOT_ACCEPTED',
  WskDisconnectEvent: 'STATUS_SUCCESS',
  WskSendBacklogEvent: 'STATUS_SUCCESS',
  WskAbortEvent: 'STATUS_SUCCESS',
  WskClientEvent: 'STATUS_NOT_IMPLEMENTED',
} as const satisfies Partial<Record<CallbackName, string>>;

type Callback = keyof typeof REFUSALS;
const CALLBACKS = Object.keys(REFUSALS) as readonly Callback[];

export default defineRule({
  code: 'WSK521',
  name: 'callback-returns-invalid-status',
  category: 'callbacks',
  severity: 'error',
  since: 'unreleased',
  summary: 'A callback returns a status that WSK does not accept from it.',
  why: `
    WSK decides by the return value who owns the socket or the data from then on.
    For any other value nothing says what it does: WskAcceptEvent may leak the connection, or leave the driver a socket that is closed.
    A receive callback may lose data, or keep buffers that WSK never gets back.`,
  remedy: `
    Return one of the statuses that the callback has; its hover lists them.
    What is to be refused or put off has a status of its own: it is no failure of the driver.`,
  exceptions: `
    A status that comes from a function out of sight is not looked at.
    Where a value is right for one event only, give each event its own callback.`,
  related: {
    'failed-accept-reported-as-success':
      'a failed accept that returns a failure WSK does not know is told by `callback-returns-invalid-status`, one that returns success by `failed-accept-reported-as-success`.',
    'inspect-action-invalid': 'an inspection ends in an action, all other callbacks in a status.',
  },
  sources: [
    learn.ddi('wsk/nc-wsk-pfn_wsk_accept_event'),
    learn.ddi('wsk/nc-wsk-pfn_wsk_receive_event'),
    learn.ddi('wsk/nc-wsk-pfn_wsk_receive_from_event'),
    learn.ddi('wsk/nc-wsk-pfn_wsk_disconnect_event'),
    learn.ddi('wsk/nc-wsk-pfn_wsk_abort_event'),
    learn.ddi('wsk/nc-wsk-pfn_wsk_client_event'),
  ],
  bad: c`
    typedef struct _CONNECTION {
        BOOLEAN Closing;
    } CONNECTION, *PCONNECTION;

    NTSTATUS WSKAPI DisconnectEvent(PVOID SocketContext, ULONG Flags)
    {
        PCONNECTION Connection = (PCONNECTION)SocketContext;

        UNREFERENCED_PARAMETER(Flags);
        if (Connection == NULL) {
            return STATUS_INVALID_PARAMETER;
        }
        Connection->Closing = TRUE;
        return STATUS_SUCCESS;
    }

    const WSK_CLIENT_CONNECTION_DISPATCH ConnectionDispatch = { NULL, DisconnectEvent, NULL };
  `,
  good: c`
    typedef struct _CONNECTION {
        BOOLEAN Closing;
    } CONNECTION, *PCONNECTION;

    NTSTATUS WSKAPI DisconnectEvent(PVOID SocketContext, ULONG Flags)
    {
        PCONNECTION Connection = (PCONNECTION)SocketContext;

        UNREFERENCED_PARAMETER(Flags);
        if (Connection == NULL) {
            return STATUS_SUCCESS;
        }
        Connection->Closing = TRUE;
        return STATUS_SUCCESS;
    }

    const WSK_CLIENT_CONNECTION_DISPATCH ConnectionDispatch = { NULL, DisconnectEvent, NULL };
  `,

  query: (analysis) => [
    ...returnedConstants(analysis, CALLBACKS, ({ value }, { callback }) =>
      callbackValues(callback).every((allowed) => isOtherConstant(value, allowed)),
    ).map(({ by, node, exit }) => ({ by, node, told: nameOf(exit.value) ?? analysis.unit.tree.textOf(node) })),
    ...forwardedStatuses(analysis, CALLBACKS).map(({ by, node, callee }) => ({
      by,
      node,
      told: `the status of ${callee}`,
    })),
  ],

  *check({ by: { definition, callback }, node, told }, { unit: { tree } }) {
    const refusal = REFUSALS[callback];
    const fix = replaceValue(tree, node, refusal, `Return ${refusal}`);
    yield {
      at: tree.span(node),
      message: `'${definition.name}' can return ${told}, but a ${callback} callback only ${callbackValues(callback).join(' or ')}`,
      fix: fix && { ...fix, safe: false },
    };
  },
});
