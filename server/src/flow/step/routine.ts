import type { Node } from '../../syntax/tree';
import type { Case } from '../state/case';
import { isReachable } from '../state/forgotten';
import type { Installed, Site } from '../state/object';
import type { Region, Value } from '../state/terms';
import { Substitution } from '../summary/substitution';
import type { Exit, Summary } from '../summary/summary';
import type { FunctionContext } from './context';
import { unknownAt } from './evaluate';

/** What the IoCompletion routine of a request does that others wait for. */
export interface RoutineDeeds {
  /** The events that it signals, on every way or on some. */
  readonly signals: ReadonlyMap<Value, 'always' | 'sometimes'>;
  /** Where it frees the IRP; undefined where it does not on every way. */
  readonly releases: Site | undefined;
}

/** What the routine does when a request with the IRP completes; undefined where its body is not known. */
export function deedsOf(
  context: FunctionContext,
  node: Node,
  irp: Value,
  installed: Installed | undefined,
  at: Case,
): RoutineDeeds | undefined {
  const summary = installed && summaryOf(context, installed.routine);
  if (installed === undefined || summary === undefined || summary.exits.length === 0) return undefined;
  // NTSTATUS CompletionRoutine(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
  const values = [unknownAt(context, node), irp, installed.context];
  const call = { node, arguments: values.map((value) => ({ value, after: at, from: node })) };
  const substitution = new Substitution(context, call, at);
  return { signals: signalsOf(summary, substitution), releases: releaseOf(summary, substitution, irp) };
}

const summaryOf = (context: FunctionContext, routine: Value): Summary | undefined =>
  routine.kind === 'function' && routine.meant !== undefined ? context.summaryOf(routine.meant) : undefined;

function signalsOf({ exits }: Summary, substitution: Substitution): RoutineDeeds['signals'] {
  const certain = exits.map((exit) => signaledIn(exit, substitution));
  const signals = new Map<Value, 'always' | 'sometimes'>();
  for (const events of certain) {
    for (const [event, isCertain] of events) {
      const isAlways = isCertain && certain.every((others) => others.get(event) === true);
      signals.set(event, isAlways ? 'always' : 'sometimes');
    }
  }
  return signals;
}

/** The events that are signaled at an end, and whether that is certain. */
function signaledIn({ objects }: Exit, substitution: Substitution): ReadonlyMap<Value, boolean> {
  const events = new Map<Value, boolean>();
  for (const [object, { facts }] of objects) {
    const signaled = facts.get('signaled');
    if (signaled !== undefined) events.set(substitution.value(object), !signaled.isMerged);
  }
  return events;
}

function releaseOf({ exits }: Summary, substitution: Substitution, irp: Value): Site | undefined {
  const sites = exits.map(({ objects }) => {
    const freed = objects.find(([object, { facts }]) => facts.has('released') && substitution.value(object) === irp);
    const released = freed?.[1].facts.get('released');
    return released?.isMerged === true ? undefined : released?.site;
  });
  return sites.every((site) => site !== undefined) ? sites[0] : undefined;
}

/** Whether an object is in, or behind, what a pointer points at. */
export function isBehind(at: Case, object: Value, pointer: Value): boolean {
  const [region, from]: (Region | undefined)[] = [at.terms.pointee(object), at.terms.pointee(pointer)];
  return region !== undefined && from !== undefined && isReachable(region, from);
}
