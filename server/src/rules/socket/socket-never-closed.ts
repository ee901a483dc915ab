import { c, closingCall, defineRule, insertBeforeReturn, learn, obligations, pathTo } from '../kit';

export default defineRule({
  code: 'WSK331',
  name: 'socket-never-closed',
  category: 'socket',
  severity: 'error',
  since: 'unreleased',
  summary: 'A socket that was created or accepted is never closed, or dropped on a failure path.',
  why: `
    A socket that a request brings is open until WskCloseSocket is called for it, whether the driver has looked at it or not.
    One that nobody can name any more stays open until the peer goes away, and one that never connects stays for good.
    WskDeregister waits for all sockets to be closed: the driver can then not be unloaded.
    A request that was cancelled may have succeeded before: then it has brought a socket, too.`,
  remedy: `
    Call WskCloseSocket on each way out from the moment the socket is there, and wait for it before the driver unloads.`,
  exceptions: `
    A socket that is returned, stored where others find it, or handed to code that the checker does not see is not meant.
    Nor is one whose request has failed, or that the IoCompletion routine takes.
    If it is closed by other code that the checker cannot see, silence the line with a reason.`,
  related: {
    'dead-socket-not-closed': 'a socket that no longer works has to be closed like any other.',
  },
  sources: [learn.network('closing-a-socket'), learn.ddi('wsk/nf-wsk-wskderegister')],
  bad: c`
    typedef struct _CONNECTION {
        PWSK_SOCKET Socket;
    } CONNECTION, *PCONNECTION;

    NTSTATUS Done(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
    {
        UNREFERENCED_PARAMETER(Device);
        UNREFERENCED_PARAMETER(Irp);
        KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }

    NTSTATUS Accept(PWSK_SOCKET Listener, PIRP Irp, PKEVENT Event, PCONNECTION *Connection)
    {
        PCONNECTION New;
        NTSTATUS status;

        KeClearEvent(Event);
        IoReuseIrp(Irp, STATUS_SUCCESS);
        IoSetCompletionRoutine(Irp, Done, Event, TRUE, TRUE, TRUE);
        status = ((PWSK_PROVIDER_LISTEN_DISPATCH)Listener->Dispatch)->WskAccept(Listener, 0, NULL, NULL, NULL, NULL, Irp);
        if (status == STATUS_PENDING) {
            KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, NULL);
            status = Irp->IoStatus.Status;
        }
        if (!NT_SUCCESS(status)) {
            return status;
        }
        New = (PCONNECTION)ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(CONNECTION), 'nnoC');
        if (New == NULL) {
            return STATUS_INSUFFICIENT_RESOURCES;
        }
        New->Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
        *Connection = New;
        return STATUS_SUCCESS;
    }
  `,
  good: c`
    typedef struct _CONNECTION {
        PWSK_SOCKET Socket;
    } CONNECTION, *PCONNECTION;

    NTSTATUS Done(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
    {
        UNREFERENCED_PARAMETER(Device);
        UNREFERENCED_PARAMETER(Irp);
        KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }

    NTSTATUS Accept(PWSK_SOCKET Listener, PIRP Irp, PKEVENT Event, PCONNECTION *Connection)
    {
        PCONNECTION New;
        NTSTATUS status;

        New = (PCONNECTION)ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(CONNECTION), 'nnoC');
        if (New == NULL) {
            return STATUS_INSUFFICIENT_RESOURCES;
        }
        KeClearEvent(Event);
        IoReuseIrp(Irp, STATUS_SUCCESS);
        IoSetCompletionRoutine(Irp, Done, Event, TRUE, TRUE, TRUE);
        status = ((PWSK_PROVIDER_LISTEN_DISPATCH)Listener->Dispatch)->WskAccept(Listener, 0, NULL, NULL, NULL, NULL, Irp);
        if (status == STATUS_PENDING) {
            KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, NULL);
            status = Irp->IoStatus.Status;
        }
        if (!NT_SUCCESS(status)) {
            ExFreePoolWithTag(New, 'nnoC');
            return status;
        }
        New->Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
        *Connection = New;
        return STATUS_SUCCESS;
    }
  `,

  query: (analysis) => obligations(analysis).filter(({ resource }) => resource === 'socket'),

  *check({ name, at, isLastBrace, again, acquired }, analysis) {
    const close = name === undefined || again !== undefined ? undefined : closingCall(analysis, at, name);
    const end =
      again !== undefined ? `the loop calls ${again} again` : isLastBrace ? 'the function ends' : 'this returns';
    yield {
      at,
      message:
        name === undefined
          ? `the socket that ${acquired.callee} may have brought is dropped when ${end}`
          : `'${name}' is neither closed nor kept when ${end}`,
      related:
        again === acquired.callee
          ? []
          : pathTo(analysis, acquired, `the socket is asked for here, by ${acquired.callee}`),
      fix:
        close &&
        insertBeforeReturn(analysis.unit.tree, at.start, `${close.text};`, `Call ${close.callee} before this return`),
    };
  },
});
