import {
  LSPErrorCodes,
  ResponseError,
  WorkDoneProgressReporter,
  type CancellationToken,
  type Connection,
  type InitializeParams,
} from 'vscode-languageserver/node';

import type { ClientFeatures } from './client-features';
import type { Guard } from './guard';
import type { WorkspaceSummary } from './protocol';
import type { StatusReporter } from './status';
import type { WorkspaceCheck } from './workspace-check';

export interface CommandContext {
  readonly connection: Connection;
  readonly params: InitializeParams;
  readonly features: ClientFeatures;
  readonly workspace: WorkspaceCheck;
  readonly status: StatusReporter;
  readonly guard: Guard;
  readonly command: string;
}

/** Answers `workspace/executeCommand`. The check ends early when its request or its progress is cancelled. */
export function answerCommands(context: CommandContext): void {
  const { connection, guard, command, status } = context;
  connection.onExecuteCommand(async (params, token, requested) => {
    if (params.command !== command) {
      return new ResponseError(LSPErrorCodes.RequestFailed, `there is no command ${params.command}`);
    }
    const run = guard.request('checking the workspace', null, () =>
      status.during(() => checkWorkspace(context, token, requested)),
    );
    return run(params, token);
  });
}

async function checkWorkspace(
  context: CommandContext,
  token: CancellationToken,
  requested: WorkDoneProgressReporter,
): Promise<WorkspaceSummary> {
  const { connection, features, workspace } = context;
  const isAskedFor = !WorkDoneProgressReporter.isNullInstance(requested);
  const created =
    !isAskedFor && features.createsProgress ? await connection.window.createWorkDoneProgress() : undefined;
  const progress = created ?? requested;
  progress.begin('wsklint: checking the workspace', 0, '', true);
  try {
    return await workspace.checkFolders(await foldersOf(context), {
      progress,
      isCancelled: () => token.isCancellationRequested || created?.token.isCancellationRequested === true,
    });
  } finally {
    progress.done();
  }
}

/** The URIs of the folders that are open now, or that were at the start where the client cannot tell. */
async function foldersOf({ connection, params }: CommandContext): Promise<readonly string[]> {
  if (params.capabilities.workspace?.workspaceFolders === true) {
    const folders = await connection.workspace.getWorkspaceFolders();
    return (folders ?? []).map(({ uri }) => uri);
  }
  if (Array.isArray(params.workspaceFolders)) return params.workspaceFolders.map(({ uri }) => uri);
  // Older clients give one folder, in a member that newer ones should not use.
  const { rootUri } = params as { readonly rootUri?: unknown };
  return typeof rootUri === 'string' ? [rootUri] : [];
}
