import { CommanderError, type Command } from 'commander';

import { rules } from '../rules';
import { processOutput, type Output } from './output';
import { createProgram } from './program';
import { ExitCode, UsageError } from './usage';

/** Put in by the bundler from package.json. */
const version = process.env['WSKLINT_VERSION'] ?? 'not built';

/** Runs the command that `args` (without node and script) name; tells failures and gives the exit code. */
async function run(args: readonly string[], output: Output): Promise<ExitCode> {
  let exitCode: ExitCode = ExitCode.clean;
  const program = createProgram({
    rules,
    version,
    output,
    finish: (code) => {
      exitCode = code;
    },
  });
  for (const each of [program, ...program.commands]) throwInsteadOfExit(each, output);
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.clean : ExitCode.failure;
    output.warn(`wsklint: ${messageOf(error)}`);
    return ExitCode.failure;
  }
}

/** A wrong command line needs a sentence; a failure of ours needs the stack. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error instanceof UsageError ? error.message : (error.stack ?? error.message);
}

/** Commander would end the process with 1 where our contract says 2, and before what was written is out. */
function throwInsteadOfExit(command: Command, output: Output): void {
  command.exitOverride().configureOutput({
    writeOut: (text) => {
      output.write(text);
    },
    writeErr: (text) => {
      output.warn(text.trimEnd());
    },
  });
}

void run(process.argv.slice(2), processOutput()).then((exitCode) => {
  // Setting it, rather than exiting, lets the last output reach a slow reader; a server goes on until its client ends it.
  process.exitCode = exitCode;
});
