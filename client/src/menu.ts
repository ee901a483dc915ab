import * as vscode from 'vscode';

import { WALKTHROUGH } from './first-steps';

interface Entry extends vscode.QuickPickItem {
  readonly command: string;
  readonly arguments?: readonly unknown[];
}

const ENTRIES: readonly Entry[] = [
  { label: '$(checklist) Check whole workspace', command: 'wsklint.checkWorkspace' },
  { label: '$(eye-closed) Show what is not analysed', command: 'wsklint.showNotAnalysed' },
  { label: '$(type-hierarchy) Show WSK map', command: 'wsklint.showMap' },
  { label: '$(output) Show log', command: 'wsklint.showLog' },
  { label: '$(debug-restart) Restart server', command: 'wsklint.restart' },
  { label: '$(gear) Open settings', command: 'wsklint.openSettings' },
  {
    label: '$(mortar-board) Get started',
    command: 'workbench.action.openWalkthrough',
    arguments: [WALKTHROUGH, false],
  },
];

/** The menu of the status item: what one may want to do next. */
export async function showMenu(): Promise<void> {
  const known = new Set(await vscode.commands.getCommands(true));
  const entries = ENTRIES.filter(({ command }) => known.has(command));
  const chosen = await vscode.window.showQuickPick(entries, { title: 'wsklint' });
  if (chosen !== undefined) await vscode.commands.executeCommand(chosen.command, ...(chosen.arguments ?? []));
}

/** Opens VS Code's settings at ours. */
export const openSettings = (): Thenable<unknown> =>
  vscode.commands.executeCommand('workbench.action.openSettings', '@ext:wsklint.wsklint');
