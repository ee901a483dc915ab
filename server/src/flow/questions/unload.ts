import type { Span } from '../../text/span';
import type { Analysis } from '../analysis';
import type { Anchor } from '../anchor';
import type { Driver, LastingName } from '../driver';

/** What a driver begins and has to end before it is unloaded, in the order in which it is begun. */
const LASTING: readonly Pair[] = [
  { begin: 'WskRegister', end: 'WskDeregister' },
  { begin: 'WskCaptureProviderNPI', end: 'WskReleaseProviderNPI' },
  { begin: 'NmrRegisterClient', end: 'NmrDeregisterClient' },
  { begin: 'NmrDeregisterClient', end: 'NmrWaitForClientDeregisterComplete' },
];

interface Pair {
  readonly begin: LastingName;
  readonly end: LastingName;
}

/** An unload routine of the file behind which something of the driver's goes on. */
export interface UnfinishedUnload extends Pair {
  /** The name of the routine. */
  readonly at: Span;
  readonly routine: string;
  /** The calls that began it, as far as they were followed. */
  readonly begun: readonly Anchor[];
  /** The end is called in DriverEntry, or in what that calls, and nowhere else. */
  readonly isEndedAtStart: boolean;
}

/**
 * The unload routines of a file with the first thing that nothing in the driver ends before or in them. Where the end is
 * called at the start of the driver only, that start has to be known to end with the provider NPI captured.
 */
export function unfinishedUnloads(analysis: Analysis): UnfinishedUnload[] {
  const { unit, driver } = analysis;
  return analysis.functions.flatMap((definition) => {
    if (!driver.unloadRoutines.has(analysis.idOf(definition))) return [];
    const pair = LASTING.find((one) => driver.names(one.begin) && isUnfinished(driver, one));
    if (pair === undefined) return [];
    return {
      ...pair,
      at: unit.tree.span(definition.nameNode),
      routine: definition.name,
      begun: driver.callsOf(pair.begin),
      isEndedAtStart: driver.mayCall(pair.end),
    };
  });
}

function isUnfinished(driver: Driver, { end }: Pair): boolean {
  if (!driver.mayCall(end)) return true;
  return ENDED_AT_START.has(end) && !driver.mayCallAfterStart(end) && driver.capturedDespite(end).length > 0;
}

/** Those of which the start of a driver shows, by the captured NPI, that it leaves them to the unload routine. */
const ENDED_AT_START: ReadonlySet<LastingName> = new Set(['WskDeregister', 'WskReleaseProviderNPI']);
