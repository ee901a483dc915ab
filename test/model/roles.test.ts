import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  callbacksOf,
  completionRoutinePrototypes,
  declaredDispatchRoutines,
  dispatchRoutinesSetIn,
  functionReferenced,
} from '../../server/src/model/roles';
import { readUnit } from '../../server/src/model/unit';
import { nodesWith, unitOf } from '../support/parse';

const roles = (source: string): string[] =>
  callbacksOf(unitOf(source)).map(({ callback, functionName, table }) => `${table}: ${callback} is ${functionName}`);

test('the position in an initialiser gives the role', () => {
  assert.deepEqual(roles('const WSK_CLIENT_LISTEN_DISPATCH Listen = { OnAccept, OnInspect, OnAbort };'), [
    'Listen: WskAcceptEvent is OnAccept',
    'Listen: WskInspectEvent is OnInspect',
    'Listen: WskAbortEvent is OnAbort',
  ]);
  assert.deepEqual(roles('WSK_CLIENT_CONNECTION_DISPATCH C = { NULL, OnDisconnect, 0 };'), [
    'C: WskDisconnectEvent is OnDisconnect',
  ]);
});

test('a designator gives the role, and positions count on from it', () => {
  assert.deepEqual(
    roles(
      'VOID F(VOID) { static CONST WSK_CLIENT_LISTEN_DISPATCH D = { .WskInspectEvent = OnInspect, OnAbort, .WskAcceptEvent = &OnAccept }; }',
    ),
    ['D: WskInspectEvent is OnInspect', 'D: WskAbortEvent is OnAbort', 'D: WskAcceptEvent is OnAccept'],
  );
});

test('an assignment gives the role, to a table and through a pointer', () => {
  const source = `
WSK_CLIENT_LISTEN_DISPATCH Table;
VOID F(PWSK_CLIENT_CONNECTION_DISPATCH p, PDRIVER_CONTEXT c)
{
    Table.WskAcceptEvent = OnAccept;
    p->WskReceiveEvent = (PFN_WSK_RECEIVE_EVENT)OnReceive;
    c->Dispatch.WskDisconnectEvent = OnDisconnect;
}`;
  assert.deepEqual(roles(source), [
    'Table: WskAcceptEvent is OnAccept',
    'p: WskReceiveEvent is OnReceive',
    'c->Dispatch: WskDisconnectEvent is OnDisconnect',
  ]);
});

test('a table may be an element, a member, a literal or of a typedef', () => {
  assert.deepEqual(roles('WSK_CLIENT_LISTEN_DISPATCH T[] = { { A, NULL, NULL }, { NULL, B } };'), [
    'T: WskAcceptEvent is A',
    'T: WskInspectEvent is B',
  ]);
  assert.deepEqual(
    roles(
      'struct S { int n; WSK_CLIENT_LISTEN_DISPATCH L; }; struct S s = { 1, { A } }; struct S t = { .L = { .WskAbortEvent = B } };',
    ),
    ['s: WskAcceptEvent is A', 't: WskAbortEvent is B'],
  );
  assert.deepEqual(roles('typedef WSK_CLIENT_LISTEN_DISPATCH TABLE; static const TABLE T = { A };'), [
    'T: WskAcceptEvent is A',
  ]);
  assert.deepEqual(roles('VOID F(VOID) { Table = (WSK_CLIENT_LISTEN_DISPATCH){ A, NULL, NULL }; }'), [
    'Table: WskAcceptEvent is A',
  ]);
});

test('the tables of the client and of stream sockets are known', () => {
  assert.deepEqual(roles('const WSK_CLIENT_DISPATCH D = { MAKE_WSK_VERSION(1, 0), 0, OnClient };'), [
    'D: WskClientEvent is OnClient',
  ]);
  assert.deepEqual(roles('const WSK_CLIENT_STREAM_DISPATCH S = { &Listen, &Connect };'), []);
});

test('NULL, variables and constants in a slot are no functions', () => {
  assert.deepEqual(
    roles(
      '#define NOTHING NULL\nVOID F(PFN_WSK_ACCEPT_EVENT p) { WSK_CLIENT_LISTEN_DISPATCH D = { p, NOTHING, 0 }; D.WskAcceptEvent = NULL; }',
    ),
    [],
  );
});

test('the same names in another type of the file are no slots', () => {
  const source = `
typedef NTSTATUS (*MINE)(PVOID);
typedef struct _MY { MINE WskAcceptEvent; } MY;
MY a = { OnAccept };
VOID F(MY *p) { p->WskAcceptEvent = OnAccept; }`;
  assert.deepEqual(roles(source), []);
});

