import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Connection, WorkDoneProgressReporter } from 'vscode-languageserver/node';

import { checkFiles, type CheckedFile } from '../lint/check';
import type { Rule } from '../lint/rule';
import type { FileReport } from '../lint/run';
import { findSources, type FoundFile } from '../project/find';
import type { SourceParser } from '../syntax/parser';
import type { ClientFeatures } from './client-features';
import { diagnosticsOf, pathOf, uriOf } from './convert';
import type { EditorSettings } from './editor-settings';
import type { Log } from './log';
import type { WorkspaceSummary } from './protocol';

export interface WorkspaceCheckContext {
  readonly connection: Connection;
  readonly features: ClientFeatures;
  readonly parser: SourceParser;
  readonly rules: readonly Rule[];
  readonly settings: EditorSettings;
  readonly log: Log;
  /** The text of an open document by its path; its diagnostics are the editor's business. */
  readonly openText: (path: string) => string | undefined;
}

export interface Run {
  readonly progress?: Pick<WorkDoneProgressReporter, 'report'>;
  readonly isCancelled: () => boolean;
}

/** Checks files that are not open, and keeps what it said of them true when they are opened and closed. */
export class WorkspaceCheck {
  readonly #context: WorkspaceCheckContext;
  /** The folder of each file that was checked, by the file's path. */
  readonly #checked = new Map<string, string>();
  /** The paths of which diagnostics are shown. */
  readonly #shown = new Set<string>();

  constructor(context: WorkspaceCheckContext) {
    this.#context = context;
  }

  /** Checks every source file below the folders, given by their URIs. */
  async checkFolders(folders: readonly string[], run: Run): Promise<WorkspaceSummary> {
    let summary: WorkspaceSummary = { files: 0, findings: 0, failed: 0, cancelled: false };
    const gone = new Set(this.#checked.keys());
    for (const folder of folders) {
      const path = pathOf(folder);
      if (path === undefined) continue;
      const { files, unreadable } = await findSources([path]);
      for (const each of unreadable) this.#context.log.warn(`${each.path} could not be read: ${each.reason}`);
      for (const file of files) gone.delete(file.path);
      const part = await this.#check(files, folder, run);
      summary = added(summary, { ...part, failed: part.failed + unreadable.length });
    }
    for (const path of gone) this.#forget(path);
    return { ...summary, cancelled: run.isCancelled() };
  }

  /** Checks again what was checked before: the settings have changed. */
  async checkAgain(run: Run): Promise<void> {
    const byFolder = new Map<string, FoundFile[]>();
    for (const [path, folder] of this.#checked) {
      byFolder.set(folder, [...(byFolder.get(folder) ?? []), { path, shownAs: path, isNamed: false }]);
    }
    for (const [folder, files] of byFolder) await this.#check(files, folder, run);
  }

  /** The editor now asks for the diagnostics of this document, or is sent them: what was shown of the file goes. */
  opened(uri: string): void {
    const path = pathOf(uri);
    if (path !== undefined) this.#hide(path);
  }

  /** What the file on the disk says is shown again, where it was checked before. */
  async closed(uri: string): Promise<void> {
    const path = pathOf(uri);
    const folder = path === undefined ? undefined : this.#checked.get(path);
    if (path === undefined || folder === undefined) return;
    await this.#check([{ path, shownAs: path, isNamed: false }], folder, { isCancelled: () => false });
  }

  async #check(files: readonly FoundFile[], folder: string, { progress, isCancelled }: Run): Promise<WorkspaceSummary> {
    const { rules, settings, parser, openText } = this.#context;
    let summary: WorkspaceSummary = { files: 0, findings: 0, failed: 0, cancelled: false };
    const found = checkFiles(files, {
      rules,
      settings: await settings.finderFor(folder),
      parserFor: () => parser,
      openText,
      isCancelled,
      onProgress: (done, total, { path, shownAs }) => {
        this.#checked.set(path, folder);
        progress?.report(Math.floor((100 * done) / total), shownAs);
      },
    });
    for await (const checked of found) summary = added(summary, this.#take(checked));
    return summary;
  }

  #take(checked: CheckedFile): WorkspaceSummary {
    const { log } = this.#context;
    const one = { files: 1, findings: 0, failed: 0, cancelled: false };
    switch (checked.kind) {
      case 'report': {
        const { report } = checked;
        for (const { what, error } of report.failures) log.failure(`${what} failed on ${report.file.path}`, error);
        this.#show(report);
        return { ...one, findings: report.findings.length, failed: report.failures.length > 0 ? 1 : 0 };
      }
      case 'skipped':
        log.info(`${checked.path} is not checked: ${checked.reason}`);
        return { ...one, files: 0 };
      case 'unreadable':
        log.warn(`${checked.path} could not be read: ${checked.reason}`);
        return { ...one, files: 0, failed: 1 };
      case 'failed':
        log.failure(`${checked.path} could not be analysed`, checked.error);
        return { ...one, failed: 1 };
    }
  }

  #show(report: FileReport): void {
    const { connection, features, openText } = this.#context;
    const uri = uriOf(report.file.path);
    const path = pathOf(uri) ?? report.file.path;
    if (openText(path) !== undefined) return;
    if (report.findings.length === 0) {
      this.#hide(path);
      return;
    }
    const document = TextDocument.create(uri, report.file.language, 0, report.file.text);
    this.#shown.add(path);
    void connection.sendDiagnostics({ uri, diagnostics: diagnosticsOf(document, report, features) });
  }

  #hide(path: string): void {
    if (this.#shown.delete(path)) void this.#context.connection.sendDiagnostics({ uri: uriOf(path), diagnostics: [] });
  }

  #forget(path: string): void {
    this.#checked.delete(path);
    this.#hide(path);
  }
}

const added = (a: WorkspaceSummary, b: WorkspaceSummary): WorkspaceSummary => ({
  files: a.files + b.files,
  findings: a.findings + b.findings,
  failed: a.failed + b.failed,
  cancelled: a.cancelled || b.cancelled,
});
