import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { enablings } from '../../server/src/flow/questions/enablings';
import { Workspace } from '../support/workspace';

const ENTRY = 'NTSTATUS DriverEntry(PDRIVER_OBJECT d, PUNICODE_STRING p) { return Main(); }';
const ENABLE = `
static NTSTATUS Enable(PWSK_SOCKET Socket, ULONG Mask)
{
    WSK_EVENT_CALLBACK_CONTROL Control = {&NPI_WSK_INTERFACE_ID, Mask};
    return ((PWSK_PROVIDER_DATAGRAM_DISPATCH)Socket->Dispatch)->WskControlSocket(Socket, WskSetOption,
        SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
}`;
const OPEN = `
static NTSTATUS Open(PIRP Irp, PWSK_SOCKET *Socket)
{
    NTSTATUS Status = Npi.Dispatch->WskSocket(Npi.Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET,
        &Npi, &Table, NULL, NULL, NULL, Irp);
    if (NT_SUCCESS(Status)) *Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
    return Status;
}`;
const TOP = 'extern WSK_PROVIDER_NPI Npi; extern const WSK_CLIENT_DATAGRAM_DISPATCH Table;';
const NEW = 'PWSK_SOCKET Socket; if (!NT_SUCCESS(Open(NULL, &Socket))) return 1;';

/** What a driver enables: the callbacks, and `first` for a socket that is certainly new; undefined where that is not known. */
function enabled(main: string, others: Readonly<Record<string, string>> = {}): readonly string[] | undefined {
  const workspace = new Workspace({ 'main.c': `${TOP}${ENABLE}${OPEN}${main}${ENTRY}`, ...others });
  workspace.findings();
  const driver = workspace.project.analysisOf('main.c')?.driver;
  assert.ok(driver);
  return enablings(driver)?.map(({ callbacks, isFirst, isStatic, category }) =>
    [callbacks.join(), ...(isFirst ? ['first'] : []), ...(isStatic ? ['static'] : []), category ?? '?'].join(' '),
  );
}

describe('what a driver enables', () => {
  test('is nothing where it asks for nothing', () => {
    assert.deepEqual(enabled('static NTSTATUS Main(VOID) { return 0; }'), []);
  });

  test('is told as the functions see it that nobody else calls on the way', () => {
    assert.deepEqual(enabled(`static NTSTATUS Main(VOID) { ${NEW} return Enable(Socket, WSK_EVENT_RECEIVE_FROM); }`), [
      'WskReceiveFromEvent first datagram',
    ]);
  });

  test('is for a socket that may not be new where the socket comes from elsewhere', () => {
    assert.deepEqual(
      enabled('static NTSTATUS Main(PWSK_SOCKET Socket) { return Enable(Socket, WSK_EVENT_RECEIVE_FROM); }'),
      ['WskReceiveFromEvent ?'],
    );
  });

  test('is for a socket that may not be new in a loop', () => {
    assert.deepEqual(
      enabled(`static NTSTATUS Main(VOID) { ${NEW} while (Choose()) Enable(Socket, WSK_EVENT_RECEIVE_FROM); }`),
      undefined,
    );
    assert.deepEqual(
      enabled(
        `static NTSTATUS Main(VOID) { ${NEW} while (KeGetCurrentIrql()) Enable(Socket, WSK_EVENT_RECEIVE_FROM); }`,
      ),
      ['WskReceiveFromEvent datagram'],
    );
  });

  test('is not what it disables', () => {
    assert.deepEqual(
      enabled(
        `static NTSTATUS Main(VOID) { ${NEW} return Enable(Socket, WSK_EVENT_RECEIVE_FROM | WSK_EVENT_DISABLE); }`,
      ),
      [],
    );
  });

  test('is not known where a mask, a code or a part of the driver is not', () => {
    const of = (mask: string): string =>
      `extern ULONG Mask; static NTSTATUS Main(VOID) { ${NEW} return Enable(Socket, ${mask}); }`;
    assert.equal(enabled(of('Mask')), undefined);
    assert.equal(enabled(of('AskSomebody()')), undefined);
    assert.equal(
      enabled(`static NTSTATUS Main(PWSK_SOCKET Socket, ULONG Code) {
        return ((PWSK_PROVIDER_DATAGRAM_DISPATCH)Socket->Dispatch)->WskControlSocket(Socket, WskSetOption, Code,
          SOL_SOCKET, 0, NULL, 0, NULL, NULL, NULL); }`),
      undefined,
    );
  });

  test('is not known where a request is a mistake itself', () => {
    const of = (mask: string): readonly string[] | undefined =>
      enabled(`static NTSTATUS Main(VOID) { ${NEW} return Enable(Socket, ${mask}); }`);
    assert.equal(of('0'), undefined);
    assert.equal(of('1'), undefined);
    assert.equal(of('WSK_EVENT_RECEIVE'), undefined);
  });

  test('is told of conditional accept and of static callbacks', () => {
    assert.deepEqual(
      enabled(`static NTSTATUS Main(PWSK_SOCKET Socket) {
        WSK_EVENT_CALLBACK_CONTROL Control = {&NPI_WSK_INTERFACE_ID, WSK_EVENT_ACCEPT};
        ULONG On = 1;
        Npi.Dispatch->WskControlClient(Npi.Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(Control), &Control, 0, NULL, NULL, NULL);
        return ((PWSK_PROVIDER_LISTEN_DISPATCH)Socket->Dispatch)->WskControlSocket(Socket, WskSetOption,
          SO_CONDITIONAL_ACCEPT, SOL_SOCKET, sizeof(On), &On, 0, NULL, NULL, NULL); }`),
      ['WskAcceptEvent static ?', 'WskInspectEvent,WskAbortEvent ?'],
    );
  });

  test('is known anew once the mask has changed in another file', () => {
    const other = (mask: string): string =>
      `/* WSK */ ULONG MaskOf(VOID) { WSK_BUF b; UNREFERENCED_PARAMETER(b); return ${mask}; }`;
    const main = `ULONG MaskOf(VOID); static NTSTATUS Main(PWSK_SOCKET Socket) { return Enable(Socket, MaskOf()); }`;
    const workspace = new Workspace({
      'main.c': `${TOP}${ENABLE}${OPEN}${main}${ENTRY}`,
      'other.c': other('0x40'),
    });
    const callbacks = (): unknown => {
      workspace.findings();
      const driver = workspace.project.analysisOf('main.c')?.driver;
      return driver && enablings(driver)?.flatMap((one) => one.callbacks);
    };
    assert.deepEqual(callbacks(), ['WskReceiveEvent']);
    workspace.set('other.c', other('0x80'));
    assert.deepEqual(callbacks(), ['WskDisconnectEvent']);
  });
});
