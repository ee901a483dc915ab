import { dirname, join, relative, resolve, sep } from 'node:path';

import picomatch from 'picomatch';

import { displayPath, readIfPresent } from '../project/files';
import type { Rule } from './rule';
import { combineSettings, defaultSettings, SETTINGS_FILE, type Settings } from './settings';
import { parseSettings, type SettingsProblem } from './settings-file';

/** The settings that hold for one file. */
export interface FoundSettings {
  readonly settings: Settings;
  /** Whether a glob of `exclude` names the file. */
  readonly isExcluded: boolean;
}

interface SettingsFile {
  readonly settings: Settings;
  readonly isExcluded: (path: string) => boolean;
}

/**
 * Finds the settings of each file: the nearest `.wsklint.json`, from the file's folder up, over those of the editor.
 * Each settings file is read once; make a new finder after one has changed.
 */
export class SettingsFinder {
  /** What was wrong in the settings files read so far, each told once. */
  readonly problems: SettingsProblem[] = [];

  readonly #rules: readonly Rule[];
  readonly #base: Settings;
  readonly #isBaseExcluded: (path: string) => boolean;
  readonly #byFolder = new Map<string, Promise<SettingsFile | undefined>>();

  /** @param baseFolder the folder that the globs in `base.exclude` are relative to */
  constructor(rules: readonly Rule[], base: Settings = defaultSettings, baseFolder = process.cwd()) {
    this.#rules = rules;
    this.#base = base;
    this.#isBaseExcluded = matcherOf(base.exclude, baseFolder);
  }

  /** @param path of a source file, absolute or relative to the current folder */
  async settingsFor(path: string): Promise<FoundSettings> {
    const absolute = resolve(path);
    const file = await this.#nearest(dirname(absolute));
    if (file === undefined) return { settings: this.#base, isExcluded: this.#isBaseExcluded(absolute) };
    return {
      settings: combineSettings(this.#base, file.settings),
      isExcluded: this.#isBaseExcluded(absolute) || file.isExcluded(absolute),
    };
  }

  #nearest(folder: string): Promise<SettingsFile | undefined> {
    let found = this.#byFolder.get(folder);
    if (found === undefined) {
      found = this.#read(folder);
      this.#byFolder.set(folder, found);
    }
    return found;
  }

  async #read(folder: string): Promise<SettingsFile | undefined> {
    const path = join(folder, SETTINGS_FILE);
    const text = await readIfPresent(path);
    if (text === undefined) return dirname(folder) === folder ? undefined : this.#nearest(dirname(folder));
    const { settings, problems } = parseSettings(text, displayPath(path), this.#rules);
    this.problems.push(...problems);
    return { settings, isExcluded: matcherOf(settings.exclude, folder) };
  }
}

/** Tells whether an absolute path is meant by one of the globs. A folder's name alone means all that is below it. */
function matcherOf(globs: readonly string[], folder: string): (path: string) => boolean {
  if (globs.length === 0) return () => false;
  const patterns = globs.map((glob) => glob.replace(/^\.\//, '').replace(/\/$/, ''));
  const isMeant = picomatch([...patterns, ...patterns.map((pattern) => `${pattern}/**`)], { dot: true });
  return (path) => isMeant(relative(folder, path).split(sep).join('/'));
}
