import type { Analysis } from '../analysis';
import { anchorKey } from '../anchor';
import { requestOf, telling, type Request } from './request';
import type { Use } from '../summary/summary';

/** The requests to WSK that a file shows: those that its functions lead to, and those that they complete, wherever they are made. */
export function requestsInSight(analysis: Analysis): readonly Request[] {
  const found = new Map<Use, Request>();
  for (const definition of analysis.unit.functions) {
    const within = analysis.idOf(definition);
    const uses = (analysis.resultOf(definition)?.uses ?? []).map((use) => ({ use, within }));
    for (const seen of [...uses, ...analysis.usesCompletedBy(within)]) {
      const request = seen.use.kind === 'wsk' ? requestOf(seen) : undefined;
      if (request !== undefined) found.set(seen.use, request);
    }
  }
  return telling([...found.values()]);
}

/** The calls of functions that rules ask for in the function that makes them, in the order of the text. */
export const callsIn = (analysis: Analysis, names: readonly string[]): readonly Use[] =>
  analysis.unit.functions.flatMap((definition) =>
    (analysis.resultOf(definition)?.uses ?? []).filter(
      ({ callee, through }) => through.length === 0 && names.includes(callee),
    ),
  );

/** The requests by the call that has made their IRP the driver's own. */
export const byOrigin = (requests: readonly Request[]): ReadonlyMap<string, readonly Request[]> =>
  grouped(requests, ({ irp, origin }) => (irp === 'own' ? origin?.at : undefined));

/** The requests by the call that has set their completion routine. */
export const byInstallation = (requests: readonly Request[]): ReadonlyMap<string, readonly Request[]> =>
  grouped(requests, ({ use }) => use.arguments.get('Irp')?.installed?.site.at);

function grouped(
  requests: readonly Request[],
  placeOf: (request: Request) => Parameters<typeof anchorKey>[0] | undefined,
): ReadonlyMap<string, readonly Request[]> {
  const groups = new Map<string, Request[]>();
  for (const request of requests) {
    const place = placeOf(request);
    if (place === undefined) continue;
    const key = anchorKey(place);
    groups.set(key, [...(groups.get(key) ?? []), request]);
  }
  return groups;
}
