import { c, defineRule, idleCallbacks, learn, placeOf } from '../kit';

export default defineRule({
  code: 'WSK509',
  name: 'callback-never-enabled',
  category: 'callbacks',
  severity: 'warning',
  since: 'unreleased',
  summary: 'A callback is in a dispatch table, but nothing in the driver enables its event, so it never runs.',
  why: `
    All callbacks of a new socket are off, whatever its dispatch table holds.
    WSK calls one only after its event was enabled, with SO_WSK_EVENT_CALLBACK on the socket or with WSK_SET_STATIC_EVENT_CALLBACKS for all sockets of the client.
    Until then nothing fails and nothing happens: data stays unread, a disconnect goes unseen, and no connection is accepted.
    What is enabled on a listening socket goes to the sockets that WskAcceptEvent brings, and not to those that WskAccept makes.`,
  remedy: `
    Enable the event with SO_WSK_EVENT_CALLBACK once the socket is there, or with WSK_SET_STATIC_EVENT_CALLBACKS before the first socket.
    Leave the slot empty where the callback is not meant to run.`,
  exceptions: `
    The event may be enabled in any file of the driver.
    The rule is silent where a part of the driver is not in sight, and where the mask or the control code of a request is not known.
    A callback that is not meant to run yet can be left out of the table: an empty slot is NULL.`,
  related: {
    'enabled-callback-missing': 'an event that is enabled needs its callback, and a callback needs its event enabled.',
  },
  sources: [
    learn.network('enabling-and-disabling-event-callback-functions'),
    learn.network('so-wsk-event-callback'),
    learn.network('wsk-set-static-event-callbacks'),
    learn.ddi('wsk/nc-wsk-pfn_wsk_accept'),
  ],
  bad: c`
    NTSTATUS WSKAPI ReceiveFromEvent(PVOID SocketContext, ULONG Flags, PWSK_DATAGRAM_INDICATION DataIndication)
    {
        UNREFERENCED_PARAMETER(SocketContext);
        UNREFERENCED_PARAMETER(Flags);
        UNREFERENCED_PARAMETER(DataIndication);
        return STATUS_SUCCESS;
    }

    static WSK_PROVIDER_NPI Npi;
    static const WSK_CLIENT_DATAGRAM_DISPATCH DatagramDispatch = {ReceiveFromEvent};

    NTSTATUS Open(PIRP Irp)
    {
        return Npi.Dispatch->WskSocket(Npi.Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, &Npi, &DatagramDispatch, NULL, NULL, NULL, Irp);
    }

    NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
    {
        UNREFERENCED_PARAMETER(DriverObject);
        UNREFERENCED_PARAMETER(RegistryPath);
        return Open(IoAllocateIrp(1, FALSE));
    }
  `,
  good: c`
    NTSTATUS WSKAPI ReceiveFromEvent(PVOID SocketContext, ULONG Flags, PWSK_DATAGRAM_INDICATION DataIndication)
    {
        UNREFERENCED_PARAMETER(SocketContext);
        UNREFERENCED_PARAMETER(Flags);
        UNREFERENCED_PARAMETER(DataIndication);
        return STATUS_SUCCESS;
    }

    static const WSK_CLIENT_DATAGRAM_DISPATCH DatagramDispatch = {ReceiveFromEvent};

    NTSTATUS EnableReceive(PWSK_SOCKET Socket)
    {
        WSK_EVENT_CALLBACK_CONTROL Control = {(PNPIID)&NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE_FROM};

        return ((PWSK_PROVIDER_DATAGRAM_DISPATCH)Socket->Dispatch)->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
    }
  `,

  query: idleCallbacks,

  *check({ node, functionName, enabledBy, onListener }, analysis) {
    const verb = enabledBy.startsWith('SO_') ? 'sets' : 'enables';
    yield {
      at: analysis.unit.tree.span(node),
      message:
        onListener === undefined
          ? `'${functionName}' never runs: nothing in the driver ${verb} ${enabledBy}`
          : `'${functionName}' never runs: only a listening socket has ${enabledBy}, and sockets of WskAccept do not inherit it`,
      related:
        onListener === undefined ? [] : placeOf(analysis, onListener.at, 'enabled for the listening socket here'),
    };
  },
});
