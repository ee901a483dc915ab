import { callsOf, functionsOf, type DriverFunction, type MapFile } from './calls';
import { Draft } from './draft';
import { drawCallbacks } from './draw-callbacks';
import { drawEndings } from './draw-endings';
import { drawRequests, placeKey, type Parts } from './draw-requests';
import { drawSockets } from './draw-sockets';
import { driverName } from './drivers';
import type { WskMap } from './graph';
import { IrpSources } from './irp-sources';
import { placeFindings } from './placed-findings';
import { drawRegistration } from './registrations';
import { SocketSources } from './socket-sources';

export type { MapFile } from './calls';
export * from './graph';

/**
 * Draws a driver as WSK sees it. Says the same whatever the order of the files.
 * @param files Those of one driver, with what the rules say of each.
 */
export function mapOf(files: readonly MapFile[]): WskMap {
  const sorted = [...files].sort((one, other) => (pathOf(one) < pathOf(other) ? -1 : 1));
  const functions = functionsOf(sorted);
  const parts = partsOf(functions);
  const draft = new Draft();
  drawRegistration(draft, parts.calls);
  drawSockets(draft, parts.calls, parts.sockets);
  drawRequests(draft, parts);
  drawCallbacks(draft, sorted, parts);
  drawEndings(draft, parts);
  const paths = sorted.map(pathOf);
  return {
    driver: driverName(paths),
    files: paths,
    ...placeFindings(draft, sorted, functions),
    edges: draft.edges,
    gaps: sorted.flatMap(gapsIn),
  };
}

const pathOf = ({ analysis }: MapFile): string => analysis.unit.file.path;

function partsOf(functions: readonly DriverFunction[]): Parts {
  const calls = functions.flatMap(callsOf);
  const accepting = functions.filter(({ analysis, definition }) =>
    analysis.slotsOf(definition).some(({ callback }) => callback === 'WskAcceptEvent'),
  );
  return {
    functions,
    calls,
    callAt: new Map(calls.map((call) => [placeKey(call.place), call])),
    sockets: new SocketSources(functions, calls, accepting),
    irps: new IrpSources(functions, calls),
  };
}

/** What of a file nobody looked at: functions that are too large, that did not parse, or on which the engine failed. */
function gapsIn({ analysis }: MapFile): WskMap['gaps'] {
  const { unit, givenUp, failures } = analysis;
  const { tree, file } = unit;
  const reasons = new Map([
    ...givenUp.map((name) => [name, 'is too large to be followed'] as const),
    ...failures.map(({ name }) => [name, 'could not be followed'] as const),
  ]);
  return unit.functions.flatMap((definition) => {
    const isOfWsk = !definition.parsed && /Wsk|WSK/.test(tree.textOf(definition.node));
    const reason = reasons.get(definition.name) ?? (isOfWsk ? 'did not parse' : undefined);
    const place = { path: file.path, at: tree.span(definition.nameNode) };
    return reason === undefined ? [] : [{ text: `${definition.name} ${reason}`, place }];
  });
}
