import { dirname, join } from 'node:path';

import { DiagnosticSeverity, type Connection, type Diagnostic } from 'vscode-languageserver/node';

import type { SettingsProblem } from '../lint/settings-file';
import type { SettingsFinder } from '../lint/settings-finder';
import { uriOf } from './convert';

/** Shows in each settings file what is wrong in it, as it stands on the disk. */
export class SettingsProblems {
  readonly #connection: Connection;
  /** What is shown, by path; nothing for a file that is right. */
  readonly #shown = new Map<string, string>();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Shows what was found in the files that were read. */
  show(found: SettingsFinder['problemsByFile']): void {
    for (const [path, problems] of found) this.#show(path, problems);
  }

  /**
   * Reads again what is shown, and those files that have changed.
   * @param finderFor makes a finder that has not read them before
   */
  async readAgain(changed: readonly string[], finderFor: (uri: string) => Promise<SettingsFinder>): Promise<void> {
    for (const path of new Set([...this.#shown.keys(), ...changed])) {
      const finder = await finderFor(uriOf(path));
      await finder.settingsFor(join(dirname(path), 'any.c'));
      this.show(finder.problemsByFile);
      if (!finder.problemsByFile.has(path)) this.#show(path, []);
    }
  }

  #show(path: string, problems: readonly SettingsProblem[]): void {
    const diagnostics = problems.map(diagnosticOf);
    const now = diagnostics.length === 0 ? '' : JSON.stringify(diagnostics);
    if (now === (this.#shown.get(path) ?? '')) return;
    if (now === '') this.#shown.delete(path);
    else this.#shown.set(path, now);
    void this.#connection.sendDiagnostics({ uri: uriOf(path), diagnostics });
  }
}

const diagnosticOf = ({ line, column, endLine, endColumn, message }: SettingsProblem): Diagnostic => ({
  range: {
    start: { line: line - 1, character: column - 1 },
    end: { line: endLine - 1, character: endColumn - 1 },
  },
  severity: DiagnosticSeverity.Error,
  source: 'wsklint',
  message,
});
