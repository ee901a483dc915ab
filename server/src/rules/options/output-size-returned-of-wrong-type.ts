import {
  c,
  definitionAround,
  defineRule,
  learn,
  placeOf,
  saidIn,
  widenNumber,
  wrongCalls,
  type Analysis,
  type Fix,
  type Judgement,
  type Span,
  type Use,
} from '../kit';

type ControlCall = 'WskControlSocket' | 'WskControlClient';

/** OutputSizeReturned is a PSIZE_T: as much is stored there on 64-bit Windows. */
const STORED = 8;

export default defineRule({
  code: 'WSK406',
  name: 'output-size-returned-of-wrong-type',
  category: 'options',
  severity: 'error',
  since: 'unreleased',
  summary: 'OutputSizeReturned points to a variable that is not a SIZE_T, and WSK writes past it.',
  why: `
    WSK stores a SIZE_T, which has 8 bytes on 64-bit Windows, whatever the pointer was cast from.
    With a ULONG the 4 bytes behind it are overwritten: another local, a return address, the header of the next pool block.
    The driver fails later and somewhere else, or the system stops when the damaged pool is freed.
    Some pages say ULONG here; the header says SIZE_T, and WSK does as the header says.`,
  remedy: `
    Declare the variable as SIZE_T.`,
  exceptions: `
    Types of 8 bytes such as size_t and ULONG_PTR are right.
    A driver that is built for 32-bit Windows only loses nothing, as SIZE_T has 4 bytes there.`,
  sources: [
    learn.ddi('wsk/nc-wsk-pfn_wsk_control_socket'),
    learn.ddi('wsk/nc-wsk-pfn_wsk_control_client'),
    learn.network('wsk-transport-list-query'),
  ],
  bad: c`
    NTSTATUS CountTransports(PWSK_PROVIDER_NPI Npi, PWSK_TRANSPORT Transports, SIZE_T Size)
    {
        ULONG Returned = 0;

        return Npi->Dispatch->WskControlClient(Npi->Client, WSK_TRANSPORT_LIST_QUERY, 0, NULL, Size, Transports, (PSIZE_T)&Returned, NULL);
    }
  `,
  good: c`
    NTSTATUS CountTransports(PWSK_PROVIDER_NPI Npi, PWSK_TRANSPORT Transports, SIZE_T Size)
    {
        SIZE_T Returned = 0;

        return Npi->Dispatch->WskControlClient(Npi->Client, WSK_TRANSPORT_LIST_QUERY, 0, NULL, Size, Transports, &Returned, NULL);
    }
  `,

  query: (analysis) => wrongCalls(analysis, ['WskControlSocket', 'WskControlClient'], tooSmall),

  *check({ at, through, detail: { text, type, size }, use }, analysis) {
    yield {
      at,
      message: saidIn(
        through,
        `'${text}' points to a ${type} of ${size} bytes, and WSK stores a SIZE_T of ${STORED} there`,
      ),
      related: through === undefined ? [] : placeOf(analysis, use.at, `the size is asked for here, by ${use.callee}`),
      fix: through === undefined ? declareAsSize(analysis, at, text) : undefined,
    };
  },
});

function declareAsSize(analysis: Analysis, at: Span, text: string): Fix | undefined {
  const name = /&(\w+)$/.exec(text)?.[1];
  const around = definitionAround(analysis.unit, at);
  return name === undefined || around === undefined ? undefined : widenNumber(analysis.unit, around, name, 'SIZE_T');
}

function tooSmall(
  use: Use,
): Judgement<ControlCall, { readonly text: string; readonly type: string; readonly size: number }> | undefined {
  const returned = use.arguments.get('OutputSizeReturned');
  const object = returned?.behind?.object;
  if (returned === undefined || object?.size === undefined || object.size >= STORED || isNull(use)) return undefined;
  const detail = { text: returned.text, type: object.type, size: object.size };
  return { marked: 'OutputSizeReturned', because: [], detail };
}

const isNull = ({ arguments: named }: Use): boolean => named.get('OutputSizeReturned')?.value.kind === 'number';
