import type { Span } from '../../text/span';
import { spanHere, type Analysis, type SeenUse } from '../analysis';
import { anchorKey, type FunctionId } from '../anchor';
import { ownerOf, requestOf, telling, type IrpOwner } from './request';
import type { Site } from '../state/object';
import type { Use } from '../summary/summary';

/** A call of the file that hands an IRP to WSK. */
export interface Submission {
  /** The WSK function. */
  readonly callee: string;
  /** The name in the call. */
  readonly at: Span;
  /** Whose the IRP is, wherever the function that makes the call is called from. */
  readonly irp: IrpOwner;
  /** Where the IRP came from, where that shows. */
  readonly origin: Site | undefined;
  /** The functions that complete the IRP; not known where one of the places from which the call is seen does not show it. */
  readonly completedBy: ReadonlySet<FunctionId> | 'unknown';
  /** How the event stands that the routine signals: not known where there is none, or several, or where views differ. */
  readonly event: 'clear' | 'signaled' | 'unknown';
  /** The call as it is seen from each function that leads to it, the function itself among them. */
  readonly seen: readonly SeenUse[];
}

/** The calls of a file that hand an IRP to WSK, each once, in the order of the text. */
export function submissions(analysis: Analysis): Submission[] {
  const found: Submission[] = [];
  for (const definition of analysis.functions) {
    const byPlace = new Map<string, SeenUse[]>();
    for (const seen of analysis.usesMadeIn(analysis.idOf(definition))) {
      const key = anchorKey(seen.use.at);
      const known = byPlace.get(key);
      if (known === undefined) byPlace.set(key, [seen]);
      else known.push(seen);
    }
    for (const seen of byPlace.values()) found.push(...submissionOf(analysis, seen));
  }
  return found.sort((a, b) => a.at.start - b.at.start);
}

function submissionOf(analysis: Analysis, seen: readonly SeenUse[]): Submission[] {
  const requests = telling(seen.filter(({ use }) => use.kind === 'wsk').flatMap((one) => requestOf(one) ?? []));
  const [first] = requests;
  const at = first && spanHere(analysis, first.use.at);
  if (first === undefined || at === undefined) return [];
  return [
    {
      callee: first.use.callee,
      at,
      irp: ownerOf(requests),
      origin: first.origin,
      completedBy: routinesOf(requests.map(({ use }) => use)),
      event: eventOf(requests.map(({ use }) => use)),
      seen,
    },
  ];
}

function routinesOf(uses: readonly Use[]): ReadonlySet<FunctionId> | 'unknown' {
  const routines = uses.map((use) => {
    const routine = use.arguments.get('Irp')?.installed?.routine;
    return routine?.kind === 'function' ? routine.meant : undefined;
  });
  const known = routines.filter((routine) => routine !== undefined);
  return known.length < routines.length ? 'unknown' : new Set(known);
}

function eventOf(uses: readonly Use[]): Submission['event'] {
  const states = uses.map((use) => {
    const [event, other] = use.arguments.get('Irp')?.events ?? [];
    if (event === undefined || other !== undefined) return 'unknown';
    return EVENT_STATES.find((state) => event.facts.get(state)?.isDoubtful === false) ?? 'unknown';
  });
  const [first = 'unknown'] = states;
  return states.every((state) => state === first) ? first : 'unknown';
}

const EVENT_STATES = ['clear', 'signaled'] as const;
