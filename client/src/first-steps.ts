import * as vscode from 'vscode';

/** What the walkthrough waits for, each told to it by a context key when it has happened. */
export type FirstStep = 'openedSample' | 'sawFinding' | 'sawHover' | 'appliedFix' | 'checkedWorkspace';

/** The walkthrough, as VS Code names it. */
export const WALKTHROUGH = 'wsklint.wsklint#firstSteps';

/** Tells the walkthrough what a person has done. */
export class FirstSteps implements vscode.Disposable {
  readonly #done = new Set<FirstStep>();
  readonly #listener: vscode.Disposable;

  constructor() {
    this.#listener = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      if (uris.some((uri) => isShown(uri) && findingsIn(uri).length > 0)) this.done('sawFinding');
    });
  }

  done(step: FirstStep): void {
    if (this.#done.has(step)) return;
    this.#done.add(step);
    void vscode.commands.executeCommand('setContext', `wsklint.${step}`, true);
  }

  dispose(): void {
    this.#listener.dispose();
  }
}

/** The findings of ours in a document, as they are shown. */
export const findingsIn = (uri: vscode.Uri): readonly vscode.Diagnostic[] =>
  vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'wsklint');

const isShown = (uri: vscode.Uri): boolean =>
  vscode.window.visibleTextEditors.some(({ document }) => document.uri.toString() === uri.toString());
