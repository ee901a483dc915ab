import assert from 'node:assert/strict';
import { test } from 'node:test';

import { forwardedStatuses, returnedConstants } from '../../../server/src/flow/questions/callback-returns';
import { eventCallbacks, type CallbackExit, type EventCallback } from '../../../server/src/flow/questions/callbacks';
import type { Analysis } from '../../../server/src/flow/analysis';
import { analysisOf } from '../../support/analysis';
import { Workspace } from '../../support/workspace';

const ACCEPT = `NTSTATUS WSKAPI Accept(PVOID Server, ULONG Flags, PSOCKADDR Local, PSOCKADDR Remote, PWSK_SOCKET Socket,
    PVOID *Context, CONST WSK_CLIENT_CONNECTION_DISPATCH **Table)`;
const LISTEN_TABLE = 'static const WSK_CLIENT_LISTEN_DISPATCH ListenTable = { Accept, NULL, NULL };';

const acceptOf = (analysis: Analysis): EventCallback<'WskAcceptEvent'> => {
  const [found, ...others] = eventCallbacks(analysis, 'WskAcceptEvent');
  assert.ok(found !== undefined && others.length === 0);
  return found;
};

const accept = (body: string, before = ''): EventCallback<'WskAcceptEvent'> =>
  acceptOf(analysisOf(`${before}\n${ACCEPT}\n{\n${body}\n}\n${LISTEN_TABLE}`));

/** What is returned, with what is known of the socket and of the context that is put out there. */
const exits = (body: string, before?: string): string[] =>
  accept(body, before).exits.map((exit) => {
    const { least, greatest, not } = exit.given('AcceptSocket');
    const socket = least === 0 && greatest === 0 ? 'NULL' : not.includes(0) ? 'a socket' : 'anything';
    return `${valueOf(exit)}: ${socket}, ${contextOf(exit)}${exit.isDoubtful ? ', in doubt' : ''}`;
  });

const valueOf = ({ value }: CallbackExit): string =>
  value.kind === 'number' || value.kind === 'named' ? (value.name ?? value.kind) : '?';

function contextOf(exit: CallbackExit<'AcceptSocketContext'>): string {
  const written = exit.writtenTo('AcceptSocketContext');
  return written === undefined || written === 'perhaps' ? `set ${written ?? 'never'}` : `set to ${written.key}`;
}

test('a function in a slot of a client dispatch table is that callback, with the parameters of the documentation', () => {
  const { callback, slot, definition, parameter } = accept('return STATUS_SUCCESS;');
  assert.equal(callback, 'WskAcceptEvent');
  assert.equal(slot.table, 'ListenTable');
  assert.equal(definition.name, 'Accept');
  assert.equal(parameter('AcceptSocket')?.name, 'Socket');
  assert.equal(parameter('AcceptSocketDispatch')?.name, 'Table');
});

test('a function in no table is a callback where its header says so, and nobody calls it by name', () => {
  const other = `VOID Other(PVOID p) { Accept(p, 0, NULL, NULL, NULL, NULL, NULL); }`;
  const alone = `${ACCEPT}\n{\n return STATUS_SUCCESS;\n}\n`;
  const [found] = eventCallbacks(analysisOf(alone));
  assert.equal(found?.callback, 'WskAcceptEvent');
  assert.equal(found.slot.table, undefined);
  assert.deepEqual(eventCallbacks(analysisOf(alone + other)), []);
  assert.deepEqual(eventCallbacks(analysisOf(alone.replace('WSKAPI', ''))), []);
});

test('a function with too few parameters is no callback', () => {
  assert.deepEqual(
    eventCallbacks(
      analysisOf(
        'NTSTATUS WSKAPI Accept(PWSK_SOCKET Socket) { return STATUS_SUCCESS; } WSK_CLIENT_LISTEN_DISPATCH T = { Accept };',
      ),
    ),
    [],
  );
});

test('a callback that names nothing of WSK is one, too', () => {
  const [found] = eventCallbacks(
    analysisOf(`
NTSTATUS Gone(PVOID Context, ULONG Flags) { return STATUS_UNSUCCESSFUL; }
static WSK_CLIENT_CONNECTION_DISPATCH Table = { NULL, Gone, NULL };`),
  );
  assert.equal(found?.callback, 'WskDisconnectEvent');
  assert.deepEqual(found.exits.map(valueOf), ['STATUS_UNSUCCESSFUL']);
});

test('each exit knows what tests have shown of a parameter', () => {
  assert.deepEqual(
    exits(`
    if (Socket == NULL) { return STATUS_REQUEST_NOT_ACCEPTED; }
    *Context = NULL;
    return STATUS_SUCCESS;`),
    ['STATUS_REQUEST_NOT_ACCEPTED: NULL, set never', 'STATUS_SUCCESS: a socket, set to 0 NULL'],
  );
  assert.deepEqual(exits('return STATUS_SUCCESS;'), ['STATUS_SUCCESS: anything, set never']);
});

