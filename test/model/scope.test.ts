import assert from 'node:assert/strict';
import { test } from 'node:test';
import { declaredVariables, parameterVariable, scopeOf, variableOf } from '../../server/src/model/scope';
import { nodesWith, unitOf } from '../support/parse';

/** The declaration that each use of a name means, as the number of its line, from 1; the declarations are uses, too. */
function linesMeant(source: string, name: string): (number | undefined)[] {
  const unit = unitOf(source);
  return nodesWith(unit, 'identifier', name).map((node) => {
    const variable = variableOf(unit, node);
    return variable && source.slice(0, unit.tree.start(variable.node)).split('\n').length;
  });
}

test('a block hides the variables around it, and only while it lasts', () => {
  const source = `PIRP Irp;
VOID F(VOID)
{
    Irp = 0;
    PIRP Irp;
    Irp = 0;
    if (a) {
        Irp = 0;
        PIRP Irp;
        Irp = 0;
    }
    Irp = 0;
}
VOID G(VOID) { Irp = 0; }`;
  assert.deepEqual(linesMeant(source, 'Irp'), [1, 1, 5, 5, 5, 9, 9, 5, 1]);
});

test('a parameter hides a variable of the file, and belongs to its own function', () => {
  const source = `PIRP Irp;
VOID F(PIRP Irp) {
    Irp = 0;
}
VOID G(VOID) { Irp = 0; }
VOID H(
    PIRP Irp
) { Irp = 0; }`;
  assert.deepEqual(linesMeant(source, 'Irp'), [1, 2, 2, 1, 7, 7]);
});

test('the variable of a for statement is seen in its head and body only', () => {
  const source = `VOID F(VOID) {
    for (ULONG i = 0; i < 2; i++) { x = i; }
    for (ULONG i = 0; i < 2; i++) x = i;
}`;
  assert.deepEqual(linesMeant(source, 'i'), [2, 2, 2, 2, 3, 3, 3, 3]);
});

test('a variable that a case of a switch declares is seen in the rest of the switch', () => {
  const source = `VOID F(int c) {
    switch (c) {
    case 1:
        PIRP Irp = 0;
        break;
    default:
        x = Irp;
    }
}`;
  assert.deepEqual(linesMeant(source, 'Irp'), [4, 4]);
});

test('two declarations are two variables, and all uses of one are the same object', () => {
  const unit = unitOf('VOID F(VOID) { PIRP a; a = 0; { PIRP a; a = 1; } }');
  const [first, again, second, last] = nodesWith(unit, 'identifier', 'a').map((node) => variableOf(unit, node));
  assert.ok(first !== undefined && second !== undefined);
  assert.equal(first, again);
  assert.equal(second, last);
  assert.notEqual(first, second);
});

test('a variable knows how long it lives and who sees it', () => {
  const unit = unitOf(
    'static int a; int b; extern int c; VOID F(int d) { static int e; int g; extern int b; a; b; c; d; e; g; }',
  );
  const kinds = ['a', 'b', 'c', 'd', 'e', 'g'].map((name) => {
    const node = nodesWith(unit, 'identifier', name).at(-1);
    return node === undefined ? undefined : variableOf(unit, node)?.kind;
  });
  assert.deepEqual(kinds, ['static', 'global', 'global', 'parameter', 'static', 'local']);
});

test('extern declarations and the definition are one variable', () => {
  const unit = unitOf('extern PIRP Irp;\nPIRP Irp;\nVOID F(VOID) { extern PIRP Irp; Irp = 0; }');
  assert.equal(new Set(nodesWith(unit, 'identifier', 'Irp').map((node) => variableOf(unit, node))).size, 1);
});

test('functions, prototypes, labels and members are no variables', () => {
  const unit = unitOf(`
IO_COMPLETION_ROUTINE Done;
NTSTATUS Start(PIRP Irp);
VOID F(struct S *s) { NTSTATUS Local(PIRP Irp); Start(0); Done; Local(0); s->Done = 0; goto Done; Done: ; Unseen(1); }
NTSTATUS Done(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context) { return 0; }`);
  for (const name of ['Done', 'Start', 'F', 'Local', 'Unseen']) {
    const nodes = nodesWith(unit, 'identifier', name);
    assert.ok(nodes.length > 0);
    for (const node of nodes) assert.equal(variableOf(unit, node), undefined, name);
  }
});

test('a name that nothing in the file declares is a variable of a header, the same everywhere', () => {
  const unit = unitOf('VOID F(VOID) { Start(g_Npi.Client); } VOID G(VOID) { g_Npi.Client = 0; }');
  const [one, other] = nodesWith(unit, 'identifier', 'g_Npi').map((node) => variableOf(unit, node));
  assert.equal(one?.kind, 'global');
  assert.equal(one, other);
});

test('constants, macros and known functions that nothing in the file declares are no variables', () => {
  const unit = unitOf(
    '#define tag 1\nVOID F(VOID) { a(MY_LIMIT, WskInspectAccept, tag, IoFreeIrp, STATUS_FOO, __LINE__); }',
  );
  for (const name of ['MY_LIMIT', 'WskInspectAccept', 'IoFreeIrp', 'STATUS_FOO', '__LINE__']) {
    for (const node of nodesWith(unit, 'identifier', name)) assert.equal(variableOf(unit, node), undefined, name);
  }
});

test('a declaration gives its variables with their initialisers', () => {
  const unit = unitOf('VOID F(VOID) { PIRP a = 0, b, *c = &b; }');
  const [declaration] = unit.tree.descendants(unit.tree.root, 'declaration');
  assert.ok(declaration !== undefined);
  assert.deepEqual(
    declaredVariables(unit, declaration).map(({ variable, value }) => [
      variable.name,
      value === undefined ? undefined : unit.tree.textOf(value),
    ]),
    [
      ['a', '0'],
      ['b', undefined],
      ['c', '&b'],
    ],
  );
});

test('the scope of a function holds its parameters and locals, also those of a K&R header', () => {
  const unit = unitOf('NTSTATUS F(Irp, Context) PIRP Irp; PVOID Context; { int a; { int b; } return Irp; }');
  const [definition] = unit.functions;
  assert.ok(definition !== undefined);
  assert.deepEqual(
    scopeOf(unit, definition).variables.map(({ name, kind }) => `${kind} ${name}`),
    ['parameter Irp', 'parameter Context', 'local a', 'local b'],
  );
  const [parameter] = definition.parameters;
  const use = nodesWith(unit, 'identifier', 'Irp').at(-1);
  assert.ok(parameter !== undefined && use !== undefined);
  assert.equal(parameterVariable(unit, parameter), variableOf(unit, use));
});
