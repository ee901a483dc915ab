import { describeCallback } from '../../knowledge';
import { knownCall } from '../../model/dispatch';
import type { Irql } from '../../knowledge/shape';
import type { FunctionDefinition } from '../../model/unit';
import type { Node } from '../../syntax/tree';
import type { Span } from '../../text/span';
import type { Analysis } from '../analysis';
import type { EntryRole } from './entry';
import type { IrqlCall, IrqlEntry, IrqlOrigin, ProjectIrqlResult } from './irql';
import { isAbove, lower } from './range';
import type { IrqlNeed } from './summary';

/** A call that may not be made where it stands, itself or because of what it leads to. */
export interface BarredCall {
  /** The function in which it stands. */
  readonly definition: FunctionDefinition;
  /** What names the called function. */
  readonly at: Span;
  readonly call: IrqlCall;
  /** What the called function asks for; the last of its chain is what asks. */
  readonly need: IrqlNeed;
  readonly irql: ProjectIrqlResult;
}

/** Whether what a call asks for is missing wherever a function is entered, or at one call of it. */
type Judge = (need: IrqlNeed, entry: IrqlEntry, call?: IrqlCall) => boolean;

/** What rules say of calls in the context of others: each call is in one list only. */
export interface BarredCalls {
  /** Waits, in callbacks, for what itself waits for the callback to return: WskDeregister, or the close of a socket. */
  readonly forThemselves: readonly BarredCall[];
  /** Waits, in callbacks and completion routines, for any other request to WSK. */
  readonly forRequests: readonly BarredCall[];
  /** Calls of functions of the tables above the highest IRQL that these allow. */
  readonly tooHigh: readonly BarredCall[];
  /** Calls, in callbacks and completion routines, of functions that may be paged out, and PAGED_CODE there. */
  readonly paged: readonly BarredCall[];
}

/** The calls of a file that may not be made where they stand, in the order of the text. */
export function barredCalls(analysis: Analysis): BarredCalls {
  let found = known.get(analysis);
  if (found === undefined) known.set(analysis, (found = barredIn(analysis)));
  return found;
}

/** Several rules ask for the same. */
const known = new WeakMap<Analysis, BarredCalls>();

function barredIn(analysis: Analysis): BarredCalls {
  const found = JUDGES.map((): BarredCall[] => []);
  for (const definition of analysis.functions) {
    const irql = analysis.irqlOf(definition);
    if (irql === undefined) continue;
    const told = new Set<Node>();
    for (const call of irql.calls) {
      // What a macro calls stands where the macro does: one mistake there is enough.
      if (told.has(call.node)) continue;
      const isTold = addFirst(found, (judge) => barred(analysis, { definition, irql, call }, judge));
      if (isTold) told.add(call.node);
    }
  }
  const [forThemselves = [], forRequests = [], tooHigh = [], paged = []] = found;
  return { forThemselves, forRequests, tooHigh, paged };
}

/** Puts what the first judge to speak says of a call into that judge's list. Returns whether one does. */
function addFirst(found: readonly BarredCall[][], barredBy: (judge: Judge) => BarredCall | undefined): boolean {
  for (const [index, judge] of JUDGES.entries()) {
    const one = barredBy(judge);
    if (one === undefined) continue;
    found[index]?.push(one);
    return true;
  }
  return false;
}

/** The call with the nearest of what it asks for and does not get; undefined where that is told elsewhere, or not certain. */
function barred(
  analysis: Analysis,
  { definition, irql, call }: Pick<BarredCall, 'definition' | 'irql' | 'call'>,
  isWrong: Judge,
): BarredCall | undefined {
  const needs = call.needs.filter(
    (need) =>
      need.isCertain &&
      need.when.length === 0 &&
      isWrong(need, irql.entry, call) &&
      isOwn(irql, call) &&
      !isToldBelow(analysis, call, need, isWrong),
  );
  const [need] = [...needs].sort((one, other) => one.chain.length - other.chain.length);
  if (need === undefined) return undefined;
  const { tree } = analysis.unit;
  const name = knownCall(analysis.unit, call.node)?.nameNode ?? tree.field(call.node, 'function') ?? call.node;
  return { definition, at: tree.span(name), call, need, irql };
}

