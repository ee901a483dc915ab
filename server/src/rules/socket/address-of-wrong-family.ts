import {
  c,
  defineRule,
  definitionAround,
  learn,
  pathTo,
  placeOf,
  prepareCall,
  turnFamily,
  wrongAddresses,
  type Analysis,
  type Fix,
  type Span,
  type Use,
  type WrongAddress,
} from '../kit';

export default defineRule({
  code: 'WSK310',
  name: 'address-of-wrong-family',
  category: 'socket',
  severity: 'error',
  since: 'unreleased',
  summary: 'An address argument is not the SOCKADDR structure of the address family of the socket.',
  why: `
    WSK is not told how long an address is: it reads as many bytes as the address family of the socket has.
    A SOCKADDR_IN given to a socket of AF_INET6 is read beyond its end, into whatever stands behind it on the stack.
    An address of another family, or of none, is refused, and the request fails.`,
  remedy: `
    Use SOCKADDR_IN for AF_INET and SOCKADDR_IN6 for AF_INET6, and set its family; SOCKADDR_STORAGE has room for each.`,
  exceptions: `
    A SOCKADDR_INET or SOCKADDR_STORAGE has room for both families: what counts is the family that it holds.
    A socket of AF_INET6 reaches IPv4 addresses too, but as mapped ones in a SOCKADDR_IN6.`,
  related: {
    'address-buffer-size-wrong':
      'a variable with the type of another family is told by `address-of-wrong-family`, raw buffers and lengths by `address-buffer-size-wrong`.',
  },
  sources: [learn.network('af-inet'), learn.network('af-inet6'), learn.ddi('wsk/nc-wsk-pfn_wsk_bind')],
  bad: c`
    NTSTATUS Open(PWSK_PROVIDER_NPI Npi, PIRP CreateIrp, PIRP BindIrp)
    {
        SOCKADDR_IN Address = {0};
        PWSK_SOCKET Socket;
        NTSTATUS Status;

        Address.sin_family = AF_INET;
        Status = Npi->Dispatch->WskSocket(Npi->Client, AF_INET6, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL, NULL, NULL, NULL, CreateIrp);
        if (Status != STATUS_SUCCESS) {
            return Status;
        }
        Socket = (PWSK_SOCKET)CreateIrp->IoStatus.Information;
        return ((PWSK_PROVIDER_DATAGRAM_DISPATCH)Socket->Dispatch)->WskBind(Socket, (PSOCKADDR)&Address, 0, BindIrp);
    }
  `,
  good: c`
    NTSTATUS Open(PWSK_PROVIDER_NPI Npi, PSOCKADDR_IN6 Address, PIRP CreateIrp, PIRP BindIrp)
    {
        PWSK_SOCKET Socket;
        NTSTATUS Status;

        Status = Npi->Dispatch->WskSocket(Npi->Client, AF_INET6, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL, NULL, NULL, NULL, CreateIrp);
        if (Status != STATUS_SUCCESS) {
            return Status;
        }
        Socket = (PWSK_SOCKET)CreateIrp->IoStatus.Information;
        return ((PWSK_PROVIDER_DATAGRAM_DISPATCH)Socket->Dispatch)->WskBind(Socket, (PSOCKADDR)Address, 0, BindIrp);
    }
  `,

  query: wrongAddresses,

  *check({ callee, at, through, because, detail: { text, is, wanted, socket }, use }, analysis) {
    const name = text.replace(/^(?:\([^()]*\)\s*)*&?/, '');
    const reason =
      is === 'unset'
        ? `'${name}' holds no address family when ${callee} reads it`
        : socket === undefined
          ? `'${name}' is of ${is}, and the local address of the same ${callee} of ${wanted ?? 'another family'}`
          : `'${name}' is of ${is}, and '${socket}' is a socket of ${wanted ?? 'another family'}`;
    yield {
      at,
      message: through === undefined ? reason : `in '${through}' ${reason}`,
      related: [
        ...because.flatMap((made) => pathTo(analysis, made, 'the socket is made here')),
        ...(through === undefined ? [] : placeOf(analysis, use.at, `the call of ${callee}`)),
      ],
      fix: is === 'unset' ? setFamily(analysis, use, name) : useFamily(analysis, at, name, wanted),
    };
  },
});

/** The structure of the family, for a local whose address alone is handed on. */
function useFamily(analysis: Analysis, at: Span, name: string, wanted: WrongAddress['wanted']): Fix | undefined {
  const around = definitionAround(analysis.unit, at);
  if (around === undefined || wanted === undefined || !/^\w+$/.test(name)) return undefined;
  return turnFamily(analysis.unit, around, name, wanted);
}

/** The family of the structure, right before the call. */
function setFamily(analysis: Analysis, use: Use, name: string): Fix | undefined {
  const { text = '', behind } = [...use.arguments.values()].find(({ text: given }) => given.endsWith(name)) ?? {};
  const is6 = /IN6/i.test(behind?.object?.type ?? '');
  const access = text.endsWith(`&${name}`) ? '.' : '->';
  if (use.through.length > 0 || !/^[\w.>-]+$/.test(name)) return undefined;
  const [member, family] = is6 ? ['sin6_family', 'AF_INET6'] : ['sin_family', 'AF_INET'];
  return prepareCall(analysis, use.at, [`${name}${access}${member} = ${family};`], `Set the family to ${family}`);
}
