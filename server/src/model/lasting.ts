import type { Node } from '../syntax/tree';
import { functionInSlot, withoutCasts } from './references';
import type { Unit } from './unit';

/**
 * The functions that begin, end or go on with what outlives a call: what one part of a driver begins, another may end, and
 * what a callback has brought to a stop, another function may start again.
 */
const LASTING = [
  'WskRegister',
  'WskDeregister',
  'WskCaptureProviderNPI',
  'WskReleaseProviderNPI',
  'NmrRegisterClient',
  'NmrDeregisterClient',
  'NmrWaitForClientDeregisterComplete',
  'WskRelease',
  'WskInspectComplete',
  'WskReceive',
  'WskReceiveEx',
  'WskControlSocket',
  'WskControlClient',
] as const;

export type LastingName = (typeof LASTING)[number];

const NAMES = new RegExp(`\\b(?:${LASTING.join('|')})\\b`, 'g');
const COMMENT = /\/\*[^]*?\*\/|\/\/.*/g;

/** Those that a text names; comments aside. A branch of `#if` that is not read counts: it may be the one that is built. */
export const lastingNamesIn = (text: string): ReadonlySet<LastingName> =>
  new Set((text.replace(COMMENT, ' ').match(NAMES) ?? []) as LastingName[]);

/** The function that `DriverObject->DriverUnload = Unload;` or `Config.EvtDriverUnload = Unload;` names. */
export function unloadRoutineSetBy(unit: Unit, deed: Node): string | undefined {
  const { tree } = unit;
  const [left, right] = [tree.field(deed, 'left'), tree.field(deed, 'right')];
  const field = left === undefined ? undefined : tree.field(withoutCasts(unit, left), 'field');
  if (field === undefined || right === undefined || !/^(?:Evt)?DriverUnload$/.test(tree.textOf(field)))
    return undefined;
  return functionInSlot(unit, right);
}