test('what a helper writes through the pointer is written; where nobody sees the helper, it may be', () => {
  const helper = 'static VOID Fill(PVOID *Place, PVOID Value) { *Place = Value; }';
  assert.deepEqual(exits('Fill(Context, Server); return STATUS_SUCCESS;', helper), [
    'STATUS_SUCCESS: anything, set to param0',
  ]);
  assert.deepEqual(exits('Elsewhere(Context); return STATUS_SUCCESS;'), ['STATUS_SUCCESS: anything, set perhaps']);
  assert.deepEqual(exits('Elsewhere(Server); return STATUS_SUCCESS;'), ['STATUS_SUCCESS: anything, set never']);
});

test('a way that depends on what the engine has lost is in doubt', () => {
  assert.deepEqual(
    exits(
      'if (Shared) { Elsewhere(NULL); } if (Shared) { return STATUS_SUCCESS; } return STATUS_REQUEST_NOT_ACCEPTED;',
    ),
    ['STATUS_SUCCESS: anything, set never, in doubt', 'STATUS_REQUEST_NOT_ACCEPTED: anything, set never, in doubt'],
  );
});

test('a constant that a variable carries to the return is told where it is assigned', () => {
  const source = `${ACCEPT}
{
    NTSTATUS status = STATUS_SUCCESS;
    if (Socket == NULL) { status = STATUS_UNSUCCESSFUL; goto Exit; }
    status = Choose() ? STATUS_NO_MEMORY : STATUS_SUCCESS;
    if (!NT_SUCCESS(status)) { status = STATUS_UNSUCCESSFUL; }
Exit:
    return status;
}
${LISTEN_TABLE}`;
  const analysis = analysisOf(source);
  const { tree } = analysis.unit;
  const told = returnedConstants(analysis, ['WskAcceptEvent'], () => true).map(
    ({ by, exit, node }) => `${valueOf(exit)} at ${tree.start(node) - tree.start(by.definition.node)}`,
  );
  const places = [...source.matchAll(/(?<== |\? |: )STATUS_\w+/g)].map(({ index, 0: name }) => `${name} at ${index}`);
  // The first value of the variable never gets to the return, nor does STATUS_NO_MEMORY.
  const kept = places.filter((_place, index) => index !== 0 && index !== 2);
  assert.deepEqual(told.sort(), kept.sort());
});

test('the status of a WSK call that is handed on is told, where it may be a failure', () => {
  const forwarded = (body: string): readonly string[] =>
    forwardedStatuses(analysisOf(`${ACCEPT}\n{\n${body}\n}\n${LISTEN_TABLE}`), ['WskAcceptEvent']).map(
      ({ callee }) => callee,
    );
  const control = 'wsk->WskControlClient(Server, WSK_CACHE_SD, 0, NULL, 0, NULL, NULL, NULL)';
  assert.deepEqual(forwarded(`return ${control};`), ['WskControlClient']);
  assert.deepEqual(forwarded(`NTSTATUS status = ${control}; if (!NT_SUCCESS(status)) return status; return 0;`), [
    'WskControlClient',
  ]);
  assert.deepEqual(forwarded(`NTSTATUS status = ${control}; if (NT_SUCCESS(status)) return status; return 0;`), []);
  assert.deepEqual(forwarded(`${control}; return STATUS_REQUEST_NOT_ACCEPTED;`), []);
});

test('table and function may stand in different files, and an edit of the one is told in the other', () => {
  const workspace = new Workspace({
    'table.c': `#include <wsk.h>\nextern NTSTATUS WSKAPI Gone(PVOID, ULONG);\nconst WSK_CLIENT_CONNECTION_DISPATCH Table = { NULL, Gone, NULL };`,
    'gone.c': '#include <wsk.h>\nNTSTATUS WSKAPI Gone(PVOID Context, ULONG Flags) { return STATUS_PENDING; }',
  });
  const found = (): readonly string[] => {
    workspace.update();
    const analysis = workspace.project.analysisOf('gone.c');
    assert.ok(analysis);
    return eventCallbacks(analysis).map(({ callback, slot, exits: all }) =>
      [callback, slot.path, slot.table, ...all.map(valueOf)].join(' '),
    );
  };
  assert.deepEqual(found(), ['WskDisconnectEvent table.c Table STATUS_PENDING']);
  workspace.project.takeTouched();
  workspace.edit('table.c', '{ NULL, Gone, NULL }', '{ NULL, NULL, NULL }');
  assert.deepEqual(found(), []);
  assert.ok(workspace.project.takeTouched().has('gone.c'));
});
