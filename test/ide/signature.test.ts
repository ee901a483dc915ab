import assert from 'node:assert/strict';
import test from 'node:test';

import { signatureAt, type SignatureText } from '../../server/src/ide/signature';
import { functions } from '../../server/src/knowledge';
import type { ApiFunction } from '../../server/src/knowledge/shape';
import { atCursor } from '../support/cursor';

function signature(source: string): SignatureText | undefined {
  const { unit, offset } = atCursor(source);
  return signatureAt(unit, offset);
}

/** `WskSend Flags`: the function and the active parameter, as the label spells it without its type. */
function shown(source: string): string {
  const found = signature(source);
  if (found === undefined) return '';
  const { span } = found.parameters[found.active] ?? { span: { start: 0, end: 0 } };
  const parameter = found.label.slice(span.start, span.end);
  return `${/(\w+)\(/.exec(found.label)?.[1] ?? ''} ${/\w+$|\.\.\.$/.exec(parameter)?.[0] ?? ''}`.trim();
}

const inFunction = (statements: string): string =>
  `NTSTATUS F(PWSK_SOCKET Socket, PIRP Irp, const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch)\n{\n    ${statements}\n}\n`;

const spellings: Readonly<Record<string, string>> = {
  'a cast in the call': '((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, ¦',
  'a cast to a pointer to const': '((const WSK_PROVIDER_CONNECTION_DISPATCH *)Socket->Dispatch)->WskSend(Socket, ¦',
  'a parameter of the table type': 'Dispatch->WskSend(Socket, ¦',
  'a local variable of the table type': 'PWSK_PROVIDER_STREAM_DISPATCH d = Socket->Dispatch; d->WskSend(Socket, ¦',
  'an undeclared table': 'Connection->Table.WskSend(Socket, ¦',
  'the VOID pointer of the socket': 'Socket->Dispatch->WskSend(Socket, ¦',
  'a dereferenced pointer': '(*Dispatch->WskSend)(Socket, ¦',
  'an element of an array': 'Tables[i * 2].WskSend(Socket, ¦',
  'the result of a function': 'TableOf(Socket)->WskSend(Socket, ¦',
  'a variable that holds the address': 'PFN_WSK_SEND send = Dispatch->WskSend; send(Socket, ¦',
  'blanks and line breaks': 'Dispatch\n        ->WskSend (\n        Socket,\n        ¦',
  'an assignment': 'Status = Dispatch->WskSend(Socket, ¦',
  'a condition': 'if (!NT_SUCCESS(Dispatch->WskSend(Socket, ¦',
  'a return': 'return Dispatch->WskSend(Socket, ¦',
};

for (const [spelling, source] of Object.entries(spellings)) {
  test(`an unfinished call through ${spelling} shows the function`, () => {
    assert.equal(shown(inFunction(source)), 'WskSend Buffer');
  });
  test(`a finished call through ${spelling} shows the function`, () => {
    const [before] = source.split('¦');
    const open = (before?.split('(').length ?? 0) - (before?.split(')').length ?? 0) - 1;
    assert.equal(shown(inFunction(`${source}, 0, Irp)${')'.repeat(Math.max(0, open))};`)), 'WskSend Buffer');
  });
}

test('a member of a structure that the file declares shows its function', () => {
  const type =
    'typedef struct { PWSK_SOCKET Socket; const WSK_PROVIDER_LISTEN_DISPATCH *Table; } LISTENER, *PLISTENER;\n';
  assert.equal(shown(`${type}VOID F(PLISTENER l)\n{\n    l->Table->WskAccept(l->Socket, ¦\n}\n`), 'WskAccept Flags');
  assert.equal(
    shown(`${type}VOID F(LISTENER l)\n{\n    l.Table->Basic.WskCloseSocket(¦\n}\n`),
    'WskCloseSocket Socket',
  );
});

test('the middle of an unfinished WskControlSocket is shown before a statement that follows', () => {
  const call = 'Dispatch->WskControlSocket(Socket, WskSetOption, ¦\n    Status = STATUS_SUCCESS;\n    return Status;';
  assert.equal(shown(inFunction(call)), 'WskControlSocket ControlCode');
});

test('an unfinished call between two functions that do not parse is shown', () => {
  const source = `VOID A(VOID) { if (\n\nNTSTATUS F(PWSK_PROVIDER_LISTEN_DISPATCH d)\n{\n    d->WskBind(a, ¦\n\nVOID B(VOID) { }\n`;
  assert.equal(shown(source), 'WskBind LocalAddress');
});

test('an earlier call that was not closed does not hide the one that is typed', () => {
  assert.equal(shown(inFunction('IoFreeIrp(Irp;\n    Dispatch->WskSend(Socket, Buffer, ¦')), 'WskSend Flags');
});

test('commas in parentheses, initialisers, strings, characters and comments do not count', () => {
  const arguments_ = [
    'Pick(a, b)',
    '(a, b)',
    '&(WSK_BUF){ Mdl, 0, Length }',
    'L"a, (b"',
    "','",
    'a /* , ( */',
    'MAX(a, b)',
    'List[Pick(1, 2)]',
  ];
  for (const each of arguments_) {
    assert.equal(shown(inFunction(`Dispatch->WskSend(Socket, ${each}, ¦, Irp);`)), 'WskSend Flags', each);
  }
});

