import {
  LSPErrorCodes,
  ResponseError,
  WorkDoneProgressReporter,
  type CancellationToken,
  type Connection,
} from 'vscode-languageserver/node';

import type { ClientFeatures } from './client-features';
import type { Guard } from './guard';
import type { WorkspaceSummary } from './protocol';
import type { StatusReporter } from './status';
import type { WorkspaceCheck } from './workspace-check';

export interface CommandContext {
  readonly connection: Connection;
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
      status.during((covers) => checkWorkspace(context, token, requested, covers)),
    );
    return run(params, token);
  });
}

async function checkWorkspace(
  { connection, features, workspace }: CommandContext,
  token: CancellationToken,
  requested: WorkDoneProgressReporter,
  onFound: (files: number) => void,
): Promise<WorkspaceSummary> {
  const isAskedFor = !WorkDoneProgressReporter.isNullInstance(requested);
  const created =
    !isAskedFor && features.createsProgress ? await connection.window.createWorkDoneProgress() : undefined;
  const progress = created ?? requested;
  progress.begin('wsklint: checking the workspace', 0, '', true);
  try {
    return await workspace.checkFolders({
      progress,
      onFound,
      isCancelled: () => token.isCancellationRequested || created?.token.isCancellationRequested === true,
    });
  } finally {
    progress.done();
  }
}
