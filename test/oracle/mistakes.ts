import type { Unit } from './compiler';

const SOUND = `
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS WSKAPI AcceptEvent(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                   PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext,
                                   const WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    UNREFERENCED_PARAMETER(SocketContext);
    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(LocalAddress);
    UNREFERENCED_PARAMETER(RemoteAddress);
    UNREFERENCED_PARAMETER(AcceptSocket);
    UNREFERENCED_PARAMETER(AcceptSocketContext);
    UNREFERENCED_PARAMETER(AcceptSocketDispatch);
    return STATUS_REQUEST_NOT_ACCEPTED;
}

static const WSK_CLIENT_LISTEN_DISPATCH ListenDispatch = {
    .WskAcceptEvent = AcceptEvent,
};

static IO_COMPLETION_ROUTINE Completed;

static NTSTATUS NTAPI Completed(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS Listen(const WSK_PROVIDER_NPI *Provider, PIRP Irp, PKEVENT Event)
{
    IoSetCompletionRoutine(Irp, Completed, Event, TRUE, TRUE, TRUE);
    return Provider->Dispatch->WskSocket(Provider->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET,
                                         NULL, &ListenDispatch, NULL, NULL, NULL, Irp);
}

NTSTATUS Bind(PWSK_SOCKET Socket, PSOCKADDR_IN Address, PIRP Irp)
{
    const WSK_PROVIDER_LISTEN_DISPATCH *Dispatch = Socket->Dispatch;

    return Dispatch->WskBind(Socket, (PSOCKADDR)Address, 0, Irp);
}
`;

/** What the mistakes below are planted in; it compiles with every warning on. */
export const soundUnit: Unit = { name: 'a sound client', source: { text: SOUND }, demand: 'careful' };

interface Mistake extends Unit {
  /** What the compiler has to find. */
  readonly says: RegExp;
}

/** One mistake each, in what is else sound: each is of a kind that a checker of types has to see. */
export const mistakes: readonly Mistake[] = [
  planted(
    'a dispatch table without &',
    '&ListenDispatch, NULL',
    'ListenDispatch, NULL',
    /passing 'const WSK_CLIENT_LISTEN/,
  ),
  planted("two arguments in each other's place", '(PSOCKADDR)Address, 0, Irp', '0, (PSOCKADDR)Address, Irp', /'ULONG'/),
  planted('a missing argument', '(PSOCKADDR)Address, 0, Irp', '(PSOCKADDR)Address, Irp', /too few arguments/),
  planted('an address of the wrong type', '(PSOCKADDR)Address', 'Address', /incompatible pointer types/),
  planted('a function of another socket category', '->WskBind', '->WskSend', /no member named 'WskSend'/),
  planted('a flag that is not there', 'WSK_FLAG_LISTEN_SOCKET', 'WSK_FLAG_LISTENING', /undeclared identifier/),
  planted('a callback in the wrong slot', '.WskAcceptEvent', '.WskAbortEvent', /incompatible function pointer types/),
  planted('a function that is not declared', 'KeSetEvent(', 'KeSignalEvent(', /undeclared function/),
  planted(
    'a lost const',
    'const WSK_PROVIDER_LISTEN_DISPATCH *Dis',
    'WSK_PROVIDER_LISTEN_DISPATCH *Dis',
    /discards qual/,
  ),
  planted('a forgotten return', 'return STATUS_REQUEST_NOT_ACCEPTED;', '', /does not return a value/),
  {
    ...planted(
      'a callback without WSKAPI',
      'NTSTATUS WSKAPI AcceptEvent',
      'NTSTATUS AcceptEvent',
      /function pointer types/,
    ),
    demand: 'careful',
  },
  {
    ...planted('a parameter that nobody uses', '    UNREFERENCED_PARAMETER(Flags);\n', '', /unused parameter 'Flags'/),
    demand: 'careful',
  },
];

function planted(name: string, right: string, wrong: string, says: RegExp): Mistake {
  if (!SOUND.includes(right)) throw new Error(`there is no place to plant ${name}`);
  return { name, source: { text: SOUND.replace(right, wrong) }, demand: 'types', says };
}
