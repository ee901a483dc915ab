import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { createNativeParser } from '../../server/src/syntax/native';

const parser = createNativeParser();

/** The lines of C that a text of C++ becomes, without what is blank. */
function loweredLines(text: string): string[] {
  const { tree } = parser.parse(text, { language: 'cpp' });
  assert.equal(tree.hasError(tree.root), false, tree.masked);
  assert.equal(tree.masked.length, text.length);
  return tree.masked
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '');
}

const inBody = (statement: string): string => loweredLines(`void F() {\n${statement}\n}`)[1] ?? '';

describe('C++ becomes C of the same length', () => {
  const statements: Readonly<Record<string, readonly [cpp: string, c: string]>> = {
    'a cast': ['p = static_cast<PIRP>(x);', 'p = ((const PIRP) x);'],
    'a cast before a member': ['reinterpret_cast<A *>(x)->b = 1;', '((const A *) x)->b = 1;'],
    'a cast of a sum': ['p = static_cast<ULONG>(a + b);', 'p = (const ULONG)(a + b);'],
    'a cast to a reference': ['f(static_cast<A &&>(x));', 'f( (x));'],
    'a name in a namespace': ['::net::Close(x);', 'net__Close(x);'],
    'a local that is a reference': ['PIRP &irp = a->b;', 'PIRP *irp = a->b;'],
    'auto and a reference': ['const auto &x = y;', 'const Auto *x = y;'],
    'empty braces': ['KEVENT event{};', 'KEVENT event=0;'],
    'one value in braces': ['PIRP irp{a->b};', 'PIRP irp=a->b ;'],
    'several values in braces': ['WSK_BUF buffer {a, b};', 'WSK_BUF buffer={a, b};'],
    'an array in braces': ['PVOID list[] {a, b};', 'PVOID list[]={a, b};'],
    'one value in parentheses': ['NTSTATUS status(f(a));', 'NTSTATUS status=f(a) ;'],
    'several values in parentheses': ['Lock lock(a, b);', 'Lock_lock(a, b);'],
    'an allocation': ['p = new (NonPagedPoolNx, Tag) T;', 'p = new (NonPagedPoolNx, Tag) ;'],
    'an allocation with values': ['p = new T(a);', 'p = new (a);'],
    'a deletion': ['delete p;', '! p;'],
    'a variable in a condition': ['if (auto irp = f()) g(irp);', 'if ( irp = f()) g(irp);'],
    'a variable before a condition': ['if (auto s = f(); s < 0) g();', 'if ( s = f(), s < 0) g();'],
    'a loop over a list': ['for (auto &x : list) f(x);', 'while(_) f(x);'],
    'an attribute': ['[[maybe_unused]] int x = 1;', 'int x = 1;'],
    'template arguments': ['List<PIRP> list = f<int>(a);', 'List list = f (a);'],
    'an operation with &&': ['ready && f(x);', 'ready && f(x);'],
    comparisons: ['x = a < b || c > d;', 'x = a < b || c > d;'],
  };
  for (const [name, [cpp, c]] of Object.entries(statements)) {
    test(`in a body: ${name}`, () => {
      assert.equal(inBody(cpp), c);
    });
  }

  const declarations: Readonly<Record<string, readonly [cpp: string, ...c: string[]]>> = {
    'a namespace': ['namespace net {\nint x;\n}', 'int x;'],
    'a header with references and defaults': [
      'void F(PIRP &irp, ULONG flags = 0) noexcept;',
      'void F(PIRP *irp, ULONG flags ) ;',
    ],
    'a method': ['NTSTATUS Socket::Close() const\n{\n}', 'NTSTATUS Socket__Close()', '{', '}'],
    'a constructor': ['Socket::Socket() : m_x(1), m_y{2} { f(); }', 'Socket Socket() { f(); }'],
    'a destructor': ['Socket::~Socket() { f(); }', 'Socket _Socket() { f(); }'],
    'a class': [
      'class Socket final : public Base {\npublic:\n  Socket() : m_x(0) {}\n  virtual int F() = 0;\nprivate:\n  int m_x = 0;\n};',
      '_ Socket() {}',
      'int F() ;',
      'int m_x = 0;',
    ],
    'a class on one line': ['class A { A() { f(); } int m_x; };', '_ A() { f(); } int m_x;'],
    'a structure that C has, too': [
      'struct A {\n  int x = 1;\n  int y{2};\n};',
      'struct A {',
      'int x ;',
      'int y ;',
      '};',
    ],
    'an enumeration': ['enum class State : UCHAR { Open, Closed };', 'enum State { Open, Closed };'],
    'a name for a type': ['using Handler = void (*)(int);\nint x;', 'int x;'],
    'C within C++': ['extern "C" {\nint x;\n}', 'extern "C" {', 'int x;', '}'],
    'the branch for C++': ['#ifdef __cplusplus\nint x;\n#else\nint y;\n#endif', 'int x;'],
    'a type behind the parameters': ['auto F(int a) -> NTSTATUS { return a; }', 'Auto F(int a) { return a; }'],
    'a friend with a body': ['class A {\n  friend int F() { return 1; }\n};', 'int F() { return 1; }'],
  };
  for (const [name, [cpp, ...c]] of Object.entries(declarations)) {
    test(`between functions: ${name}`, () => {
      assert.deepEqual(loweredLines(cpp), c);
    });
  }
});

describe('a header', () => {
  const read = (text: string) => parser.parse(text).tree;

  test('is C++ where a class stands in it', () => {
    assert.notEqual(read('class Socket {\n  int m_x;\n};\n').cpp, undefined);
  });

  test('is C where the class stands in a branch for C++', () => {
    const tree = read('#ifdef __cplusplus\nclass Socket { int m_x; };\n#endif\nint x;\n');
    assert.equal(tree.cpp, undefined);
    assert.equal(tree.hasError(tree.root), false);
  });

  test('is C where words of C++ are names', () => {
    assert.equal(read('int class; int template; void F(int namespace);\n').cpp, undefined);
  });
});

test('an edit of C++ gives the tree of a full parse', () => {
  const before = 'namespace net {\nvoid F()\n{\n  f();\n}\n\nvoid G(PIRP &irp)\n{\n  g(irp);\n}\n}\n';
  const after = before.replace('f();', 'if (auto x = f()) g(x);');
  const previous = parser.parse(before, { language: 'cpp' });
  const edited = parser.parse(after, { language: 'cpp', previous }).tree;
  const whole = parser.parse(after, { language: 'cpp' }).tree;
  assert.equal(edited.masked, whole.masked);
  assert.deepEqual(edited.flat, whole.flat);
});
