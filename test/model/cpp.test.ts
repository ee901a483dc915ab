import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { functionReferenced } from '../../server/src/model/roles';
import { typeText } from '../../server/src/model/ctype';
import { typeOf } from '../../server/src/model/types';
import { readUnit, type Unit } from '../../server/src/model/unit';
import { createNativeParser } from '../../server/src/syntax/native';
import { nodeWith } from '../support/parse';

const parser = createNativeParser();

const unitOfCpp = (text: string): Unit =>
  readUnit({ path: 'test.cpp', text, language: 'cpp' }, parser.parse(text, { language: 'cpp' }));

const SOCKET = `class Socket {
public:
  ~Socket() { f(); }
  static NTSTATUS Done(PDEVICE_OBJECT, PIRP, PVOID);
  NTSTATUS Close();
  bool IsOpen() const { return m_socket != nullptr; }
private:
  PWSK_SOCKET m_socket = nullptr;
};
`;

test('a method has the name of its class, and the object behind its parameters', () => {
  const unit = unitOfCpp(`namespace net {\n${SOCKET}NTSTATUS Socket::Close() { return 0; }\n}\n`);
  assert.deepEqual(
    unit.functions.map(({ name, parameters }) => [name, ...parameters.map((parameter) => parameter.name)]),
    [
      ['Socket::~Socket', 'this'],
      ['Socket::IsOpen', 'this'],
      ['Socket::Close', 'this'],
    ],
  );
});

test('a static method has no object', () => {
  const unit = unitOfCpp(`${SOCKET}NTSTATUS Socket::Done(PDEVICE_OBJECT, PIRP irp, PVOID) { return 0; }\n`);
  assert.deepEqual(
    unit.functionNamed('Socket::Done')?.parameters.map(({ name }) => name),
    [undefined, 'irp', undefined],
  );
});

test('a member has its type without this, and a method its full name', () => {
  const unit = unitOfCpp(`${SOCKET}NTSTATUS Socket::Close() { take(m_socket, Done); return 0; }\n`);
  const [, member] = unit.tree
    .descendants(unit.tree.root, 'identifier')
    .filter((node) => unit.tree.textOf(node) === 'm_socket')
    .slice(-2);
  assert.ok(member !== undefined);
  assert.equal(typeText(typeOf(unit, member)), 'PWSK_SOCKET');
  assert.equal(functionReferenced(unit, nodeWith(unit, 'argument_list', '(m_socket, Done)')), undefined);
  const done = unit.tree
    .descendants(unit.tree.root, 'identifier')
    .filter((node) => unit.tree.textOf(node) === 'Done')
    .at(-1);
  assert.ok(done !== undefined);
  assert.equal(functionReferenced(unit, done), 'Socket::Done');
});

test('auto has the type of what it is set to', () => {
  const unit = unitOfCpp(
    'void F(PWSK_SOCKET s) { auto d = static_cast<const WSK_BUF *>(s->Dispatch); use(d->Mdl); }\n',
  );
  const argument = nodeWith(unit, 'field_expression', 'd->Mdl');
  assert.equal(typeText(typeOf(unit, argument)), 'PMDL');
});

describe('a function that is not followed', () => {
  const obstacles: Readonly<Record<string, readonly [text: string, reason: RegExp]>> = {
    'an object with a destructor': ['void F() { Socket s; }', /a destructor of 'Socket'/],
    'an object of a type that nobody declares': ['void F() { lib::Guard g(x); }', /a destructor of 'lib::Guard'/],
    'an object that a function returns': ['void F() { auto g = Enter(); }', /what 'Enter' returns/],
    'a parameter with a destructor': ['void F(Socket s) { }', /a destructor of 'Socket'/],
    'a lambda that captures': ['void F(int x) { call([&] { use(x); }); }', /lambda/],
    'a template': ['template <typename T> void F(T t) { }', /templates/],
    'a method of a class that is not in sight': ['void Other::F() { }', /not in sight/],
  };
  for (const [name, [text, reason]] of Object.entries(obstacles)) {
    test(name, () => {
      const definition = unitOfCpp(`${SOCKET}${text}\n`).functions.at(-1);
      assert.equal(definition?.parsed, false);
      assert.match(definition.obstacle ?? '', reason);
    });
  }

  test('is none for pointers, references, structures of C and what the kernel returns', () => {
    const text = `${SOCKET}struct Item { PIRP Irp; KEVENT Event; };
enum class State { Open };
void F(Socket &s, Socket *p) { Item item; KEVENT event; State state; auto irp = IoAllocateIrp(1, FALSE); auto *q = p; }\n`;
    const definition = unitOfCpp(text).functions.at(-1);
    assert.equal(definition?.obstacle, undefined);
    assert.equal(definition?.parsed, true);
  });
});
