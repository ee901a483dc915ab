import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isPointerTo, memberType, resolve, targetOf, typeOf } from '../../server/src/model/types';
import type { Unit } from '../../server/src/model/unit';
import { unitOf } from '../support/parse';

/** The unit, and the expression of the first `return`. */
function returned(source: string): { unit: Unit; type: ReturnType<typeof typeOf> } {
  const unit = unitOf(source);
  const [statement] = unit.tree.descendants(unit.tree.root, 'return_statement');
  const [value] = statement === undefined ? [] : unit.tree.namedChildren(statement);
  assert.ok(value !== undefined, 'the source returns something');
  return { unit, type: typeOf(unit, value) };
}

const isInspectId = (source: string): boolean => {
  const { unit, type } = returned(source);
  return isPointerTo(unit, type, 'WSK_INSPECT_ID');
};

const inspectIds: readonly [string, string][] = [
  ['a variable', 'int F(PWSK_INSPECT_ID Id) { return Id; }'],
  ['a pointer to a const structure', 'int F(const WSK_INSPECT_ID *Id) { return Id; }'],
  ['a pointer to the tag', 'int F(struct _WSK_INSPECT_ID *Id) { return Id; }'],
  ['a typedef of the pointer', 'typedef PWSK_INSPECT_ID REQUEST; int F(REQUEST Id) { return Id; }'],
  [
    'a pointer to a typedef of the structure',
    'typedef WSK_INSPECT_ID ID; typedef ID *PTR; int F(PTR Id) { return Id; }',
  ],
  ['a member', 'typedef struct _R { PWSK_INSPECT_ID Id; } R, *PR; int F(PR r) { return r->Id; }'],
  ['the address of a member', 'typedef struct _R { WSK_INSPECT_ID Id; } R, *PR; int F(PR r) { return &r->Id; }'],
  [
    'a member of an unnamed union',
    'struct R { union { PVOID p; struct { PWSK_INSPECT_ID Id; }; }; }; int F(struct R r) { return r.Id; }',
  ],
  [
    'a member of a named union',
    'struct R { union { PWSK_INSPECT_ID Id; } u; }; int F(struct R *r) { return r->u.Id; }',
  ],
  ['an element', 'PWSK_INSPECT_ID Ids[4]; int F(int i) { return Ids[i]; }'],
  ['what a pointer to a pointer points at', 'int F(PWSK_INSPECT_ID *Id) { return *Id; }'],
  ['a cast', 'int F(PVOID Id) { return (PWSK_INSPECT_ID)Id; }'],
  ['a cast of parentheses', 'int F(PVOID Id) { return (PWSK_INSPECT_ID)(Id); }'],
  ['a cast of an address', 'int F(PVOID Id) { return (PWSK_INSPECT_ID)&Id; }'],
  ['a result', 'PWSK_INSPECT_ID G(VOID); PWSK_INSPECT_ID G(VOID) { for (;;); } int F(VOID) { return G(); }'],
  ['either arm of a choice', 'int F(PWSK_INSPECT_ID a, int c) { return (c ? NULL : a); }'],
  ['the last of a list', 'int F(PWSK_INSPECT_ID a, int c) { return (c, a); }'],
  ['a moved pointer', 'int F(PWSK_INSPECT_ID a) { return a + 1; }'],
  ['an assignment', 'int F(PWSK_INSPECT_ID a, PVOID b) { return a = b; }'],
];

for (const [what, source] of inspectIds) {
  test(`${what} is a pointer to an inspect ID`, () => {
    assert.equal(isInspectId(source), true);
  });
}

const others: readonly [string, string][] = [
  ['the structure itself', 'int F(WSK_INSPECT_ID Id) { return Id; }'],
  ['what the pointer points at', 'int F(PWSK_INSPECT_ID Id) { return *Id; }'],
  ['a member of the structure', 'int F(PWSK_INSPECT_ID Id) { return Id->Key; }'],
  ['the address of the pointer', 'int F(PWSK_INSPECT_ID Id) { return &Id; }'],
  ['a mask of a number', 'int PWSK_INSPECT_ID; int F(int Id) { return (PWSK_INSPECT_ID) & Id; }'],
  ['a PVOID', 'int F(PVOID Id) { return Id; }'],
  ['another variable that hides it', 'PWSK_INSPECT_ID Id; int F(VOID) { ULONG Id; return Id; }'],
  [
    'a type of the file with a similar name',
    'typedef struct { int a; } MY_INSPECT_ID, *PMY_INSPECT_ID; int F(PMY_INSPECT_ID Id) { return Id; }',
  ],
];

for (const [what, source] of others) {
  test(`${what} is no pointer to an inspect ID`, () => {
    assert.equal(isInspectId(source), false);
  });
}

test('what the file declares comes before what a header of that name would', () => {
  const { unit, type } = returned('typedef struct { int Mine; } WSK_BUF; int F(WSK_BUF b) { return b; }');
  assert.deepEqual(memberType(unit, type, 'Mine'), { kind: 'named', name: 'int' });
  assert.equal(memberType(unit, type, 'Mdl').kind, 'unknown');
});

test('documented structures have their members, through the pointer types of the WDK', () => {
  const { unit, type } = returned('int F(PIRP Irp) { return Irp->IoStatus.Status; }');
  assert.deepEqual(type, { kind: 'named', name: 'NTSTATUS' });
  assert.deepEqual(memberType(unit, { kind: 'named', name: 'WSK_DATA_INDICATION' }, 'Next'), {
    kind: 'named',
    name: 'PWSK_DATA_INDICATION',
  });
  assert.deepEqual(targetOf(unit, { kind: 'named', name: 'PCWSK_BUF' }), { kind: 'named', name: 'WSK_BUF' });
});

test('a name that begins with P is a pointer only where the rest is a type', () => {
  const { unit } = returned('typedef struct _Q { int a; } Q; int F(VOID) { return 0; }');
  assert.deepEqual(resolve(unit, { kind: 'named', name: 'PQ' }), { kind: 'pointer', to: { kind: 'named', name: 'Q' } });
  assert.deepEqual(resolve(unit, { kind: 'named', name: 'PORT' }), { kind: 'named', name: 'PORT' });
});

test('members between #if and #endif are members', () => {
  const { type } = returned(
    'struct R {\n#if DBG\n PIRP Irp;\n#endif\n int a; };\nint F(struct R *r) { return r->Irp; }',
  );
  assert.deepEqual(type, { kind: 'named', name: 'PIRP' });
});

test('a macro that stands for a member has its type', () => {
  const { type } = returned(
    '#define Provider (Driver->Npi)\nstruct D { WSK_PROVIDER_NPI Npi; } *Driver;\nint F(VOID) { return Provider.Client; }',
  );
  assert.deepEqual(type, { kind: 'named', name: 'PWSK_CLIENT' });
});

test('typedefs that go in a circle, and types that nobody declares, are unknown and end', () => {
  const { unit } = returned('typedef A B; typedef B A; int F(VOID) { return 0; }');
  assert.equal(resolve(unit, { kind: 'named', name: 'A' }).kind, 'named');
  assert.equal(isPointerTo(unit, { kind: 'named', name: 'A' }, 'WSK_INSPECT_ID'), false);
  assert.equal(returned('int F(PDRIVER_CONTEXT c) { return c->Member->Other; }').type.kind, 'unknown');
});
