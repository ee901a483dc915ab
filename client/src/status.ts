import * as vscode from 'vscode';

import type { Status } from '../../server/src/lsp/protocol';
import { isVirtual, languages } from './documents';
import { findingsIn } from './first-steps';
import type { NotAnalysedView } from './not-analysed';

/** Milliseconds that an analysis may take before the item says so: what is shown at every key disturbs. */
const PATIENCE = 400;

/**
 * Shows in the status bar what the checker is doing, for the file in front of a person. A click brings the menu, or the
 * log once something has failed.
 */
export class StatusItem implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem('wsklint.status', vscode.StatusBarAlignment.Right, 90);
  readonly #notAnalysed: NotAnalysedView;
  readonly #listeners: vscode.Disposable;
  /** Whether somebody starts the server: that it ends is then no failure. */
  isStarting = false;
  #isOffered = false;
  #shown: Status = { state: 'idle' };
  /** What is shown once it has lasted. */
  #next: Status = { state: 'idle' };
  #waiting: NodeJS.Timeout | undefined;

  constructor(notAnalysed: NotAnalysedView) {
    this.#notAnalysed = notAnalysed;
    this.#item.name = 'wsklint';
    const draw = () => {
      this.#draw();
    };
    this.#listeners = vscode.Disposable.from(
      this.#item,
      notAnalysed.onChange(draw),
      vscode.window.onDidChangeActiveTextEditor(draw),
      vscode.languages.onDidChangeDiagnostics(draw),
      vscode.workspace.onDidChangeWorkspaceFolders(draw),
    );
  }

  show(status: Status): void {
    this.#next = status;
    if (status.state === 'analysing' && this.#shown.state !== 'analysing') {
      this.#waiting ??= setTimeout(() => {
        this.#take();
      }, PATIENCE);
    } else this.#take();
  }

  dispose(): void {
    clearTimeout(this.#waiting);
    this.#listeners.dispose();
  }

  /** Shows what was told last. */
  #take(): void {
    clearTimeout(this.#waiting);
    this.#waiting = undefined;
    this.#shown = this.#next;
    this.#draw();
  }

  #draw(): void {
    const document = vscode.window.activeTextEditor?.document;
    const isOurs = document !== undefined && languages.includes(document.languageId);
    const item = this.#item;
    const unread = isOurs ? this.#notAnalysed.reasonFor(document) : undefined;
    this.#offer(isOurs && unread === undefined);
    if (!isOurs && this.#shown.state === 'idle') {
      item.hide();
      return;
    }
    const hasFailed = this.#shown.state === 'failed';
    item.text = textOf(this.#shown, unread !== undefined);
    item.tooltip = tooltipOf(this.#lines(isOurs ? document : undefined, unread));
    item.command = hasFailed ? 'wsklint.showLog' : 'wsklint.showMenu';
    item.backgroundColor = hasFailed ? new vscode.ThemeColor('statusBarItem.errorBackground') : undefined;
    item.accessibilityInformation = { label: `wsklint: ${this.#state(unread)}`, role: 'button' };
    item.show();
  }

  /** Lets VS Code show what can be done with a file that is analysed, or leave it out of its menus. */
  #offer(isAnalysed: boolean): void {
    if (this.#isOffered === isAnalysed) return;
    this.#isOffered = isAnalysed;
    void vscode.commands.executeCommand('setContext', 'wsklint.isAnalysed', isAnalysed);
  }

  #state(unread: string | undefined): string {
    const { state, message, files = 1 } = this.#shown;
    if (message !== undefined) return message;
    if (state === 'analysing') return `Analysing ${counted(files, 'file')}.`;
    return unread === undefined ? 'Ready.' : `${unread.charAt(0).toUpperCase()}${unread.slice(1)}.`;
  }

  #lines(document: vscode.TextDocument | undefined, unread: string | undefined): readonly string[] {
    const lines = [this.#state(unread)];
    if (document !== undefined && unread === undefined) lines.push(`${findingsText(document)} in this file.`);
    const missed = document === undefined ? 0 : this.#notAnalysed.count(document);
    if (missed > 0) lines.push(`${counted(missed, 'place')} of it not analysed.`);
    if (isVirtual()) lines.push('This workspace is on no disk: only documents that are open are analysed.');
    return lines;
  }
}

function textOf({ state, files = 1 }: Status, isUnread: boolean): string {
  if (state === 'failed') return '$(error) wsklint';
  if (state === 'analysing')
    return files > 1 ? `$(sync~spin) wsklint: ${counted(files, 'file')}` : '$(sync~spin) wsklint';
  return isUnread ? '$(circle-slash) wsklint' : '$(check) wsklint';
}

function tooltipOf(lines: readonly string[]): vscode.MarkdownString {
  const text = new vscode.MarkdownString(undefined, true);
  text.isTrusted = { enabledCommands: LINKS.map(([command]) => command) };
  text.appendMarkdown('**wsklint**: Winsock Kernel checker\n\n');
  for (const line of lines) text.appendText(`${line}\n`);
  const links = LINKS.map(([command, title]) => `[${title}](command:${command})`);
  text.appendMarkdown(`\n---\n\n${links.join(' · ')}`);
  return text;
}

const LINKS: readonly (readonly [command: string, title: string])[] = [
  ['wsklint.showLog', 'Log'],
  ['wsklint.restart', 'Restart'],
  ['wsklint.checkWorkspace', 'Check workspace'],
  ['wsklint.showNotAnalysed', 'Not analysed'],
  ['wsklint.openSettings', 'Settings'],
];

function findingsText({ uri }: vscode.TextDocument): string {
  const findings = findingsIn(uri);
  if (findings.length === 0) return 'No findings';
  const parts = KINDS.flatMap(([severity, noun]) => {
    const number = findings.filter((finding) => finding.severity === severity).length;
    return number === 0 ? [] : [counted(number, noun)];
  });
  return parts.join(', ');
}

const KINDS: readonly (readonly [severity: vscode.DiagnosticSeverity, noun: string])[] = [
  [vscode.DiagnosticSeverity.Error, 'error'],
  [vscode.DiagnosticSeverity.Warning, 'warning'],
  [vscode.DiagnosticSeverity.Information, 'note'],
];

const counted = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
