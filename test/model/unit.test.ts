import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unitOf } from '../support/parse';

const headers = (source: string) =>
  unitOf(source).functions.map(({ name, parameters, isStatic }) => ({
    name,
    parameters: parameters.map((parameter) => parameter.name),
    isStatic,
  }));

test('a function is found with its parameters, whatever its layout', () => {
  const source = `
static
NTSTATUS
NTAPI
Start(
    _In_ PDEVICE_OBJECT Device,
    _In_opt_ PIRP Irp
    )
{
    return STATUS_SUCCESS;
}
PIRP *Find(VOID) { return 0; }
`;
  assert.deepEqual(headers(source), [
    { name: 'Start', parameters: ['Device', 'Irp'], isStatic: true },
    { name: 'Find', parameters: [], isStatic: false },
  ]);
});

test('a parameter without a name has a type, and a lone VOID is no parameter', () => {
  const [first] = unitOf('VOID F(PVOID, ULONG Flags) { }').functions;
  assert.deepEqual(
    first?.parameters.map(({ name, type }) => [name, type]),
    [
      [undefined, { kind: 'named', name: 'PVOID' }],
      ['Flags', { kind: 'named', name: 'ULONG' }],
    ],
  );
  assert.deepEqual(unitOf('VOID F(void) { }').functions[0]?.parameters, []);
});

test('the parameters of a K&R header take their types from the declarations after it', () => {
  const [first] = unitOf('NTSTATUS Done(Device, Irp)\n  PDEVICE_OBJECT Device;\n  IRP *Irp;\n{ return 0; }').functions;
  assert.deepEqual(
    first?.parameters.map(({ name, type }) => [name, type]),
    [
      ['Device', { kind: 'named', name: 'PDEVICE_OBJECT' }],
      ['Irp', { kind: 'pointer', to: { kind: 'named', name: 'IRP' } }],
    ],
  );
});

test('a function that returns a pointer or a function pointer says so', () => {
  const unit = unitOf('PIRP *A(VOID) { return 0; } VOID (*B(int a))(PVOID) { return 0; }');
  assert.deepEqual(unit.functionNamed('A')?.returns, { kind: 'pointer', to: { kind: 'named', name: 'PIRP' } });
  assert.equal(unit.functions.length, 2);
});

test('a prototype is no function with a body', () => {
  assert.deepEqual(headers('NTSTATUS Start(PIRP Irp);\nIO_COMPLETION_ROUTINE Done;'), []);
});

test('a function with a syntax error is there but did not parse; its neighbours did', () => {
  const unit = unitOf('VOID A(VOID) { x = 1; }\nVOID B(VOID) { x = = ) 1; }\nVOID C(VOID) { x = 1; }');
  assert.deepEqual(
    unit.functions.map(({ name, parsed }) => [name, parsed]),
    [
      ['A', true],
      ['B', false],
      ['C', true],
    ],
  );
});

test('a function that swallowed the next one, for want of a brace, did not parse', () => {
  const unit = unitOf('VOID A(VOID) { if (x) {\n}\nVOID B(VOID) { x = 1; }\n');
  assert.equal(unit.functionNamed('A')?.parsed ?? false, false);
  assert.equal(unit.functionNamed('B')?.parsed, true);
});

test('a name with two bodies names neither, but is defined', () => {
  const unit = unitOf('VOID A(VOID) { }\nVOID A(VOID) { x = 1; }\nVOID B(VOID) { }');
  assert.equal(unit.functionNamed('A'), undefined);
  assert.equal(unit.defines('A'), true);
  assert.equal(unit.functionNamed('B')?.name, 'B');
  assert.equal(unit.defines('C'), false);
});

test('parentheses that nest without end do not overflow the stack', () => {
  const [open, close] = ['('.repeat(20_000), ')'.repeat(20_000)];
  const unit = unitOf(`static int ${open}deep${close}(int a) { return a; }\nint F(void) { return 1; }`);
  assert.ok(unit.functions.length > 0);
});

test('an empty file and one that is no C have a model', () => {
  assert.deepEqual(unitOf('').functions, []);
  assert.deepEqual(unitOf('\u0000\u0001 }}} ((( #if').functions, []);
});