/** Whether no argument decides that the call is reached: then callers are asked. Who has a role is entered with any. */
const isOwn = ({ entry }: ProjectIrqlResult, { isRaised, guard }: IrqlCall): boolean =>
  (entry.roles.length > 0 && !isWithoutIrp(entry, guard)) || isRaised || guard?.when.length === 0;

/** No IoCompletion routine is called without an IRP, its second parameter, but by the driver's own hand. */
const isWithoutIrp = ({ roles }: IrqlEntry, guard: IrqlCall['guard']): boolean =>
  roles.every((role) => role === 'IO_COMPLETION_ROUTINE') &&
  guard?.when.some(({ parameter, isZero }) => parameter === 1 && isZero) === true;

/** Whether the called function is wrong by itself, wherever it is called from. */
function isToldBelow(
  analysis: Analysis,
  { node }: IrqlCall,
  { chain, isByArgument, ...need }: IrqlNeed,
  isWrong: Judge,
): boolean {
  const [callee, ...rest] = chain;
  if (callee === undefined || isByArgument === true) return false;
  // What the settings say of a function its body need not show.
  if (knownCall(analysis.unit, node)?.own !== undefined) return false;
  if (rest.length === 0 && need.kind === 'call') return false;
  const entry = analysis.entryOf(callee);
  return entry !== undefined && isWrong({ ...need, chain: rest }, entry);
}

/** It waits for the provider, not for a request. */
const WAITS_FOR_PROVIDER = 'WskCaptureProviderNPI';

const isForItself: Judge = ({ blocks }, entry) =>
  (blocks?.request === 'WskDeregister' && runsAs(entry, isCallbackRole)) ||
  (blocks?.request === 'WskCloseSocket' && runsAs(entry, isEvent));

const isForRequest: Judge = ({ blocks }, entry) =>
  blocks?.request !== undefined &&
  blocks.request !== WAITS_FOR_PROVIDER &&
  blocks.request !== 'WskDeregister' &&
  runsAs(entry, isCallbackRole);

const isTooHigh: Judge = (need, entry, call) => need.kind === 'call' && isAboveAt(need, entry, call);

const isPaged: Judge = (need, entry, call) =>
  need.kind === 'paged' && runsAs(entry, isCallbackRole) && isAboveAt(need, entry, call);

const isAboveAt: Judge = ({ max }, entry, call) =>
  call === undefined
    ? isEnteredAbove(entry, max)
    : isAbove(call.irql.reaches, max) && (call.isRaised || isAbove(entry.always, max));

/** The first that speaks of a call is the only one. */
const JUDGES: readonly Judge[] = [isForItself, isForRequest, isTooHigh, isPaged];

/** A function that says that it may not be called so high is taken at its word: who calls it there is told. */
const isEnteredAbove = ({ always, range }: IrqlEntry, max: Irql): boolean => isAbove(lower(always, range.reaches), max);

/** An event callback of WSK. */
const isEvent = (role: EntryRole): boolean => describeCallback(role) !== undefined;

const isCallbackRole = (role: EntryRole): boolean => isEvent(role) || role === 'IO_COMPLETION_ROUTINE';

/** Whether a function runs in callbacks and completion routines, and can do so above APC_LEVEL. */
export const mayNotBePaged = (entry: IrqlEntry): boolean =>
  runsAs(entry, isCallbackRole) && isEnteredAbove(entry, 'APC_LEVEL');

/** Whether a function is called as something, or runs only where others do that are. */
function runsAs({ roles, origins }: IrqlEntry, isMeant: (role: EntryRole) => boolean): boolean {
  return (
    roles.some(isMeant) || (origins.length > 0 && origins.every(({ role }) => role !== undefined && isMeant(role)))
  );
}

/** What a function runs in the context of, where that is a callback or a completion routine: the nearest of those. */
export const callbackOf = ({ origins }: IrqlEntry): IrqlOrigin | undefined =>
  origins
    .filter(({ role }) => role !== undefined && isCallbackRole(role))
    .reduce<IrqlOrigin | undefined>(
      (nearest, one) => (nearest === undefined || one.path.length < nearest.path.length ? one : nearest),
      undefined,
    );

/** `WskReceiveEvent callback` or `IoCompletion routine`. */
export const callbackKind = ({ role }: IrqlOrigin): string =>
  role === undefined || !isEvent(role) ? 'IoCompletion routine' : `${role} callback`;
