import type { FolderCost } from './folder-check';
import type { Figure } from './measure';

/** Something that has to hold, as a ratio of two things measured in the same run unless it says otherwise. */
export interface Target {
  readonly what: string;
  readonly is: number;
  readonly atMost: number;
}

/** Times with a yardstick of the same run. */
export interface Row extends Figure {
  readonly ratio: number;
  readonly ratioP95: number;
}

/** @param yardstick milliseconds */
export function rowOf({ name, p50, p95, count }: Figure, yardstick: number): Row {
  const [ratio, ratioP95] = [rounded(p50 / yardstick), rounded(p95 / yardstick)];
  return { name, p50: rounded(p50), p95: rounded(p95), count, ratio, ratioP95 };
}

/** The rows below a title that says what the ratios are to. */
export function timesTable(title: string, rows: readonly Row[]): string {
  const cells = rows.map(({ name, p50, p95, ratio, ratioP95, count }) => [
    name,
    ...[p50, p95, ratio, ratioP95].map((value) => value.toFixed(2)),
    String(count),
  ]);
  return table([[title, 'p50 ms', 'p95 ms', 'p50 ratio', 'p95 ratio', 'times'], ...cells]);
}

export function foldersTable(title: string, folders: readonly FolderCost[]): string {
  const cells = folders.map((folder) => {
    const { name, files, lines, read, parse, check, rounds } = folder;
    const times = [read, parse, check].map((value) => value.toFixed(0));
    const perLine = microsecondsPerLine(folder).toFixed(1);
    return [name, String(files), String(lines), ...times, (check / parse).toFixed(2), perLine, String(rounds)];
  });
  const head = [title, 'files', 'lines', 'read ms', 'parse ms', 'check ms', 'ratio', 'µs a line', 'times'];
  return table([head, ...cells]);
}

export const microsecondsPerLine = ({ check, lines }: FolderCost): number => (1000 * check) / lines;

/** Each with what it is meant to be, and whether it is. */
export function targetsTable(targets: readonly Target[]): string {
  const cells = targets.map(({ what, is, atMost }) => [
    what,
    is.toFixed(2),
    String(atMost),
    isMet({ is, atMost }) ? 'met' : 'missed',
  ]);
  return table([['targets', 'is', 'at most', ''], ...cells]);
}

/** A figure that is not there is not met. */
export const isMet = ({ is, atMost }: Pick<Target, 'is' | 'atMost'>): boolean => is <= atMost;

export const rounded = (value: number): number => Math.round(value * 1000) / 1000;

/** The first column as wide as it has to be, the others to the right. */
function table(lines: readonly (readonly string[])[]): string {
  const width = Math.max(...lines.map(([first = '']) => first.length));
  return lines
    .map(([first = '', ...rest]) => `${first.padEnd(width)}${rest.map((cell) => cell.padStart(11)).join('')}\n`)
    .join('');
}
