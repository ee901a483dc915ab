import { describeControl, type ControlPhase } from './options';
import { transportOptions } from './transport-options';

/** The level of the options of a protocol, by what their names begin with. Source: ws2def.h and ws2ipdef.h. */
const BY_BEGINNING: readonly (readonly [string, string])[] = [
  ['SO_', 'SOL_SOCKET'],
  ['TCP_', 'IPPROTO_TCP'],
  ['UDP_', 'IPPROTO_UDP'],
  ['IPV6_', 'IPPROTO_IPV6'],
  ['IP_', 'IPPROTO_IP'],
];

/** The level of an option, by the name of a constant of a header; undefined for one that is no option. */
export function levelOfOption(name: string): string | undefined {
  const control = describeControl(name);
  if (control !== undefined) return control.level;
  const transport: Readonly<Record<string, { readonly level: string }>> = transportOptions;
  const known = Object.hasOwn(transport, name) ? transport[name] : undefined;
  return known?.level ?? BY_BEGINNING.find(([beginning]) => name.startsWith(beginning))?.[1];
}

/** Options of the transport that have no effect later. Source: Microsoft's WSK sample, and the page of WskConnectEx. */
const TRANSPORT_PHASES: Readonly<Record<string, ControlPhase>> = {
  IPV6_V6ONLY: 'before bind',
  TCP_FASTOPEN: 'before connect or accept',
};

/** When in the life of a socket, or of the client, an option or control code is allowed, by its name. */
export const phaseOf = (name: string): ControlPhase =>
  describeControl(name)?.phase ?? (Object.hasOwn(TRANSPORT_PHASES, name) ? TRANSPORT_PHASES[name] : undefined) ?? 'any';
