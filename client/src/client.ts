import * as vscode from 'vscode';
import { LanguageClient, State, TransportKind } from 'vscode-languageclient/node';

import type { InitializationOptions, Status, StatusMethod } from '../../server/src/lsp/protocol';
import { documents } from './documents';
import { hasOtherLanguageSupport, registerInstallations } from './roles';
import type { StatusItem } from './status';
import { traceChannel } from './trace';
import { checkWorkspace, isCheckWorkspace } from './workspace-check';

const STATUS: StatusMethod = 'wsklint/status';

/** The client of the bundled server, over IPC; not started yet. */
export function createClient(
  context: vscode.ExtensionContext,
  output: vscode.LogOutputChannel,
  status: StatusItem,
): LanguageClient {
  const module = vscode.Uri.joinPath(context.extensionUri, 'server', 'dist', 'server.js').fsPath;
  const trace = traceChannel(output);
  context.subscriptions.push(trace.listener);
  // VS Code has the snippets from package.json, for its own command as well; all other completions are the server's.
  const initializationOptions: InitializationOptions = {
    status: true,
    snippets: false,
    explainsRules: true,
    showInstallations: true,
    otherLanguageSupport: hasOtherLanguageSupport(),
  };
  const client: LanguageClient = new LanguageClient(
    // The name before `.trace.server` in the settings.
    'wsk',
    'wsklint',
    {
      run: { module, transport: TransportKind.ipc },
      debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6019'] } },
    },
    {
      documentSelector: documents,
      outputChannel: output,
      traceOutputChannel: trace.channel,
      initializationOptions,
      middleware: {
        executeCommand: (command, args, next) =>
          isCheckWorkspace(command) ? checkWorkspace(client) : (next(command, args) as unknown),
      },
    },
  );
  context.subscriptions.push(registerInstallations(client));
  client.onNotification(STATUS, (now: Status) => {
    status.show(now);
  });
  context.subscriptions.push(
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Stopped)
        status.show({ state: 'failed', message: 'The server has ended; the log says why.' });
    }),
  );
  return client;
}
