import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Connection, Diagnostic, TextDocuments, WorkDoneProgressReporter } from 'vscode-languageserver/node';

import type { Rule } from '../lint/rule';
import { emptyReport, lintUnit, type FileReport } from '../lint/run';
import { pauses } from '../lint/turns';
import type { ClientFeatures } from './client-features';
import { diagnosticsOf, pathOf, resultIdOf, uriOf } from './convert';
import type { DiskFile } from './disk';
import type { EditorSettings } from './editor-settings';
import type { LiveProject } from './live-project';
import type { Log } from './log';
import type { NotAnalysedTeller } from './not-analysed';
import type { OpenFiles } from './open-files';
import type { WorkspaceSummary } from './protocol';
import { pathsOf, stampOf } from './report-stamp';
import type { WorkspaceFiles } from './workspace-files';
import type { WorkspaceReader } from './workspace-reader';

export interface WorkspaceCheckContext {
  readonly connection: Connection;
  readonly features: ClientFeatures;
  readonly rules: readonly Rule[];
  readonly settings: EditorSettings;
  readonly notAnalysed: NotAnalysedTeller;
  readonly log: Log;
  readonly documents: TextDocuments<TextDocument>;
  readonly project: LiveProject;
  /** The open documents: their diagnostics are the editor's business. */
  readonly files: OpenFiles;
  readonly workspace: WorkspaceFiles;
  readonly reader: WorkspaceReader;
  /** Told when all was looked at: what was told meanwhile of other files may be old. */
  readonly changed: () => void;
}

export interface Run {
  readonly progress?: Pick<WorkDoneProgressReporter, 'report'>;
  readonly isCancelled: () => boolean;
  /** Told how many files there are. */
  readonly onFound?: (files: number) => void;
}

/** What was found out about a file that is not open, and what it rests on. */
interface Checked {
  readonly generation: number;
  /** The files that the report speaks of, and their state. */
  readonly paths: readonly string[];
  readonly stamp: string;
  /** Says which diagnostics are shown; undefined where none are. */
  readonly shown: string | undefined;
}

/** Checks files that are not open, and keeps what it said of them true. */
export class WorkspaceCheck {
  readonly #context: WorkspaceCheckContext;
  readonly #checked = new Map<string, Checked>();
  /** How many checks of the folders are asked for that have not ended. */
  #asked = 0;
  /** Only one at a time wants files of the project and lets go of them: the last one. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(context: WorkspaceCheckContext) {
    this.#context = context;
  }

  /** Checks every source file below the folders. */
  async checkFolders(run: Run): Promise<WorkspaceSummary> {
    this.#asked++;
    const turn = this.#last.then(() => this.#checkFolders(run));
    this.#last = turn.catch(() => undefined);
    try {
      return await turn;
    } finally {
      this.#asked--;
      this.#context.changed();
    }
  }

