import type { DispatchSlot } from '../flow/analysis';
import { eventCallbacks } from '../flow/questions/callbacks';
import { controlRequest } from '../flow/questions/control-request';
import { eventControl } from '../flow/questions/event-control';
import type { Value } from '../flow/state/terms';
import { describeCallback } from '../knowledge';
import { eventFlags } from '../knowledge/event-flags';
import { declaredNames } from '../model/declarators';
import { outlineOf } from '../model/outline';
import { perUnit } from '../model/per-unit';
import { callbacksOf } from '../model/roles';
import { argumentText, nameOf, placeOfFunction, type Call, type DriverFunction, type MapFile } from './calls';
import type { Draft } from './draft';
import { drawReturns, type Parts } from './draw-requests';
import { callbackId } from './draw-sockets';
import type { Place } from './graph';
import { REGISTRATION } from './registrations';
import type { SocketSource } from './socket-sources';

/** A function that stands in a slot of a client dispatch table. */
interface Callback {
  readonly id: string;
  readonly callback: string;
  readonly slot: DispatchSlot;
}

/** Draws the event callbacks, the sockets in whose tables they stand, and what enables them. */
export function drawCallbacks(draft: Draft, files: readonly MapFile[], parts: Parts): void {
  const callbacks = parts.functions.flatMap((each) => drawEach(draft, files, each));
  const ofSocket = new Map<string, readonly Callback[]>();
  for (const source of parts.sockets.all) {
    const tables = tablesOf(files, source);
    const own = callbacks.filter(({ slot }) => slot.table !== undefined && tables.has(lastName(slot.table)));
    ofSocket.set(source.id, own);
    for (const { id, callback } of own) draft.edge(source.id, id, 'has', callback, slotPlace(files, own, id));
  }
  for (const { id, callback } of callbacks)
    if (callback === 'WskClientEvent') draft.edge(REGISTRATION, id, 'has', callback);
  for (const call of parts.calls) drawEnabling(draft, parts, call, callbacks, ofSocket);
}

function drawEach(draft: Draft, files: readonly MapFile[], each: DriverFunction): readonly Callback[] {
  const slots = new Map(each.analysis.slotsOf(each.definition).map((slot) => [slot.callback, slot] as const));
  return [...slots].map(([callback, slot]) => {
    const id = callbackId(each.id, callback);
    draft.node({
      id,
      kind: 'callback',
      title: nameOf(each),
      subtitle: `${callback} · ≤ ${describeCallback(callback)?.irql.max ?? 'DISPATCH_LEVEL'}`,
      category: undefined,
      place: placeOfFunction(each),
    });
    const place = placeOfSlot(files, slot);
    draft.row(id, { label: 'in table', text: slot.table, within: undefined, place });
    drawReturns(draft, id, each);
    return { id, callback, slot };
  });
}

function placeOfSlot(files: readonly MapFile[], slot: DispatchSlot): Place | undefined {
  const unit = files.find(({ analysis }) => analysis.unit.file.path === slot.path)?.analysis.unit;
  const role =
    unit &&
    callbacksOf(unit).find(
      (one) => one.callback === slot.callback && one.functionName === slot.functionName && one.table === slot.table,
    );
  return unit && role && { path: slot.path, at: unit.tree.span(role.node) };
}

const slotPlace = (files: readonly MapFile[], callbacks: readonly Callback[], id: string): Place | undefined => {
  const slot = callbacks.find((one) => one.id === id)?.slot;
  return slot && placeOfSlot(files, slot);
};

/** The names of the tables that a socket was made with, and of those that these hold: a stream socket's holds two. */
function tablesOf(files: readonly MapFile[], { from }: SocketSource): ReadonlySet<string> {
  const names =
    from.kind === 'call' ? tablesInCall(from.call) : from.kind === 'callback' ? tablesGiven(from.callback) : [];
  return new Set([...names, ...names.flatMap((name) => namesInInitialiser(files, name))]);
}

function tablesInCall(call: Call): readonly string[] {
  const parameter = call.callee === 'WskAccept' ? 'AcceptSocketDispatch' : 'Dispatch';
  const values = call.views.flatMap(({ use }) => use.arguments.get(parameter)?.value ?? []);
  const known = values.flatMap(tableName);
  if (known.length > 0 || values.some(({ kind }) => kind === 'number')) return known;
  const text = argumentText(call, parameter);
  return text === undefined || text === 'NULL' ? [] : [lastName(text)];
}

