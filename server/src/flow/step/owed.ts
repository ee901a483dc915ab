import { isKept } from '../../knowledge/kept';
import type { Resource } from '../../knowledge/shape';
import type { KnownCall } from '../../model/dispatch';
import type { Unit } from '../../model/unit';
import type { Kind } from '../../syntax/kinds';
import type { Node } from '../../syntax/tree';
import { isConstant } from '../constant';
import type { Case } from '../state/case';
import { isReachable, leadsOut } from '../state/forgotten';
import { stateOf, withFact, type Site } from '../state/object';
import { COMPLETION, type Region, type Symbol, type Value } from '../state/terms';
import { addTie } from '../state/ties';
import type { Exit, Summary } from '../summary/summary';
import { siteOf, type FunctionContext } from './context';
import { unknownAt } from './evaluate';
import { madeSocket } from './socket';
import { isFromEntry } from './use';

/** What is followed from where it is acquired until somebody else can come to it. Memory counts because it holds the others. */
const OWED: ReadonlySet<Resource> = new Set(['IRP', 'socket', 'pool', 'lookaside entry']);

interface Call {
  readonly context: FunctionContext;
  readonly known: KnownCall;
  readonly result: Symbol;
  readonly after: Case;
}

/** A call has given the function something that it has to give back. */
export function owe({ context, known, after }: Call, resource: Resource, object: Value): void {
  if (OWED.has(resource)) after.mark(object, 'owed', siteOf(context, known.node, known.name));
}

/**
 * A request was made that brings a socket. Whoever completes the IRP may take it: it is owed where the IRP's
 * routine is known not to. It is not where the request turns out to have failed.
 */
export function socketDelivered(call: Call, irp: Value): void {
  const { context, known, result, after } = call;
  // Where nobody can say any more which IRP it is, the driver's own code reads the socket from one that is not known.
  if (!isNamed(after, irp) || !isHarmless(context, after.state(irp).installed?.routine)) return;
  const socket = madeSocket(context, known);
  owe(call, 'socket', socket);
  const completion = unknownAt(context, known.node, COMPLETION) as Symbol;
  for (const status of [result, completion]) addTie(after, status, { object: socket, fact: 'owed' });
}

/** Whether a value stands anywhere, or where the function found it when it was entered. */
function isNamed(at: Case, value: Value): boolean {
  if (value.kind === 'address' || at.memory.values.includes(value)) return true;
  return value.kind === 'symbol' && value.origin.from === 'memory' && at.read(value.origin.region) === value;
}

/**
 * An IRP was handed to WSK: its routine will run. What the routine may free or keep is not owed any more. Of an IRP that the
 * function was given only its caller may know the routine.
 */
export function handedToRoutine(context: FunctionContext, irp: Value, site: Site, after: Case): void {
  const { installed } = after.state(irp);
  if (isHarmless(context, installed?.routine) || (installed === undefined && isFromEntry(irp))) return;
  share(after, irp, site);
  if (installed !== undefined) share(after, installed.context, site);
}

/** Others can come to an object from here on, and to all that can be reached from it. */
export function share(after: Case, value: Value, site: Site): void {
  const first = after.terms.pointee(value)?.whole;
  if (first === undefined) return;
  if (after.hasOwed) shareRegion(after, first);
  if (!isFromEntry(value)) return;
  const object = after.terms.addressOf(first);
  const state = after.state(object);
  if (state.facts.has('shared')) return;
  const known = { site, before: after.doubts, isMerged: false };
  after.setState(object, stateOf(withFact(state.facts, 'shared', known), state.installed));
}

/** The same for all that stands in and behind a region. */
export function shareRegion(after: Case, from: Region): void {
  if (!after.hasOwed) return;
  const reached = new Set([from]);
  for (const region of reached) {
    for (const [holder, value] of after.memory) {
      const behind = isReachable(holder, region) ? after.terms.pointee(value) : undefined;
      if (behind !== undefined) reached.add(behind.whole);
    }
  }
  for (const object of after.objects.keys) {
    const region = after.isOwed(object) ? after.terms.pointee(object) : undefined;
    if (region !== undefined && [...reached].some((start) => isReachable(region, start))) after.unmark(object, 'owed');
  }
}

