import { c, defineRule, learn, placeOf, refusedData } from '../kit';

export default defineRule({
  code: 'WSK707',
  name: 'receive-never-resumed',
  category: 'data',
  severity: 'error',
  since: 'unreleased',
  summary: 'A receive callback refuses data, which silences it, and nothing in the driver resumes it.',
  why: `
    After STATUS_DATA_NOT_ACCEPTED, or where it took only a part, WSK keeps the rest and does not call WskReceiveEvent again before a WskReceive of the driver has completed; one of zero bytes will do.
    Without it the connection hangs for good: the peer fills its window and waits.
    WskReceiveFromEvent, where it was enabled on the socket, is disabled by STATUS_DATA_NOT_ACCEPTED until it is enabled again.
    Whoever can make the driver refuse once, say with a burst that fills its queue, has silenced it.`,
  remedy: `
    Ask for the rest with WskReceive as soon as there is room, or enable WskReceiveFromEvent again.
    Close the socket where the connection is of no more use.`,
  exceptions: `
    A callback that refuses because the socket is about to be closed is right; the rule is silent where a test on the way speaks of that, and where the callback does something before it returns that may start the close.
    It is silent, too, where a part of the driver is not in sight.
    What is enabled with WSK_SET_STATIC_EVENT_CALLBACKS stays enabled after a datagram was refused.`,
  related: {
    'indication-not-released': 'what a callback keeps is to be given back, and what it refuses is to be asked for.',
  },
  sources: [
    learn.ddi('wsk/nc-wsk-pfn_wsk_receive_event'),
    learn.ddi('wsk/nc-wsk-pfn_wsk_receive'),
    learn.ddi('wsk/nc-wsk-pfn_wsk_receive_from_event'),
  ],
  bad: c`
    typedef struct _CONNECTION {
        PWSK_SOCKET Socket;
        SIZE_T Room;
        BOOLEAN Dead;
    } CONNECTION, *PCONNECTION;

    NTSTATUS WSKAPI ReceiveEvent(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
    {
        PCONNECTION Connection = (PCONNECTION)SocketContext;

        UNREFERENCED_PARAMETER(Flags);
        UNREFERENCED_PARAMETER(BytesAccepted);
        if (DataIndication == NULL) {
            Connection->Dead = TRUE;
            return STATUS_SUCCESS;
        }
        if (Connection->Room < BytesIndicated) {
            return STATUS_DATA_NOT_ACCEPTED;
        }
        Connection->Room -= BytesIndicated;
        return STATUS_SUCCESS;
    }

    static const WSK_CLIENT_CONNECTION_DISPATCH ConnectionDispatch = {ReceiveEvent, NULL, NULL};

    NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
    {
        UNREFERENCED_PARAMETER(DriverObject);
        UNREFERENCED_PARAMETER(RegistryPath);
        return STATUS_SUCCESS;
    }
  `,
  good: c`
    typedef struct _CONNECTION {
        PWSK_SOCKET Socket;
        SIZE_T Room;
        BOOLEAN Dead;
    } CONNECTION, *PCONNECTION;

    NTSTATUS WSKAPI ReceiveEvent(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
    {
        PCONNECTION Connection = (PCONNECTION)SocketContext;

        UNREFERENCED_PARAMETER(Flags);
        UNREFERENCED_PARAMETER(BytesAccepted);
        if (DataIndication == NULL) {
            Connection->Dead = TRUE;
            return STATUS_SUCCESS;
        }
        if (Connection->Room < BytesIndicated) {
            return STATUS_DATA_NOT_ACCEPTED;
        }
        Connection->Room -= BytesIndicated;
        return STATUS_SUCCESS;
    }

    NTSTATUS Resumed(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
    {
        UNREFERENCED_PARAMETER(Device);
        UNREFERENCED_PARAMETER(Context);
        IoFreeIrp(Irp);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }

    VOID Emptied(PCONNECTION Connection, SIZE_T Taken, PIRP Irp)
    {
        WSK_BUF Nothing = {NULL, 0, 0};

        Connection->Room += Taken;
        IoSetCompletionRoutine(Irp, Resumed, NULL, TRUE, TRUE, TRUE);
        ((PWSK_PROVIDER_CONNECTION_DISPATCH)Connection->Socket->Dispatch)->WskReceive(Connection->Socket, &Nothing, 0, Irp);
    }
  `,

  query: refusedData,

  *check({ by: { definition }, node, what, enabling }, analysis) {
    const { name } = definition;
    const text = {
      data: `'${name}' refuses data, and nothing in the driver calls WskReceive, without which it never runs again`,
      rest: `'${name}' takes only a part, and nothing in the driver calls WskReceive, without which it never runs again`,
      datagrams: `'${name}' refuses a datagram, which disables it, and nothing in the driver enables it again`,
    };
    yield {
      at: analysis.unit.tree.span(node),
      message: text[what],
      related: enabling === undefined ? [] : placeOf(analysis, enabling.at, 'enabled here, and nowhere else'),
    };
  },
});
