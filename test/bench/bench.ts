import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';

import { createParser } from '../../server/src/syntax/bindings';
import type { SourceParser } from '../../server/src/syntax/parser';
import type { SyntaxTree } from '../../server/src/syntax/tree';
import { longDriver } from './driver';
import type { Figure } from './measure';
import { requesting } from './requests';
import { opening, typingIn } from './stages';

const COMMAND = 'npm run bench';
const BASELINE = 'test/bench/baseline.json';
const DRIVER = 'test/drivers/echo-correct';
const LINES = 10_000;

/** How many times the raw parse of the same bytes each is meant to take, in the middle of all rounds. */
const TARGETS: Readonly<Record<string, number>> = {
  masking: 0.3,
  flatten: 0.6,
  'model and rules': 2,
  'edit to diagnostics': 3,
};

/** How many times the raw parse each may take where it takes longest: a person waits for the answer at every key. */
const TARGETS_P95: Readonly<Record<string, number>> = { hover: 0.1, completion: 0.1, 'signature help': 0.1 };

interface Row extends Figure {
  /** To the raw parse of the same bytes in the same run. */
  readonly ratio: number;
  readonly ratioP95: number;
}

async function main(): Promise<void> {
  const parser = await createParser('wasm');
  const text = longDriver(treesOf(parser), LINES);
  const figures = [...(await opening(parser, text)), ...typingIn(parser, text), ...(await requesting(text))];
  const yardstick = figures[0]?.p50 ?? NaN;
  const rows = figures.map((each) => rowOf(each, yardstick));
  const input = { lines: text.split('\n').length, bytes: Buffer.byteLength(text) };
  process.stdout.write(`${input.lines} lines, ${input.bytes} bytes; ratios are to the raw parse of the same bytes\n\n`);
  process.stdout.write(table(rows));
  const machine = { node: process.version, processor: cpus()[0]?.model.trim() ?? 'unknown' };
  const baseline = { command: COMMAND, ...machine, ...input, milliseconds: rows };
  writeFileSync(BASELINE, `${JSON.stringify(baseline, null, 2)}\n`);
  compare(rows);
}

/** The header first, as in a file that includes it. */
function treesOf(parser: SourceParser): SyntaxTree[] {
  const names = readdirSync(DRIVER).sort();
  const ordered = [...names.filter((name) => name.endsWith('.h')), ...names.filter((name) => name.endsWith('.c'))];
  return ordered.map((name) => parser.parse(readFileSync(join(DRIVER, name), 'utf8')).tree);
}

function rowOf({ name, p50, p95, count }: Figure, yardstick: number): Row {
  const [ratio, ratioP95] = [rounded(p50 / yardstick), rounded(p95 / yardstick)];
  return { name, p50: rounded(p50), p95: rounded(p95), count, ratio, ratioP95 };
}

function table(rows: readonly Row[]): string {
  const line = (name: string, cells: readonly string[]) =>
    `${name.padEnd(26)}${cells.map((cell) => cell.padStart(12)).join('')}\n`;
  const lines = rows.map(({ name, p50, p95, ratio, ratioP95, count }) =>
    line(name, [...[p50, p95, ratio, ratioP95].map((value) => value.toFixed(2)), String(count)]),
  );
  return line('', ['p50 ms', 'p95 ms', 'p50 ratio', 'p95 ratio', 'times']) + lines.join('');
}

/** Says what takes longer than it is meant to. */
function compare(rows: readonly Row[]): void {
  for (const { name, ratio, ratioP95 } of rows) {
    tell(name, 'the middle', ratio, TARGETS[name]);
    tell(name, 'p95', ratioP95, TARGETS_P95[name]);
  }
}

function tell(name: string, which: string, ratio: number, target: number | undefined): void {
  if (target === undefined || ratio <= target) return;
  process.stdout.write(`${name}: ${which} is ${ratio} times the raw parse; the target is ${target}\n`);
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;

void main();
