/** One call that a page on an option or control code describes. */
export interface ControlRequest {
  /** `WskSetOption`, `WskGetOption`, `WskIoctl`, or `WskControlClient` where no request type is named. */
  readonly operation: string;
  /** As it stands there; undefined where a control code of the client has none. */
  readonly level: string | undefined;
  readonly inputSize: string;
  readonly outputSize: string;
  /** Whether OutputSizeReturned is anything but NULL. */
  readonly returnsSize: boolean;
}

/** What a page of the network guide on an option or control code says in places that a tool can find. */
export interface ControlPage {
  readonly name: string;
  readonly requests: readonly ControlRequest[];
  readonly irp: 'required' | 'NULL' | 'depends' | 'not given';
}

const plain = (html: string): string =>
  html
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\\(?=[_[\]])|\*\*/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();

/** The rows of a table with two columns, parameter and value. */
const rowsOf = (table: string): [string, string][] =>
  [...table.matchAll(/<tr[^>]*>\s*<td[^>]*>(.*?)<\/td>\s*<td[^>]*>(.*?)<\/td>\s*<\/tr>/gs)].map(
    ([, parameter = '', value = '']) => [plain(parameter), plain(value)],
  );

/** The newer pages have a paragraph for each parameter: `*Level*`, and below it `Use zero for this operation.` */
const paragraphsOf = (text: string): [string, string][] =>
  [...text.matchAll(/^\*(\w+)\*[^\n]*\n((?:[^\n]+\n?)+)/gm)].map(([, parameter = '', about = '']) => [
    parameter,
    /\bUse\s+(\S+?)\.?\s+for this operation/.exec(plain(about))?.[1] ?? plain(about),
  ]);

/** A number is a number however it is written, and a size in words is what the caller chooses. */
function sizeOf(value: string | undefined): string {
  if (value === undefined || /^(?:0|zero)$/i.test(value)) return '0';
  return /^sizeof\s*\(\s*(\w+)\s*\)$/.exec(value)?.[0].replaceAll(/\s/g, '') ?? 'chosen by the caller';
}

function requestOf(rows: readonly [string, string][]): ControlRequest | undefined {
  const values = new Map(rows);
  if (!values.has('ControlCode')) return undefined;
  return {
    operation: values.get('RequestType') ?? 'WskControlClient',
    level: values.get('Level')?.replace(/^zero$/i, '0'),
    inputSize: sizeOf(values.get('InputSize')),
    outputSize: sizeOf(values.get('OutputSize')),
    returnsSize: !/^NULL$/i.test(values.get('OutputSizeReturned') ?? 'NULL'),
  };
}

const MUST_BE_NULL = /\bIrp\b[^.]{0,40}must be NULL|(?:does not|must not) specify a pointer to an IRP/;
const MUST_BE_GIVEN = /must specify a pointer to an IRP|An IRP is required/;

/** Whether an IRP is asked for, as far as sentences of the usual form say so. */
function irpOf(text: string): ControlPage['irp'] {
  const prose = plain(text).replaceAll('*', '');
  if (prose.includes('can optionally specify a pointer to an IRP')) return 'depends';
  if (MUST_BE_GIVEN.test(prose)) return 'required';
  return MUST_BE_NULL.test(prose) ? 'NULL' : 'not given';
}

/** Reads the text of a page on a socket option, an I/O control code or a client control code. */
export function readControlPage(page: string): ControlPage {
  const text = page.replaceAll('\r\n', '\n');
  const tables = text.match(/<table>.*?<\/table>/gs) ?? [];
  const fromTables = tables.map(rowsOf).flatMap((rows) => requestOf(rows) ?? []);
  const requests = fromTables.length > 0 ? fromTables : [requestOf(paragraphsOf(text))].flatMap((each) => each ?? []);
  return {
    name: (/^title:[ \t]*(\w+)/m.exec(text.replaceAll('\\_', '_'))?.[1] ?? '').trim(),
    requests,
    irp: irpOf(text),
  };
}
