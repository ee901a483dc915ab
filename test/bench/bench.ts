import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';

import { createParser } from '../../server/src/syntax/bindings';
import type { SourceParser } from '../../server/src/syntax/parser';
import { longDriver } from './driver';
import { editing, type EditCost } from './editing';
import { typing } from './edits';
import { folderOfDrivers, readDriver, readDriversOfOneFile, withoutWsk, writeFolder, type Driver } from './folder';
import { checking, type FolderCost, type MadeFolder } from './folder-check';
import type { Figure } from './measure';
import { memoryAfter } from './memory';
import {
  foldersTable,
  isMet,
  microsecondsPerLine,
  rounded,
  rowOf,
  targetsTable,
  timesTable,
  type Target,
} from './report';
import { requesting } from './requests';
import { editToTree, opening, rawParser } from './stages';

const COMMAND = 'npm run bench';
const BASELINE = 'test/bench/baseline.json';
const DRIVER = 'test/drivers/echo-correct';
const DRIVERS_OF_ONE_FILE = 'test/rules/false-alarms';
const LINES = 10_000;
const KEYSTROKES = 300;

/** The folders that are made, in files. */
const SMALL = 100;
const LARGE = 1000;
const OF_ONE_DRIVER = 14;

/** A check is compared with the parse of the same bytes by the same parser, a request with the raw parse of the file. */
async function main(): Promise<void> {
  // Garbage is collected before each round, and after a few of these V8 throws away code that others were not running.
  setFlagsFromString('--no-flush-bytecode');
  const parser = await createParser('wasm');
  const echo = readDriver(parser, DRIVER);
  const text = longDriver(
    echo.files.map(({ tree }) => tree),
    LINES,
  );
  const disk = mkdtempSync(join(tmpdir(), 'wsklint-bench-'));
  try {
    const folders = makeFolders(disk, [echo, ...readDriversOfOneFile(parser, DRIVERS_OF_ONE_FILE)]);
    const file = await ofOneFile(parser, text, folders.large.folder);
    const checks = await checking(parser, [folders.small, folders.large, folders.plain, ...folders.alike]);
    tell(foldersTable('a folder', checks));
    const memory = await memoryOf(disk, folders.large);
    const targets = [...targetsOfFolders(checks), ...targetsOfFile(file), ...memory.targets];
    tell(targetsTable(targets));
    write({ lines: text.split('\n').length, bytes: Buffer.byteLength(text) }, { file, checks, memory, targets });
  } finally {
    rmSync(disk, { recursive: true });
  }
}

interface Folders {
  readonly small: MadeFolder;
  readonly large: MadeFolder;
  readonly plain: MadeFolder;
  /** Of one driver each: which of them is dear, and which is not. */
  readonly alike: readonly MadeFolder[];
}

function makeFolders(disk: string, drivers: readonly Driver[]): Folders {
  const made = (name: string, files: MadeFolder['files']): MadeFolder => {
    const folder = join(disk, name.replaceAll(' ', '-'));
    writeFolder(folder, files);
    return { name, folder, files };
  };
  const large = folderOfDrivers(drivers, LARGE);
  return {
    small: made('of drivers', folderOfDrivers(drivers, SMALL)),
    large: made('of many drivers', large),
    plain: made('without WSK', withoutWsk(large)),
    alike: drivers.map((driver) => made(`of ${driver.name}`, folderOfDrivers([driver], OF_ONE_DRIVER))),
  };
}

interface FileFigures {
  readonly stages: readonly Figure[];
  readonly edits: EditCost;
  readonly requests: readonly Figure[];
}

async function ofOneFile(parser: SourceParser, text: string, folder: string): Promise<FileFigures> {
  const keystrokes = typing(parser.parse(text).tree, KEYSTROKES);
  const stages = [...(await opening(parser, text)), await editToTree(parser, text, keystrokes)];
  const yardstick = stages[0]?.p50 ?? NaN;
  tell(timesTable('a file; ratios to its raw parse', rowsOf(stages, yardstick)));
  const requests = await requesting(text);
  tell(timesTable('requests; ratios to the raw parse', rowsOf(requests, yardstick)));
  const edits = await editing({ text, keystrokes, folder, rawParse: await rawParser() });
  const { rawParse, maskedParse, alone, amongOthers, byKind } = edits;
  const rows = [rawParse, maskedParse, alone, amongOthers, ...byKind];
  tell(timesTable('edits; ratios to the parse of the masked text', rowsOf(rows, maskedParse.p50)));
  return { stages, edits, requests };
}

