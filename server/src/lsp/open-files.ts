import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';

import type { TextDocument } from 'vscode-languageserver-textdocument';

import { maskingOf } from '../lint/check';
import type { Rule } from '../lint/rule';
import { emptyReport, lintUnit, type FileReport } from '../lint/run';
import type { Settings } from '../lint/settings';
import { readUnit, type Unit } from '../model/unit';
import { Program } from '../project/program';
import { mentionsWsk } from '../project/scan';
import type { MaskOptions, SourceParser } from '../syntax/parser';
import { sourceOf } from './convert';
import type { EditorSettings } from './editor-settings';
import type { Log } from './log';
import type { StatusReporter } from './status';

/** What is known of an open document, and for which state of it. */
interface OpenFile {
  /** What the settings say of the text's macros. */
  masking?: MaskOptions;
  unit?: { readonly version: number; readonly unit: Unit } | undefined;
  report?: { readonly version: number; readonly generation: number; readonly report: FileReport } | undefined;
  program?: Program;
  /** Whether the log says what of this file is not read. */
  isTold?: boolean;
}

export interface OpenFilesContext {
  readonly parser: SourceParser;
  readonly rules: readonly Rule[];
  readonly settings: EditorSettings;
  readonly status: StatusReporter;
  readonly log: Log;
}

/** The open documents as the engine sees them: each state of a text is parsed and checked once, whoever asks. */
export class OpenFiles {
  readonly #context: OpenFilesContext;
  readonly #files = new Map<string, OpenFile>();

  constructor(context: OpenFilesContext) {
    this.#context = context;
  }

  /** The document, parsed; what has not changed since the last parse is not parsed again. */
  unitOf(document: TextDocument): Unit {
    const file = this.#fileOf(document);
    if (file.unit?.version === document.version) return file.unit.unit;
    const previous = file.unit?.unit.parsedText;
    // The parse uses the last one up: should it fail, there is none to continue.
    file.unit = undefined;
    const source = sourceOf(document);
    const unit = readUnit(source, this.#context.parser.parse(source.text, { previous, masking: file.masking }));
    file.unit = { version: document.version, unit };
    return unit;
  }

  /**
   * What is to be said of the document as it is when its settings are known. A failure of the engine is told and gives
   * an empty report. Undefined where it was cancelled.
   */
  async reportOn(document: TextDocument, isCancelled: () => boolean): Promise<FileReport | undefined> {
    const { settings, status } = this.#context;
    const known = this.#knownReport(document);
    if (known !== undefined) return known;
    return status.during(async () => {
      const { generation } = settings;
      const found = await settings.settingsFor(document.uri);
      if (isCancelled()) return undefined;
      const { version } = document;
      const isOld = () => isCancelled() || document.version !== version;
      const report = await this.#check(document, found.isExcluded ? undefined : found.settings, isOld);
      if (report === undefined || report.cancelled) return undefined;
      this.#fileOf(document).report = { version, generation, report };
      return report;
    });
  }

  /** Frees what is held for a document. */
  close({ uri }: TextDocument): void {
    const unit = this.#files.get(uri)?.unit?.unit;
    if (unit !== undefined) this.#context.parser.forget(unit.parsedText);
    this.#files.delete(uri);
    this.#context.status.fine(uri);
  }

  #fileOf({ uri }: TextDocument): OpenFile {
    const file = this.#files.get(uri) ?? {};
    this.#files.set(uri, file);
    return file;
  }

  #programOf(document: TextDocument): Program {
    const file = this.#fileOf(document);
    return (file.program ??= new Program(() => this.unitOf(document)));
  }

  #knownReport(document: TextDocument): FileReport | undefined {
    const known = this.#files.get(document.uri)?.report;
    const isCurrent = known?.version === document.version && known.generation === this.#context.settings.generation;
    return isCurrent ? known.report : undefined;
  }

  async #check(
    document: TextDocument,
    settings: Settings | undefined,
    isCancelled: () => boolean,
  ): Promise<FileReport | undefined> {
    const { rules, status } = this.#context;
    const { uri } = document;
    const source = sourceOf(document);
    if (settings === undefined || !mentionsWsk(source.text)) return emptyReport(source);
    try {
      this.#setMasking(document, maskingOf(settings));
      const unit = this.unitOf(document);
      const program = this.#programOf(document);
      program.set(unit);
      if (!(await followed(program, isCancelled))) return undefined;
      const analysis = program.analysisOf(unit.file.path);
      if (analysis === undefined) return undefined;
      const report = lintUnit(analysis, rules, settings, { isCancelled });
      status.fine(uri);
      for (const { what, error } of report.failures) status.failed(uri, `${what} failed on ${source.path}`, error);
      this.#tellUnread(document, unit, analysis.givenUp);
      return report;
    } catch (error) {
      status.failed(uri, `${source.path} could not be analysed`, error);
      return emptyReport(source);
    }
  }

  /** A text that was parsed by other settings is parsed afresh. */
  #setMasking(document: TextDocument, masking: MaskOptions): void {
    const file = this.#fileOf(document);
    if (JSON.stringify(file.masking ?? {}) === JSON.stringify(masking)) return;
    if (file.unit !== undefined) this.#context.parser.forget(file.unit.unit.parsedText);
    file.unit = undefined;
    file.masking = masking;
  }

  /** Once for each time that a file is opened, as it would be the same at every key. */
  #tellUnread(document: TextDocument, { file, parsedText }: Unit, givenUp: readonly string[]): void {
    const open = this.#fileOf(document);
    if (open.isTold === true) return;
    open.isTold = true;
    const { log } = this.#context;
    for (const { start, reason } of parsedText.omissions) {
      log.info(`${file.path}:${document.positionAt(start).line + 1}: not read: ${reason}`);
    }
    for (const name of givenUp) log.info(`${file.path}: function ${name} is too large to be followed`);
  }
}

/** Milliseconds after which an edit or another request gets its turn. */
const SLICE = 15;

/** Follows the functions of a file without holding up what else is asked; false where it was cancelled on the way. */
async function followed(program: Program, isCancelled: () => boolean): Promise<boolean> {
  const steps = program.update();
  for (let since = performance.now(); steps.next().done !== true;) {
    if (performance.now() - since < SLICE) continue;
    await setImmediate();
    if (isCancelled()) return false;
    since = performance.now();
  }
  return true;
}
