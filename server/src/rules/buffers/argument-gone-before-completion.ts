import { c, defineRule, learn, makeStatic, outlivedBy, type Lent } from '../kit';

export default defineRule({
  code: 'WSK804',
  name: 'argument-gone-before-completion',
  category: 'buffers',
  severity: 'error',
  since: 'unreleased',
  summary:
    'An argument that WSK reads or writes at completion is a local variable, and the function can return before that.',
  why: `
    Option buffers, addresses and control information belong to the request until it completes, not only until the call returns.
    A local is gone by then: WSK reads a value that nobody wrote, or writes into the stack of whatever runs now.
    The first sends wrong options or addresses, the second corrupts return addresses, and both only where the request really pends.`,
  remedy: `
    Move the variable to where it lives as long as the request: into the context of the request, or to static storage.
    Where the function is to wait anyway, let it wait without a time-out on each way out.`,
  exceptions: `
    A WSK_BUF and the addresses of a send or a connect may be locals: they are copied during the call.
    The stack of today copies the control information of a send, too, but the documentation does not promise that.
    A wait for the request before the function returns makes locals good.`,
  sources: [
    learn.ddi('wsk/nc-wsk-pfn_wsk_control_socket'),
    learn.ddi('wsk/nc-wsk-pfn_wsk_accept'),
    learn.ddi('wsk/nc-wsk-pfn_wsk_receive_from'),
    learn.ddi('wsk/nc-wsk-pfn_wsk_send_to'),
    learn.ddi('wsk/nc-wsk-pfn_wsk_get_local_address'),
  ],
  bad: c`
    NTSTATUS ReuseAddress(PWSK_SOCKET Socket, PIRP Irp)
    {
        ULONG On = 1;

        return ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)
            ->WskControlSocket(Socket, WskSetOption, SO_REUSEADDR, SOL_SOCKET, sizeof(On), &On, 0, NULL, NULL, Irp);
    }
  `,
  good: c`
    static ULONG On = 1;

    NTSTATUS ReuseAddress(PWSK_SOCKET Socket, PIRP Irp)
    {
        return ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)
            ->WskControlSocket(Socket, WskSetOption, SO_REUSEADDR, SOL_SOCKET, sizeof(On), &On, 0, NULL, NULL, Irp);
    }
  `,

  query: outlivedBy,

  *check({ definition, use, at, givenUp, lent }, analysis) {
    // A wait that ends early, the event or the IRP: that mistake is stack-event-outlived-by-irp's.
    if (givenUp !== undefined || lent.some(({ parameter }) => parameter === undefined || parameter === 'Irp')) return;
    const [gone] = lent;
    if (gone === undefined) return;
    const argument = use.through.length > 0 ? undefined : analysis.locate(gone.at);
    yield {
      at: argument?.at ?? at,
      message: `'${gone.variable}' is a local of '${definition.name}', which can return before ${use.callee} completes and uses it`,
      fix: isOnlyRead(gone) ? makeStatic(analysis.unit, definition, gone.variable, 'static') : undefined,
    };
  },
});

/** The value of an option that is set: a constant may be shared by all requests, what WSK writes may not. */
const isOnlyRead = ({ parameter }: Lent): boolean => parameter === 'InputBuffer';
