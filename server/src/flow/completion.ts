import type { FunctionDefinition } from '../model/unit';
import type { Node } from '../syntax/tree';
import { nodeAt, type Analysis, type SeenUse } from './analysis';
import { sameAnchor } from './anchor';
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

/** The functions of a file that complete requests made anywhere in the project, each once, in the order of the text. */
export function completionRoutines(analysis: Analysis): CompletionRoutine[] {
  return analysis.unit.functions.flatMap((definition) => {
    const requests = analysis.usesCompletedBy(analysis.idOf(definition)).flatMap((seen) => requestOf(seen) ?? []);
    const resolved = requests.filter(({ irp }) => irp !== 'unknown').map(({ request }) => request);
    // What a helper does not know of the IRP it is given, its callers do.
    const telling = requests.filter(
      ({ irp, isGiven, request }) =>
        !(irp === 'unknown' && isGiven && resolved.some((known) => leadsTo(known, request))),
    );
    return routineOf(analysis, definition, telling) ?? [];
  });
}

interface Request {
  readonly request: Use;
  readonly installed: Site;
  readonly irp: 'own' | 'foreign' | 'unknown';
  readonly origin: KnownFact | undefined;
  /** The IRP is a parameter of the function that makes the request, or is found through one. */
  readonly isGiven: boolean;
}

/** What is asked of an IRP; undefined for an own one that goes to another driver, which is none of our business. */
function requestOf({ use }: SeenUse): Request | undefined {
  const irp = use.arguments.get('Irp');
  if (irp?.installed === undefined) return undefined;
  const [own, foreign] = [irp.facts.get('own'), irp.facts.get('foreign')];
  const whose = own !== undefined && foreign === undefined ? 'own' : foreign !== undefined ? 'foreign' : 'unknown';
  // One from above that goes to another driver shows who shares the routine.
  if (!use.isWsk && whose === 'own') return undefined;
  return {
    request: use,
    installed: irp.installed.site,
    irp: whose,
    origin: own ?? foreign,
    isGiven: isFromEntry(irp.value),
  };
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
    exits: returns.map(({ from, value }) => ({ node: nodeAt(definition, from), value })),
  };
}

/** Whether one request is another as a caller sees it. */
function leadsTo(outer: Use, inner: Use): boolean {
  const extra = outer.through.length - inner.through.length;
  return (
    sameAnchor(outer.at, inner.at) &&
    extra > 0 &&
    inner.through.every(({ at }, index) => {
      const step = outer.through[index + extra];
      return step !== undefined && sameAnchor(step.at, at);
    })
  );
}
