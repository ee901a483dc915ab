import assert from 'node:assert/strict';
import { test } from 'node:test';
import { knownCall } from '../../server/src/model/dispatch';
import { unitOf } from '../support/parse';

/** The known calls of a source, in the order of the text. */
function callsIn(
  source: string,
): { name: string; table: string | undefined; nameText: string; socket: string | undefined }[] {
  const unit = unitOf(source);
  const { tree } = unit;
  return tree.descendants(tree.root, 'call_expression').flatMap((node) => {
    const call = knownCall(unit, node);
    if (call === undefined) return [];
    const socket = call.argument('Socket');
    return [
      {
        name: call.name,
        table: call.table,
        nameText: tree.textOf(call.nameNode),
        socket: socket === undefined ? undefined : tree.textOf(socket),
      },
    ];
  });
}

const names = (source: string): string[] => callsIn(source).map(({ name }) => name);
const inFunction = (body: string, before = '', parameters = 'PWSK_SOCKET s') =>
  `${before}\nVOID F(${parameters})\n{\n${body}\n}\n`;

const CONNECTION = 'WSK_PROVIDER_CONNECTION_DISPATCH';

const spellings: readonly [string, string, string, string | undefined][] = [
  [
    'a cast at the call',
    inFunction('((PWSK_PROVIDER_CONNECTION_DISPATCH)s->Dispatch)->WskSend(s, b, 0, Irp);'),
    'WskSend',
    CONNECTION,
  ],
  [
    'a cast of parentheses, which the grammar takes for a call',
    inFunction('((PWSK_PROVIDER_CONNECTION_DISPATCH)(s->Dispatch))->WskSend(s, b, 0, Irp);'),
    'WskSend',
    CONNECTION,
  ],
  [
    'a cast to a const pointer',
    inFunction('((CONST WSK_PROVIDER_CONNECTION_DISPATCH *)(s->Dispatch))->WskSend(s, b, 0, Irp);'),
    'WskSend',
    CONNECTION,
  ],
  [
    'a call that begins on the next line',
    inFunction('((PWSK_PROVIDER_CONNECTION_DISPATCH)\n    s->Dispatch)\n  ->WskSend\n  (s, b, 0, Irp);'),
    'WskSend',
    CONNECTION,
  ],
  [
    'a typed local',
    inFunction('const WSK_PROVIDER_CONNECTION_DISPATCH *d = s->Dispatch; d->WskSend(s, b, 0, Irp);'),
    'WskSend',
    CONNECTION,
  ],
  [
    'a member of an unnamed union',
    inFunction(
      'k->WskConnectionDispatch->WskSend(s, b, 0, Irp);',
      'typedef struct _K { union { PVOID D; PWSK_PROVIDER_CONNECTION_DISPATCH WskConnectionDispatch; }; } K, *PK;',
      'PK k, PWSK_SOCKET s',
    ),
    'WskSend',
    CONNECTION,
  ],
  [
    'a wrapper that a header declares',
    inFunction('k->Dispatch->WskSend(s, b, 0, Irp);', '', 'PKSOCKET k, PWSK_SOCKET s'),
    'WskSend',
    undefined,
  ],
  [
    'the Basic table',
    inFunction('d->Basic.WskCloseSocket(s, Irp);', '', 'PWSK_PROVIDER_LISTEN_DISPATCH d, PWSK_SOCKET s'),
    'WskCloseSocket',
    'WSK_PROVIDER_BASIC_DISPATCH',
  ],
  ['the Basic table of an unknown one', inFunction('k->d->Basic.WskCloseSocket(s, Irp);'), 'WskCloseSocket', undefined],
  [
    'a star before a member',
    inFunction('(*d->WskBind)(s, a, 0, Irp);', '', 'PWSK_PROVIDER_LISTEN_DISPATCH d, PWSK_SOCKET s'),
    'WskBind',
    'WSK_PROVIDER_LISTEN_DISPATCH',
  ],
  [
    'a star before parentheses',
    inFunction('(*(d->WskBind))(s, a, 0, Irp);', '', 'PWSK_PROVIDER_LISTEN_DISPATCH d, PWSK_SOCKET s'),
    'WskBind',
    'WSK_PROVIDER_LISTEN_DISPATCH',
  ],
  [
    'a table that was copied',
    inFunction('d.WskSend(s, b, 0, Irp);', '', 'WSK_PROVIDER_CONNECTION_DISPATCH d, PWSK_SOCKET s'),
    'WskSend',
    CONNECTION,
  ],
  ['a function pointer', inFunction('PFN_WSK_BIND bind = d->WskBind; bind(s, a, 0, Irp);'), 'WskBind', undefined],
  [
    'a parameter that is a function pointer',
    inFunction('(*bind)(s, a, 0, Irp);', '', 'PFN_WSK_BIND bind, PWSK_SOCKET s'),
    'WskBind',
    undefined,
  ],
  [
    'a typedef of a function pointer',
    inFunction(
      'k->Send(s, b, 0, Irp);',
      'typedef PFN_WSK_SEND SEND_ROUTINE; struct K { SEND_ROUTINE Send; };',
      'struct K *k, PWSK_SOCKET s',
    ),
    'WskSend',
    undefined,
  ],
  [
    'an element of a table of function pointers',
    inFunction('binds[i](s, a, 0, Irp);', 'PFN_WSK_BIND binds[2];'),
    'WskBind',
    undefined,
  ],
  ['a choice between two tables', inFunction('(c ? a->WskBind : b->WskBind)(s, x, 0, Irp);'), 'WskBind', undefined],
];

