import * as vscode from 'vscode';

import { WALKTHROUGH, type FirstSteps } from './first-steps';

/** Where the state keeps the URI of a sample that was made and is about to be opened. */
const WAITING = 'sample';

const NAME = 'wsklint-sample';
/** What is shown first, and the text in it that the cursor is put to. */
const FIRST_FILE = 'send.c';
const MISTAKE = 'STATUS_SUCCESS; // planted';

/** Makes the sample driver in a folder that a person chooses, and opens it. Nothing that is there is overwritten. */
export async function openSample({ extensionUri, globalState }: vscode.ExtensionContext): Promise<void> {
  const [parent] =
    (await vscode.window.showOpenDialog({
      title: 'A folder for the sample driver',
      openLabel: 'Put it here',
      canSelectFiles: false,
      canSelectFolders: true,
    })) ?? [];
  if (parent === undefined) return;
  const folder = await freeName(parent);
  const source = vscode.Uri.joinPath(extensionUri, 'client', 'dist', 'sample');
  try {
    await vscode.workspace.fs.copy(source, folder, { overwrite: false });
  } catch (error) {
    void vscode.window.showErrorMessage(`wsklint: the sample could not be made in ${parent.fsPath}: ${String(error)}`);
    return;
  }
  await globalState.update(WAITING, folder.toString());
  await open(folder);
}

/** Shows the sample where it was made by the last window and is open in this one. */
export async function showSample({ globalState }: vscode.ExtensionContext, steps: FirstSteps): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.find(({ uri }) => isSample(uri));
  if (folder === undefined) return;
  const isNew = globalState.get(WAITING) === folder.uri.toString();
  steps.done('openedSample');
  if (!isNew) return;
  await globalState.update(WAITING, undefined);
  await vscode.commands.executeCommand('workbench.action.openWalkthrough', WALKTHROUGH, false);
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, FIRST_FILE));
  const mistake = document.positionAt(document.getText().indexOf(MISTAKE));
  await vscode.window.showTextDocument(document, {
    viewColumn: vscode.ViewColumn.Beside,
    preview: false,
    selection: new vscode.Range(mistake, mistake),
  });
}

const isSample = (folder: vscode.Uri): boolean => folder.path.split('/').at(-1)?.startsWith(NAME) === true;

/** The first of `wsklint-sample`, `wsklint-sample-2` and so on that is not there yet. */
async function freeName(parent: vscode.Uri): Promise<vscode.Uri> {
  for (let number = 1; ; number++) {
    const folder = vscode.Uri.joinPath(parent, number === 1 ? NAME : `${NAME}-${number}`);
    if (!(await exists(folder))) return folder;
  }
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

/** In this window where no folder is open; else a person says where. */
async function open(folder: vscode.Uri): Promise<void> {
  if (vscode.workspace.workspaceFolders === undefined) {
    await vscode.commands.executeCommand('vscode.openFolder', folder, { forceReuseWindow: true });
    return;
  }
  const message = `The sample driver is in ${folder.fsPath}.`;
  const choice = await vscode.window.showInformationMessage(message, IN_NEW, HERE);
  if (choice === undefined) return;
  await vscode.commands.executeCommand('vscode.openFolder', folder, { forceNewWindow: choice === IN_NEW });
}

const IN_NEW = 'Open in a new window';
const HERE = 'Open in this window';