/** What WskAcceptEvent puts where its last parameter points. */
function tablesGiven({ analysis, definition }: DriverFunction): readonly string[] {
  return eventCallbacks(analysis, 'WskAcceptEvent')
    .filter((callback) => callback.definition === definition)
    .flatMap(({ exits }) => exits.map((exit) => exit.writtenTo('AcceptSocketDispatch')))
    .flatMap((value) => (value === undefined || value === 'perhaps' ? [] : tableName(value)));
}

const tableName = (value: Value): readonly string[] =>
  value.kind === 'address' && value.region.place.is === 'variable' ? [value.region.place.variable.name] : [];

/** The name at the end of a path: `Dispatch` of `&Context->Dispatch`. */
const lastName = (text: string): string => /(\w+)\W*$/.exec(text)?.[1] ?? text;

function namesInInitialiser(files: readonly MapFile[], table: string): readonly string[] {
  for (const { analysis } of files) {
    const names = initialisers(analysis.unit).get(table);
    if (names !== undefined) return names;
  }
  return [];
}

/** The names in the initialiser of each dispatch table that a file fills. */
const initialisers = perUnit(({ tree }): ReadonlyMap<string, readonly string[]> => {
  const declarations = outlineOf(tree).declaration.filter((node) =>
    /\bWSK_CLIENT_\w*DISPATCH\b/.test(tree.textOf(node)),
  );
  const tables = declarations.flatMap((node) => declaredNames(tree, node));
  return new Map(
    tables.flatMap(({ name, value }) => {
      const names = value === undefined ? [] : tree.descendants(value, 'identifier').map((node) => tree.textOf(node));
      return value === undefined ? [] : [[name, names] as const];
    }),
  );
});

function drawEnabling(
  draft: Draft,
  { sockets }: Parts,
  call: Call,
  callbacks: readonly Callback[],
  ofSocket: ReadonlyMap<string, readonly Callback[]>,
): void {
  const handed = sockets.handedTo(call).map(({ id }) => id);
  for (const { flag, callback, isStatic } of enabledBy(call)) {
    const accepted = callback === 'WskAcceptEvent' ? [] : acceptedBy(draft, handed);
    const own = [...handed, ...accepted].flatMap((id) => ofSocket.get(id) ?? []);
    for (const one of isStatic ? callbacks : own) {
      if (one.callback !== callback) continue;
      for (const from of isStatic ? [REGISTRATION] : handed) draft.edge(from, one.id, 'enables', flag, call.place);
      draft.row(one.id, { label: 'enabled by', text: flag, within: nameOf(call.within), place: call.place });
    }
  }
}

/** What a listening socket enables for a connection holds for those that its WskAcceptEvent accepts. */
function acceptedBy(draft: Draft, listening: readonly string[]): readonly string[] {
  const { edges } = draft;
  const given = edges.filter(({ from, kind }) => listening.includes(from) && kind === 'has').map(({ to }) => to);
  return edges.filter(({ from, kind }) => given.includes(from) && kind === 'creates').map(({ to }) => to);
}

interface Enabled {
  readonly flag: string;
  readonly callback: string;
  readonly isStatic: boolean;
}

function enabledBy({ views }: Call): readonly Enabled[] {
  const found = new Map<string, Enabled>();
  for (const { use } of views) {
    const control = eventControl(use);
    const isStatic = control?.isStatic === true;
    if (control !== undefined && !control.disables)
      for (const flag of control.events ?? []) {
        const { callback } = eventFlags[flag];
        found.set(flag, { flag, callback, isStatic });
      }
    const request = controlRequest(use);
    if (request?.name === CONDITIONAL && request.operation === 'WskSetOption')
      for (const callback of ['WskInspectEvent', 'WskAbortEvent'])
        found.set(callback, { flag: CONDITIONAL, callback, isStatic: false });
  }
  return [...found.values()];
}

/** The option that enables the two callbacks that inspect connections. */
const CONDITIONAL = 'SO_CONDITIONAL_ACCEPT';
