import { c, defineRule, learn, pendedInspections } from '../kit';

export default defineRule({
  code: 'WSK608',
  name: 'pended-inspection-never-finished',
  category: 'accept',
  severity: 'error',
  since: 'unreleased',
  summary: 'WskInspectEvent puts a decision off with WskInspectPend, and nothing in the driver ever completes it.',
  why: `
    With WskInspectPend WSK holds the connection request until the driver decides with WskInspectComplete.
    A driver that never does so accepts nobody and refuses nobody.
    The other side waits until it gives up, and the requests that are held fill the queue of the listening socket.
    Whatever the driver has noted of each request stays allocated.`,
  remedy: `
    Keep a copy of the inspect ID, decide in a work item or thread, and call WskInspectComplete there.
    Take the request out of your list in WskAbortEvent: it then needs no decision any more.`,
  exceptions: `
    The decision may be made in any file of the driver; the rule is silent where a part of the driver is not in sight.
    A driver that can decide at once returns WskInspectAccept or WskInspectReject.`,
  sources: [
    learn.ddi('wsk/nc-wsk-pfn_wsk_inspect_event'),
    learn.ddi('wsk/nc-wsk-pfn_wsk_inspect_complete'),
    learn.network('listening-for-and-accepting-incoming-connections'),
  ],
  bad: c`
    typedef struct _SERVER {
        WSK_INSPECT_ID Asking;
        KEVENT Asked;
        KEVENT Dead;
    } SERVER, *PSERVER;

    WSK_INSPECT_ACTION WSKAPI InspectEvent(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress, PWSK_INSPECT_ID InspectID)
    {
        PSERVER Server = (PSERVER)SocketContext;

        UNREFERENCED_PARAMETER(LocalAddress);
        UNREFERENCED_PARAMETER(RemoteAddress);
        if (InspectID == NULL) {
            KeSetEvent(&Server->Dead, IO_NO_INCREMENT, FALSE);
            return WskInspectReject;
        }
        Server->Asking = *InspectID;
        KeSetEvent(&Server->Asked, IO_NO_INCREMENT, FALSE);
        return WskInspectPend;
    }

    NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
    {
        UNREFERENCED_PARAMETER(DriverObject);
        UNREFERENCED_PARAMETER(RegistryPath);
        return STATUS_SUCCESS;
    }
  `,
  good: c`
    typedef struct _SERVER {
        WSK_INSPECT_ID Asking;
        KEVENT Asked;
        KEVENT Dead;
    } SERVER, *PSERVER;

    WSK_INSPECT_ACTION WSKAPI InspectEvent(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress, PWSK_INSPECT_ID InspectID)
    {
        PSERVER Server = (PSERVER)SocketContext;

        UNREFERENCED_PARAMETER(LocalAddress);
        UNREFERENCED_PARAMETER(RemoteAddress);
        if (InspectID == NULL) {
            KeSetEvent(&Server->Dead, IO_NO_INCREMENT, FALSE);
            return WskInspectReject;
        }
        Server->Asking = *InspectID;
        KeSetEvent(&Server->Asked, IO_NO_INCREMENT, FALSE);
        return WskInspectPend;
    }

    NTSTATUS Decide(PSERVER Server, PWSK_SOCKET Listener, PIRP Irp)
    {
        return ((PWSK_PROVIDER_LISTEN_DISPATCH)Listener->Dispatch)->WskInspectComplete(Listener, &Server->Asking, WskInspectAccept, Irp);
    }

    NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
    {
        UNREFERENCED_PARAMETER(DriverObject);
        UNREFERENCED_PARAMETER(RegistryPath);
        return STATUS_SUCCESS;
    }
  `,

  query: pendedInspections,

  *check({ by: { definition }, node }, { unit: { tree } }) {
    yield {
      at: tree.span(node),
      message: `'${definition.name}' puts the decision off, but nothing in the driver calls WskInspectComplete`,
    };
  },
});
