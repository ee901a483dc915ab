import { c, callsWithoutIrp, defineRule, learn, placeOf } from '../kit';

export default defineRule({
  code: 'WSK202',
  name: 'irp-missing',
  category: 'irp',
  severity: 'error',
  since: 'unreleased',
  summary: 'NULL is passed for the IRP of a function or control code that requires one.',
  why: `
    Functions of WSK report how they ended through the IRP, whether they end at once or later.
    They do not test the pointer: WSK writes through NULL, in its own code, and the system stops.
    Only some control codes are done when the call returns, and take NULL.`,
  remedy: `
    Allocate an IRP with one stack location, set its IoCompletion routine, and pass it.`,
  exceptions: `
    WskControlSocket with SO_WSK_EVENT_CALLBACK takes NULL, and so do most codes of WskControlClient.
    Of options and codes that the tables do not know nothing is said.`,
  related: {
    'irp-not-allowed': 'each function and control code either needs an IRP or takes none.',
  },
  sources: [
    learn.network('using-irps-with-winsock-kernel-functions'),
    learn.network('performing-control-operations-on-a-socket'),
    learn.network('performing-control-operations-on-a-client-object'),
  ],
  bad: c`
    NTSTATUS KeepAlive(PWSK_SOCKET Socket)
    {
        ULONG On = 1;
        return ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskControlSocket(Socket, WskSetOption, SO_KEEPALIVE, SOL_SOCKET, sizeof(On), &On, 0, NULL, NULL, NULL);
    }
  `,
  good: c`
    NTSTATUS KeepAlive(PWSK_SOCKET Socket, PULONG On, PIRP Irp)
    {
        *On = 1;
        return ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskControlSocket(Socket, WskSetOption, SO_KEEPALIVE, SOL_SOCKET, sizeof(*On), On, 0, NULL, NULL, Irp);
    }
  `,

  query: callsWithoutIrp,

  *check({ at, callee, through, detail: { code, irp }, use }, analysis) {
    const wanted = code === undefined ? `${callee} needs one` : `${callee} needs one for ${code}`;
    const isNamed = through === undefined && irp !== 'NULL' && irp !== '0';
    yield {
      at,
      message:
        through === undefined
          ? `${isNamed ? `'${irp}' is NULL` : 'no IRP is passed'}, and ${wanted}`
          : `'${through}' is called without an IRP, and ${wanted}`,
      related: through === undefined ? [] : placeOf(analysis, use.at, `it calls ${callee} here`),
    };
  },
});
