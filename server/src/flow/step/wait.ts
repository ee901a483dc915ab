import type { Fact } from '../../knowledge/shape';
import type { Node } from '../../syntax/tree';
import type { Case } from '../state/case';
import type { MarkedFact, Site } from '../state/object';
import type { Symbol, Value } from '../state/terms';
import { addTie } from '../state/ties';
import type { FunctionContext } from './context';
import { deedsOf, type RoutineDeeds } from './routine';
import { completionFacts } from './submit';
import { isFromEntry } from './use';

/** A wait for an object until it is signaled. */
export interface Wait {
  /** Undefined where it is not known for what, or for several objects. */
  readonly object: Value | undefined;
  /** The call, in the function that is looked at. */
  readonly node: Node;
  readonly site: Site;
  /** What the wait has returned; undefined where nothing but the object ends it. */
  readonly result: Symbol | undefined;
  /** What it returns where something else has ended it. */
  readonly otherwise: readonly number[];
}

interface Request {
  readonly irp: Value;
  readonly deeds: RoutineDeeds | undefined;
}

/**
 * What a wait shows of the requests that are under way: the one whose routine signals the object has completed. Of the
 * others it is not known any more: what has signaled the object may have come after their completion.
 */
export function waited(context: FunctionContext, wait: Wait, after: Case): void {
  const requests = requestsIn(context, wait.node, after);
  const isStale = wait.object !== undefined && isCertain(after, wait.object, 'signaled');
  const [first, second] = requests.filter(
    ({ deeds }) => wait.object !== undefined && deeds?.signals.has(wait.object) === true,
  );
  const one = second === undefined && !isStale ? first : undefined;
  for (const { irp } of requests) if (irp !== one?.irp) after.unmark(irp, 'submitted');
  if (one !== undefined) completed(one, wait, after);
  else if (first === undefined) tellCallers(wait, after);
  if (wait.object !== undefined) eventAfter(wait.object, wait, after);
}

function requestsIn(context: FunctionContext, node: Node, after: Case): readonly Request[] {
  const requests: Request[] = [];
  for (const [irp, { facts, installed }] of after.objects) {
    if (facts.has('submitted')) requests.push({ irp, deeds: deedsOf(context, node, irp, installed, after) });
  }
  return requests;
}

function completed({ irp, deeds }: Request, wait: Wait, after: Case): void {
  if (wait.otherwise.length > 0) after.mark(irp, 'given-up', wait.site);
  const also =
    deeds === undefined ? [] : completionFacts(deeds, irp, wait.site).filter(({ fact }) => fact === 'released');
  comesTrue(wait, irp, 'completed', also, after);
}

/** A wait in a function that does not know of the request: whoever calls it may. */
function tellCallers(wait: Wait, after: Case): void {
  const object = wait.object ?? anything(after);
  if (!isFromEntry(object)) return;
  if (wait.otherwise.length > 0) after.mark(object, 'given-up', wait.site);
  else after.unmark(object, 'given-up');
  comesTrue(wait, object, 'awaited', [], after);
}

/** A called function has waited for the event of a request, and may not have waited long enough. */
export function gaveUp(context: FunctionContext, node: Node, event: Value, site: Site, after: Case): void {
  for (const { irp, deeds } of requestsIn(context, node, after))
    if (deeds?.signals.has(event) === true) after.mark(irp, 'given-up', site);
}

/** What stands for whatever was waited for, where that is not known. No name in C is like it. */
const ANYTHING = '(anything)';

export const anything = ({ terms }: Case): Value => terms.named(ANYTHING);

/** The object that a value in a summary stands for; undefined where it is not known which. */
export const awaitedObject = (value: Value): Value | undefined =>
  value.kind === 'named' && value.name === ANYTHING ? undefined : value;

function comesTrue(
  { result, otherwise, site }: Wait,
  object: Value,
  fact: 'completed' | 'awaited',
  also: readonly MarkedFact[],
  after: Case,
): void {
  if (result !== undefined && otherwise.length > 0) {
    addTie(after, result, { object, fact, once: { noneOf: otherwise, site, also } });
    return;
  }
  for (const one of [{ object, fact, site }, ...also]) after.mark(one.object, one.fact, one.site);
}

/** A wait clears a synchronization event; that of a notification event leaves it signaled. */
function eventAfter(event: Value, { site, otherwise }: Wait, after: Case): void {
  if (isCertain(after, event, 'synchronization')) {
    if (otherwise.length > 0) after.unmark(event, 'signaled');
    else after.mark(event, 'clear', site);
  } else if (!isCertain(after, event, 'notification')) after.unmark(event, 'signaled', 'clear');
  else if (otherwise.length > 0) after.unmark(event, 'clear');
  else after.mark(event, 'signaled', site);
}

function isCertain(at: Case, object: Value, fact: Fact): boolean {
  const known = at.state(object).facts.get(fact);
  return known !== undefined && !at.isDoubtful(known);
}
