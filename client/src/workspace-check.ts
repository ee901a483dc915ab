import { randomUUID } from 'node:crypto';

import * as vscode from 'vscode';
import { ExecuteCommandRequest, WorkDoneProgress, type LanguageClient } from 'vscode-languageclient/node';

import type { CheckWorkspaceCommand, WorkspaceSummary } from '../../server/src/lsp/protocol';
import { isVirtual } from './documents';
import type { FirstSteps } from './first-steps';

const COMMAND: CheckWorkspaceCommand = 'wsklint.checkWorkspace';

export const isCheckWorkspace = (command: string): boolean => command === COMMAND;

/**
 * Has the server check the whole workspace, with a notification that shows how far it is and can stop it. The progress
 * that the client shows by itself has no way to stop.
 */
export async function checkWorkspace(client: LanguageClient, steps: FirstSteps): Promise<WorkspaceSummary | undefined> {
  if (vscode.workspace.workspaceFolders === undefined) {
    void vscode.window.showInformationMessage('wsklint: open a folder first.');
    return undefined;
  }
  if (isVirtual()) {
    const message = 'wsklint: this workspace is on no disk. Only documents that are open are analysed.';
    void vscode.window.showInformationMessage(message);
    return undefined;
  }
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: 'wsklint: checking the workspace',
    cancellable: true,
  };
  const summary = await vscode.window.withProgress(options, (progress, token) => run(client, progress, token));
  if (summary === undefined) return undefined;
  steps.done('checkedWorkspace');
  client.outputChannel.info(textOf(summary));
  vscode.window.setStatusBarMessage(`$(check) ${textOf(summary)}`, SHOWN_FOR);
  return summary;
}

/** Milliseconds. */
const SHOWN_FOR = 10_000;

async function run(
  client: LanguageClient,
  progress: vscode.Progress<{ message?: string; increment?: number }>,
  token: vscode.CancellationToken,
): Promise<WorkspaceSummary | undefined> {
  const workDoneToken = randomUUID();
  let done = 0;
  const listener = client.onProgress(WorkDoneProgress.type, workDoneToken, (value) => {
    if (value.kind !== 'report') return;
    const { message = '', percentage = done } = value;
    progress.report({ message, increment: percentage - done });
    done = percentage;
  });
  try {
    const params = { command: COMMAND, workDoneToken };
    return (
      ((await client.sendRequest(ExecuteCommandRequest.type, params, token)) as WorkspaceSummary | null) ?? undefined
    );
  } catch (error) {
    if (!token.isCancellationRequested) client.error('The workspace could not be checked.', error, 'force');
    return undefined;
  } finally {
    listener.dispose();
  }
}

function textOf({ files, findings, failed }: WorkspaceSummary): string {
  const failures = failed === 0 ? '' : `; ${count(failed, 'file')} failed`;
  return `wsklint: ${count(findings, 'finding')} in ${count(files, 'file')}${failures}`;
}

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`;