const rowsOf = (figures: readonly Figure[], yardstick: number) => figures.map((each) => rowOf(each, yardstick));

/** The text as it is has parse errors in the eyes of the grammar; its parse is the one of the masked text. */
function targetsOfFile({ stages, edits, requests }: FileFigures): Target[] {
  const { maskedParse, alone, amongOthers } = edits;
  const yardstick = stages[0]?.p50 ?? NaN;
  const answers = requests
    .filter(({ name }) => name !== 'edit to completion')
    .map(({ name, p95 }) => ({ what: `${name}, p95, to the raw parse`, is: p95 / yardstick, atMost: 0.05 }));
  return [
    { what: 'edit to diagnostics, p95, to the parse', is: alone.p95 / maskedParse.p50, atMost: 0.5 },
    { what: 'the same among 1,000 other files, p95, to alone', is: amongOthers.p95 / alone.p95, atMost: 1.1 },
    { what: 'the same among 1,000 other files, p50, to alone', is: amongOthers.p50 / alone.p50, atMost: 1.1 },
    ...answers,
  ];
}

function targetsOfFolders([small, large, plain]: readonly FolderCost[]): Target[] {
  if (small === undefined || large === undefined || plain === undefined) return [];
  return [
    { what: 'check of 100 files, to their parse', is: small.check / small.parse, atMost: 3 },
    { what: 'check of 1,000 files, to their parse', is: large.check / large.parse, atMost: 3 },
    {
      what: 'cost of a line in 1,000 files, to one in 100',
      is: microsecondsPerLine(large) / microsecondsPerLine(small),
      atMost: 1.2,
    },
    {
      what: 'check of files without WSK beyond reading, to their parse',
      is: (plain.check - plain.read) / plain.parse,
      atMost: 0.1,
    },
  ];
}

interface Memory {
  /** Megabytes (1,000,000 bytes). */
  readonly empty: number;
  readonly afterFolder: number;
  readonly targets: readonly Target[];
}

async function memoryOf(disk: string, { folder, files }: MadeFolder): Promise<Memory> {
  const nothing = join(disk, 'nothing');
  mkdirSync(nothing);
  const [empty, afterFolder] = [(await memoryAfter(nothing)) / 1e6, (await memoryAfter(folder)) / 1e6];
  tell(
    `resident memory of a server: empty ${empty.toFixed(0)} MB, after ${files.length} files ${afterFolder.toFixed(0)} MB\n`,
  );
  const what = 'memory after 1,000 files over that of an empty server, MB';
  return { empty, afterFolder, targets: [{ what, is: afterFolder - empty, atMost: 100 }] };
}

interface Measured {
  readonly file: FileFigures;
  readonly checks: readonly FolderCost[];
  readonly memory: Memory;
  readonly targets: readonly Target[];
}

function write(input: { readonly lines: number; readonly bytes: number }, measured: Measured): void {
  const { file, checks, memory, targets } = measured;
  const { rawParse, maskedParse, alone, amongOthers, byKind } = file.edits;
  const yardstick = file.stages[0]?.p50 ?? NaN;
  const baseline = {
    command: COMMAND,
    node: process.version,
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    ...input,
    file: rowsOf([...file.stages, ...file.requests], yardstick),
    edits: rowsOf([rawParse, maskedParse, alone, amongOthers, ...byKind], maskedParse.p50),
    folders: checks.map(({ read, parse, check, ...counts }) => ({
      ...counts,
      read: rounded(read),
      parse: rounded(parse),
      check: rounded(check),
    })),
    megabytes: { empty: rounded(memory.empty), afterFolder: rounded(memory.afterFolder) },
    targets: targets.map((target) => ({ ...target, is: rounded(target.is), isMet: isMet(target) })),
  };
  writeFileSync(BASELINE, `${JSON.stringify(baseline, null, 2)}\n`);
}

const tell = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

void main();