for (const [what, source, name, table] of spellings) {
  test(`a call is known by ${what}`, () => {
    const call = callsIn(source).at(-1);
    assert.deepEqual([call?.name, call?.table, call?.socket], [name, table, 's']);
  });
}

test('a call of the provider is known by its NPI, through a pointer and without', () => {
  const call = '(Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, 0, 0, 0, 0, 0, 0, Irp);';
  assert.deepEqual(names(inFunction(`Npi.Dispatch->WskSocket${call}`, '', 'WSK_PROVIDER_NPI Npi')), ['WskSocket']);
  assert.deepEqual(names(inFunction(`Npi->Dispatch->WskSocket${call}`, '', 'PWSK_PROVIDER_NPI Npi')), ['WskSocket']);
});

test('a call is known where a macro stands for the provider', () => {
  const source = inFunction(
    'Provider.Dispatch->WskFreeAddressInfo(Provider.Client, info);',
    '#define Provider (Driver->Npi)\nstruct D { WSK_PROVIDER_NPI Npi; } *Driver;',
  );
  assert.deepEqual(
    callsIn(source).map(({ name, table }) => [name, table]),
    [['WskFreeAddressInfo', 'WSK_PROVIDER_DISPATCH']],
  );
});

test('a call that is the argument of a macro is known', () => {
  assert.deepEqual(
    names(
      inFunction('CHECK(done, status = d->WskSend(s, b, 0, Irp)); NT_VERIFY(NT_SUCCESS(d->WskBind(s, a, 0, Irp)));'),
    ),
    ['WskSend', 'NT_VERIFY', 'NT_SUCCESS', 'WskBind'],
  );
});

test('exports are known by their names', () => {
  assert.deepEqual(
    names(inFunction('WskDeregister(&Registration); IoFreeIrp(Irp); IoSetCompletionRoutine(Irp, Done, 0, 1, 1, 1);')),
    ['WskDeregister', 'IoFreeIrp', 'IoSetCompletionRoutine'],
  );
});

test('arguments are found by the names of the parameters', () => {
  const unit = unitOf(inFunction('IoSetCompletionRoutine(Irp, Done, Context, TRUE, TRUE, TRUE);'));
  const { tree } = unit;
  const [node] = tree.descendants(tree.root, 'call_expression');
  assert.ok(node !== undefined);
  const call = knownCall(unit, node);
  const text = (parameter: string) => {
    const argument = call?.argument(parameter);
    return argument === undefined ? undefined : tree.textOf(argument);
  };
  assert.deepEqual(
    [text('Irp'), text('CompletionRoutine'), text('Context'), text('Socket')],
    ['Irp', 'Done', 'Context', undefined],
  );
});

test('a comment between the arguments is no argument', () => {
  assert.deepEqual(names(inFunction('d->WskSend(s, b, /* flags */ 0, Irp /* last */);')), ['WskSend']);
});

test('the two WskRelease functions are told apart by table, typedef or list', () => {
  const released = (source: string) => {
    const unit = unitOf(source);
    const [node] = unit.tree.descendants(unit.tree.root, 'call_expression');
    assert.ok(node !== undefined);
    return knownCall(unit, node)?.api.page;
  };
  const data = released(inFunction('d->WskRelease(s, l);', '', 'PWSK_PROVIDER_CONNECTION_DISPATCH d, PWSK_SOCKET s'));
  const datagram = released(inFunction('d->WskRelease(s, l);', '', 'PWSK_PROVIDER_DATAGRAM_DISPATCH d, PWSK_SOCKET s'));
  assert.match(data ?? '', /data_indication_list$/);
  assert.match(datagram ?? '', /datagram_indication_list$/);
  assert.equal(
    released(inFunction('k->d->WskRelease(s, l);', '', 'PWSK_SOCKET s, PWSK_DATAGRAM_INDICATION l')),
    datagram,
  );
  assert.equal(released(inFunction('k->d->WskRelease(s, l);', '', 'PWSK_SOCKET s, PWSK_DATA_INDICATION l')), data);
});

const lookAlikes: readonly [string, string][] = [
  ['a function of the driver with the name of a dispatch function', inFunction('WskCloseSocket(s, Irp);')],
  [
    'a function of the file with the name of an export',
    `VOID IoFreeIrp(PIRP Irp) { }\n${inFunction('IoFreeIrp(Irp);')}`,
  ],
  ['a macro of the file with the name of an export', `#define IoFreeIrp(i) Mine(i)\n${inFunction('IoFreeIrp(Irp);')}`],
  ['a variable with the name of an export', inFunction('IoFreeIrp(Irp);', '', 'FREE IoFreeIrp')],
  ['another number of arguments', inFunction('k->ops->WskSend(s, b);')],
  [
    'a member of a struct of the file',
    inFunction('ops->WskSend(s, b, 0, Irp);', 'struct Ops { int (*WskSend)(int, int, int, int); };', 'struct Ops *ops'),
  ],
  [
    'a struct of the file without that member',
    inFunction('ops->WskSend(s, b, 0, Irp);', 'struct Ops { int a; };', 'struct Ops *ops'),
  ],
  [
    'a dispatch table without that function',
    inFunction('d->WskAccept(s, 0, 0, 0, 0, 0, Irp);', '', 'PWSK_PROVIDER_CONNECTION_DISPATCH d'),
  ],
  ['an event callback', inFunction('d->WskAcceptEvent(c, 0, l, r, s, x, y);')],
  ['an unknown name', inFunction('k->ops->WskSendAll(s, b, 0, Irp);')],
];

for (const [what, source] of lookAlikes) {
  test(`${what} is no known call`, () => {
    assert.deepEqual(names(source), []);
  });
}
