import { learn } from '../knowledge/pages';
import type { ApiCallback, ApiFunction, Parameter } from '../knowledge/shape';
import { blocks, bullets, declared, fenced, footer, listed, pageLink } from './markdown';
import { mistakesText, type RuleSummary } from './rule-text';

/** Markdown of what the tables say of a function: one screen, the most needed first. Built `rules` are linked. */
export const functionText = (name: string, api: ApiFunction, rules: readonly RuleSummary[] = []): string =>
  blocks([
    `**${api.summary}**`,
    prototype(`${api.returns} ${name}`, api.parameters, api.variadic),
    `IRQL: ${irqlText(api.irql)}`,
    api.irp === undefined ? undefined : `IRP: ${api.irp}`,
    api.ownership === undefined ? undefined : `Ownership: ${api.ownership}`,
    parameterList(api.parameters),
    valueTable(api.values),
    notesText(api.notes),
    mistakesText(api.rules, rules),
    footer([
      api.since === undefined ? '' : `Since ${api.since}`,
      reachedThrough(api.tables),
      pageLink(api.page === '' ? '' : learn.ddi(api.page)),
    ]),
  ]);

/** A function of the driver that WSK calls. */
export interface InstalledCallback {
  readonly functionName: string;
  /** The dispatch tables that name it, as the source spells them. */
  readonly tables: readonly string[];
}

interface CallbackTextOptions {
  /** The driver's function, where the text is about one. */
  readonly installed?: InstalledCallback;
  /** The rules that have a page. */
  readonly rules?: readonly RuleSummary[];
}

/** Markdown of what the tables say of an event callback, or of a function of the driver that is one. */
export const callbackText = (name: string, api: ApiCallback, { installed, rules }: CallbackTextOptions = {}): string =>
  blocks([
    installed === undefined ? `**${api.summary}**` : `**${roleText(name, installed)} ${api.summary}**`,
    prototype(`${api.returns} WSKAPI ${installed?.functionName ?? name}`, api.parameters),
    `IRQL: ${irqlText(api.irql)}`,
    `Enabled: ${api.enabled}`,
    api.ownership === undefined ? undefined : `Ownership: ${api.ownership}`,
    parameterList(api.parameters),
    valueTable(api.values),
    notesText(api.notes),
    mistakesText(api.rules, rules),
    footer([`Slot of \`${api.table}\``, `typed \`${api.typedef}\``, pageLink(learn.ddi(api.page))]),
  ]);

function roleText(name: string, { tables }: InstalledCallback): string {
  const of = tables.length === 0 ? '' : ` of ${listed(tables, 'and')}`;
  return `${name} callback${of}.`;
}

/** A request of WSK whose completion a routine of the driver is told of. */
export interface CompletedRequest {
  /** The function of WSK. */
  readonly name: string;
  readonly api: ApiFunction;
  /** The functions of the driver that make the request. */
  readonly within: readonly string[];
}

/** What an IoCompletion routine can return, and what that says. */
export const completionValues: Readonly<Record<string, string>> = {
  STATUS_MORE_PROCESSING_REQUIRED: 'The I/O manager stops here. Always right for an IRP that this driver made.',
  STATUS_CONTINUE_COMPLETION: 'The I/O manager goes on to the driver above. Only for an IRP that came from there.',
};

/** Markdown for an IoCompletion routine of the driver, with the requests that are known to end in it. */
export const completionRoutineText = (
  functionName: string,
  requests: readonly CompletedRequest[],
  rules: readonly RuleSummary[] = [],
): string =>
  blocks([
    `**IoCompletion routine${requestNames(requests)}**`,
    fenced([`NTSTATUS ${functionName}(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)`]),
    'IRQL: at most DISPATCH_LEVEL. It must not wait.',
    requestList(requests),
    'DeviceObject is NULL for an IRP that this driver allocated. `Irp->IoStatus` holds the outcome of the request.',
    valueTable(completionValues),
    mistakesText(['completion-routine-lets-own-irp-go-on'], rules),
    pageLink(learn.network('using-irps-with-winsock-kernel-functions')),
  ]);

/** Under a heading of their own: two lists in a row would be one. */
const notesText = (notes: readonly string[] = []): string => (notes.length === 0 ? '' : `Notes:\n${bullets(notes)}`);

