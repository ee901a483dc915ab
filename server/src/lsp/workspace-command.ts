import {
  LSPErrorCodes,
  ResponseError,
  type CancellationToken,
  type Connection,
  type InitializeParams,
  type WorkDoneProgressReporter,
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
      status.during(() => checkWorkspace(context, token, params.workDoneToken === undefined ? undefined : requested)),
    );
    return run(params, token);
  });
}

async function checkWorkspace(
  context: CommandContext,
  token: CancellationToken,
  requested: WorkDoneProgressReporter | undefined,
): Promise<WorkspaceSummary> {
  const { connection, features, workspace } = context;
  const created =
    requested === undefined && features.createsProgress ? await connection.window.createWorkDoneProgress() : undefined;
  const progress = requested ?? created;
  progress?.begin('wsklint: checking the workspace', 0, '', true);
  try {
    return await workspace.checkFolders(await foldersOf(context), {
      ...(progress === undefined ? {} : { progress }),
      isCancelled: () => token.isCancellationRequested || created?.token.isCancellationRequested === true,
    });
  } finally {
    progress?.done();
  }
}

/** The URIs of the folders that are open now; a client that knows no such folders has one at most. */
async function foldersOf({ connection, params }: CommandContext): Promise<readonly string[]> {
  if (params.capabilities.workspace?.workspaceFolders === true) {
    const folders = await connection.workspace.getWorkspaceFolders();
    return (folders ?? []).map(({ uri }) => uri);
  }
  const { rootUri } = params as { readonly rootUri?: string | null };
  return typeof rootUri === 'string' ? [rootUri] : [];
}
