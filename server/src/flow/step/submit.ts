import type { Node } from '../../syntax/tree';
import type { Case } from '../state/case';
import type { MarkedFact, Site } from '../state/object';
import { STATUS_PENDING } from '../state/range';
import type { Symbol, Value } from '../state/terms';
import { addTie, untie } from '../state/ties';
import type { FunctionContext } from './context';
import { deedsOf, isBehind, type RoutineDeeds } from './routine';

/** A request that was handed to WSK. */
export interface Submitted {
  readonly irp: Value;
  /** The call, in the function that is looked at. */
  readonly node: Node;
  readonly site: Site;
  /** What WSK has returned. */
  readonly result: Symbol;
}

/** WSK has the IRP. It is completed at once where the call returns anything but STATUS_PENDING. */
export function submitted(context: FunctionContext, { irp, node, site, result }: Submitted, after: Case): void {
  const { installed } = after.state(irp);
  const deeds = deedsOf(context, node, irp, installed, after);
  after.mark(irp, 'submitted', site);
  untie(after, irp, 'completed');
  const also = deeds === undefined ? [] : completionFacts(deeds, irp, site);
  addTie(after, result, { object: irp, fact: 'completed', once: { noneOf: [STATUS_PENDING], site, also } });
  handOver(after, irp, deeds);
  mayBeSignaled(after, installed?.context, deeds);
}

/** The routine of a request that frees the IRP may do so at any time. */
export function handOver(after: Case, irp: Value, deeds: RoutineDeeds | undefined): void {
  if (deeds?.releases !== undefined) after.mark(irp, 'handed-over', deeds.releases);
}

/** What comes true when a request completes, beside that it has. */
export function completionFacts({ signals, releases }: RoutineDeeds, irp: Value, site: Site): readonly MarkedFact[] {
  const facts = [...signals]
    .filter(([, how]) => how === 'always')
    .map(([object]): MarkedFact => ({ object, fact: 'signaled', site }));
  return releases === undefined ? facts : [...facts, { object: irp, fact: 'released', site: releases }];
}

/** The routine of a request may run at any time: the events that it can come to may be signaled. */
export function mayBeSignaled(after: Case, data: Value | undefined, deeds: RoutineDeeds | undefined): void {
  for (const [object, { facts }] of after.objects) {
    if (!facts.has('clear')) continue;
    if (deeds?.signals.has(object) === true || (data !== undefined && isBehind(after, object, data)))
      after.unmark(object, 'clear');
  }
}
