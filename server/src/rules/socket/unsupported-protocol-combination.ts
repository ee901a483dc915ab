import {
  c,
  defineRule,
  learn,
  oddCombinations,
  placeOf,
  replaceConstants,
  type Analysis,
  type Argument,
  type Fix,
  type OddPart,
  type Use,
} from '../kit';

export default defineRule({
  code: 'WSK301',
  name: 'unsupported-protocol-combination',
  category: 'socket',
  severity: 'error',
  since: 'unreleased',
  summary: 'Address family, socket type and protocol do not form a combination the socket category supports.',
  why: `
    WSK looks for a transport that offers exactly the address family, type and protocol that it is asked for, in the category of the flag.
    Nothing is completed from what it does not find: 0 is no default as it is in user mode.
    The request fails with STATUS_NOT_SUPPORTED, and the driver has no socket.`,
  remedy: `
    Use the three constants that belong together: SOCK_STREAM with IPPROTO_TCP, or SOCK_DGRAM with IPPROTO_UDP, and the flag of the category that has them.`,
  exceptions: `
    Only what is known of AF_INET and AF_INET6 counts; other families have transports of their own.
    SOCK_RAW goes with any protocol.`,
  related: {
    'address-of-wrong-family': 'the family of the socket decides what its addresses are.',
    'flag-not-accepted-by-function': 'the flag of WskSocket is the category; type and protocol have to go with it.',
  },
  sources: [
    learn.network('af-inet'),
    learn.network('af-inet6'),
    learn.network('creating-sockets'),
    learn.ddi('wsk/nc-wsk-pfn_wsk_socket'),
    learn.ddi('wsk/nc-wsk-pfn_wsk_socket_connect'),
  ],
  bad: c`
    NTSTATUS Create(PWSK_PROVIDER_NPI Npi, PIRP Irp)
    {
        return Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_STREAM, IPPROTO_UDP, WSK_FLAG_CONNECTION_SOCKET, NULL, NULL, NULL, NULL, NULL, Irp);
    }
  `,
  good: c`
    NTSTATUS Create(PWSK_PROVIDER_NPI Npi, PIRP Irp)
    {
        return Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_CONNECTION_SOCKET, NULL, NULL, NULL, NULL, NULL, Irp);
    }
  `,

  query: oddCombinations,

  *check({ at, through, detail: odd, use }, analysis) {
    yield {
      at,
      message: `${through === undefined ? '' : `'${through}' makes a socket that does not exist: `}${reason(odd)}`,
      related: through === undefined ? [] : placeOf(analysis, use.at, 'the socket is made here'),
      fix: through === undefined ? passInstead(analysis, use, odd) : undefined,
    };
  },
});

function passInstead(analysis: Analysis, use: Use, { part, instead, protocol }: OddPart): Fix | undefined {
  if (instead === undefined) return undefined;
  const replaced: [Argument | undefined, string][] = [[use.arguments.get(part), instead]];
  if (protocol !== undefined) replaced.push([use.arguments.get('Protocol'), protocol]);
  const title = `Pass ${replaced.map(([, text]) => text).join(' and ')}`;
  const fix = replaceConstants(analysis, replaced, title);
  // Which of them is the mistake is for a person to say.
  return fix && { ...fix, safe: false };
}

function reason({ part, given, category, instead }: OddPart): string {
  if (part === 'AddressFamily') return `'${given}' is no family of a socket, as AF_INET or AF_INET6 is`;
  const wanted = instead === undefined ? '' : `, which takes ${instead}`;
  if (part === 'Flags') return `'${given}' asks for a category that has no sockets of this type and protocol`;
  const kind =
    category === undefined ? 'socket' : `${category === 'connection' ? 'connection-oriented' : category} socket`;
  return `'${given}' is no ${part === 'Protocol' ? 'protocol' : 'type'} of such a ${kind}${wanted}`;
}
