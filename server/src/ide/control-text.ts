import type { Control, ControlBuffer, ControlOperation } from '../knowledge/options';
import { learn } from '../knowledge/pages';
import { blocks, bullets, footer, listed, pageLink } from './markdown';
import { irqlText } from './page-text';
import { mistakesText, type RuleSummary } from './rule-text';

/** Markdown of what the table says of a socket option or control code. Built `rules` are linked. */
export const controlText = (name: string, control: Control, rules: readonly RuleSummary[] = []): string =>
  blocks([
    `**${control.summary}**`,
    `\`${name}\`: ${kindText(control)}.`,
    `When: ${control.when}`,
    `IRP: ${control.irp}. IRQL: ${irqlText({ max: control.irql })}${returnedSizeText(control)}`,
    bullets([...operationTexts(control), ...defaultText(control), ...failureTexts(control), ...(control.notes ?? [])]),
    mistakesText(control.rules, rules),
    footer([
      control.since === undefined ? '' : `Since ${control.since}`,
      control.deprecated === true ? 'Deprecated' : '',
      pageLink(control.page.includes('/') ? learn.ddi(control.page) : learn.network(control.page)),
    ]),
  ]);

function kindText({ kind, level, categories }: Control): string {
  const at = level === undefined ? '' : ` at level \`${level}\``;
  const sockets = categories.length === 0 ? '' : ` of ${enumerated(categories)} sockets`;
  return `${kind}${at}${sockets}`;
}

const enumerated = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;

const operationTexts = (control: Control): string[] =>
  control.operations.map((operation) => {
    const [input, output] = [control.input[operation], control.output[operation]];
    const parts = [
      input === undefined ? undefined : `takes ${bufferText(input)}`,
      output === undefined ? undefined : `gives ${bufferText(output)}`,
    ].filter((part) => part !== undefined);
    return `\`${operation}\` ${parts.length === 0 ? 'takes and gives no data.' : parts.join(' It ')}`;
  });

/** What a buffer holds, its size, and a sentence on it. */
function bufferText({ type, size, optional, about }: ControlBuffer): string {
  const bytes = size === undefined || size === `sizeof(${type})` ? '' : ` of \`${size}\` bytes`;
  return `\`${type}\`${bytes}${optional === true ? ', or NULL' : ''}: ${about}`;
}

const returnedSizeText = ({ returnsSize }: Control): string =>
  returnsSize === true ? ' OutputSizeReturned takes the address of a SIZE_T.' : '';

const defaultText = (control: Control): string[] =>
  control.default === undefined ? [] : [`Default: ${control.default.replace(/^(\w+): /, '$1, ')}`];

const failureTexts = ({ failures = {} }: Control): string[] =>
  Object.entries(failures).map(([status, meaning]) => `\`${status}\`: ${meaning}`);

const inputs: readonly string[] = ['InputBuffer', 'InputSize'];
const outputs: readonly string[] = ['OutputBuffer', 'OutputSize'];

/**
 * What an option or control code wants in one parameter of WskControlSocket or WskControlClient; undefined where that is
 * the same for all, and where the option is not for this operation.
 */
export function controlParameterText(
  name: string,
  control: Control,
  operation: string,
  parameter: string,
): string | undefined {
  const known = control.operations.find((one) => one === operation);
  const wanted = known === undefined ? undefined : wantedBy(control, known, parameter);
  return wanted === undefined ? undefined : `For ${listed([name], 'and')}: ${wanted}`;
}

function wantedBy(control: Control, operation: ControlOperation, parameter: string): string | undefined {
  if (inputs.includes(parameter)) return bufferIn(control.input[operation]);
  if (outputs.includes(parameter)) return bufferIn(control.output[operation]);
  if (parameter === 'Level') return control.level === undefined ? '0.' : `\`${control.level}\`.`;
  if (parameter === 'Irp') return `${control.irp}.`;
  if (parameter !== 'OutputSizeReturned') return undefined;
  return control.returnsSize === true ? 'the address of a SIZE_T.' : 'NULL.';
}

const bufferIn = (buffer: ControlBuffer | undefined): string =>
  buffer === undefined ? 'no data: NULL with a size of 0.' : bufferText(buffer);
