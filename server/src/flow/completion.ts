import type { FunctionDefinition } from '../model/unit';
import type { Node } from '../syntax/tree';
import type { Analysis } from './analysis';
import type { Site } from './state/object';
import type { KnownFact, Use } from './summary/summary';
import type { Value } from './state/terms';
import { isFromEntry } from './step/use';

/** A function of the file that is called when a request to WSK completes. */
export interface CompletionRoutine {
  readonly definition: FunctionDefinition;
  /** Whose the IRPs of the requests are; 'unknown' where that does not show for one of them, or where both occur. */
  readonly irp: 'own' | 'foreign' | 'unknown';
  /** The first of the requests. */
  readonly request: Use;
  readonly installed: Site;
  /** Where the request's IRP came from, where that shows. */
  readonly origin: Site | undefined;
  readonly exits: readonly Exit[];
}

/** A value that a function can return. */
export interface Exit {
  /** The expression that gives the value: an arm of a `? :`, not the whole. */
  readonly node: Node;
  readonly value: Value;
}

/** The completion routines of the requests that are made in a file, each once. */
export function completionRoutines(analysis: Analysis): CompletionRoutine[] {
  const requests = requestsOf(analysis);
  const resolved = requests.filter(({ irp }) => irp !== 'unknown').map(({ request }) => request);
  const byRoutine = new Map<FunctionDefinition, Request[]>();
  for (const request of requests) {
    // What a helper does not know of the IRP it is given, its callers do.
    if (request.irp === 'unknown' && request.isGiven && resolved.some((known) => leadsTo(known, request.request)))
      continue;
    byRoutine.set(request.routine, [...(byRoutine.get(request.routine) ?? []), request]);
  }
  return [...byRoutine].flatMap(([definition, all]) => routineOf(analysis, definition, all) ?? []);
}

interface Request {
  readonly routine: FunctionDefinition;
  readonly request: Use;
  readonly installed: Site;
  readonly irp: 'own' | 'foreign' | 'unknown';
  readonly origin: KnownFact | undefined;
  /** The IRP is a parameter of the function that makes the request, or is found through one. */
  readonly isGiven: boolean;
}

function requestsOf(analysis: Analysis): Request[] {
  return analysis.unit.functions
    .flatMap((definition) => analysis.resultOf(definition)?.uses ?? [])
    .flatMap((request) => {
      const irp = request.arguments.get('Irp');
      const installed = irp?.installed;
      if (irp === undefined || installed?.routine.kind !== 'function') return [];
      const routine = analysis.unit.functionNamed(installed.routine.name);
      if (routine === undefined) return [];
      const [own, foreign] = [irp.facts.get('own'), irp.facts.get('foreign')];
      const whose = own !== undefined && foreign === undefined ? 'own' : foreign !== undefined ? 'foreign' : 'unknown';
      // An own IRP that goes to another driver is none of our business; one from above shows who shares the routine.
      if (!request.isWsk && whose === 'own') return [];
      return [
        {
          routine,
          request,
          installed: installed.site,
          irp: whose,
          origin: own ?? foreign,
          isGiven: isFromEntry(irp.value),
        },
      ];
    });
}

function routineOf(
  analysis: Analysis,
  definition: FunctionDefinition,
  all: readonly Request[],
): CompletionRoutine | undefined {
  const first = all.find(({ request }) => request.isWsk);
  if (first === undefined) return undefined;
  const irp = all.every((one) => one.irp === first.irp) ? first.irp : 'unknown';
  const returns = analysis.resultOf(definition)?.returns ?? [];
  return {
    definition,
    irp,
    request: first.request,
    installed: first.installed,
    origin: first.origin?.site,
    exits: returns.map(({ from, value }) => ({ node: from, value })),
  };
}

/** Whether one request is another as a caller sees it. */
function leadsTo(outer: Use, inner: Use): boolean {
  const extra = outer.through.length - inner.through.length;
  const isSame = outer.path === inner.path && outer.at.start === inner.at.start;
  return (
    isSame && extra > 0 && inner.through.every(({ at }, index) => outer.through[index + extra]?.at.start === at.start)
  );
}
