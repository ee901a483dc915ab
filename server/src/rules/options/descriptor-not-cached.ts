import { c, controlRequest, defineRule, learn, placeOf, saidIn, wrongCalls } from '../kit';
import type { Judgement, Use } from '../kit';

type Maker = 'WskSocket' | 'WskSocketConnect';

interface NotCached {
  readonly text: string;
  readonly taker: string;
}

export default defineRule({
  code: 'WSK420',
  name: 'descriptor-not-cached',
  category: 'options',
  severity: 'error',
  since: 'unreleased',
  summary: 'A security descriptor is given to a socket that did not come from WSK_CACHE_SD.',
  why: `
    A socket takes no descriptor of the driver's own: it takes the cached form that WSK_CACHE_SD makes.
    WSK believes that what it is given has that form, and reads and counts in what stands before and behind it.
    With any other memory it changes what belongs to somebody else, and the system stops with a bugcheck now or later.`,
  remedy: `
    Hand the descriptor to WskControlClient with WSK_CACHE_SD first, and give the socket the pointer that this returns.`,
  exceptions: `
    NULL is right: nobody else may use the address then.
    A descriptor that is kept in a structure, and made out of sight, is not judged.`,
  related: {
    'descriptor-released-before-completion':
      'a descriptor is cached before its first use, and released behind the last.',
  },
  sources: [learn.ddi('wsk/nc-wsk-pfn_wsk_socket'), learn.network('wsk-cache-sd'), learn.network('so-wsk-security')],
  bad: c`
    NTSTATUS Listen(PWSK_PROVIDER_NPI Npi, PIRP Irp)
    {
        ULONG_PTR Descriptor[5];

        RtlCreateSecurityDescriptor(Descriptor, SECURITY_DESCRIPTOR_REVISION);
        return Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, NULL, NULL, NULL, NULL, Descriptor, Irp);
    }
  `,
  good: c`
    NTSTATUS Listen(PWSK_PROVIDER_NPI Npi, PSECURITY_DESCRIPTOR *Cached, PIRP Irp)
    {
        ULONG_PTR Descriptor[5];
        PSECURITY_DESCRIPTOR Original = Descriptor;
        NTSTATUS status;

        RtlCreateSecurityDescriptor(Original, SECURITY_DESCRIPTOR_REVISION);
        status = Npi->Dispatch->WskControlClient(Npi->Client, WSK_CACHE_SD, sizeof(Original), &Original, sizeof(*Cached), Cached, NULL, NULL);
        if (!NT_SUCCESS(status)) {
            return status;
        }
        return Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, NULL, NULL, NULL, NULL, *Cached, Irp);
    }
  `,

  query: (analysis) => [
    ...wrongCalls<Maker, NotCached>(analysis, ['WskSocket', 'WskSocketConnect'], ofSocket),
    ...wrongCalls(analysis, ['WskControlSocket'], ofOption),
  ],

  *check({ at, through, detail: { text, taker }, use }, analysis) {
    yield {
      at,
      message: saidIn(through, `'${text}' leads to memory of the driver, and ${taker} takes what WSK_CACHE_SD made`),
      related: through === undefined ? [] : placeOf(analysis, use.at, 'the descriptor is handed over here'),
    };
  },
});

/** Of what WSK caches a driver can take no address. */
function ofSocket({ callee: taker, arguments: named }: Use): Judgement<Maker, NotCached> | undefined {
  const descriptor = named.get('SecurityDescriptor');
  if (descriptor?.value.kind !== 'address') return undefined;
  return { marked: 'SecurityDescriptor', because: [], detail: { text: descriptor.text, taker } };
}

function ofOption(use: Use): Judgement<'WskControlSocket', NotCached> | undefined {
  const [request, buffer] = [controlRequest(use), use.arguments.get('InputBuffer')];
  if (request?.name !== 'SO_WSK_SECURITY' || request.operation !== 'WskSetOption') return undefined;
  if (buffer?.behind?.holds.get('')?.kind !== 'address') return undefined;
  return { marked: 'InputBuffer', because: [], detail: { text: buffer.text, taker: request.name } };
}
