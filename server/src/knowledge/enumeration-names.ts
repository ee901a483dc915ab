import { enumerations, type Enumeration } from './enumerations';
import { knownConstants } from './constants';
import { decimalOf } from './name-facts';
import type { NameEntry } from './name-entry';
import { learn } from './pages';

const table: Readonly<Record<string, Enumeration>> = enumerations;

/** Groups that have no name in C, or of which the table has some enumerators only. */
const NOT_DECLARED: ReadonlySet<string> = new Set([
  'KWAIT_REASON',
  'IO_COMPLETION_ROUTINE_RESULT',
  'LOCK_OPERATION',
  'MEMORY_CACHING_TYPE',
  'MM_PAGE_PRIORITY',
  'WORK_QUEUE_TYPE',
  'POOL_TYPE',
  'WAIT_TYPE',
  'EVENT_TYPE',
  'MODE',
]);

const ofEnumerator: ReadonlyMap<string, string> = new Map(
  Object.entries(table).flatMap(([name, { enumerators }]) =>
    Object.keys(enumerators).map((enumerator) => [enumerator, name] as const),
  ),
);

/** The names of all enumerators, in the order of the table. */
export const enumeratorNames: readonly string[] = [...ofEnumerator.keys()];

const enumeratorLine = (name: string): string => `    ${name} = ${String(knownConstants[name] ?? '')},`;

/** What the tables say of an enumeration, by its name, its tag or the type of a pointer to it. */
export function describeEnumeration(name: string): NameEntry | undefined {
  const own = [name.replace(/^_/, ''), name.replace(/^P/, '')].find((each) => Object.hasOwn(table, each));
  const entry = own === undefined ? undefined : table[own];
  if (own === undefined || entry === undefined) return undefined;
  const body = Object.keys(entry.enumerators).map(enumeratorLine);
  return {
    kind: 'enumeration',
    summary: entry.summary,
    ...(NOT_DECLARED.has(own) ? {} : { value: ['typedef enum {', ...body, `} ${own};`].join('\n') }),
    facts: [
      ...Object.entries(entry.enumerators).map(([enumerator, about]) => `${enumerator}: ${about}`),
      ...(entry.notes ?? []),
    ],
    rules: entry.rules ?? [],
    page: learn.ddi(entry.page),
  };
}

/** What the tables say of an enumerator. */
export function describeEnumerator(name: string): NameEntry | undefined {
  const of = ofEnumerator.get(name);
  const entry = of === undefined ? undefined : table[of];
  const summary = entry?.enumerators[name];
  if (of === undefined || entry === undefined || summary === undefined) return undefined;
  const value = decimalOf(name);
  return {
    kind: 'enumerator',
    summary,
    ...(value === undefined ? {} : { value }),
    of,
    facts: entry.notes ?? [],
    rules: entry.rules ?? [],
    page: learn.ddi(entry.page),
  };
}
