import type { Control } from '../knowledge/options';
import { learn } from '../knowledge/pages';
import type { ApiCallback, ApiFunction, Parameter } from '../knowledge/shape';
import type { Members } from '../knowledge/structures';

/** Markdown of what the tables say of a function: one screen, the most needed first. */
export const functionText = (name: string, api: ApiFunction): string =>
  blocks([
    `**${api.summary}**`,
    prototype(`${api.returns} ${name}`, api.parameters, api.variadic),
    `IRQL: ${irqlText(api.irql)}`,
    api.irp === undefined ? undefined : `IRP: ${api.irp}`,
    parameterList(api.parameters),
    valueTable(api.values),
    [since(api.since), reachedThrough(api.tables), api.page === '' ? '' : link(learn.ddi(api.page))]
      .filter((part) => part !== '')
      .join(' · '),
  ]);

/** Markdown of what the tables say of an event callback; `functionName` is the driver's function, where there is one. */
export const callbackText = (name: string, api: ApiCallback, functionName: string = name): string =>
  blocks([
    functionName === name ? `**${api.summary}**` : `**${name} callback. ${api.summary}**`,
    prototype(`${api.returns} WSKAPI ${functionName}`, api.parameters),
    `IRQL: ${irqlText(api.irql)}`,
    `Enabled: ${api.enabled}`,
    parameterList(api.parameters),
    valueTable(api.values),
    `Slot of \`${api.table}\` · typed \`${api.typedef}\` · ${link(learn.ddi(api.page))}`,
  ]);

/** Markdown of what the table says of a socket option or control code. */
export function controlText(name: string, control: Control): string {
  const page = control.page.includes('/') ? learn.ddi(control.page) : learn.network(control.page);
  return blocks([
    `**${control.summary}**`,
    `\`${name}\`: ${control.kind}${control.level === undefined ? '' : ` at level \`${control.level}\``}, with ${control.operations
      .map((operation) => `\`${operation}\``)
      .join(' or ')}`,
    `When: ${control.when}`,
    `IRP: ${control.irp}`,
    link(page),
  ]);
}

/** Markdown of a structure of wsk.h: its members, as C declares them. */
export const structureText = (name: string, members: Members): string =>
  blocks([
    `**${name}**, a structure of wsk.h.`,
    fenced([
      `typedef struct _${name} {`,
      ...Object.entries(members).map(([member, type]) => `    ${declared(type, member)};`),
      `} ${name}, *P${name};`,
    ]),
  ]);

/** Markdown for an IoCompletion routine of the driver. */
export const completionRoutineText = (functionName: string): string =>
  blocks([
    '**IoCompletion routine: called when the IRP it was set for completes.**',
    fenced([`NTSTATUS ${functionName}(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)`]),
    'IRQL: at most DISPATCH_LEVEL. It must not wait.',
    'DeviceObject is NULL for an IRP that this driver allocated. `Irp->IoStatus` holds the outcome of the request.',
    valueTable({
      STATUS_MORE_PROCESSING_REQUIRED: 'The I/O manager stops here. Always right for an IRP that this driver made.',
      STATUS_CONTINUE_COMPLETION: 'The I/O manager goes on to the driver above. Only for an IRP that came from there.',
    }),
    link(learn.network('using-irps-with-winsock-kernel-functions')),
  ]);

const blocks = (parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== '').join('\n\n');

const fenced = (lines: readonly string[]): string => ['```c', ...lines, '```'].join('\n');

const link = (address: string): string => `[Microsoft's page](${address})`;

const since = (version: string | undefined): string => (version === undefined ? '' : `Since ${version}`);

const reachedThrough = (tables: readonly string[] | undefined): string =>
  tables === undefined ? '' : tables.map((table) => `\`${table}\``).join(', ');

const irqlText = ({ max, note }: ApiFunction['irql']): string => {
  const level = max === 'HIGH_LEVEL' ? 'any level.' : max === 'PASSIVE_LEVEL' ? 'PASSIVE_LEVEL.' : `at most ${max}.`;
  return note === undefined ? level : `${level} ${note}`;
};

/** `PIRP Irp`, but `SIZE_T *Length`. */
const declared = (type: string, name: string): string => (type.endsWith('*') ? `${type}${name}` : `${type} ${name}`);

function prototype(start: string, parameters: Readonly<Record<string, Parameter>>, isVariadic = false): string {
  const named = Object.entries(parameters).map(([name, { type }]) => declared(type, name));
  const list = isVariadic ? [...named, '...'] : named;
  const line = `${start}(${list.length === 0 ? 'VOID' : list.join(', ')})`;
  if (line.length <= 80) return fenced([line]);
  return fenced([
    `${start}(`,
    ...list.map((parameter, index) => `    ${parameter}${index < list.length - 1 ? ',' : ')'}`),
  ]);
}

function parameterList(parameters: Readonly<Record<string, Parameter>>): string {
  return Object.entries(parameters)
    .map(([name, parameter]) => `- \`${name}\`: ${parameter.about}${flagText(parameter)}`)
    .join('\n');
}

/** The flags that the sentence on the parameter does not name already. */
function flagText({ about, flags = [] }: Parameter): string {
  const unnamed = flags.filter((flag) => !about.includes(flag));
  return unnamed.length === 0 ? '' : ` One of ${unnamed.map((flag) => `\`${flag}\``).join(', ')}.`;
}

function valueTable(values: Readonly<Record<string, string>> | undefined): string {
  const rows = Object.entries(values ?? {}).map(([value, meaning]) => `| ${valueText(value)} | ${meaning} |`);
  return rows.length === 0 ? '' : ['| Returns | Meaning |', '| --- | --- |', ...rows].join('\n');
}

const valueText = (value: string): string => (value === 'other' ? 'any other' : `\`${value}\``);
