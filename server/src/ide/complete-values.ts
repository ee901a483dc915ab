import { enumerations, type Enumeration } from '../knowledge/enumerations';
import { combinations, socketArguments, type SocketArgument } from '../knowledge/families';
import { eventFlags } from '../knowledge/event-flags';
import { exclusiveFlags, flags, type Flag } from '../knowledge/flags';
import { describeName } from '../knowledge/names';
import { controls } from '../knowledge/options';
import { transportOptions, type TransportOption } from '../knowledge/transport-options';
import type { Control, ControlBuffer, ControlOperation } from '../knowledge/control-shape';
import type { Parameter, SocketCategory } from '../knowledge/shape';
import type { CallAtPlace } from './place-call';

/** A name or other text that fits a place. */
export interface Value {
  readonly text: string;
  /** What it says; where there is none, the hover of the name has to do. */
  readonly about?: string;
  readonly isPreferred?: true;
  readonly isFiller?: true;
  readonly isDeprecated?: true;
}

type NamedParameter = Parameter & { readonly name: string };

/** The values that a parameter takes in a call, as far as the other arguments decide; those that are most likely first. */
export function valuesFor(call: CallAtPlace, parameter: NamedParameter): readonly Value[] {
  if (call.name === 'WskControlSocket' || call.name === 'WskControlClient') {
    const found = controlValues(call, parameter);
    if (found !== undefined) return found;
  }
  if (parameter.role === 'flags' && parameter.flags !== undefined) return flagValues(parameter.flags);
  return socketValues(call, parameter) ?? enumerators(parameter.type, call.name) ?? plainValues(parameter);
}

function aboutOf(name: string): Pick<Value, 'about'> {
  const summary = describeName(name)?.summary;
  return summary === undefined ? {} : { about: summary };
}

/** The flags that an event callback is given. */
export const flagsGivenTo = (callback: string): readonly Value[] =>
  Object.entries<Flag>(flags)
    .filter(([, { uses }]) => uses.some(({ of }) => of.includes(callback)))
    .map(([text, { summary }]) => ({ text, about: summary }));

/** Reserved flags are 0. */
const flagValues = (names: readonly string[]): readonly Value[] => [
  ...names.map((text) => ({ text, ...aboutOf(text) })),
  ...(names.some((flag) => flag.endsWith('_SOCKET'))
    ? []
    : [{ text: '0', about: 'No flag.', isFiller: true } as const]),
];

/** Without the flags that stand there already, and without those that do not go with them. */
export function withoutPresent(values: readonly Value[], present: readonly string[]): readonly Value[] {
  if (present.length === 0) return values;
  const excluded = exclusiveFlags.filter((each) => present.some((flag) => each.includes(flag)));
  return values.filter(
    ({ text }) =>
      /^\w*[A-Za-z]\w*$/.test(text) && !present.includes(text) && !excluded.some((each) => each.includes(text)),
  );
}

/** The values of an enumeration; undefined where a type is none. The count at its end is no value. */
export function enumerators(type: string, callee?: string): readonly Value[] | undefined {
  const name = type === 'KPROCESSOR_MODE' ? 'MODE' : type;
  const known: Readonly<Record<string, Enumeration>> = enumerations;
  if (!Object.hasOwn(known, name)) return undefined;
  return Object.entries(known[name]?.enumerators ?? {})
    .filter(([text]) => !/^Wsk\w+Max$/.test(text) && !(callee === 'WskInspectComplete' && text === 'WskInspectPend'))
    .map(([text, about]) => ({ text, about }));
}

/** The bits of an EventMask. */
export const eventValues = (): readonly Value[] =>
  Object.entries(eventFlags).map(([text, { summary }]) => ({ text, about: summary }));

const plainValues = ({ type, optional }: NamedParameter): readonly Value[] => {
  if (type === 'BOOLEAN') return ['TRUE', 'FALSE'].map((text) => ({ text, isFiller: true }));
  const isPointer = /\*|^P[A-Z]/.test(type);
  return optional === true && isPointer ? [{ text: 'NULL', isFiller: true }] : [];
};

const KINDS: Readonly<Record<string, SocketArgument['kind']>> = {
  AddressFamily: 'address family',
  SocketType: 'socket type',
  Protocol: 'protocol',
};

/** No socket is made of these. */
const OTHER_USES = /^(?:AF_UNSPEC|IPPROTO_IP|IPPROTO_IPV6)$/;

/** What a socket is made of; the protocol that goes with the type first. */
function socketValues(call: CallAtPlace, { name }: NamedParameter): readonly Value[] | undefined {
  const kind = call.name.startsWith('WskSocket') ? KINDS[name] : undefined;
  if (kind === undefined) return undefined;
  const type = call.argument('SocketType');
  const protocols = Object.values(combinations).flatMap((each) => each.filter((pair) => pair.type === type));
  const fitting: readonly (string | undefined)[] = protocols.map(({ protocol }) => protocol);
  const isFitting = (text: string): boolean => kind === 'protocol' && fitting.includes(text);
  return Object.entries<SocketArgument>(socketArguments)
    .filter(([text, each]) => each.kind === kind && !OTHER_USES.test(text))
    .filter(([text]) => kind !== 'protocol' || !fitting.some((each) => each !== undefined) || isFitting(text))
    .map(([text, { summary }]) => ({ text, about: summary, ...(isFitting(text) ? { isPreferred: true } : {}) }));
}

