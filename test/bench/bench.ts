import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { Language, Parser } from 'web-tree-sitter';

import { analyse } from '../../server/src/flow/analysis';
import { lintUnit } from '../../server/src/lint/run';
import { defaultSettings } from '../../server/src/lint/settings';
import { readUnit } from '../../server/src/model/unit';
import { rules } from '../../server/src/rules';
import { createParser } from '../../server/src/syntax/bindings';
import { maskText } from '../../server/src/syntax/mask';
import type { ParsedText, SourceParser } from '../../server/src/syntax/parser';
import { longDriver } from './driver';
import { typing } from './edits';
import { interleaved, summarised, timed, type Times } from './measure';

const LINES = 10_000;
const ROUNDS = { count: 30, warmUp: 10, budget: 20_000 };
const EDITS = 60;
const WARM_UP_EDITS = 20;
/** Milliseconds; edits that come later are not measured, and the figure says how many were. */
const EDIT_BUDGET = 60_000;

const COMMAND = 'npm run bench';
const BASELINE = 'test/bench/baseline.json';
const DRIVER = 'test/drivers/echo-correct';

/** How many times the raw parse of the same bytes each may take, in the middle of all rounds. */
const LIMITS: Readonly<Record<string, number>> = {
  masking: 0.3,
  flatten: 0.6,
  'model and rules': 2,
  'edit to diagnostics': 3,
};

interface Figure extends Times {
  readonly name: string;
}

async function main(): Promise<void> {
  const parser = await createParser('wasm');
  const text = longDriver(filesOf(parser), LINES);
  const figures = [...(await stages(parser, text)), ...edits(parser, text)];
  const raw = figures[0]?.p50 ?? NaN;
  const rows = figures.map(({ name, p50, p95 }) => ({
    name,
    p50: rounded(p50),
    p95: rounded(p95),
    ratio: rounded(p50 / raw),
    ratioP95: rounded(p95 / raw),
  }));
  const input = { lines: text.split('\n').length, bytes: Buffer.byteLength(text), rounds: ROUNDS.count };
  report(rows, input);
  const machine = { node: process.version, processor: cpus()[0]?.model.trim() ?? 'unknown' };
  writeFileSync(
    BASELINE,
    `${JSON.stringify({ command: COMMAND, ...machine, ...input, milliseconds: rows }, null, 2)}\n`,
  );
  for (const { name, ratio } of rows) {
    const limit = LIMITS[name];
    if (limit === undefined || ratio <= limit) continue;
    process.stderr.write(`${name} takes ${ratio} times the raw parse; ${limit} is the limit\n`);
    process.exitCode = 1;
  }
}

function filesOf(parser: SourceParser) {
  const names = readdirSync(DRIVER).filter((name) => name.endsWith('.c') || name.endsWith('.h'));
  // The header first, as in a file that includes it.
  names.sort((a, b) => Number(b.endsWith('.h')) - Number(a.endsWith('.h')) || (a < b ? -1 : 1));
  return names.map((name) => parser.parse(readFileSync(join(DRIVER, name), 'utf8')).tree);
}

/** What happens to a file that is opened, stage by stage. */
async function stages(parser: SourceParser, text: string): Promise<Figure[]> {
  const raw = await rawParser();
  const { masked } = maskText(text);
  const parsed = parser.parse(text);
  const names = ['raw parse', 'parse of the masked text', 'masking', 'mask, parse and flatten', 'model and rules'];
  const runs = [
    () => {
      raw(text);
    },
    () => {
      raw(masked);
    },
    () => void maskText(text),
    () => {
      parser.forget(parser.parse(text));
    },
    () => {
      diagnose(parsed, text);
    },
  ];
  const times = interleaved(
    runs.map((run, index) => ({ name: names[index] ?? '', run })),
    ROUNDS,
  );
  const [, parse = [], mask = [], whole = []] = times;
  const flatten = whole.map((time, round) => time - (parse[round] ?? 0) - (mask[round] ?? 0));
  return [
    ...times.map((each, index) => ({ name: names[index] ?? '', ...summarised(each) })),
    { name: 'flatten', ...summarised(flatten) },
  ];
}

/** The library by itself, as the yardstick. */
async function rawParser(): Promise<(text: string) => void> {
  await Parser.init();
  const parser = new Parser();
  const grammar = join(require.resolve('tree-sitter-c/package.json'), '..', 'tree-sitter-c.wasm');
  parser.setLanguage(await Language.load(readFileSync(grammar)));
  return (text) => {
    parser.parse(text)?.delete();
  };
}

/** What happens to a file at each edit. */
function edits(parser: SourceParser, text: string): Figure[] {
  let parsed = parser.parse(text);
  const parse: number[] = [];
  const whole: number[] = [];
  const texts = typing(parsed.tree, EDITS);
  for (const warm of [...texts.slice(0, WARM_UP_EDITS), text]) parsed = parser.parse(warm, { previous: parsed });
  for (const next of texts) {
    const parseTime = timed(() => {
      parsed = parser.parse(next, { previous: parsed });
    });
    const checkTime = timed(() => {
      diagnose(parsed, next);
    });
    parse.push(parseTime);
    whole.push(parseTime + checkTime);
  }
  return [
    { name: 'edit to tree', ...summarised(parse) },
    { name: 'edit to diagnostics', ...summarised(whole) },
  ];
}

function diagnose(parsed: ParsedText, text: string): void {
  lintUnit(analyse(readUnit({ path: 'driver.c', text, language: 'c' }, parsed)), rules, defaultSettings);
}

function report(
  rows: readonly (Figure & { ratio: number; ratioP95: number })[],
  input: { lines: number; bytes: number },
): void {
  const line = (name: string, cells: readonly string[]) =>
    `${name.padEnd(26)}${cells.map((cell) => cell.padStart(12)).join('')}\n`;
  process.stdout.write(`${input.lines} lines, ${input.bytes} bytes; ratios are to the raw parse of the same bytes\n\n`);
  process.stdout.write(line('', ['p50 ms', 'p95 ms', 'p50 ratio', 'p95 ratio']));
  for (const { name, p50, p95, ratio, ratioP95 } of rows) {
    process.stdout.write(
      line(
        name,
        [p50, p95, ratio, ratioP95].map((value) => value.toFixed(2)),
      ),
    );
  }
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;

void main();
