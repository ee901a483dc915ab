import { barredCalls, c, callbackPath, defineRule, learn } from '../kit';

export default defineRule({
  code: 'WSK903',
  name: 'callback-waits-for-itself',
  category: 'irql',
  severity: 'error',
  since: 'unreleased',
  summary: 'A callback waits for a close or WskDeregister, which in turn wait for the callback to return.',
  why: `
    The close of a socket completes only when all event callbacks of the socket have returned.
    WskDeregister returns only when all sockets are closed and no callback runs any more.
    A callback that waits for either waits for its own end, which never comes.
    The thread hangs, the socket stays open, and the driver cannot be unloaded.`,
  remedy: `
    Start the close in the callback and return; do the rest in the IoCompletion routine of the close.
    Or leave all of it to a work item.`,
  exceptions: `
    Closing the socket in the callback without a wait is right: the completion routine of the close does what comes after.`,
  sources: [
    learn.network('closing-a-socket'),
    learn.network('winsock-kernel-events'),
    learn.ddi('wsk/nf-wsk-wskderegister'),
  ],
  bad: c`
    extern WSK_REGISTRATION Registration;

    NTSTATUS WSKAPI DisconnectEvent(PVOID SocketContext, ULONG Flags)
    {
        UNREFERENCED_PARAMETER(SocketContext);
        UNREFERENCED_PARAMETER(Flags);
        WskDeregister(&Registration);
        return STATUS_SUCCESS;
    }

    const WSK_CLIENT_CONNECTION_DISPATCH ConnectionDispatch = { NULL, DisconnectEvent, NULL };
  `,
  good: c`
    extern WSK_REGISTRATION Registration;

    VOID Stop(PDEVICE_OBJECT Device, PVOID Context)
    {
        UNREFERENCED_PARAMETER(Device);
        UNREFERENCED_PARAMETER(Context);
        WskDeregister(&Registration);
    }

    NTSTATUS WSKAPI DisconnectEvent(PVOID SocketContext, ULONG Flags)
    {
        UNREFERENCED_PARAMETER(Flags);
        IoQueueWorkItem((PIO_WORKITEM)SocketContext, Stop, DelayedWorkQueue, NULL);
        return STATUS_SUCCESS;
    }

    const WSK_CLIENT_CONNECTION_DISPATCH ConnectionDispatch = { NULL, DisconnectEvent, NULL };
  `,

  query: (analysis) => barredCalls(analysis).forThemselves,

  *check({ at, definition, need: { blocks, chain }, irql }, analysis) {
    const way = callbackPath(analysis, definition, irql.entry);
    if (way === undefined) return;
    const [callee = ''] = chain;
    const where = chain.length > 1 ? ` in '${callee}'` : '';
    yield {
      at,
      message: `${way.runner} waits for ${blocks?.request ?? 'the close'}${where}, which waits for the callback to return`,
      related: way.related,
    };
  },
});
