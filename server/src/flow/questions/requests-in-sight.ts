import type { Analysis } from '../analysis';
import { anchorKey, type Anchor } from '../anchor';
import { requestOf, telling, type Request } from './request';
import type { Use } from '../summary/summary';

/** The requests to WSK that a file shows: those that its functions lead to, and those that they complete, wherever they are made. */
function requestsInSight(file: Analysis): readonly Request[] {
  const found = new Map<Use, Request>();
  for (const definition of file.functions) {
    const within = file.idOf(definition);
    const uses = (file.resultOf(definition)?.uses ?? []).map((use) => ({ use, within }));
    for (const seen of [...uses, ...file.usesCompletedBy(within)]) {
      const request = seen.use.kind === 'wsk' ? requestOf(seen) : undefined;
      if (request !== undefined) found.set(seen.use, request);
    }
  }
  return telling([...found.values()]);
}

/** The calls of functions that rules ask for in the function that makes them, in the order of the text. */
export const callsIn = (analysis: Analysis, names: readonly string[]): readonly Use[] =>
  analysis.functions.flatMap((definition) =>
    (analysis.resultOf(definition)?.uses ?? []).filter(
      ({ callee, through }) => through.length === 0 && names.includes(callee),
    ),
  );

/** The requests in sight of which the IRP was made the driver's own by a call. */
export const requestsMadeFrom = (analysis: Analysis, call: Anchor): readonly Request[] =>
  requestsOf(analysis, 'made from', call, ({ irp, origin }) => (irp === 'own' ? origin?.at : undefined));

/** The requests in sight of which a call has set the completion routine. */
export const requestsRoutedBy = (analysis: Analysis, call: Anchor): readonly Request[] =>
  requestsOf(analysis, 'routed by', call, ({ use }) => use.arguments.get('Irp')?.installed?.site.at);

function requestsOf(
  analysis: Analysis,
  relation: string,
  call: Anchor,
  placeOf: (request: Request) => Anchor | undefined,
): readonly Request[] {
  const key = anchorKey(call);
  const uses = analysis.ofFile(`requests ${relation} ${key}`, (file) => {
    const all = file.ofFile('requests in sight', requestsInSight);
    return file.ofFile(`requests ${relation}`, () => grouped(all, placeOf)).get(key) ?? [];
  });
  return uses.flatMap((use) => requestOf({ use, within: call.owner }) ?? []);
}

function grouped(
  requests: readonly Request[],
  placeOf: (request: Request) => Anchor | undefined,
): ReadonlyMap<string, readonly Use[]> {
  const groups = new Map<string, Use[]>();
  for (const request of requests) {
    const place = placeOf(request);
    if (place === undefined) continue;
    const key = anchorKey(place);
    groups.set(key, [...(groups.get(key) ?? []), request.use]);
  }
  return groups;
}
