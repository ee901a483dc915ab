import { isKeptUntilCompletion } from '../../knowledge/kept-arguments';
import type { FunctionDefinition } from '../../model/unit';
import type { Span } from '../../text/span';
import { spanHere, type Analysis } from '../analysis';
import { anchorKey, sameAnchor, type Anchor } from '../anchor';
import { onceInFile } from '../once-in-file';
import { codeWithoutIrp } from './irp-arguments';
import type { PendingRequest } from '../run/function-run';
import type { Installed, Site } from '../state/object';
import type { Region, Value } from '../state/terms';
import type { Use } from '../summary/summary';

/** A request that may still be pending where the function returns in whose stack something of it stands. */
export interface OutlivedBy {
  readonly definition: FunctionDefinition;
  /** The call that hands the request to WSK, as the function sees it. */
  readonly use: Use;
  /** The name of the WSK function in its call; in a caller of the helper that calls it, the helper's name. */
  readonly at: Span;
  /** The wait that may end without the request, or what has cancelled it; undefined where nothing waits. */
  readonly givenUp: Site | undefined;
  /** The name in that call; of the helper that makes it where that is in another file. */
  readonly place: Span | undefined;
  /** What stands in the function's stack. */
  readonly lent: readonly Lent[];
}

/** Something of a function's stack that a pending request uses. */
export interface Lent {
  /**
   * The parameter of the WSK function, of those whose argument belongs to the request until it completes (`Irp` where the
   * IRP itself is a local); undefined for the routine's context.
   */
  readonly parameter: string | undefined;
  /** The argument, and as the source spells it; of a context the local's name. */
  readonly at: Anchor;
  readonly text: string;
  /** The name of the local. */
  readonly variable: string;
}

/** The requests of a file that outlive the function whose locals they use, each once, in the order of the text. */
export const outlivedBy = onceInFile((analysis): OutlivedBy[] => {
  const found = analysis.functions.flatMap((definition) => {
    const result = analysis.resultOf(definition);
    return onePerRequest(result?.pending ?? []).flatMap((pending) => {
      const use = result?.uses.find((one) => isRequest(one, pending));
      const at = use && spanHere(analysis, (use.through[0] ?? use).at);
      const lent = use === undefined ? [] : lentTo(use, pending);
      return use === undefined || at === undefined || lent.length === 0
        ? []
        : [{ definition, use, at, givenUp: pending.givenUp, place: placeHere(analysis, pending.givenUp), lent }];
    });
  });
  const places = new Set<number>();
  return found.sort((a, b) => a.at.start - b.at.start).filter(({ place }) => isFirst(place, places));
});

const placeHere = (analysis: Analysis, site: Site | undefined): Span | undefined =>
  site && (spanHere(analysis, site.at) ?? spanHere(analysis, (site.through[0] ?? site).at));

/** One wait may be that of many functions. */
function isFirst(place: Span | undefined, places: Set<number>): boolean {
  if (place === undefined) return true;
  if (places.has(place.start)) return false;
  places.add(place.start);
  return true;
}

/** Of several ways to leave a request behind the one that shows most: a wait that may end early. */
function onePerRequest(pending: readonly PendingRequest[]): readonly PendingRequest[] {
  const byCall = new Map<string, PendingRequest>();
  for (const one of pending) {
    const key = [one.request.at, ...one.request.through.map(({ at }) => at)].map(anchorKey).join('>');
    if (byCall.get(key)?.givenUp === undefined) byCall.set(key, one);
  }
  return [...byCall.values()];
}

function isRequest(use: Use, { request }: PendingRequest): boolean {
  const { kind, at, through } = use;
  return (
    kind === 'wsk' &&
    // What takes no IRP is done when it returns, and the IRP is the mistake.
    codeWithoutIrp(use) === undefined &&
    sameAnchor(at, request.at) &&
    through.length === request.through.length &&
    through.every((step, index) => sameAnchor(step.at, request.through[index]?.at ?? at))
  );
}

function lentTo(use: Use, { irp, installed }: PendingRequest): readonly Lent[] {
  const own = [...use.arguments].flatMap(([parameter, { value, at, text }]): Lent[] => {
    const isUsed = parameter === 'Irp' || isKeptUntilCompletion(use.callee, parameter);
    const variable = isUsed ? localOf(parameter === 'Irp' ? irp : value) : undefined;
    return variable === undefined ? [] : [{ parameter, at, text, variable }];
  });
  return [...own, ...contextOf(installed)];
}

function contextOf(installed: Installed | undefined): readonly Lent[] {
  const variable = installed && localOf(installed.context);
  if (installed === undefined || variable === undefined) return [];
  return [{ parameter: undefined, at: installed.site.at, text: variable, variable }];
}

/** The local variable whose address, or that of whose part, a value is. */
function localOf(value: Value): string | undefined {
  const variable = value.kind === 'address' ? wholeVariable(value.region) : undefined;
  return variable !== undefined && (variable.kind === 'local' || variable.kind === 'parameter')
    ? variable.name
    : undefined;
}

function wholeVariable({ whole: { place } }: Region) {
  return place.is === 'variable' ? place.variable : undefined;
}
