import type { Connection } from 'vscode-languageserver/node';

import type { Rule } from '../lint/rule';
import { defaultSettings, type Settings } from '../lint/settings';
import { parseSettings, problemText } from '../lint/settings-file';
import { SettingsFinder, type FoundSettings } from '../lint/settings-finder';
import type { ClientFeatures } from './client-features';
import { pathOf } from './convert';
import type { Log } from './log';

/** The settings of the editor, with the nearest settings file over them. */
export class EditorSettings {
  readonly #connection: Connection;
  readonly #features: ClientFeatures;
  readonly #rules: readonly Rule[];
  readonly #log: Log;
  /** What a client that is not asked has sent. */
  #sent: unknown = {};
  #generation = 0;
  /** By scope, and by what the editor says there. All of one generation. */
  #byScope = new Map<string, Promise<SettingsFinder>>();
  #finders = new Map<string, SettingsFinder>();
  #told = new Set<string>();

  constructor(connection: Connection, features: ClientFeatures, rules: readonly Rule[], log: Log) {
    this.#connection = connection;
    this.#features = features;
    this.#rules = rules;
    this.#log = log;
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
    this.#told = new Set();
  }

  /** Takes what came with `workspace/didChangeConfiguration`; clients that are asked send nothing there. */
  take(settings: unknown): void {
    this.#sent = settings;
    this.forget();
  }

  /** The settings that hold for a document. */
  async settingsFor(uri: string): Promise<FoundSettings> {
    const finder = await this.finderFor(uri);
    const path = pathOf(uri);
    const found = await finder.settingsFor(path ?? UNSAVED);
    this.#tellProblems(finder);
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
    const key = JSON.stringify(base.rules);
    const finder = this.#finders.get(key) ?? new SettingsFinder(this.#rules, base);
    if (generation === this.#generation) this.#finders.set(key, finder);
    return finder;
  }

  async #ask(uri: string): Promise<unknown> {
    if (!this.#features.givesSettings) return memberOf(memberOf(this.#sent, 'wsk'), 'rules');
    try {
      return (await this.#connection.workspace.getConfiguration({ scopeUri: uri, section: 'wsk.rules' })) as unknown;
    } catch (error) {
      this.#log.failure('the editor did not give its settings', error);
      return undefined;
    }
  }

  /** `wsk.rules` means the same as `rules` in a settings file, and is read by the same code. */
  #read(rules: unknown): Settings {
    if (rules === undefined || rules === null) return defaultSettings;
    const { settings, problems } = parseSettings(JSON.stringify({ rules }), 'wsk.rules', this.#rules);
    for (const { message } of problems) this.#tell(`wsk.rules: ${message}`);
    return settings;
  }

  #tellProblems({ problems }: SettingsFinder): void {
    for (const problem of problems) this.#tell(problemText(problem));
  }

  #tell(message: string): void {
    if (this.#told.has(message)) return;
    this.#told.add(message);
    this.#log.warn(message);
  }
}

/** A document that has no file yet counts as lying in the current folder. */
const UNSAVED = 'unsaved.c';

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
