import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { completionsAt } from '../../server/src/ide/complete';
import { hoverAt } from '../../server/src/ide/hover';
import { signatureAt } from '../../server/src/ide/signature';
import { readUnit, type Unit } from '../../server/src/model/unit';
import { createNativeParser } from '../../server/src/syntax/native';

const parser = createNativeParser();

/** A method of a class with a socket, with a `¦` where the cursor stands. */
function inMethod(statement: string): { readonly unit: Unit; readonly offset: number } {
  const source = `namespace net {
class Socket {
public:
    NTSTATUS Send(WSK_BUF &buffer, PIRP irp);
private:
    PWSK_SOCKET m_socket = nullptr;
    const WSK_PROVIDER_CONNECTION_DISPATCH *m_dispatch{};
};

NTSTATUS Socket::Send(WSK_BUF &buffer, PIRP irp)
{
    ${statement}
}
}
`;
  const offset = source.indexOf('¦');
  const text = source.replace('¦', '');
  return {
    unit: readUnit({ path: 'socket.cpp', text, language: 'cpp' }, parser.parse(text, { language: 'cpp' })),
    offset,
  };
}

describe('in C++', () => {
  test('a call through a member is explained', () => {
    const { unit, offset } = inMethod('return m_dispatch->Wsk¦Send(m_socket, &buffer, 0, irp);');
    assert.match(hoverAt(unit, offset)?.markdown ?? '', /`Flags` \(in\): WSK_FLAG_NODELAY/);
  });

  test('a member behind a reference is explained', () => {
    const { unit, offset } = inMethod('return use(buffer.Len¦gth);');
    assert.match(hoverAt(unit, offset)?.markdown ?? '', /Member of `WSK_BUF`/);
  });

  test('the functions of a table are offered behind a variable', () => {
    const { unit, offset } = inMethod('const WSK_PROVIDER_LISTEN_DISPATCH *d = Listener(); d->¦');
    assert.ok(completionsAt(unit, offset).some(({ label }) => label === 'WskAccept'));
  });

  test('the parameters of a call through a member are shown', () => {
    const { unit, offset } = inMethod('return m_dispatch->WskSend(m_socket, ¦');
    assert.match(signatureAt(unit, offset)?.label ?? '', /WskSend\(/);
  });
});
