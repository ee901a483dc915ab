import * as vscode from 'vscode';

/** The languages whose documents the server is told of. */
export const languages: readonly string[] = ['c', 'cpp'];

/**
 * The documents that the server is told of: C and C++, saved or not. Those of a workspace that lies on no disk are among
 * them; it has them from the editor, and cannot read the files beside them.
 */
export function documentSelector(): { language: string; scheme: string }[] {
  const schemes = new Set(['file', 'untitled', ...folders().map(({ uri }) => uri.scheme)]);
  return languages.flatMap((language) => [...schemes].map((scheme) => ({ language, scheme })));
}

/** Whether all folders lie where no process can read them: only documents that are open can be analysed there. */
export const isVirtual = (): boolean => folders().length > 0 && folders().every(({ uri }) => uri.scheme !== 'file');

const folders = (): readonly vscode.WorkspaceFolder[] => vscode.workspace.workspaceFolders ?? [];
