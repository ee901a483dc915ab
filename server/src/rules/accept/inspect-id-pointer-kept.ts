import { c, copyInPlace, defineRule, keptInspectIds, learn } from '../kit';

export default defineRule({
  code: 'WSK606',
  name: 'inspect-id-pointer-kept',
  category: 'accept',
  severity: 'error',
  since: 'unreleased',
  summary: 'The InspectID pointer of a callback is kept for WskInspectComplete instead of a copy.',
  why: `
    The WSK_INSPECT_ID that a callback is given is valid during that call only.
    When WskInspectComplete or a comparison uses the pointer later, that memory holds something else.
    The wrong connection is accepted or refused, or none: it stays half open until the other side gives up.
    If the memory is gone, the system stops with a bugcheck.`,
  remedy: `
    Copy the structure, not the pointer: \`Pending->Id = *InspectID;\`.
    Hand WskInspectComplete the address of the copy.`,
  exceptions: `
    Copying what the pointer leads to is right, by an assignment or by RtlCopyMemory.
    A pointer that is cleared again before the callback returns is not kept.`,
  related: {
    'pended-inspection-never-finished': 'a decision that was put off is made later, with a copy of the inspect ID.',
    'indication-kept-after-success': 'what a callback is given lasts until it returns, unless it says otherwise.',
  },
  sources: [
    learn.ddi('wsk/nc-wsk-pfn_wsk_inspect_event'),
    learn.ddi('wsk/nc-wsk-pfn_wsk_inspect_complete'),
    learn.network('listening-for-and-accepting-incoming-connections'),
  ],
  bad: c`
    typedef struct _GATE {
        PWSK_INSPECT_ID Pending;
        KEVENT Asked;
        BOOLEAN Dead;
    } GATE, *PGATE;

    WSK_INSPECT_ACTION WSKAPI InspectEvent(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress, PWSK_INSPECT_ID InspectID)
    {
        PGATE Gate = (PGATE)SocketContext;

        UNREFERENCED_PARAMETER(LocalAddress);
        UNREFERENCED_PARAMETER(RemoteAddress);
        if (InspectID == NULL) {
            Gate->Dead = TRUE;
            return WskInspectReject;
        }
        Gate->Pending = InspectID;
        KeSetEvent(&Gate->Asked, IO_NO_INCREMENT, FALSE);
        return WskInspectPend;
    }

    const WSK_CLIENT_LISTEN_DISPATCH ListenDispatch = { NULL, InspectEvent, NULL };
  `,
  good: c`
    typedef struct _GATE {
        WSK_INSPECT_ID Pending;
        KEVENT Asked;
        BOOLEAN Dead;
    } GATE, *PGATE;

    WSK_INSPECT_ACTION WSKAPI InspectEvent(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress, PWSK_INSPECT_ID InspectID)
    {
        PGATE Gate = (PGATE)SocketContext;

        UNREFERENCED_PARAMETER(LocalAddress);
        UNREFERENCED_PARAMETER(RemoteAddress);
        if (InspectID == NULL) {
            Gate->Dead = TRUE;
            return WskInspectReject;
        }
        Gate->Pending = *InspectID;
        KeSetEvent(&Gate->Asked, IO_NO_INCREMENT, FALSE);
        return WskInspectPend;
    }

    NTSTATUS WSKAPI AbortEvent(PVOID SocketContext, PWSK_INSPECT_ID InspectID)
    {
        PGATE Gate = (PGATE)SocketContext;

        if (InspectID->Key == Gate->Pending.Key && InspectID->SerialNumber == Gate->Pending.SerialNumber) {
            Gate->Pending.SerialNumber = 0;
        }
        return STATUS_SUCCESS;
    }

    NTSTATUS Decide(PWSK_SOCKET Listener, PGATE Gate, WSK_INSPECT_ACTION Action, PIRP Irp)
    {
        return ((PWSK_PROVIDER_LISTEN_DISPATCH)Listener->Dispatch)->WskInspectComplete(Listener, &Gate->Pending, Action, Irp);
    }

    const WSK_CLIENT_LISTEN_DISPATCH ListenDispatch = { NULL, InspectEvent, AbortEvent };
  `,

  query: keptInspectIds,

  *check({ by: { definition }, node, parameter, store }, { unit }) {
    const { tree } = unit;
    yield {
      at: tree.span(store ?? node),
      message: `'${definition.name}' keeps the pointer '${parameter}', which is good for this call only, instead of a copy of what it leads to`,
      fix: store === undefined ? undefined : copyInPlace(unit, store, 'Keep a copy of the inspect ID'),
    };
  },
});