const known: Readonly<Record<string, Control>> = controls;

/** What WskControlSocket and WskControlClient take, which the request and the control code decide. */
function controlValues(call: CallAtPlace, parameter: NamedParameter): readonly Value[] | undefined {
  if (parameter.name === 'ControlCode') return codesFor(call);
  const code = call.argument('ControlCode');
  const control = Object.hasOwn(known, code) ? known[code] : undefined;
  if (parameter.name === 'Level') return [levelOf(code, control)];
  return control === undefined ? undefined : decidedBy(control, operationOf(call), parameter);
}

/** Options of the transport. WSK does nothing with those that Winsock has at SOL_SOCKET. */
const handedOn: Readonly<Record<string, TransportOption>> = Object.fromEntries(
  Object.entries(transportOptions).filter(([, { level }]) => level !== 'SOL_SOCKET'),
);

function levelOf(code: string, control: Control | undefined): Value {
  const level = Object.hasOwn(handedOn, code) ? handedOn[code]?.level : control?.level;
  const isCode = control !== undefined && control.level === undefined;
  return { text: isCode ? '0' : (level ?? 'SOL_SOCKET'), isPreferred: true };
}

function operationOf(call: CallAtPlace): ControlOperation | undefined {
  if (call.name === 'WskControlClient') return 'WskControlClient';
  const request = call.argument('RequestType');
  return (['WskSetOption', 'WskGetOption', 'WskIoctl'] as const).find((each) => each === request);
}

/** The options and codes of a request; of a request that nobody knows, all that a socket takes. */
function codesFor(call: CallAtPlace): readonly Value[] {
  const operation = operationOf(call);
  const fitting = Object.entries(known).filter(([, { operations }]) =>
    operation === undefined ? !operations.includes('WskControlClient') : operations.includes(operation),
  );
  const category = categoryOf(call.table);
  const rank = ([, { categories, deprecated }]: (typeof fitting)[number]): number =>
    (category === undefined || categories.length === 0 || categories.includes(category) ? 0 : 1) + (deprecated ? 2 : 0);
  const own = [...fitting]
    .sort((one, other) => rank(one) - rank(other))
    .map(([text, { summary, deprecated }]): Value => ({
      text,
      about: summary,
      ...(deprecated ? { isDeprecated: true } : {}),
    }));
  const takesOptions = operation === undefined || operation === 'WskSetOption' || operation === 'WskGetOption';
  return takesOptions ? [...own, ...transportValues] : own;
}

const transportValues: readonly Value[] = Object.entries(handedOn).map(([text, { summary }]) => ({
  text,
  about: summary,
}));

const CATEGORIES: Readonly<Record<string, SocketCategory>> = {
  WSK_PROVIDER_LISTEN_DISPATCH: 'listening',
  WSK_PROVIDER_DATAGRAM_DISPATCH: 'datagram',
  WSK_PROVIDER_CONNECTION_DISPATCH: 'connection',
  WSK_PROVIDER_STREAM_DISPATCH: 'stream',
};

const categoryOf = (table: string | undefined): SocketCategory | undefined =>
  table === undefined ? undefined : CATEGORIES[table];

/** Sizes and buffers that the code leaves no choice of. */
function decidedBy(
  control: Control,
  operation: ControlOperation | undefined,
  { name }: NamedParameter,
): readonly Value[] | undefined {
  if (operation === undefined) return undefined;
  const { input, output, returnsSize } = control;
  switch (name) {
    case 'InputSize':
      return sizeOf(input[operation]);
    case 'OutputSize':
      return sizeOf(output[operation]);
    case 'InputBuffer':
      return noneUnless(input[operation] !== undefined);
    case 'OutputBuffer':
      return noneUnless(output[operation] !== undefined);
    case 'OutputSizeReturned':
      return noneUnless(returnsSize === true);
    case 'Irp':
      return irpOf(control);
    default:
      return undefined;
  }
}

const none = { text: 'NULL', isPreferred: true } as const;

const noneUnless = (isTaken: boolean): readonly Value[] => (isTaken ? [] : [none]);

const irpOf = ({ irp }: Control): readonly Value[] =>
  irp === 'required' ? [] : [irp === 'NULL' ? none : { ...none, isFiller: true }];

function sizeOf(buffer: ControlBuffer | undefined): readonly Value[] {
  if (buffer === undefined) return [{ text: '0', isPreferred: true }];
  return buffer.size === undefined ? [] : [{ text: buffer.size, about: buffer.about, isPreferred: true }];
}
