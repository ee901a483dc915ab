import { basename } from 'node:path';

import type { Connection } from 'vscode-languageserver/node';

import type { Rule } from '../lint/rule';
import { SETTINGS_FILE, type WrittenSettings } from '../lint/settings';
import { parseSettings, problemText } from '../lint/settings-file';
import { SettingsFinder, type FoundSettings } from '../lint/settings-finder';
import type { ClientFeatures } from './client-features';
import { pathOf } from './convert';
import type { Folders } from './folders';
import type { Log } from './log';
import type { SettingsProblems } from './settings-problems';
import { timingOf, type Timing } from './timing';

export interface EditorSettingsContext {
  readonly connection: Connection;
  readonly features: ClientFeatures;
  readonly rules: readonly Rule[];
  readonly folders: Pick<Folders, 'current'>;
  readonly log: Log;
  /** Shows what is wrong in the settings files that were read. */
  readonly problems: Pick<SettingsProblems, 'show'>;
}

/** The settings of the editor, with the nearest settings file over them. */
export class EditorSettings {
  readonly #context: EditorSettingsContext;
  /** What a client that is not asked has sent. */
  #sent: unknown = {};
  #generation = 0;
  /** By scope, and by what the editor says there. All of one generation. */
  #byScope = new Map<string, Promise<SettingsFinder>>();
  #finders = new Map<string, SettingsFinder>();
  #timing: Promise<Timing> | undefined;
  #told = new Set<string>();
  /** The paths of all settings files that were ever read, those that others extend among them. */
  readonly #files = new Set<string>();

  constructor(context: EditorSettingsContext) {
    this.#context = context;
  }

  /** Grows with every change: what was found out under another number may not hold any more. */
  get generation(): number {
    return this.#generation;
  }

  /** Something has changed in the editor's settings or in a settings file: all of them are read again when asked for. */
  forget(): void {
    this.#generation++;
    this.#byScope = new Map();
    this.#finders = new Map();
    this.#timing = undefined;
    this.#told = new Set();
  }

  /** Takes what came with `workspace/didChangeConfiguration`; clients that are asked send nothing there. */
  take(settings: unknown): void {
    this.#sent = settings;
    this.forget();
  }

  /** Whether a file holds settings, by its name or because another one extends it. */
  isSettingsFile(path: string): boolean {
    return basename(path) === SETTINGS_FILE || this.#files.has(path);
  }

  /** When files are checked. */
  timing(): Promise<Timing> {
    return (this.#timing ??= this.#ask().then(timingOf));
  }

  /** The settings that hold for a document. */
  async settingsFor(uri: string): Promise<FoundSettings> {
    const finder = await this.finderFor(uri);
    const found = await finder.settingsFor(pathOf(uri) ?? UNSAVED);
    for (const problem of finder.problems) this.#tell(problemText(problem));
    for (const path of finder.problemsByFile.keys()) this.#files.add(path);
    this.#context.problems.show(finder.problemsByFile);
    return found;
  }

  /** Finds the settings of the files below a folder. */
  finderFor(uri: string): Promise<SettingsFinder> {
    let finder = this.#byScope.get(uri);
    if (finder === undefined) {
      finder = this.#makeFinder(uri);
      this.#byScope.set(uri, finder);
    }
    return finder;
  }

  async #makeFinder(uri: string): Promise<SettingsFinder> {
    const generation = this.#generation;
    const base = this.#read(await this.#ask(uri));
    const folder = await this.#folderOf(uri);
    const key = JSON.stringify([folder, base]);
    const finder = this.#finders.get(key) ?? new SettingsFinder(this.#context.rules, base, folder);
    if (generation === this.#generation) this.#finders.set(key, finder);
    return finder;
  }

  /** The innermost open folder that holds a document; globs of the editor are relative to it. */
  async #folderOf(uri: string): Promise<string | undefined> {
    const holding = (await this.#context.folders.current()).filter((folder) => `${uri}/`.startsWith(`${folder}/`));
    const innermost = holding.sort((one, other) => other.length - one.length)[0];
    return innermost === undefined ? undefined : pathOf(innermost);
  }

  /** What the editor says below `wsk`, for a document or for the window. */
  async #ask(uri?: string): Promise<unknown> {
    const { connection, features, log } = this.#context;
    if (!features.givesSettings) return memberOf(this.#sent, 'wsk');
    try {
      const item = { section: 'wsk', ...(uri === undefined ? {} : { scopeUri: uri }) };
      return (await connection.workspace.getConfiguration(item)) as unknown;
    } catch (error) {
      log.failure('the editor did not give its settings', error);
      return undefined;
    }
  }

  /** `wsk.rules` means the same as `rules` in a settings file, and is read by the same code; so are the others. */
  #read(given: unknown): WrittenSettings {
    const files = memberOf(given, 'files');
    const named = {
      categories: memberOf(given, 'categories'),
      rules: memberOf(given, 'rules'),
      include: memberOf(files, 'include'),
      exclude: memberOf(files, 'exclude'),
    };
    // A client may give null where nothing is set.
    const set = Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined && value !== null));
    const { settings, problems } = parseSettings(JSON.stringify(set), 'wsk', this.#context.rules);
    for (const { message } of problems) this.#tell(`in the settings 'wsk' of the editor: ${message}`);
    return settings;
  }

  #tell(message: string): void {
    if (this.#told.has(message)) return;
    this.#told.add(message);
    this.#context.log.warn(message);
  }
}

/** A document that has no file yet counts as lying in the current folder. */
const UNSAVED = 'unsaved.c';

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
