import type { FileReport } from '../lint/run';
import type { Related } from '../lint/rule';
import { readSource } from '../project/files';
import { lineTable } from '../text/lines';
import type { Span } from '../text/span';

/** A span as people count it: lines and columns from 1, columns in UTF-16 units, the end excluded. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Turns spans of one report into lines and columns; spans in other files too, which are read for that. */
export interface Places {
  readonly at: (span: Span) => Place;
  readonly ofRelated: (related: Related) => Place;
  /** The text of the line that a place starts in, without its end. */
  readonly lineText: (place: Place) => string;
}

export async function placesOf({ file, findings }: FileReport): Promise<Places> {
  const sources = new Map([[file.path, sourceOf(file.text)]]);
  for (const { path } of findings.flatMap(({ related }) => related)) {
    if (path === undefined || sources.has(path)) continue;
    const other = await readSource(path);
    sources.set(path, sourceOf(other.kind === 'source' ? other.file.text : ''));
  }
  const place = (path: string, { start, end }: Span): Place => {
    const from = sources.get(path)?.table.positionAt(start) ?? { line: 0, column: 0 };
    const to = sources.get(path)?.table.positionAt(end) ?? from;
    return { file: path, line: from.line + 1, column: from.column + 1, endLine: to.line + 1, endColumn: to.column + 1 };
  };
  return {
    at: (span) => place(file.path, span),
    ofRelated: ({ path, at }) => place(path ?? file.path, at),
    lineText: (at) => sources.get(at.file)?.lines[at.line - 1] ?? '',
  };
}

const sourceOf = (text: string) => ({ table: lineTable(text), lines: text.split(/\r\n|\r|\n/) });
