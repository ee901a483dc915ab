import { c, defineRule, learn, unreleasedIndications } from '../kit';

export default defineRule({
  code: 'WSK702',
  name: 'indication-not-released',
  category: 'data',
  severity: 'error',
  since: 'unreleased',
  summary: 'A receive callback retains an indication with STATUS_PENDING, and nothing in the driver can release it.',
  why: `
    STATUS_PENDING gives the list of indications to the driver until it calls WskRelease.
    What is never released is lost: buffers of the network stack, and of the network card behind it.
    After some time the connection stops, because no buffer is left to receive into.
    WskCloseSocket of that socket is then never complete, so the driver cannot be unloaded.`,
  remedy: `
    Keep the list where whoever consumes it finds it, and call WskRelease on the socket with it, on every way, also before the close.`,
  exceptions: `
    The list may be released in any file of the driver; the rule is silent where a part of the driver is not in sight, and where the list goes to another driver.
    A callback that has copied what it needs returns STATUS_SUCCESS.`,
  sources: [
    learn.ddi('wsk/nc-wsk-pfn_wsk_receive_event'),
    learn.ddi('wsk/nc-wsk-pfn_wsk_receive_from_event'),
    learn.ddi('wsk/nc-wsk-pfn_wsk_release_data_indication_list'),
    learn.ddi('wsk/nc-wsk-pfn_wsk_release_datagram_indication_list'),
  ],
  bad: c`
    typedef struct _CONNECTION {
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
        KeSetEvent(&Connection->Arrived, IO_NO_INCREMENT, FALSE);
        return STATUS_PENDING;
    }
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
  `,

  query: unreleasedIndications,

  *check({ by: { definition }, node, indication, isUnused }, { unit: { tree } }) {
    yield {
      at: tree.span(node),
      message: isUnused
        ? `'${definition.name}' returns STATUS_PENDING without keeping '${indication}': nothing can release it any more`
        : `'${definition.name}' keeps '${indication}' with STATUS_PENDING, but nothing in the driver calls WskRelease`,
    };
  },
});
