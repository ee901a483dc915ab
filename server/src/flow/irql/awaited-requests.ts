import { spanOfAnchor } from '../anchor';
import type { FunctionResult } from '../run/function-run';
import type { Use } from '../summary/summary';

/** The calls of a function that wait for requests to WSK. */
export interface AwaitedRequests {
  /** The WSK function, by where the name in the call stands, in UTF-16 units from the start of the function. */
  readonly at: ReadonlyMap<number, string>;
  /** The same for the same calls. */
  readonly key: string;
}

const NONE: AwaitedRequests = { at: new Map(), key: '' };

const known = new WeakMap<FunctionResult, AwaitedRequests>();

/**
 * Which calls of a function wait for a request to WSK. One does where it waits, or lets its callee wait, for the event that
 * the request's IoCompletion routine signals.
 */
export function requestsAwaited(result: FunctionResult | undefined): AwaitedRequests {
  if (result === undefined) return NONE;
  let awaited = known.get(result);
  if (awaited === undefined) known.set(result, (awaited = awaitedIn(result)));
  return awaited;
}

function awaitedIn({ uses, spans }: FunctionResult): AwaitedRequests {
  const waits = uses.filter(isWait);
  if (waits.length === 0) return NONE;
  const at = new Map<number, string>();
  for (const request of uses.filter(({ kind }) => kind === 'wsk')) {
    const events = new Set(request.arguments.get('Irp')?.events.map(({ event }) => event));
    for (const wait of waits) {
      const object = wait.arguments.get('Object')?.value;
      const span = spanOfAnchor(spans, wait.through[0]?.at ?? wait.at);
      if (object !== undefined && span !== undefined && events.has(object)) at.set(span.start, request.callee);
    }
  }
  return { at, key: [...at].join(' ') };
}

const isWait = ({ kind, arguments: named }: Use): boolean => kind === 'kernel' && named.has('Object');
