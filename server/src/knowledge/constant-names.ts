import { enumerations } from './enumerations';
import { eventFlags, type EventFlag } from './event-flags';
import { flags, type Flag } from './flags';
import { kernelConstants } from './kernel-constants';
import { wskMacros, type Constant } from './macros';
import { controlFacts, decimalOf, eventFacts, flagFacts, hexOf, listed, severityFacts } from './name-facts';
import type { NameEntry } from './name-entry';
import { describeEnumeration, describeEnumerator, enumeratorNames } from './enumeration-names';
import { controls, describeControl } from './options';
import { learn } from './pages';
import { socketArguments, type SocketArgument } from './families';
import { wskStatusMeanings, type StatusMeaning } from './status-meanings';
import { statuses } from './statuses';
import { transportOptions, type TransportOption } from './transport-options';
import { transportStatusMeanings } from './transport-statuses';

/** One sort of name: which names there are, and what is said of each. */
export interface Describer {
  readonly names: readonly string[];
  readonly describe: (name: string) => NameEntry | undefined;
}

/** An entry's text for C, where there is one. */
const valued = (value: string | undefined): { value?: string } => (value === undefined ? {} : { value });

/** A describer out of a table; names that every object has are not in it. */
function from<Entry>(
  table: Readonly<Record<string, Entry>>,
  entryOf: (entry: Entry, name: string) => NameEntry,
): Describer {
  return {
    names: Object.keys(table),
    describe: (name) => {
      const entry = Object.hasOwn(table, name) ? table[name] : undefined;
      return entry === undefined ? undefined : entryOf(entry, name);
    },
  };
}

const flagNames = from<Flag>(flags, (flag, name) => ({
  kind: 'flag',
  summary: flag.summary,
  ...valued(hexOf(name)),
  of: listed(
    flag.uses.flatMap(({ of }) => of),
    'and',
  ),
  facts: flagFacts(flag),
  rules: flag.rules ?? [],
  page: learn.ddi(flag.page),
}));

const eventNames = from<EventFlag>(eventFlags, (flag, name) => ({
  kind: 'event flag',
  summary: flag.summary,
  ...valued(hexOf(name)),
  of: 'EventMask',
  facts: eventFacts(flag),
  rules: flag.rules,
  page: learn.network('so-wsk-event-callback'),
}));

const controlNames: Describer = {
  names: Object.keys(controls),
  describe: (name) => {
    const control = describeControl(name);
    if (control === undefined) return undefined;
    return {
      kind: control.kind,
      summary: control.summary,
      ...(control.level === undefined ? {} : { of: control.level }),
      facts: controlFacts(control),
      rules: control.rules ?? [],
      page: control.page.includes('/') ? learn.ddi(control.page) : learn.network(control.page),
    };
  },
};

const optionNames = from<TransportOption>(transportOptions, ({ level, summary, notes, page }) => ({
  kind: 'socket option',
  summary,
  of: level,
  facts: [
    ...(notes ?? []),
    `Its level is ${level}. The pages of WSK do not list it: WSK hands it to the transport.`,
    'It takes an IRP.',
  ],
  page,
}));

/** Every status, with the statuses that WSK's own pages name first. */
const meanings: Readonly<Record<string, StatusMeaning>> = { ...wskStatusMeanings, ...transportStatusMeanings };

const statusNames = from(statuses, (value, name) => ({
  kind: 'status',
  summary: meanings[name]?.about ?? '',
  value: `0x${value.toString(16).toUpperCase().padStart(8, '0')}`,
  facts: [...severityFacts(value), ...(meanings[name]?.facts ?? [])],
  rules: meanings[name]?.rules ?? [],
  page: learn.kernel('using-ntstatus-values'),
}));

const argumentNames = from<SocketArgument>(socketArguments, (entry, name) => ({
  kind: entry.kind,
  summary: entry.summary,
  ...valued(decimalOf(name)),
  ...(entry.address === undefined ? {} : { of: entry.address }),
  facts: entry.notes ?? [],
  rules: entry.rules ?? [],
  page: learn.ddi(entry.page),
}));

const macroNames = from<Constant>({ ...wskMacros, ...kernelConstants }, (entry, name) => ({
  kind: entry.kind,
  summary: entry.summary,
  ...valued(entry.value ?? hexOf(name)),
  facts: entry.notes ?? [],
  rules: entry.rules ?? [],
  page: entry.page === '' ? '' : learn.ddi(entry.page),
}));

/** All sorts of names but structures and pointer types. */
export const constantDescribers: readonly Describer[] = [
  { names: Object.keys(enumerations), describe: describeEnumeration },
  { names: enumeratorNames, describe: describeEnumerator },
  flagNames,
  eventNames,
  controlNames,
  optionNames,
  statusNames,
  argumentNames,
  macroNames,
];
