import * as vscode from 'vscode';

import { languages } from './documents';
import { WALKTHROUGH } from './first-steps';

interface Entry extends vscode.QuickPickItem {
  readonly command: string;
  readonly arguments?: readonly unknown[];
  /** Whether it does something with the file in front of a person. */
  readonly isOfFile?: boolean;
}

const ENTRIES: readonly Entry[] = [
  { label: '$(wand) Make all safe fixes in this file', command: 'wsklint.fixAll', isOfFile: true },
  { label: '$(checklist) Check whole workspace', command: 'wsklint.checkWorkspace' },
  { label: '$(eye-closed) Show what is not analysed', command: 'wsklint.showNotAnalysed' },
  { label: '$(type-hierarchy) Show WSK map', command: 'wsklint.showMap' },
  { label: '$(output) Show log', command: 'wsklint.showLog' },
  { label: '$(refresh) Restart server', command: 'wsklint.restart' },
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
  const isOurs = languages.includes(vscode.window.activeTextEditor?.document.languageId ?? '');
  const entries = ENTRIES.filter(({ command, isOfFile = false }) => known.has(command) && (isOurs || !isOfFile));
  const chosen = await vscode.window.showQuickPick(entries, { title: 'wsklint' });
  if (chosen !== undefined) await vscode.commands.executeCommand(chosen.command, ...(chosen.arguments ?? []));
}

/** Makes all safe fixes in the file in front of a person; VS Code says so where there are none. */
export const fixAll = (): Thenable<unknown> =>
  vscode.commands.executeCommand('editor.action.sourceAction', { kind: 'source.fixAll.wsklint', apply: 'first' });

/** Opens VS Code's settings at ours. */
export const openSettings = (): Thenable<unknown> =>
  vscode.commands.executeCommand('workbench.action.openSettings', '@ext:wsklint.wsklint');
