import type { Node } from '../../syntax/tree';
import type { Case } from '../state/case';
import type { Site, Tie } from '../state/object';
import type { Symbol, Value } from '../state/terms';
import { addTie, untie } from '../state/ties';
import type { FunctionContext } from '../step/context';
import { deedsOf } from '../step/routine';
import { completionFacts, handOver, mayBeSignaled } from '../step/submit';
import { awaitedObject, waited } from '../step/wait';

/** What a called function has done with the requests of its caller, who knows more of them. */
export interface Below {
  readonly context: FunctionContext;
  /** The call. */
  readonly node: Node;
}

/** The called function has waited for an object, with no end but that it is signaled. */
export function waitedBelow({ context, node }: Below, object: Value, site: Site, after: Case): void {
  waited(context, { object: awaitedObject(object), node, site, result: undefined, otherwise: [] }, after);
}

/** The called function has handed an IRP to WSK: only here it may be known what completes it. */
export function submittedBelow({ context, node }: Below, irp: Value, after: Case): void {
  const { installed } = after.state(irp);
  untie(after, irp, 'completed');
  const deeds = deedsOf(context, node, irp, installed, after);
  handOver(after, irp, deeds);
  mayBeSignaled(after, installed?.context, deeds);
}

/** What the called function returns, or has left behind, decides what a request comes to. */
export function tiedBelow({ context, node }: Below, symbol: Symbol, tie: Tie, after: Case): void {
  const { object, fact, once } = tie;
  if (once !== undefined && fact === 'awaited') {
    const wait = { object: awaitedObject(object), node, site: once.site, result: symbol, otherwise: once.noneOf };
    waited(context, wait, after);
    return;
  }
  const deeds = once && deedsOf(context, node, object, after.state(object).installed, after);
  if (once === undefined || deeds === undefined) addTie(after, symbol, tie);
  else addTie(after, symbol, { object, fact, once: { ...once, also: completionFacts(deeds, object, once.site) } });
}
