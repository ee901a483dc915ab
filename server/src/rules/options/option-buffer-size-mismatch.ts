import {
  bufferMistake,
  c,
  defineRule,
  learn,
  placeOf,
  saidIn,
  replaceConstants,
  wrongCalls,
  type BufferMistake,
} from '../kit';

export default defineRule({
  code: 'WSK401',
  name: 'option-buffer-size-mismatch',
  category: 'options',
  severity: 'error',
  since: 'unreleased',
  summary: 'The buffer of a control operation does not have the type or size of its control code.',
  why: `
    WSK reads and writes as many bytes as the option has, and compares that with the size it is given.
    A size that does not fit makes the request fail, mostly without anybody noticing.
    A variable that is too small is worse: what stands behind it is read as part of the value, or overwritten.
    The size of a pointer is 8 on 64-bit Windows, whatever it points at.`,
  remedy: `
    Declare the variable with the type of the option or control code, and pass its sizeof.`,
  exceptions: `
    Sizes are those of 64-bit Windows.
    A size that is known at run time only is not judged, and neither is an output buffer with room to spare.`,
  related: {
    'output-size-returned-of-wrong-type': 'both are about the types that a control operation reads and writes.',
    'option-at-wrong-level': 'an option has a level, a type and a size of its own.',
  },
  sources: [
    learn.ddi('wsk/nc-wsk-pfn_wsk_control_socket'),
    learn.network('so-keepalive'),
    learn.network('so-wsk-event-callback'),
    learn.network('so-wsk-security'),
  ],
  bad: c`
    static BOOLEAN On = TRUE;

    NTSTATUS KeepAlive(PWSK_SOCKET Socket, PIRP Irp)
    {
        PWSK_PROVIDER_CONNECTION_DISPATCH Dispatch = (PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch;

        return Dispatch->WskControlSocket(Socket, WskSetOption, SO_KEEPALIVE, SOL_SOCKET, sizeof(On), &On, 0, NULL, NULL, Irp);
    }
  `,
  good: c`
    static ULONG On = TRUE;

    NTSTATUS KeepAlive(PWSK_SOCKET Socket, PIRP Irp)
    {
        PWSK_PROVIDER_CONNECTION_DISPATCH Dispatch = (PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch;

        return Dispatch->WskControlSocket(Socket, WskSetOption, SO_KEEPALIVE, SOL_SOCKET, sizeof(On), &On, 0, NULL, NULL, Irp);
    }
  `,

  query: (analysis) =>
    wrongCalls(analysis, ['WskControlSocket', 'WskControlClient'], (use) => {
      const detail = bufferMistake(use);
      return detail && { marked: detail.marked, because: [], detail };
    }),

  *check({ at, through, detail, use }, analysis) {
    const { marked, repaired } = detail;
    const fix =
      repaired === undefined || through !== undefined
        ? undefined
        : replaceConstants(analysis, [[use.arguments.get(marked), repaired]], `Write ${repaired}`);
    yield {
      at,
      message: saidIn(through, messageOf(detail)),
      related: through === undefined ? [] : placeOf(analysis, use.at, 'the request is made here'),
      fix: fix && { ...fix, safe: false },
    };
  },
});

function messageOf({ control, side, wanted, given }: BufferMistake): string {
  const takes = `${control} ${side === 'Input' ? 'takes' : 'gives'}`;
  const bytes = wanted.size === undefined ? '' : ` of ${wanted.size}`;
  switch (given.is) {
    case 'nothing':
      return `'${control}' ${side === 'Input' ? 'takes' : 'gives'} a ${wanted.type}, and no buffer is handed over`;
    case 'size':
      return `'${given.text}' is ${given.size} ${given.size === 1 ? 'byte' : 'bytes'}, and ${takes} a ${wanted.type}${bytes}`;
    case 'object':
      return `'${given.text}' points to a ${given.type}, and ${takes} a ${wanted.type}`;
    case 'overrun':
      return `'${given.text}' points to a ${given.type}, and ${given.size} bytes are handed over`;
  }
}
