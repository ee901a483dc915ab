import { controlRequest } from '../flow/questions/control-request';
import { argumentOf, nameOf, placeOfFunction, socketParameterOf, type Call } from './calls';
import type { Draft, DraftNode } from './draft';
import { STAGES, type Place, type Stage } from './graph';
import { REGISTRATION } from './registrations';
import type { SocketSource, SocketSources } from './socket-sources';

/** The part of a socket's life that a function of its dispatch table belongs to. */
const STAGE_OF: Readonly<Record<string, Stage>> = {
  WskControlSocket: 'options',
  WskBind: 'bind',
  WskListen: 'listen',
  WskConnect: 'connect',
  WskConnectEx: 'connect',
  WskAccept: 'accept',
  WskInspectComplete: 'accept',
  WskGetLocalAddress: 'address',
  WskGetRemoteAddress: 'address',
  WskSend: 'send',
  WskSendTo: 'send',
  WskSendMessages: 'send',
  WskReceive: 'receive',
  WskReceiveFrom: 'receive',
  WskRelease: 'receive',
  WskDisconnect: 'disconnect',
  WskCloseSocket: 'close',
};

/** Draws the sockets, each with its life and with what makes it. */
export function drawSockets(draft: Draft, calls: readonly Call[], sockets: SocketSources): void {
  // Asked once before anything is drawn, as sockets of unknown origin are found only so.
  const handed = calls.map((call) => ({ call, to: sockets.handedTo(call) }));
  for (const source of sockets.all) draft.node(nodeOf(source, sockets));
  for (const source of sockets.all) drawCreation(draft, source);
  for (const stage of STAGES) {
    for (const { call, to } of handed) {
      const text = textOf(call);
      if (STAGE_OF[call.callee] !== stage) continue;
      for (const { id } of to) draft.row(id, { label: stage, text, within: nameOf(call.within), place: call.place });
    }
  }
  for (const { call, to } of handed) {
    for (const accepted of sockets.madeBy(call))
      for (const { id } of to) draft.edge(id, accepted.id, 'creates', call.callee, call.place);
  }
  for (const { id, from } of sockets.all) if (from.kind !== 'unknown') drawEnd(draft, id);
}

function nodeOf(source: SocketSource, sockets: SocketSources): DraftNode {
  const { id, category, from } = source;
  const sort = category === undefined ? 'socket of unknown category' : `${category} socket`;
  return {
    id,
    kind: 'socket',
    title: titleOf(source, sockets),
    subtitle: `${sort} · ${from.kind === 'unknown' ? 'origin not seen' : makerOf(source)}`,
    category,
    place: from.kind === 'callback' ? placeOfFunction(from.callback) : from.call.place,
  };
}

/** The function of WSK that brings it. */
const makerOf = ({ from }: SocketSource): string => (from.kind === 'call' ? from.call.callee : 'WskAcceptEvent');

function titleOf(source: SocketSource, sockets: SocketSources): string {
  const { from } = source;
  if (from.kind === 'unknown') return from.name ?? 'sockets of callers';
  // One that the driver is not seen to keep has no name but that of the function which makes it.
  const maker = nameOf(from.kind === 'callback' ? from.callback : from.call.within);
  return sockets.holdersOf(source)[0] ?? `socket of ${maker}`;
}

function drawCreation(draft: Draft, { id, from }: SocketSource): void {
  if (from.kind === 'unknown') return;
  const isCall = from.kind === 'call';
  const place: Place = isCall ? from.call.place : placeOfFunction(from.callback);
  const text = isCall ? from.call.callee : 'WskAcceptEvent';
  const within = nameOf(isCall ? from.call.within : from.callback);
  draft.row(id, { label: 'create', text, within, place });
  if (isCall && socketParameterOf(from.call.callee) === undefined) draft.edge(REGISTRATION, id, 'creates', text, place);
  if (!isCall) draft.edge(callbackId(from.callback.id, text), id, 'creates', text, place);
}

/** The id of the node for a function that WSK calls as an event callback. */
export const callbackId = (functionId: string, callback: string): string => `callback ${functionId} ${callback}`;

/** That nothing is seen to close a socket is worth a look. */
function drawEnd(draft: Draft, id: string): void {
  const rows = draft.nodes.find((node) => node.id === id)?.rows ?? [];
  if (!rows.some(({ label }) => label === 'close'))
    draft.row(id, { label: 'close', text: undefined, within: undefined, place: undefined });
}

/** A call, with the option that it is about. */
function textOf(call: Call): string {
  const names = call.views.flatMap(({ use }) => controlRequest(use)?.name ?? []);
  const [name] = names;
  if (name !== undefined) return name;
  const code = argumentOf(call, 'ControlCode');
  const spelt = code === undefined ? '' : call.within.analysis.unit.tree.textOf(code);
  return call.callee === 'WskControlSocket' && /^[A-Z][A-Z0-9_]+$/.test(spelt) ? spelt : call.callee;
}