test('dispatch routines are those in MajorFunction, by index, in a chain and in a loop', () => {
  const unit = unitOf(`
NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path)
{
    for (ULONG i = 0; i <= IRP_MJ_MAXIMUM_FUNCTION; i++) { Driver->MajorFunction[i] = Default; }
    Driver->MajorFunction[IRP_MJ_CREATE] = Driver->MajorFunction[IRP_MJ_CLOSE] = (PDRIVER_DISPATCH)Open;
    (*Driver).MajorFunction[IRP_MJ_READ] = &Read;
    Driver->DriverUnload = Unload;
    Other->Functions[3] = NoRole;
    Driver->MajorFunction[IRP_MJ_WRITE] = NULL;
}`);
  const [definition] = unit.functions;
  assert.ok(definition !== undefined);
  assert.deepEqual([...dispatchRoutinesSetIn(unit, definition)].sort(), ['Default', 'Open', 'Read']);
});

test('dispatch and completion routines are also those that are declared as such', () => {
  const unit = unitOf(`
DRIVER_DISPATCH Read, Write;
IO_COMPLETION_ROUTINE Done;
static IO_COMPLETION_ROUTINE Sent;
DRIVER_UNLOAD Unload;
PDRIVER_DISPATCH Pointer;
PIO_COMPLETION_ROUTINE PointerToo;
NTSTATUS Done(PDEVICE_OBJECT d, PIRP i, PVOID c) { return 0; }`);
  assert.deepEqual([...declaredDispatchRoutines(unit)], ['Read', 'Write']);
  assert.deepEqual([...completionRoutinePrototypes(unit)], ['Done', 'Sent']);
});

test('an annotation in the header gives a function its role', () => {
  const source = `VOID A(VOID) { }
                                      NTSTATUS Done(PDEVICE_OBJECT d, PIRP i, PVOID c) { return 0; }
                                NTSTATUS Read(PDEVICE_OBJECT d, PIRP i);
VOID B(VOID) { }`;
  const { file, parsedText } = unitOf(source);
  const at = (line: number) => source.split('\n').slice(0, line).join('\n').length + 1;
  const unit = readUnit(file, {
    ...parsedText,
    annotations: [
      { name: '_Function_class_', arguments: 'IO_COMPLETION_ROUTINE', start: at(1), end: at(1) + 38 },
      { name: '_Dispatch_type_', arguments: 'IRP_MJ_READ', start: at(2), end: at(2) + 28 },
      { name: '_IRQL_requires_max_', arguments: 'DISPATCH_LEVEL', start: at(3), end: at(3) },
    ],
  });
  assert.deepEqual([...completionRoutinePrototypes(unit)], ['Done']);
  assert.deepEqual([...declaredDispatchRoutines(unit)], ['Read']);
});

/** What the right side of each assignment to `x` names. */
const referenced = (source: string): (string | undefined)[] => {
  const unit = unitOf(source);
  return nodesWith(unit, 'identifier', 'x').map((node) => {
    const assignment = unit.tree.parent(node);
    const right = assignment === undefined ? undefined : unit.tree.field(assignment, 'right');
    assert.ok(right !== undefined);
    return functionReferenced(unit, right);
  });
};

test('a function is named by itself, by its address, through casts, parentheses and macros', () => {
  const before =
    '#define ALIAS (Done)\nNTSTATUS Done(PIRP i) { return 0; }\nNTSTATUS Declared(PIRP i);\nIO_COMPLETION_ROUTINE Typed;\n';
  const values = [
    'Done',
    '&Done',
    '(PIO_COMPLETION_ROUTINE)Done',
    '((PVOID)(&Done))',
    '(PIO_COMPLETION_ROUTINE)&Done',
    '*Done',
    'ALIAS',
    'Declared',
    'Typed',
    '(PIO_COMPLETION_ROUTINE)KeSetEvent',
  ];
  assert.deepEqual(referenced(`${before}VOID F(VOID) { ${values.map((value) => `x = ${value};`).join(' ')} }`), [
    'Done',
    'Done',
    'Done',
    'Done',
    'Done',
    'Done',
    'Done',
    'Declared',
    'Typed',
    'KeSetEvent',
  ]);
});

test('variables, calls, members, constants and unknown names are no functions', () => {
  const source = `NTSTATUS Done(PIRP i) { return 0; }
VOID F(NTSTATUS (*p)(PIRP), int Done) { x = p; x = Done; x = G(); x = s->Done; x = NULL; x = Unknown; x = &s; }`;
  assert.deepEqual(referenced(source), [undefined, undefined, undefined, undefined, undefined, undefined, undefined]);
});
