import { c, contextsGone, defineRule, learn, pathTo } from '../kit';

export default defineRule({
  code: 'WSK333',
  name: 'context-outlived-by-socket',
  category: 'socket',
  severity: 'error',
  since: 'unreleased',
  summary: 'The context of a socket is a local variable, or is freed before the close of the socket has completed.',
  why: `
    WSK hands the context to every event callback of the socket, until WskCloseSocket has completed.
    A local variable is gone when its function returns: the callback then reads and writes the stack of whoever runs there now.
    Memory that was freed belongs to somebody else.
    A callback can be under way on another processor while the driver closes the socket, so a free that comes too early is a bugcheck under load, or memory of others that is overwritten.`,
  remedy: `
    Let the context live until WskCloseSocket has completed: allocate it, and free it in the IoCompletion routine of the close, or once its event was waited for.`,
  exceptions: `
    A context that lives as long as the driver is right, and so is a local of a function that closes the socket before it returns.
    A socket whose events nobody enables never uses its context; the rule is silent then.`,
  related: {
    'socket-used-after-close': 'the completion of the close is the end of all that belongs to the socket.',
  },
  sources: [
    learn.ddi('wsk/nc-wsk-pfn_wsk_socket'),
    learn.ddi('wsk/nc-wsk-pfn_wsk_close_socket'),
    learn.network('closing-a-socket'),
  ],
  bad: c`
    typedef struct _CONNECTION {
        PWSK_SOCKET Socket;
        PIRP CloseIrp;
        ULONG Events;
    } CONNECTION, *PCONNECTION;

    NTSTATUS WSKAPI DisconnectEvent(PVOID SocketContext, ULONG Flags)
    {
        PCONNECTION Connection = (PCONNECTION)SocketContext;

        Connection->Events |= Flags;
        return STATUS_SUCCESS;
    }

    static const WSK_CLIENT_CONNECTION_DISPATCH ConnectionDispatch = {NULL, DisconnectEvent, NULL};

    NTSTATUS Closed(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
    {
        UNREFERENCED_PARAMETER(Device);
        UNREFERENCED_PARAMETER(Context);
        IoFreeIrp(Irp);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }

    VOID Close(PCONNECTION Connection)
    {
        PWSK_PROVIDER_BASIC_DISPATCH Dispatch = (PWSK_PROVIDER_BASIC_DISPATCH)Connection->Socket->Dispatch;

        IoSetCompletionRoutine(Connection->CloseIrp, Closed, NULL, TRUE, TRUE, TRUE);
        Dispatch->WskCloseSocket(Connection->Socket, Connection->CloseIrp);
        ExFreePoolWithTag(Connection, 'nnoC');
    }
  `,
  good: c`
    typedef struct _CONNECTION {
        PWSK_SOCKET Socket;
        PIRP CloseIrp;
        ULONG Events;
    } CONNECTION, *PCONNECTION;

    NTSTATUS WSKAPI DisconnectEvent(PVOID SocketContext, ULONG Flags)
    {
        PCONNECTION Connection = (PCONNECTION)SocketContext;

        Connection->Events |= Flags;
        return STATUS_SUCCESS;
    }

    static const WSK_CLIENT_CONNECTION_DISPATCH ConnectionDispatch = {NULL, DisconnectEvent, NULL};

    NTSTATUS Closed(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
    {
        UNREFERENCED_PARAMETER(Device);
        IoFreeIrp(Irp);
        ExFreePoolWithTag(Context, 'nnoC');
        return STATUS_MORE_PROCESSING_REQUIRED;
    }

    VOID Close(PCONNECTION Connection)
    {
        PWSK_PROVIDER_BASIC_DISPATCH Dispatch = (PWSK_PROVIDER_BASIC_DISPATCH)Connection->Socket->Dispatch;

        IoSetCompletionRoutine(Connection->CloseIrp, Closed, Connection, TRUE, TRUE, TRUE);
        Dispatch->WskCloseSocket(Connection->Socket, Connection->CloseIrp);
    }
  `,

  query: contextsGone,

  *check({ at, text, how, call }, analysis) {
    const words = {
      local: `'${text}' is a local, and the context of a socket that outlives it: its callbacks would use a stack that is gone`,
      'freed before': `'${text}' is freed before its socket is closed: a callback may still use it as the context`,
      'freed while': `'${text}' is freed although nothing shows that its socket is closed: a callback may still use it`,
    };
    const place = how === 'local' ? 'the socket is made here' : 'the socket is closed here';
    yield { at, message: words[how], related: pathTo(analysis, call, place) };
  },
});
