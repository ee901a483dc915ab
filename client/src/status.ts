import * as vscode from 'vscode';

import type { Status } from '../../server/src/lsp/protocol';
import { documents } from './documents';

/** Shows in the language status what the server is doing, with the way to its log. */
export class StatusItem implements vscode.Disposable {
  readonly #item: vscode.LanguageStatusItem;

  constructor() {
    this.#item = vscode.languages.createLanguageStatusItem('wsklint.status', documents);
    this.#item.name = 'wsklint';
  }

  show({ state, message }: Status): void {
    const item = this.#item;
    item.busy = state === 'analysing';
    item.severity =
      state === 'failed' ? vscode.LanguageStatusSeverity.Error : vscode.LanguageStatusSeverity.Information;
    item.text = TEXTS[state];
    item.detail = message ?? 'Winsock Kernel checker';
    item.command = state === 'failed' ? SEE_WHY : SHOW_LOG;
  }

  dispose(): void {
    this.#item.dispose();
  }
}

const TEXTS: Readonly<Record<Status['state'], string>> = {
  idle: 'wsklint: ready',
  analysing: 'wsklint: analysing',
  failed: 'wsklint: failed',
};

const SHOW_LOG: vscode.Command = { command: 'wsklint.showLog', title: 'Show log' };
const SEE_WHY: vscode.Command = { command: 'wsklint.showLog', title: 'See why' };
