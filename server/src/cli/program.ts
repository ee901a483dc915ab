import { Command, InvalidArgumentError, Option } from 'commander';

import { foldersLeftOut } from '../project/find';
import { check, formats, type CheckOptions, type Tool } from './check';
import { demo } from './demo';
import { explain } from './explain';
import { map, MAP_FORMATS, type MapOptions } from './map';
import type { Output } from './output';
import { listRules } from './rules';
import { startServer } from './server';
import type { ExitCode } from './usage';

export interface ProgramContext extends Tool {
  readonly output: Output;
  /** Told what the command that ran ends with. */
  readonly finish: (exitCode: ExitCode) => void;
}

/** The command line: what can be said, and what is done then. */
export function createProgram(context: ProgramContext): Command {
  const { rules, version, output, finish } = context;
  const program = new Command('wsklint')
    .description('Finds misuse of the Winsock Kernel (WSK) API in Windows driver C code.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .showHelpAfterError("Run 'wsklint --help' for what there is.")
    .addHelpText('after', EXIT_CODES);
  addCheck(program, context);
  addMap(program, context);
  program
    .command('rules')
    .description('list all rules')
    .action(() => {
      finish(listRules(rules, output));
    });
  program
    .command('explain')
    .description('print the page of a rule: why it matters, what to write, when it is a false alarm')
    .argument('<rule>', "a rule's name or code")
    .action(async (rule: string) => {
      finish(await explain(rule, rules, output));
    });
  program
    .command('server')
    .description('start the language server, for any editor')
    .option('--stdio', 'talk over standard input and output (the only way, and the default)')
    .action(startServer);
  program
    .command('demo', { hidden: true })
    .argument('<path>')
    .action(async (path: string) => {
      finish(await demo(path, context, output));
    });
  return program;
}

function addCheck(program: Command, context: ProgramContext): void {
  const { output, finish } = context;
  program
    .command('check')
    .description('check files, and folders with all below them')
    .argument('[paths...]', 'files and folders, or - for standard input', ['.'])
    .addOption(new Option('-f, --format <format>', 'how to print findings').choices(formats).default('text'))
    .addOption(
      new Option('-r, --rule <name>', 'run only this rule, by name or code; may be repeated')
        .argParser((name: string, before: readonly string[]) => [...before, name])
        .default([], 'all rules'),
    )
    .option('--fix', 'make all safe fixes in the files, and print what is left')
    .option(
      '--stdin-filename <path>',
      'whose text is on standard input: its settings and the files beside it are meant',
    )
    .option('--max-warnings <number>', 'exit with 1 when there are more warnings', wholeNumber)
    .option('-v, --verbose', 'also say what is not analysed, and why, on standard error')
    .addHelpText('after', `${LEFT_OUT}${EXIT_CODES}`)
    .action(async (paths: string[], options: Partial<CheckOptions>) => {
      const { format = 'text', rule = [], maxWarnings, fix = false, stdinFilename, verbose = false } = options;
      finish(await check(paths, { format, rule, maxWarnings, fix, stdinFilename, verbose }, context, output));
    });
}

function addMap(program: Command, { rules, output, finish }: ProgramContext): void {
  program
    .command('map')
    .description('draw a driver as WSK sees it: registration, sockets and their life, IRPs, callbacks')
    .argument('[paths...]', 'files and folders', ['.'])
    .addOption(new Option('-f, --format <format>', 'what to write').choices(MAP_FORMATS).default('svg'))
    .option('-d, --driver <name>', 'which driver, by part of its folder or of a file, where there are several')
    .option('-o, --output <file>', 'write to a file instead of standard output')
    .action(async (paths: string[], options: Partial<MapOptions>) => {
      const { format = 'svg', driver, output: file } = options;
      finish(await map(paths, { format, driver, output: file }, rules, output));
    });
}

const LEFT_OUT = `
Files that .gitignore names are left out, and folders whose name starts with a dot or is one of:
  ${foldersLeftOut.join(', ')}
A file that is named itself is always checked.
`;

const EXIT_CODES = `
Exit codes:
  0  no finding of severity error, and no more warnings than --max-warnings allows
  1  such findings
  2  wrong usage or settings, a failure of wsklint, or a named path that could not be read
`;

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 0.');
  return Number(text);
}
