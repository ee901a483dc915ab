import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';

import { createClient } from './client';
import { EXPLAIN_RULE, explainRule } from './explain';
import { MapView } from './map-view';
import { StatusItem } from './status';

let client: LanguageClient | undefined;

/** Starts the server that lies beside the extension. Resolves when it runs, or when it is told that it does not. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const output = vscode.window.createOutputChannel('wsklint', { log: true });
  const status = new StatusItem();
  const server = createClient(context, output, status);
  client = server;
  context.subscriptions.push(
    output,
    status,
    new MapView(server, context.extensionUri).register(),
    vscode.commands.registerCommand('wsklint.showLog', () => {
      output.show(true);
    }),
    vscode.commands.registerCommand(EXPLAIN_RULE, (name: unknown) => explainRule(context.extension, name)),
    vscode.commands.registerCommand('wsklint.restart', () => starting(status, output, () => server.restart())),
  );
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
  status.show({ state: 'analysing', message: 'Starting the server' });
  try {
    await start();
    status.show({ state: 'idle' });
  } catch (error) {
    output.error(error instanceof Error ? error : String(error));
    status.show({ state: 'failed', message: 'The server did not start; the log says why.' });
  }
}
