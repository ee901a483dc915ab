/** A place in a text as LSP counts: line and column from 0, the column in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The lines of one text. */
export interface LineTable {
  /** How many lines there are; a text without a line break has one. */
  readonly count: number;
  /** The position of an offset in UTF-16 units; one outside the text counts as its nearer end. */
  positionAt(offset: number): Position;
  /** The offset of a position; one outside the text or behind its line counts as the nearest place that exists. */
  offsetAt(position: Position): number;
  /** Where a line starts, from 0; the end of the text for a line that there is not. */
  startOf(line: number): number;
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** The lines of `text`. A line ends at \n, \r\n or a lone \r, as in the Language Server Protocol. */
export function lineTable(text: string): LineTable {
  const starts = lineStarts(text);
  const startOf = (line: number) => (line < 0 ? 0 : (starts[line] ?? text.length));
  return {
    count: starts.length,
    startOf,
    positionAt(offset) {
      const inside = Math.min(Math.max(offset, 0), text.length);
      const line = lineOf(starts, inside);
      return { line, column: inside - startOf(line) };
    },
    offsetAt({ line, column }) {
      const start = startOf(line);
      return Math.min(start + Math.max(column, 0), endOfLine(text, start, startOf(line + 1)));
    },
  };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === LINE_FEED || (code === CARRIAGE_RETURN && text.charCodeAt(at + 1) !== LINE_FEED)) starts.push(at + 1);
  }
  return starts;
}

/** The last line that starts at or before `offset`. */
function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Where the line's own text ends, before its line break. */
function endOfLine(text: string, start: number, next: number): number {
  let end = next;
  while (end > start && isLineBreak(text.charCodeAt(end - 1))) end--;
  return end;
}

const isLineBreak = (code: number): boolean => code === LINE_FEED || code === CARRIAGE_RETURN;
