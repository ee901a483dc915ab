import { c, defineRule, FUNCTIONS_WITH_INPUT, learn, placeOf, unsetInput, wrongCalls, zeroInitialised } from '../kit';

export default defineRule({
  code: 'WSK122',
  name: 'input-left-uninitialised',
  category: 'client',
  severity: 'error',
  since: 'unreleased',
  summary: 'A structure or in/out argument reaches WSK with a member nobody set.',
  why: `
    A local variable holds what the stack had there before.
    WSK takes it for an offset, a length or a pointer: it reads or writes at an address that nobody chose.
    Most of the time the stack holds zero and all goes well; then the same build corrupts memory or stops the system.`,
  remedy: `
    Initialise the whole structure with zeros where it is declared, and then set each member that the call reads.`,
  exceptions: `
    What a function out of sight may have filled in counts as set, and so does what an initialiser leaves out: that is zero.`,
  related: {
    'option-buffer-size-mismatch': 'the first looks at what stands in a structure, the second at its type and size.',
    'wrong-npi-for-callbacks':
      'an NpiId that is wrong, or was never set, is told by `wrong-npi-for-callbacks`, other members by `input-left-uninitialised`.',
  },
  sources: [
    learn.ddi('wsk/ns-wsk-_wsk_buf'),
    learn.ddi('wsk/ns-wsk-_wsk_client_npi'),
    learn.ddi('wsk/nc-wsk-pfn_wsk_receive_from'),
  ],
  bad: c`
    NTSTATUS Send(PWSK_SOCKET Socket, PMDL Mdl, SIZE_T Length, PIRP Irp)
    {
        const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Socket->Dispatch;
        WSK_BUF Buffer;

        Buffer.Mdl = Mdl;
        Buffer.Length = Length;
        return Dispatch->WskSend(Socket, &Buffer, 0, Irp);
    }
  `,
  good: c`
    NTSTATUS Send(PWSK_SOCKET Socket, PMDL Mdl, SIZE_T Length, PIRP Irp)
    {
        const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Socket->Dispatch;
        WSK_BUF Buffer;

        Buffer.Mdl = Mdl;
        Buffer.Offset = 0;
        Buffer.Length = Length;
        return Dispatch->WskSend(Socket, &Buffer, 0, Irp);
    }
  `,

  query: (analysis) =>
    wrongCalls(analysis, FUNCTIONS_WITH_INPUT, (use) => {
      const detail = unsetInput(use);
      return detail && { marked: detail.parameter as never, because: [], detail };
    }),

  *check({ at, through, callee, detail: { argument, members, names }, use }, analysis) {
    const [verb, them] = names.length > 1 ? ['are', 'them'] : ['is', 'it'];
    yield {
      at,
      message: `'${names.join("', '")}' ${verb} never set before ${through ?? callee} reads ${them}`,
      related: through === undefined ? [] : placeOf(analysis, use.at, `handed to ${callee} here`),
      fix: members.every((member) => MAY_BE_ZERO.has(member))
        ? zeroInitialised(analysis, argument, 'Initialise it with { 0 }')
        : undefined,
    };
  },
});

/** Where nothing else was meant, zero is right. */
const MAY_BE_ZERO: ReadonlySet<string> = new Set(['Offset', 'ClientContext', 'Next', 'Buffer.Offset']);
