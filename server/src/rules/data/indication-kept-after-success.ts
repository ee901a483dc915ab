import { c, defineRule, isConstant, keptArguments, learn } from '../kit';

/** Where both receive callbacks have their indication. */
const DATA_INDICATION = 2;

export default defineRule({
  code: 'WSK701',
  name: 'indication-kept-after-success',
  category: 'data',
  severity: 'error',
  since: 'unreleased',
  summary: 'A receive callback keeps pointers into an indication but does not return STATUS_PENDING.',
  why: `
    The indication, its MDLs and its buffers belong to WSK.
    With STATUS_PENDING the driver keeps them until WskRelease; with any other value WSK reuses them as soon as the callback returns.
    The pointer that was kept then leads to memory with other contents, or to none.
    What is read there may be data of another connection, and what is written corrupts the network stack.`,
  remedy: `
    Return STATUS_PENDING to keep the indication, and give it back with WskRelease.
    Or copy what you need before you return STATUS_SUCCESS.`,
  exceptions: `
    Copies of the data are the driver's own.
    A pointer that is cleared again before the callback returns is not kept.`,
  related: {
    'indication-not-released': 'STATUS_PENDING keeps an indication, and WskRelease gives it back.',
    'indication-taken-as-one-buffer': 'both are about what an indication is: a list, lent for the call.',
  },
  sources: [
    learn.ddi('wsk/nc-wsk-pfn_wsk_receive_event'),
    learn.ddi('wsk/nc-wsk-pfn_wsk_receive_from_event'),
    learn.network('receiving-data-over-a-connection-oriented-socket'),
  ],
  bad: c`
    typedef struct _CONNECTION {
        PWSK_DATA_INDICATION Unread;
        KEVENT Arrived;
        BOOLEAN Dead;
    } CONNECTION, *PCONNECTION;

    NTSTATUS WSKAPI ReceiveEvent(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
    {
        PCONNECTION Connection = (PCONNECTION)SocketContext;

        UNREFERENCED_PARAMETER(Flags);
        UNREFERENCED_PARAMETER(BytesIndicated);
        UNREFERENCED_PARAMETER(BytesAccepted);
        if (DataIndication == NULL) {
            Connection->Dead = TRUE;
            return STATUS_SUCCESS;
        }
        Connection->Unread = DataIndication;
        KeSetEvent(&Connection->Arrived, IO_NO_INCREMENT, FALSE);
        return STATUS_SUCCESS;
    }

    const WSK_CLIENT_CONNECTION_DISPATCH ConnectionDispatch = { ReceiveEvent, NULL, NULL };
  `,
  good: c`
    typedef struct _CONNECTION {
        PWSK_DATA_INDICATION Unread;
        KEVENT Arrived;
        BOOLEAN Dead;
    } CONNECTION, *PCONNECTION;

    NTSTATUS WSKAPI ReceiveEvent(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
    {
        PCONNECTION Connection = (PCONNECTION)SocketContext;

        UNREFERENCED_PARAMETER(Flags);
        UNREFERENCED_PARAMETER(BytesIndicated);
        UNREFERENCED_PARAMETER(BytesAccepted);
        if (DataIndication == NULL) {
            Connection->Dead = TRUE;
            return STATUS_SUCCESS;
        }
        Connection->Unread = DataIndication;
        KeSetEvent(&Connection->Arrived, IO_NO_INCREMENT, FALSE);
        return STATUS_PENDING;
    }

    VOID Consumed(PCONNECTION Connection, PWSK_SOCKET Socket)
    {
        ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskRelease(Socket, Connection->Unread);
    }

    const WSK_CLIENT_CONNECTION_DISPATCH ConnectionDispatch = { ReceiveEvent, NULL, NULL };
  `,

  query: (analysis) =>
    keptArguments(
      analysis,
      ['WskReceiveEvent', 'WskReceiveFromEvent'],
      DATA_INDICATION,
      (returned) => !isConstant(returned, 'STATUS_PENDING'),
    ),

  *check({ by: { definition }, node, returned, parameter }, { unit: { tree } }) {
    yield {
      at: tree.span(node),
      message: `'${definition.name}' returns ${returned}, but a pointer into '${parameter}' is kept: that needs STATUS_PENDING`,
    };
  },
});
