import { knownConstants } from '../../knowledge/constants';
import { eventFlags } from '../../knowledge/event-flags';
import { WSK_NPI } from '../../knowledge/macros';
import { controlRequest } from './control-request';
import { isZero, type Value } from '../state/terms';
import type { Argument, Use } from '../summary/summary';

export type EventName = Exclude<keyof typeof eventFlags, 'WSK_EVENT_DISABLE'>;

/** A call that enables or disables event callbacks, with what its WSK_EVENT_CALLBACK_CONTROL holds. */
export interface EventControl {
  /** For all sockets of the client to come, and not for one socket. */
  readonly isStatic: boolean;
  /** Whose events they are: WSK's, those of somebody else, nobody's where NpiId is NULL or was never set. */
  readonly npi: 'WSK' | 'NULL' | 'unset' | 'unknown' | { readonly other: string };
  /** The events of the mask; undefined where it is not known, or has bits that are no event of WSK. */
  readonly events: readonly EventName[] | undefined;
  readonly disables: boolean;
  /** The argument that leads to the structure. */
  readonly control: Argument;
}

const DISABLE = knownConstants['WSK_EVENT_DISABLE'] ?? 0;

/** What a call asks for in the way of event callbacks; undefined for any other call, and where its buffer is not known. */
export function eventControl(use: Use): EventControl | undefined {
  const name = controlRequest(use)?.name;
  const control = use.arguments.get('InputBuffer');
  const isStatic = name === 'WSK_SET_STATIC_EVENT_CALLBACKS';
  if (control?.behind === undefined || (!isStatic && name !== 'SO_WSK_EVENT_CALLBACK')) return undefined;
  const { holds, unset } = control.behind;
  const [npi, mask] = [holds.get('NpiId'), holds.get('EventMask')];
  const bits = mask?.kind === 'number' ? mask.value >>> 0 : undefined;
  return {
    isStatic,
    npi: unset.includes('NpiId') ? 'unset' : npiOf(npi),
    events: bits === undefined ? undefined : eventsIn(bits),
    disables: bits !== undefined && (bits & DISABLE) !== 0,
    control,
  };
}

/** The events in a mask, whether they are to be enabled or disabled. */
function eventsIn(bits: number): readonly EventName[] | undefined {
  const events = (Object.keys(eventFlags) as (keyof typeof eventFlags)[]).filter(
    (name): name is EventName => name !== 'WSK_EVENT_DISABLE' && (bits & (knownConstants[name] ?? 0)) !== 0,
  );
  const known = events.reduce((all, name) => all | (knownConstants[name] ?? 0), DISABLE);
  return (bits & ~known) === 0 ? events : undefined;
}

function npiOf(value: Value | undefined): EventControl['npi'] {
  if (value !== undefined && isZero(value)) return 'NULL';
  if (value?.kind === 'named') return value.name === `&${WSK_NPI}` ? 'WSK' : 'unknown';
  if (value?.kind !== 'address' || value.region.place.is !== 'variable') return 'unknown';
  const { name } = value.region.place.variable;
  return name === WSK_NPI ? 'WSK' : { other: name };
}

/**
 * How C names a member of the structure that an argument leads to: `Control.EventMask`; undefined where the argument is
 * more than a name and an `&`.
 */
export function memberText({ text }: Argument, member: string): string | undefined {
  const [, address, path] = /^(?:\(\s*[\w\s*]+\)\s*)?(&\s*)?([A-Za-z_]\w*(?:(?:\.|->)\w+)*)$/.exec(text) ?? [];
  return path === undefined ? undefined : `${path}${address === undefined ? '->' : '.'}${member}`;
}