/** Who is given a structure by value, as a result or an argument, has what its members hold. */
export function shareByValue({ tree }: Unit, node: Node, region: Region | undefined, after: Case): void {
  const parent = tree.parent(node);
  if (parent !== undefined && region !== undefined && GIVING.has(tree.kind(parent))) shareRegion(after, region);
}

const GIVING: ReadonlySet<Kind> = new Set(['return_statement', 'argument_list']);

/** What a call of the tables keeps of what it was given. */
export function shareKept(
  context: FunctionContext,
  { name, api, node }: KnownCall,
  values: ReadonlyMap<string, Value | undefined>,
  after: Case,
): void {
  // Of a routine that is set nothing runs before the IRP is handed on.
  if (api.effects?.some(({ effect }) => effect === 'installs') === true) return;
  for (const [parameter, { role }] of Object.entries(api.parameters)) {
    if (role !== 'context' && !isKept(name, api, parameter)) continue;
    const value = values.get(parameter);
    if (value !== undefined) share(after, value, siteOf(context, node, name));
  }
}

/**
 * A value was put somewhere. Places that the function was given are left to its caller, and to the end of the function:
 * what stands in any other that is not its own may be taken from there at any time.
 */
export function sharedByStore(written: Case, region: Region | undefined, value: Value, site: () => Site): Case {
  if (!isTakenByStore(written, region, value)) return written;
  const after = written.fork();
  share(after, value, site());
  return after;
}

/** The same for what a called function has put there. */
export function shareStored(after: Case, region: Region, value: Value, site: Site): void {
  if (isTakenByStore(after, region, value)) share(after, value, site);
}

function isTakenByStore(at: Case, region: Region | undefined, value: Value): boolean {
  if (value.kind !== 'symbol' && value.kind !== 'address') return false;
  if (!at.hasOwed && !isFromEntry(value)) return false;
  return region === undefined || isElsewhere(at, region);
}

function isElsewhere(at: Case, region: Region): boolean {
  const { root, labels } = region;
  const { place } = root;
  if (place.is === 'variable') return leadsOut(region);
  if (place.is !== 'pointee' || at.isOwed(place.symbol)) return false;
  return !isFromEntry(place.symbol) || labels.length > 0;
}

const harmless = new WeakMap<Summary, boolean>();

/** Whether an IoCompletion routine is known to leave the IRP, what came of it, and its context with those who have them. */
export function isHarmless(context: FunctionContext, routine: Value | undefined): boolean {
  const meant = routine?.kind === 'function' ? routine.meant : undefined;
  const summary = meant === undefined ? undefined : context.summaryOf(meant);
  if (summary === undefined || summary.exits.length === 0) return false;
  let known = harmless.get(summary);
  if (known === undefined) harmless.set(summary, (known = summary.exits.every(takesNothing)));
  return known;
}

const takesNothing = ({ returns, objects, writes, forgets }: Exit): boolean =>
  returns !== undefined &&
  isConstant(returns, 'STATUS_MORE_PROCESSING_REQUIRED') &&
  objects.every(([, { facts }]) => !facts.has('released') && !facts.has('shared')) &&
  writes.every(([, value]) => !isOfIrp(value)) &&
  forgets.every((region) => region === undefined || !isGiven(region));

/** NTSTATUS CompletionRoutine(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context) */
const IRP = 1;

/** Whether a value is the IRP, or was read from it and may be the socket that it has brought. */
function isOfIrp(value: Value): boolean {
  if (value.kind !== 'symbol') return false;
  const { origin } = value;
  if (origin.from === 'parameter') return origin.index === IRP;
  if (origin.from !== 'memory') return false;
  const { place } = origin.region;
  return rootIsIrp(origin.region) && !(place.is === 'member' && place.name === 'Status');
}

function rootIsIrp({ root: { place } }: Region): boolean {
  const origin = place.is === 'pointee' ? place.symbol.origin : undefined;
  return origin?.from === 'parameter' && origin.index === IRP;
}

/** Whether something as a whole was handed on that the routine was given. */
const isGiven = ({ place }: Region): boolean => place.is === 'pointee';
