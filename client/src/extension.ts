import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';

import { createClient } from './client';
import { EXPLAIN_RULE, explainRule } from './explain';
import { FirstSteps } from './first-steps';
import { registerFixApplied } from './fix-telling';
import { MapView } from './map-view';
import { fixAll, openSettings, showMenu } from './menu';
import { NotAnalysedView } from './not-analysed';
import { onOtherLanguageSupport } from './roles';
import { openSample, showSample } from './sample';
import { StatusItem } from './status';

let client: LanguageClient | undefined;

/** Starts the server that lies beside the extension. Resolves when it runs, or when it is told that it does not. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const output = vscode.window.createOutputChannel('wsklint', { log: true });
  const notAnalysed = new NotAnalysedView();
  const status = new StatusItem(notAnalysed);
  const steps = new FirstSteps();
  const server = createClient(context, { output, status, notAnalysed, steps });
  client = server;
  const restart = () => starting(status, output, () => server.restart());
  const command = (name: string, run: () => unknown) => vscode.commands.registerCommand(`wsklint.${name}`, run);
  context.subscriptions.push(
    output,
    notAnalysed,
    status,
    new MapView(server, context.extensionUri).register(),
    steps,
    registerFixApplied(steps),
    command('showLog', () => {
      output.show(true);
    }),
    command('restart', restart),
    // It answers less where another one answers for C as such.
    onOtherLanguageSupport(() => void restart()),
    command('fixAll', fixAll),
    command('showMenu', showMenu),
    command('openSettings', openSettings),
    command('showNotAnalysed', () => notAnalysed.showList()),
    command('openSample', () => openSample(context)),
    vscode.commands.registerCommand(EXPLAIN_RULE, (name: unknown) => explainRule(context.extension, name)),
  );
  void showSample(context, steps);
  await starting(status, output, () => server.start());
}

/** Ends the server. */
export async function deactivate(): Promise<void> {
  // A server that never ran, or that has ended itself, cannot be stopped.
  if (client?.isRunning() === true) await client.stop();
}

/** Starts the server by `start`. A failure is shown in the status item and in the log; `wsklint.restart` tries again. */
async function starting(
  status: StatusItem,
  output: vscode.LogOutputChannel,
  start: () => Promise<void>,
): Promise<void> {
  status.isStarting = true;
  status.show({ state: 'analysing', message: 'Starting the server.' });
  try {
    await start();
    status.show({ state: 'idle' });
  } catch (error) {
    output.error(error instanceof Error ? error : String(error));
    status.show({ state: 'failed', message: 'The server did not start; the log says why.' });
  } finally {
    status.isStarting = false;
  }
}
