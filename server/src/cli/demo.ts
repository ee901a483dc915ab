import { check, type Tool } from './check';
import type { Output } from './output';
import { ExitCode } from './usage';

/**
 * What `npm start` shows: the findings in the example driver, and how to see them in the editor.
 * @returns 0 although there are findings, as they are meant to be there; 2 where the check itself failed
 */
export async function demo(path: string, tool: Tool, output: Output): Promise<ExitCode> {
  const { style } = output;
  const { version } = tool;
  output.write(`${style('bold', `wsklint ${version}`)} checks the example driver in ${path}:\n\n`);
  const options = {
    format: 'text',
    rule: [],
    maxWarnings: undefined,
    fix: false,
    stdinFilename: undefined,
    verbose: false,
  } as const;
  const exitCode = await check([path], options, tool, output);
  output.write(
    [
      '',
      style('bold', 'See them in VS Code while you type'),
      `  npm run package`,
      `  code --install-extension wsklint-${version}.vsix`,
      `  code ${path}`,
      `Or open this folder in VS Code and press F5.`,
      '',
      style('bold', 'Check your own driver'),
      '  npx wsklint check path/to/driver',
      '',
    ].join('\n'),
  );
  return exitCode === ExitCode.failure ? ExitCode.failure : ExitCode.clean;
}
