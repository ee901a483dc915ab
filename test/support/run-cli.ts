import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const CLI = resolve('server/dist/cli.js');

export interface CliResult {
  readonly exitCode: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Runs the built command line as a person would, in `folder`, with `input` on its standard input. */
export function runCli(
  args: readonly string[],
  folder = '.',
  environment: NodeJS.ProcessEnv = {},
  input: string | Buffer = '',
): CliResult {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, ...environment },
    input,
  });
  return { exitCode: status, output: stdout, errors: stderr };
}
