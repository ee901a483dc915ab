import type { TextDocument } from 'vscode-languageserver-textdocument';

import { maskingOf } from '../lint/check';
import { LintMemory } from '../lint/memory';
import { withFunctions } from '../lint/read-all';
import type { Rule } from '../lint/rule';
import { emptyReport, lintUnit, type FileReport } from '../lint/run';
import { defaultSettings, type Settings } from '../lint/settings';
import type { FoundSettings } from '../lint/settings-finder';
import { readUnit, writtenIn, type SourceFile, type Unit } from '../model/unit';
import { concernsWsk } from '../project/scan';
import type { MaskOptions, ParsedText, SourceParser } from '../syntax/parser';
import { sourceOf } from './convert';
import type { EditorSettings } from './editor-settings';
import { isSameMasking } from './followed-project';
import type { LiveProject } from './live-project';
import type { Log } from './log';
import type { NotAnalysedTeller } from './not-analysed';
import { pathsOf, stampOf } from './report-stamp';
import type { StatusReporter } from './status';

/** What is known of an open document, and for which state of it. */
interface OpenFile {
  /** What the settings say of the text's macros, and of functions. */
  masking: MaskOptions;
  functions: Settings['functions'];
  parsed?: { readonly version: number; readonly parsed: ParsedText } | undefined;
  /** The model of a text that has nothing of WSK, and that the project does not keep. */
  unit?: { readonly version: number; readonly unit: Unit } | undefined;
  /** The version that the project has. */
  handed?: number | undefined;
  report?: {
    readonly version: number;
    readonly generation: number;
    readonly stamp: string;
    readonly report: FileReport;
  };
  told?: Told;
  /** The version that was opened or saved last. */
  saved?: number;
  /** What rules have found in it, from one state to the next. */
  readonly memory: LintMemory;
  /** Whether the log says what of this file is not read. */
  isExplained?: boolean;
}

/** What the client was told last of a document. */
export interface Told {
  readonly version: number;
  readonly resultId: string;
}

export interface OpenFilesContext {
  readonly parser: SourceParser;
  readonly rules: readonly Rule[];
  readonly settings: EditorSettings;
  readonly status: StatusReporter;
  readonly notAnalysed: NotAnalysedTeller;
  readonly log: Log;
  readonly project: LiveProject;
  /** All documents that are open. */
  readonly documents: () => readonly TextDocument[];
}

/** The open documents as the engine sees them: each state of a text is parsed and checked once, whoever asks. */
export class OpenFiles {
  readonly #context: OpenFilesContext;
  readonly #files = new Map<string, OpenFile>();

  constructor(context: OpenFilesContext) {
    this.#context = context;
  }

  /** The document, parsed, with what the headers of the project say; what has not changed since is not parsed again. */
  unitOf(document: TextDocument): Unit {
    const source = this.#sourceOf(document);
    if (concernsWsk(source)) {
      this.#handOver(document);
      const unit = this.#context.project.unitOf(source.path);
      if (unit !== undefined) return unit;
    }
    const file = this.#fileOf(document);
    if (file.unit?.version === document.version) return file.unit.unit;
    const unit = readUnit(source, this.#parsedOf(document));
    file.unit = { version: document.version, unit };
    return unit;
  }

  /**
   * What is to be said of the document as it is when its settings are known and the project is up to date. A failure of
   * the engine is told and gives an empty report. Undefined where it was cancelled.
   */
  async reportOn(document: TextDocument, isCancelled: () => boolean): Promise<FileReport | undefined> {
    const { settings, status } = this.#context;
    const known = this.isSettled ? this.#knownReport(document) : undefined;
    if (known !== undefined) return known;
    return status.during(async () => {
      const { generation } = settings;
      const { version } = document;
      const isOld = () => isCancelled() || document.version !== version;
      const found = await settings.settingsFor(document.uri);
      if (!(await this.settled(isOld))) return undefined;
      return this.#knownReport(document) ?? this.#check(document, found, generation, isOld);
    });
  }

  /** Whether the project has all open documents as they are, and is up to date at this moment. */
  get isSettled(): boolean {
    const { documents, project } = this.#context;
    return project.isSettled && documents().every((document) => this.#isHandedOver(document));
  }

  /** Hands all open documents over to the project as they are, and brings it up to date; false where it was cancelled. */
  async settled(isCancelled: () => boolean): Promise<boolean> {
    const { documents, project, settings } = this.#context;
    do {
      for (const document of documents()) {
        const found = await settings.settingsFor(document.uri);
        if (isCancelled()) return false;
        this.#setSettings(document, found.settings);
      }
      for (const document of documents()) this.#handOver(document);
      if (!(await project.settled(isCancelled))) return false;
      // Others may have brought something in before we got our turn.
    } while (!project.isSettled);
    return true;
  }

  /**
   * What would be said of the document if it had another text, for the fixes that this text may bring; what fails is
   * not told. Only for a report that `reportOn` has just given.
   */
  async reporterOf(document: TextDocument): Promise<(text: string) => FileReport | undefined> {
    const { project, rules, settings } = this.#context;
    const found = await settings.settingsFor(document.uri);
    return (text) =>
      project.tryOut({ ...this.#sourceOf(document), text }, (analysis) =>
        analysis === undefined ? undefined : lintUnit(analysis, rules, found.settings),
      );
  }

  /** Notes what the client was told of the document as it is. */
  tell(document: TextDocument, resultId: string): void {
    this.#fileOf(document).told = { version: document.version, resultId };
  }

  /** What the client was told last of the document; undefined where it was told nothing. */
  toldOf({ uri }: TextDocument): Told | undefined {
    return this.#files.get(uri)?.told;
  }

  /** Notes that the document is now as it was opened, or as it is on the disk. */
  saved(document: TextDocument): void {
    this.#fileOf(document).saved = document.version;
  }

  /** Whether the document was edited since it was opened or saved. */
  isUnsaved(document: TextDocument): boolean {
    return this.#files.get(document.uri)?.saved !== document.version;
  }

  /** Frees what is held for a document. What the project knows of it stays until its file is read. */
  close({ uri }: TextDocument): void {
    this.#files.delete(uri);
    this.#context.status.fine(uri);
    this.#context.notAnalysed.forget(uri);
  }

  #fileOf({ uri }: TextDocument): OpenFile {
    const { functions } = defaultSettings;
    const file = this.#files.get(uri) ?? { masking: maskingOf(defaultSettings), functions, memory: new LintMemory() };
    this.#files.set(uri, file);
    return file;
  }

  #sourceOf(document: TextDocument): SourceFile {
    return withFunctions(sourceOf(document), this.#fileOf(document));
  }

  #parsedOf(document: TextDocument): ParsedText {
    const file = this.#fileOf(document);
    if (file.parsed?.version === document.version) return file.parsed.parsed;
    const previous = file.parsed?.parsed;
    // Should the parse fail, there is none to continue.
    file.parsed = undefined;
    const source = sourceOf(document);
    const { masking } = file;
    const parsed = this.#context.parser.parse(source.text, { previous, masking, language: writtenIn(source) });
    file.parsed = { version: document.version, parsed };
    return parsed;
  }

  #isHandedOver(document: TextDocument): boolean {
    return this.#files.get(document.uri)?.handed === document.version;
  }

