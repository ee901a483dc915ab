import { c, defineRule, learn, touchedObjects, type TouchedObject } from '../kit';

export default defineRule({
  code: 'WSK123',
  name: 'wsk-owned-object-touched',
  category: 'client',
  severity: 'error',
  since: 'unreleased',
  summary: 'The driver writes to, copies, frees or looks into an object that belongs to WSK.',
  why: `
    WSK allocates sockets, clients and dispatch tables, and keeps state of its own in and behind them.
    A copy lacks what stands behind it, and WSK goes on with whatever the driver wrote over the original.
    Memory that WSK did not expect to be freed is used after, and the system stops in code of the network stack.`,
  remedy: `
    Hand on the pointer as WSK gave it, and keep what you want to know of the object in a structure of your own.`,
  exceptions: `
    Pointers to these objects may be kept, compared and set to NULL as the driver likes.
    A driver that is itself a provider of WSK makes these objects; silence the file with that reason.`,
  related: {
    'dispatch-of-another-object':
      'objects of WSK are handed on as they are, together with the table that came with them.',
  },
  sources: [
    learn.ddi('wsk/ns-wsk-_wsk_socket'),
    learn.ddi('wsk/ns-wsk-_wsk_registration'),
    learn.network('winsock-kernel-objects'),
  ],
  bad: c`
    VOID Forget(PWSK_SOCKET Socket)
    {
        ExFreePool(Socket);
    }
  `,
  good: c`
    NTSTATUS Forget(PWSK_SOCKET Socket, PIRP CloseIrp)
    {
        const WSK_PROVIDER_BASIC_DISPATCH *Dispatch = Socket->Dispatch;

        return Dispatch->WskCloseSocket(Socket, CloseIrp);
    }
  `,

  query: ({ unit, functions, looksOutside }) => touchedObjects(unit, functions, looksOutside),

  *check({ node, type, deed }, { unit: { tree } }) {
    const what = type === 'dispatch table' ? 'a dispatch table' : `a ${type}`;
    yield { at: tree.span(node), message: `'${tree.textOf(node)}' ${WORDS[deed](what)}` };
  },
});

const WORDS: Readonly<Record<TouchedObject['deed'], (what: string) => string>> = {
  'looked into': (what) => `looks into ${what}, of which only WSK knows what it holds`,
  freed: (what) => `is ${what} of WSK, which frees it itself`,
  overwritten: (what) => `writes to ${what}, which only WSK may change`,
  copied: (what) => `copies ${what}: only the one that WSK made is a socket`,
  made: (what) => `makes room for ${what}, which only WSK can make`,
};