  /**
   * Checks again what was checked before, as far as something of it has changed, and lets go of what is not open. Does
   * nothing while the folders are checked: that is the more urgent, and nobody may let go of what it looks at.
   */
  async checkAgain(isCancelled: () => boolean): Promise<void> {
    if (this.#asked > 0) return;
    const turn = this.#last.then(async () => {
      await this.#checkAgain(() => isCancelled() || this.#asked > 0);
      this.#context.project.release();
    });
    this.#last = turn.catch(() => undefined);
    await turn;
  }

  async #checkFolders({ progress, isCancelled, onFound }: Run): Promise<WorkspaceSummary> {
    const { files, workspace, reader, project } = this.#context;
    const report = progressOf(progress);
    const isRead = await reader.read({
      isCancelled,
      onProgress: (done, total, path) => {
        report(done, 2 * total, path);
      },
    });
    if (!isRead || !(await files.settled(isCancelled))) return { ...NOTHING, cancelled: true };
    let summary = NOTHING;
    const all = byDriver([...workspace.files.values()], project);
    onFound?.(all.length);
    const pause = pauses();
    for (const [done, file] of all.entries()) {
      await pause();
      if (project.driverOf(file.path) !== project.driverOf(all[done - 1]?.path ?? file.path)) project.release();
      project.want(file.path);
      if (!(await files.settled(isCancelled))) break;
      report(all.length + done, 2 * all.length, file.path);
      summary = added(summary, await this.#check(file, isCancelled));
    }
    for (const path of this.#checked.keys()) if (!workspace.files.has(path)) this.#forget(path);
    project.release();
    return { ...summary, cancelled: isCancelled() };
  }

  async #checkAgain(isCancelled: () => boolean): Promise<void> {
    const { files, project, settings, workspace } = this.#context;
    const open = this.#openPaths();
    const pause = pauses();
    let count = 0;
    for (const [path, { generation, paths, stamp }] of this.#checked) {
      const file = workspace.files.get(path);
      if (file === undefined) this.#forget(path);
      else if (!open.has(path) && (generation !== settings.generation || stamp !== stampOf(paths, project))) {
        await pause();
        project.want(path);
        if (!(await files.settled(isCancelled))) return;
        await this.#checkClosed(file);
        if (++count % FILES_AT_ONCE === 0) project.release();
      }
    }
  }

  /** The editor now asks for the diagnostics of this document, or is sent them: what was shown of the file goes. */
  opened(uri: string): void {
    const path = pathOf(uri);
    const known = path === undefined ? undefined : this.#checked.get(path);
    if (path !== undefined && known !== undefined) this.#note(path, { ...known, stamp: 'open' }, []);
  }

  async #check(file: DiskFile, isCancelled: () => boolean): Promise<WorkspaceSummary> {
    const one = { ...NOTHING, files: 1 };
    if (file.kind !== 'source') return { ...NOTHING, failed: file.kind === 'unreadable' ? 1 : 0 };
    const document = this.#context.documents.all().find(({ uri }) => pathOf(uri) === file.path);
    if (document !== undefined) {
      this.#checked.set(file.path, { generation: -1, paths: [file.path], stamp: 'open', shown: undefined });
      const report = await this.#context.files.reportOn(document, isCancelled);
      return { ...one, findings: report?.findings.length ?? 0, failed: isFailed(report) ? 1 : 0 };
    }
    const report = await this.#checkClosed(file);
    if (report === 'excluded') return NOTHING;
    if (report === 'failed') return { ...one, failed: 1 };
    return { ...one, findings: report.findings.length, failed: isFailed(report) ? 1 : 0 };
  }

  async #checkClosed(file: DiskFile): Promise<FileReport | 'excluded' | 'failed'> {
    const { features, log, project, settings } = this.#context;
    const { generation } = settings;
    const report = await this.#reportOn(file);
    if (typeof report === 'string') {
      const nothing = { generation, paths: [file.path], stamp: project.stampOf(file.path), shown: undefined };
      this.#note(file.path, nothing, []);
      return report;
    }
    for (const { what, error } of report.failures) log.failure(`${what} failed on ${file.path}`, error);
    const document = TextDocument.create(uriOf(file.path), report.file.language, 0, report.file.text);
    const diagnostics = diagnosticsOf(document, report, features, project);
    if (!this.#openPaths().has(file.path)) this.#context.notAnalysed.closedFile(report);
    const paths = pathsOf(report);
    this.#note(file.path, { generation, paths, stamp: stampOf(paths, project), shown: undefined }, diagnostics);
    return report;
  }

  async #reportOn(file: DiskFile): Promise<FileReport | 'excluded' | 'failed'> {
    const { log, project, rules, settings } = this.#context;
    const finder = await settings.finderFor(file.scope);
    const found = await finder.settingsFor(file.path);
    const source = project.fileAt(file.path)?.file;
    if (found.isExcluded || source === undefined) return 'excluded';
    try {
      const analysis = project.analysisOf(file.path);
      return analysis === undefined ? emptyReport(source, 'withoutWsk') : lintUnit(analysis, rules, found.settings);
    } catch (error) {
      log.failure(`${file.path} could not be analysed`, error);
      return 'failed';
    }
  }

  /** Shows what is to be said of a file that is not open, where that is not shown already. */
  #note(path: string, checked: Checked, diagnostics: Diagnostic[]): void {
    const before = this.#checked.get(path)?.shown;
    const isOpen = checked.stamp !== 'open' && this.#openPaths().has(path);
    const shown = diagnostics.length === 0 || isOpen ? undefined : resultIdOf(diagnostics);
    this.#checked.set(path, { ...checked, shown });
    if (shown === before) return;
    void this.#context.connection.sendDiagnostics({ uri: uriOf(path), diagnostics: isOpen ? [] : diagnostics });
  }

  #forget(path: string): void {
    if (this.#checked.get(path)?.shown !== undefined)
      void this.#context.connection.sendDiagnostics({ uri: uriOf(path), diagnostics: [] });
    this.#context.notAnalysed.forget(uriOf(path));
    this.#checked.delete(path);
  }

  #openPaths(): ReadonlySet<string> {
    return new Set(this.#context.documents.all().map(({ uri }) => pathOf(uri) ?? uri));
  }
}

/** Those of one driver behind one another: what is known of it is let go of once all of it was looked at. */
function byDriver(files: readonly DiskFile[], project: LiveProject): readonly DiskFile[] {
  const drivers = new Map<ReadonlySet<string>, DiskFile[]>();
  for (const file of files) {
    const driver = project.driverOf(file.path);
    const known = drivers.get(driver);
    if (known === undefined) drivers.set(driver, [file]);
    else known.push(file);
  }
  return [...drivers.values()].flat();
}

/** How many closed files are looked at before what is known of their drivers is let go of. */
const FILES_AT_ONCE = 50;

/** Reports each percentage once: a client shows no more. */
function progressOf(progress: Run['progress']): (done: number, total: number, path: string) => void {
  let last = -1;
  return (done, total, path) => {
    const percentage = Math.floor((100 * done) / total);
    if (percentage === last) return;
    last = percentage;
    progress?.report(percentage, path);
  };
}

const isFailed = (report: FileReport | undefined): boolean => report !== undefined && report.failures.length > 0;

const NOTHING: WorkspaceSummary = { files: 0, findings: 0, failed: 0, cancelled: false };

const added = (a: WorkspaceSummary, b: WorkspaceSummary): WorkspaceSummary => ({
  files: a.files + b.files,
  findings: a.findings + b.findings,
  failed: a.failed + b.failed,
  cancelled: a.cancelled || b.cancelled,
});
