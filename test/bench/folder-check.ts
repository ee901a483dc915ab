import { checkFiles } from '../../server/src/lint/check';
import { readAll } from '../../server/src/lint/read-all';
import { SettingsFinder } from '../../server/src/lint/settings-finder';
import { findSources } from '../../server/src/project/find';
import { rules } from '../../server/src/rules';
import type { SourceParser } from '../../server/src/syntax/parser';
import { linesIn, type TextFile } from './folder';
import { interleaved, percentile, type Task } from './measure';

/** What is checked: files that were written below a folder of the disk. */
export interface MadeFolder {
  readonly name: string;
  readonly folder: string;
  readonly files: readonly TextFile[];
}

/** What the check of a folder costs; milliseconds, the middle of all rounds. */
export interface FolderCost {
  readonly name: string;
  readonly files: number;
  readonly lines: number;
  /** Finding and reading the files, and the settings that hold for each. */
  readonly read: number;
  /** Masking, parsing and flattening each file once; from memory. */
  readonly parse: number;
  /** From finding the files to the last report, in a new project each time. */
  readonly check: number;
  readonly rounds: number;
}

/** The largest folder takes seconds a round. */
const ROUNDS = { count: 5, warmUp: 0, budget: 12_000, atLeast: 1 };

/** By then the machine code is there. */
const WARM_UP = 3;

/**
 * The cost of each folder, with the same parser for the check and for what it is compared with. The checks of the first
 * warm the machine code up for all of them.
 */
export async function checking(parser: SourceParser, folders: readonly MadeFolder[]): Promise<FolderCost[]> {
  const [first] = folders;
  for (let round = 0; first !== undefined && round < WARM_UP; round++) await check(parser, first);
  const tasks = folders.flatMap((each) => tasksOf(parser, each));
  const times = await interleaved(tasks, ROUNDS);
  const middle = (task: number): number => percentile(times[task] ?? [], 0.5);
  return folders.map(({ name, files }, index) => {
    const [read, parse, checked] = [3 * index, 3 * index + 1, 3 * index + 2] as const;
    const cost = { read: middle(read), parse: middle(parse), check: middle(checked) };
    return { name, files: files.length, lines: linesIn(files), ...cost, rounds: times[checked]?.length ?? 0 };
  });
}

function tasksOf(parser: SourceParser, made: MadeFolder): readonly Task[] {
  const parse = () => {
    for (const { text } of made.files) parser.parse(text);
  };
  return [
    { name: `reading ${made.name}`, run: () => read(made) },
    { name: `parsing ${made.name}`, run: parse },
    { name: `checking ${made.name}`, run: () => check(parser, made) },
  ];
}

async function read({ folder }: MadeFolder): Promise<void> {
  const { files } = await findSources([folder]);
  await readAll(files, { settings: new SettingsFinder(rules), isCancelled: () => false, onRead: () => undefined });
}

/** As the command line does it. */
async function check(parser: SourceParser, { folder, files }: MadeFolder): Promise<void> {
  const found = await findSources([folder]);
  const settings = new SettingsFinder(rules);
  let reports = 0;
  for await (const checked of checkFiles(found.files, { rules, settings, parserFor: () => parser })) {
    if (checked.kind !== 'report' || checked.report.failures.length > 0)
      throw new Error(`a file of ${folder} was not checked`);
    reports++;
  }
  if (reports !== files.length) throw new Error(`${reports} of ${files.length} files of ${folder} were checked`);
}
