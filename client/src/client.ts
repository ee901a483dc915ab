import * as vscode from 'vscode';
import { LanguageClient, State, TransportKind } from 'vscode-languageclient/node';

import type {
  InitializationOptions,
  NotAnalysedMethod,
  NotAnalysedParams,
  Status,
  StatusMethod,
} from '../../server/src/lsp/protocol';
import { documentSelector } from './documents';
import type { FirstSteps } from './first-steps';
import { tellingOf } from './fix-telling';
import type { NotAnalysedView } from './not-analysed';
import { hasOtherLanguageSupport, registerInstallations } from './roles';
import type { StatusItem } from './status';
import { traceChannel } from './trace';
import { checkWorkspace, isCheckWorkspace } from './workspace-check';

const STATUS: StatusMethod = 'wsklint/status';
const NOT_ANALYSED: NotAnalysedMethod = 'wsklint/notAnalysed';

/** What of the window the client speaks to. */
export interface Views {
  readonly output: vscode.LogOutputChannel;
  readonly status: StatusItem;
  readonly notAnalysed: NotAnalysedView;
  readonly steps: FirstSteps;
}

/** The client of the bundled server, over IPC; not started yet. */
export function createClient(context: vscode.ExtensionContext, views: Views): LanguageClient {
  const { output, status, notAnalysed, steps } = views;
  const module = vscode.Uri.joinPath(context.extensionUri, 'server', 'dist', 'server.js').fsPath;
  const trace = traceChannel(output);
  context.subscriptions.push(trace.listener);
  // VS Code has the snippets from package.json, for its own command as well; all other completions are the server's.
  const initializationOptions = (): InitializationOptions => ({
    status: true,
    notAnalysed: true,
    snippets: false,
    explainsRules: true,
    showInstallations: true,
    otherLanguageSupport: hasOtherLanguageSupport(),
  });
  const client: LanguageClient = new LanguageClient(
    // The name before `.trace.server` in the settings.
    'wsk',
    'wsklint',
    {
      run: { module, transport: TransportKind.ipc },
      debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6019'] } },
    },
    {
      documentSelector: documentSelector(),
      outputChannel: output,
      traceOutputChannel: trace.channel,
      initializationOptions,
      middleware: {
        executeCommand: (command, args, next) =>
          isCheckWorkspace(command) ? checkWorkspace(client, steps) : (next(command, args) as unknown),
        ...tellingOf(steps),
      },
    },
  );
  context.subscriptions.push(registerInstallations(client));
  client.onNotification(STATUS, (now: Status) => {
    status.show(now);
  });
  client.onNotification(NOT_ANALYSED, (now: NotAnalysedParams) => {
    notAnalysed.take(now);
  });
  context.subscriptions.push(
    client.onDidChangeState(({ newState }) => {
      if (newState !== State.Stopped) return;
      notAnalysed.clear();
      // Who restarts it ends it first.
      if (!status.isStarting) status.show({ state: 'failed', message: 'The server has ended; the log says why.' });
    }),
  );
  return client;
}