  #handOver(document: TextDocument): void {
    if (this.#isHandedOver(document)) return;
    const file = this.#fileOf(document);
    const { version } = document;
    const isStillSo = (): boolean => this.#files.get(document.uri) === file && file.handed === document.version;
    file.handed = version;
    this.#context.project.set({
      file: this.#sourceOf(document),
      masking: file.masking,
      parsed: () => (isStillSo() && document.version === version ? this.#parsedOf(document) : undefined),
    });
  }

  /** A text that was parsed by other settings is parsed afresh; one that others say something of is handed over again. */
  #setSettings(document: TextDocument, settings: Settings): void {
    const file = this.#fileOf(document);
    const [masking, { functions }] = [maskingOf(settings), settings];
    const isSame = isSameMasking(file.masking, masking);
    if (isSame && JSON.stringify(file.functions) === JSON.stringify(functions)) return;
    const parsed = isSame ? file.parsed : undefined;
    this.#files.set(document.uri, { ...file, masking, functions, parsed, unit: undefined, handed: undefined });
  }

  #knownReport(document: TextDocument): FileReport | undefined {
    const { project, settings } = this.#context;
    const known = this.#files.get(document.uri)?.report;
    const isCurrent =
      known?.version === document.version &&
      known.generation === settings.generation &&
      known.stamp === stampOf(pathsOf(known.report), project);
    return isCurrent ? known.report : undefined;
  }

  #check(
    document: TextDocument,
    { settings, isExcluded }: FoundSettings,
    generation: number,
    isCancelled: () => boolean,
  ): FileReport | undefined {
    const { project } = this.#context;
    const report = isExcluded
      ? emptyReport(sourceOf(document), 'excluded')
      : this.#lint(document, settings, isCancelled);
    if (report.cancelled) return undefined;
    const stamp = stampOf(pathsOf(report), project);
    this.#context.notAnalysed.document(document, report);
    this.#fileOf(document).report = { version: document.version, generation, stamp, report };
    return report;
  }

  #lint(document: TextDocument, settings: Settings, isCancelled: () => boolean): FileReport {
    const { project, rules, status } = this.#context;
    const source = sourceOf(document);
    try {
      const analysis = project.analysisOf(source.path);
      const report =
        analysis === undefined
          ? emptyReport(source, 'withoutWsk')
          : lintUnit(analysis, rules, settings, { isCancelled, memory: this.#fileOf(document).memory });
      status.fine(document.uri);
      for (const { what, error } of report.failures)
        status.failed(document.uri, `${what} failed on ${source.path}`, error);
      this.#explain(document, report);
      return report;
    } catch (error) {
      status.failed(document.uri, `${source.path} could not be analysed`, error);
      return emptyReport(source, 'failed');
    }
  }

  /** Once for each time that a file is opened, as it would be the same at every key. */
  #explain(document: TextDocument, { file, notAnalysed }: FileReport): void {
    const open = this.#fileOf(document);
    if (open.isExplained === true) return;
    open.isExplained = true;
    for (const { kind, at, reason } of notAnalysed) {
      if (kind !== 'file' && kind !== 'inactive')
        this.#context.log.info(`${file.path}:${document.positionAt(at.start).line + 1}: ${reason}`);
    }
  }
}