/** So many requests of one routine are listed; a driver may use one routine for all. */
const MOST_REQUESTS = 4;
const MOST_FUNCTIONS = 3;

function requestNames(requests: readonly CompletedRequest[]): string {
  if (requests.length === 0) return ': called when the IRP that it was set for completes.';
  return requests.length > MOST_REQUESTS
    ? ` of ${requests.length} kinds of requests.`
    : ` of ${listed(
        requests.map(({ name }) => name),
        'and',
      )}.`;
}

function requestList(requests: readonly CompletedRequest[]): string {
  const lines = requests.slice(0, MOST_REQUESTS).map(requestText);
  const rest = requests.slice(MOST_REQUESTS).map(({ name }) => name);
  return bullets(rest.length === 0 ? lines : [...lines, `and ${listed(rest, 'and')}.`]);
}

function requestText({ name, api, within }: CompletedRequest): string {
  const rest = within.length - MOST_FUNCTIONS;
  const makers =
    rest > 0
      ? `${within
          .slice(0, MOST_FUNCTIONS)
          .map((maker) => `\`${maker}\``)
          .join(', ')} and ${rest} more`
      : listed(within, 'and');
  return `\`${name}\` in ${makers}. ${api.irp ?? ''}`.trimEnd();
}

const reachedThrough = (tables: readonly string[] | undefined): string =>
  tables === undefined ? '' : tables.map((table) => `\`${table}\``).join(', ');

/** The levels at which a function may be called, as a sentence. */
export function irqlText({ min, max, note }: ApiFunction['irql']): string {
  const level = min === undefined || min === 'PASSIVE_LEVEL' ? upTo(max) : between(min, max);
  return note === undefined ? level : `${level} ${note}`;
}

const upTo = (max: string): string => {
  if (max === 'HIGH_LEVEL') return 'any level.';
  return max === 'PASSIVE_LEVEL' ? 'PASSIVE_LEVEL.' : `at most ${max}.`;
};

const between = (min: string, max: string): string => (min === max ? `${max} only.` : `${min} to ${max}.`);

/** A prototype as C writes it, in lines that fit a hover. */
export function prototype(
  start: string,
  parameters: Readonly<Record<string, Parameter>>,
  isVariadic: boolean | undefined = false,
): string {
  const named = Object.entries(parameters).map(([name, { type }]) => declared(type, name));
  const list = isVariadic ? [...named, '...'] : named;
  const line = `${start}(${list.length === 0 ? 'VOID' : list.join(', ')})`;
  if (line.length <= 80) return fenced([line]);
  return fenced([
    `${start}(`,
    ...list.map((parameter, index) => `    ${parameter}${index < list.length - 1 ? ',' : ')'}`),
  ]);
}

const parameterList = (parameters: Readonly<Record<string, Parameter>>): string =>
  bullets(
    Object.entries(parameters).map(
      ([name, parameter]) => `\`${name}\` (${directionText(parameter)}): ${parameterText(parameter)}`,
    ),
  );

const directions = { in: 'in', out: 'out', inout: 'in, out' } as const;

/** Whether the function reads or writes what it is given, and whether it may be left out. */
export const directionText = ({ flow, optional }: Parameter): string =>
  optional === true ? `${directions[flow]}, optional` : directions[flow];

/** What a parameter is, with the flags that the sentence on it does not name already. */
export function parameterText({ about, flags = [] }: Parameter): string {
  const unnamed = flags.filter((flag) => !about.includes(flag));
  return unnamed.length === 0 ? about : `${about} Takes ${listed(unnamed, 'or')}.`;
}

function valueTable(values: Readonly<Record<string, string>> | undefined): string {
  const { other, ...named } = values ?? {};
  const ordered = Object.entries(other === undefined ? named : { ...named, other });
  const rows = ordered.map(([value, meaning]) => `| ${valueText(value)} | ${meaning.replaceAll('|', '\\|')} |`);
  return rows.length === 0 ? '' : ['| Returns | Meaning |', '| --- | --- |', ...rows].join('\n');
}

const valueText = (value: string): string => (value === 'other' ? 'any other' : `\`${value}\``);