test('a comma in a comment to the end of the line does not count', () => {
  assert.equal(shown(inFunction('Dispatch->WskSend(Socket, // a, b\n        ¦')), 'WskSend Buffer');
});

test('a comment in front of a call, or within its callee, is no part of it', () => {
  assert.equal(shown(inFunction('// It is filled.\n    IoFreeIrp(¦')), 'IoFreeIrp Irp');
  assert.equal(shown(inFunction('x = y /* a. */ ; /* b-> */ IoFreeIrp(¦')), 'IoFreeIrp Irp');
  assert.equal(shown(inFunction('Dispatch-> // the table\n        WskSend(Socket, ¦')), 'WskSend Buffer');
  assert.equal(shown(inFunction('Dispatch /* the table */ ->WskSend(Socket, ¦')), 'WskSend Buffer');
});

test('inside a cast, parentheses, an initialiser or a macro the parameter stays the active one', () => {
  for (const each of [
    '(PWSK_BUF)¦',
    '(PWSK_BUF)(¦',
    '&(WSK_BUF){ 0, ¦',
    '(a + ¦',
    'List[¦',
    'ADD2PTR(a, ¦',
    'sizeof(¦',
    '"a¦"',
  ]) {
    assert.equal(shown(inFunction(`Dispatch->WskSend(Socket, ${each}`)), 'WskSend Buffer', each);
  }
});

test('of two calls the inner one is shown, and the outer one again behind it', () => {
  assert.equal(
    shown(inFunction('Dispatch->WskSend(Socket, MmGetSystemAddressForMdlSafe(¦')),
    'MmGetSystemAddressForMdlSafe Mdl',
  );
  assert.equal(shown(inFunction('Dispatch->WskCloseSocket(Socket, IoAllocateIrp(1, FALSE)¦')), 'WskCloseSocket Irp');
});

test('in the arguments of an unknown function nothing is shown', () => {
  assert.equal(shown(inFunction('Dispatch->WskSend(Socket, MakeBuffer(¦')), '');
});

test('in a condition, a loop, a body and between functions nothing is shown', () => {
  for (const each of ['if (¦', 'while (a, ¦', 'for (i = 0; ¦', 'switch (¦', '¦', '{ a, ¦', 'return (¦']) {
    assert.equal(shown(inFunction(each)), '', each);
  }
  assert.equal(shown('¦'), '');
  assert.equal(shown('NTSTATUS F(PVOID a, ¦'), '');
});

test('behind the closing parenthesis nothing is shown', () => {
  assert.equal(shown(inFunction('Dispatch->WskSend(Socket, Buffer, 0, Irp)¦;')), '');
});

test('on one argument too many nothing is shown', () => {
  assert.equal(shown(inFunction('IoFreeIrp(Irp, ¦')), '');
});

test('nothing is shown in a comment or a directive', () => {
  assert.equal(shown(inFunction('IoFreeIrp(/* ¦ */')), '');
  assert.equal(shown('#define FREE(i) IoFreeIrp(¦\n'), '');
});

test('a variadic function shows the dots for all other arguments', () => {
  assert.equal(shown(inFunction('DbgPrint("%d %d", ¦')), 'DbgPrint ...');
  assert.equal(shown(inFunction('DbgPrint("%d %d", a, b, ¦')), 'DbgPrint ...');
});

test('a function that the driver defines itself is not shown', () => {
  assert.equal(shown('VOID IoFreeIrp(PIRP i, int j) { }\nVOID G(PIRP i)\n{\n    IoFreeIrp(¦\n}\n'), '');
  assert.equal(shown('#define IoFreeIrp(i) Own(i, 1)\nVOID G(PIRP i)\n{\n    IoFreeIrp(¦\n}\n'), '');
});

test('a bare name of a dispatch function is the driver’s own and is not shown', () => {
  assert.equal(shown(inFunction('WskSend(Socket, ¦')), '');
});

test('WskRelease of a datagram socket shows the list of datagrams', () => {
  const source = inFunction('((PWSK_PROVIDER_DATAGRAM_DISPATCH)Socket->Dispatch)->WskRelease(Socket, ¦');
  assert.match(signature(source)?.label ?? '', /PWSK_DATAGRAM_INDICATION/);
});

test('a call in extern "C", and after branches of #if, is shown', () => {
  assert.equal(shown(`extern "C" {\n${inFunction('Dispatch->WskSend(¦')}}\n`), 'WskSend Socket');
  const branches = '#if A\n    if (a) {\n#else\n    if (b) {\n#endif\n    }\n    Dispatch->WskSend(¦';
  assert.equal(shown(inFunction(branches)), 'WskSend Socket');
});

test('every known function has a signature whose marks are its parameters', () => {
  for (const [name, api] of Object.entries<ApiFunction>(functions)) {
    const callee = api.tables === undefined ? name : `Socket->Dispatch->${name}`;
    const names = Object.keys(api.parameters);
    const found = signature(inFunction(`${callee}(¦);`));
    assert.ok(found, name);
    const marked = found.parameters.map(({ span }) => found.label.slice(span.start, span.end));
    assert.deepEqual(
      marked.filter((each) => each !== '...').map((each) => /\w+$/.exec(each)?.[0]),
      names,
    );
    assert.ok(
      found.parameters.every(({ documentation }) => documentation !== ''),
      name,
    );
  }
});
