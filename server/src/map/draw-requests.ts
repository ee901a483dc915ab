import type { FunctionId } from '../flow/anchor';
import { nameOf as constantName } from '../flow/constant';
import { nodeAt } from '../flow/analysis';
import type { Use } from '../flow/summary/summary';
import { isWskFunction } from '../knowledge';
import { nameOf, placeOfFunction, type Call, type DriverFunction } from './calls';
import type { Draft, DraftNode } from './draft';
import type { IrpSource, IrpSources } from './irp-sources';
import { REGISTRATION } from './registrations';
import type { SocketSources } from './socket-sources';

/** What a driver has, as the requests in it are drawn. */
export interface Parts {
  readonly functions: readonly DriverFunction[];
  readonly calls: readonly Call[];
  /** The call at a place, by `placeKey`. */
  readonly callAt: ReadonlyMap<string, Call>;
  readonly sockets: SocketSources;
  readonly irps: IrpSources;
}

export const placeKey = ({ path, at }: { path: string; at: { start: number } }): string => `${path}:${at.start}`;

/** The id of the node for a function that is called when a request completes. */
export const routineId = (id: FunctionId): string => `routine ${id}`;

/** Draws the IRPs that are handed to WSK, and the routines that complete them. */
export function drawRequests(draft: Draft, parts: Parts): void {
  for (const call of parts.calls) if (isRequest(call)) drawRequest(draft, parts, call);
  const drawn = parts.irps.all.filter(({ id }) => draft.has(id));
  for (const { id, from } of drawn) {
    if (from.kind !== 'call') continue;
    const { callee, within, place } = from.call;
    draft.row(id, { label: 'allocated', text: callee, within: nameOf(within), place });
  }
  drawWaits(draft, parts);
  for (const call of parts.calls) {
    const label = ENDS[call.callee];
    if (label === undefined) continue;
    for (const { id } of parts.irps.knownFor(call))
      draft.row(id, { label, text: call.callee, within: nameOf(call.within), place: call.place });
  }
}

const ENDS: Readonly<Record<string, string>> = { IoCancelIrp: 'cancelled', IoFreeIrp: 'freed' };

const isRequest = ({ callee, known, views }: Call): boolean =>
  isWskFunction(callee) && (known?.argument('Irp') !== undefined || views.some(({ use }) => use.arguments.has('Irp')));

function drawRequest(draft: Draft, { functions, sockets, irps }: Parts, call: Call): void {
  const made = sockets.madeBy(call).map(({ id }) => id);
  const handed = sockets.handedTo(call).map(({ id }) => id);
  const from = handed.length > 0 ? handed : made.length > 0 ? made : [REGISTRATION];
  const routines = routinesOf(call, functions);
  for (const source of irps.handedTo(call)) {
    draft.node(irpNode(source, irps));
    for (const id of from) draft.edge(id, source.id, 'hands', call.callee, call.place);
    for (const routine of routines) {
      draft.edge(source.id, routineId(routine.id), 'completed-by', call.callee, placeOfFunction(routine));
    }
  }
  for (const routine of routines) drawRoutine(draft, routine);
}

function irpNode(source: IrpSource, irps: IrpSources): DraftNode {
  const { id, from } = source;
  const isFromAbove = from.kind === 'above';
  return {
    id,
    kind: 'irp',
    title: titleOf(source, irps),
    subtitle: isFromAbove ? 'IRP of a driver above' : from.kind === 'call' ? 'own IRP' : 'IRP · origin not seen',
    category: undefined,
    place: isFromAbove ? placeOfFunction(from.routine) : from.call.place,
  };
}

function titleOf(source: IrpSource, irps: IrpSources): string {
  const { from } = source;
  if (from.kind === 'above') return `IRP of ${nameOf(from.routine)}`;
  if (from.kind === 'unknown') return from.name ?? 'IRPs of callers';
  return irps.holdersOf(source)[0] ?? `IRP of ${nameOf(from.call.within)}`;
}

function routinesOf({ views }: Call, functions: readonly DriverFunction[]): readonly DriverFunction[] {
  const ids = views.flatMap(({ use }) => {
    const routine = use.arguments.get('Irp')?.installed?.routine;
    return routine?.kind === 'function' ? (routine.meant ?? []) : [];
  });
  return functions.filter(({ id }) => ids.includes(id));
}

function drawRoutine(draft: Draft, routine: DriverFunction): void {
  draft.node({
    id: routineId(routine.id),
    kind: 'routine',
    title: nameOf(routine),
    subtitle: 'completion routine · ≤ DISPATCH_LEVEL',
    category: undefined,
    place: placeOfFunction(routine),
  });
  drawReturns(draft, routineId(routine.id), routine);
}

/** What a function returns, each once; a value without a name is told as one that does not show. */
export function drawReturns(draft: Draft, id: string, { analysis, definition }: DriverFunction): void {
  const { unit } = analysis;
  const told = new Set<string | undefined>();
  for (const { value, from } of analysis.resultOf(definition)?.returns ?? []) {
    const text = constantName(value);
    if (told.has(text)) continue;
    told.add(text);
    const place = { path: unit.file.path, at: unit.tree.span(nodeAt(definition, from)) };
    draft.row(id, { label: 'returns', text, within: undefined, place });
  }
}

/** Draws the waits for what the routine of a request signals, and where one stands in a routine that may not wait. */
function drawWaits(draft: Draft, parts: Parts): void {
  for (const each of parts.functions) {
    const uses = each.analysis.resultOf(each.definition)?.uses ?? [];
    for (const wait of uses.filter(({ callee }) => callee.startsWith('KeWaitFor'))) {
      const call = callOf(parts, each.analysis, wait);
      if (call === undefined) continue;
      const row = { label: 'waited for', text: call.callee, within: nameOf(call.within), place: call.place };
      for (const id of awaitedIrps(parts, each, uses, wait)) {
        draft.row(id, row);
        draft.edge(routineId(each.id), id, 'waits', call.callee, call.place);
      }
    }
  }
}

/** The IRPs of the requests whose completion signals what is waited for. */
function awaitedIrps(parts: Parts, { analysis }: DriverFunction, uses: readonly Use[], wait: Use): readonly string[] {
  const object = wait.arguments.get('Object')?.value;
  const requests = uses.filter(({ arguments: named }) =>
    named.get('Irp')?.events.some(({ event }) => event === object),
  );
  const calls = requests.flatMap((request) => callOf(parts, analysis, request) ?? []);
  return calls.flatMap((call) => parts.irps.knownFor(call).map(({ id }) => id));
}

/** The call that a use is. */
export function callOf({ callAt }: Parts, analysis: DriverFunction['analysis'], use: Use): Call | undefined {
  const location = analysis.locate(use.at);
  return location && callAt.get(placeKey(location));
}
