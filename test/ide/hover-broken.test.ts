import assert from 'node:assert/strict';
import test from 'node:test';
import { hoverAt } from '../../server/src/ide/hover';
import { readUnit } from '../../server/src/model/unit';
import { createNativeParser } from '../../server/src/syntax/native';
import { inFunction, textAt } from '../support/hover';

const isSend = /^\*\*Sends data over a connection\./;

test('a dispatch function is explained in a call that is not closed', () => {
  assert.match(textAt(inFunction('PWSK_PROVIDER_CONNECTION_DISPATCH d; d->Wsk|Send(Socket, Data, ')), isSend);
});

test('a dispatch function is explained in a cast call that is not closed', () => {
  const call = '((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->Wsk|Send(Socket';
  assert.match(textAt(inFunction(call)), isSend);
});

test('a kernel function is explained in a call that has too few arguments yet', () => {
  assert.match(textAt(inFunction('Irp = IoAllocate|Irp(1')), /^\*\*Allocates an IRP/);
});

test('an option is explained in a call that is not closed', () => {
  const call = 'PWSK_PROVIDER_LISTEN_DISPATCH d; d->WskControlSocket(Socket, WskSetOption, SO_COND|ITIONAL_ACCEPT,';
  assert.match(textAt(inFunction(call)), /conditional accept mode/);
});

test('a name is explained in a function with a brace too few', () => {
  const source = `VOID F(VOID)\n{\n    if (a) {\n        IoFree|Irp(Irp);\n    x = \n}\n${inFunction('return 0;')}`;
  assert.match(textAt(source), /^\*\*Frees an IRP/);
});

test('a text that is hardly C is no reason to fail', () => {
  assert.equal(textAt('NTSTATUS F( {{{ ) WskSend|\n'), '');
  assert.equal(textAt('#define A(x\n((((|'), '');
  assert.equal(textAt('"|'), '');
});

test('a dispatch function is explained in the body of a macro', () => {
  assert.match(
    textAt('#define SEND(s) ((PWSK_PROVIDER_CONNECTION_DISPATCH)(s)->Dispatch)->Wsk|Send((s), 0)\n'),
    isSend,
  );
});

test('a name is explained in a line further down in the body of a macro', () => {
  assert.match(textAt('#define FREE(i) \\\n    do { IoFree|Irp(i); } while (0)\n'), /^\*\*Frees an IRP/);
});

test('a name is explained in a branch that is not read', () => {
  assert.match(textAt(`#if 0\n${inFunction('IoFree|Irp(Irp);')}#endif\n`), /^\*\*Frees an IRP/);
});

test('a macro of the driver that has the value of the WDK is explained', () => {
  const source = `#ifndef SO_RCVBUF\n#define SO_RCVBUF 0x1002\n#endif\n${inFunction('x = SO_RC|VBUF;')}`;
  assert.match(textAt(source), /receive buffer/);
});

test('a function is explained under the name that a macro gives it', () => {
  const source = `#define NewIrp IoAllocateIrp\n${inFunction('Irp = New|Irp(1, FALSE);')}`;
  assert.match(textAt(source), /^\*\*Allocates an IRP/);
});

test('a call in C++ is explained', () => {
  const text = `extern "C" {
class Connection {
    NTSTATUS Send(PIRP Irp) {
        auto d = static_cast<const WSK_PROVIDER_CONNECTION_DISPATCH *>(m_Socket->Dispatch);
        return d->WskSend(m_Socket, nullptr, 0, Irp);
    }
};
}
`;
  const unit = readUnit({ path: 'a.cpp', text, language: 'cpp' }, createNativeParser().parse(text));
  assert.match(hoverAt(unit, text.indexOf('WskSend') + 3)?.markdown ?? '', isSend);
});
