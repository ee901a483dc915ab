import { knownConstants } from './constants';
import type { Control, ControlBuffer } from './control-shape';
import type { EventFlag } from './event-flags';
import type { Flag } from './flags';
import type { Members } from './members';
import type { SocketCategory } from './shape';
import type { StructureMeaning } from './structure-meaning';

const categoryNames: Readonly<Record<SocketCategory, string>> = {
  basic: 'basic',
  listening: 'listening',
  datagram: 'datagram',
  connection: 'connection-oriented',
  stream: 'stream',
};

/** A socket category as sentences have it. */
export const nameOfCategory = (category: SocketCategory): string => categoryNames[category];

/** The words joined as in a sentence: `a, b or c`. */
export function listed(words: readonly string[], by = 'or'): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} ${by} ${last}`;
}

/** The number in decimal: `23`, or undefined where the tables know none. */
export function decimalOf(name: string): string | undefined {
  const value = knownConstants[name];
  return value === undefined ? undefined : String(value);
}

/** The number in the way that headers write flags: `0x10`, or undefined where the tables know none. */
export function hexOf(name: string): string | undefined {
  const value = knownConstants[name];
  return value === undefined || value < 0 ? undefined : `0x${value.toString(16)}`;
}

const bufferFact = (which: string, operation: string, buffer: ControlBuffer): string => {
  const size = buffer.size === undefined ? '' : `, ${buffer.size}`;
  return `${which} of ${operation} (${buffer.type}${size}): ${buffer.about}`;
};

function bufferFacts(which: 'Input' | 'Output', buffers: Control['input']): string[] {
  return Object.entries(buffers).map(([operation, buffer]) => bufferFact(which, operation, buffer));
}

const irpFacts: Readonly<Record<Control['irp'], string>> = {
  required: 'It takes an IRP.',
  NULL: 'The IRP must be NULL.',
  'NULL to enable, optional to disable': 'The IRP is NULL to enable, and optional to disable.',
  'not documented': 'Whether it takes an IRP is not documented.',
};

const availability = (since: string | undefined): string[] => (since === undefined ? [] : [`Since ${since}.`]);

/** Where and how a socket option or control code is used, the most needed first. */
export function controlFacts(control: Control): string[] {
  return [
    control.when,
    ...bufferFacts('Input', control.input),
    ...bufferFacts('Output', control.output),
    irpFacts[control.irp],
    ...(control.default === undefined ? [] : [`Default: ${control.default}`]),
    ...Object.entries(control.failures ?? {}).map(([status, about]) => `${status}: ${about}`),
    ...(control.notes ?? []),
    ...availability(control.since),
  ];
}

/** What a flag says, to each of the functions that take it where it does not say the same to all. */
export const flagFacts = (flag: Flag): string[] => [
  ...flag.uses.map(({ of, about }) => (flag.uses.length === 1 ? about : `${listed(of, 'and')}: ${about}`)),
  ...(flag.notes ?? []),
];

/** Which sockets have the event, and how the callback is enabled. */
export const eventFacts = ({ categories, notes }: EventFlag): string[] => [
  `Goes into the EventMask for a ${listed(categories.map((category) => categoryNames[category]))} socket.`,
  ...(notes ?? []),
];

/** What NT_SUCCESS makes of a status, given as an unsigned number, that is not plainly the one or the other. */
export function severityFacts(value: number): string[] {
  if (value !== 0 && value < 0x80000000) return ['NT_SUCCESS takes it for a success.'];
  if (value >= 0x80000000 && value < 0xc0000000) return ['It is a warning: NT_SUCCESS is false for it.'];
  return [];
}

/** Who owns a structure, and what else there is to know of it. */
export const structureFacts = ({ ownership, notes, since }: StructureMeaning): string[] => [
  ...(ownership === undefined ? [] : [ownership]),
  ...(notes ?? []),
  ...availability(since),
];

/** A member of an array or pointer type, with the star where C has it. */
const memberLine = ([name, type]: [string, string]): string =>
  type.endsWith('*') ? `    ${type}${name};` : `    ${type} ${name};`;

/** The declaration of a structure; `partly` where the table leaves members out. */
export function structureText(name: string, members: Members, partly: boolean): string | undefined {
  const lines = Object.entries(members)
    .filter(([member]) => member !== 'Basic')
    .map(memberLine);
  if (lines.length === 0) return undefined;
  const rest = partly ? ['    /* ... */'] : [];
  return [`typedef struct _${name} {`, ...lines, ...rest, `} ${name}, *P${name};`].join('\n');
}
