import { dirname, join, relative, resolve, sep } from 'node:path';

import picomatch from 'picomatch';

import { displayPath, readIfPresent } from '../project/files';
import type { Rule } from './rule';
import { combined, emptySettings, SETTINGS_FILE, type Override, type Settings, type WrittenSettings } from './settings';
import { parseSettings, type SettingsProblem } from './settings-file';

/** The settings that hold for one file. */
export interface FoundSettings {
  readonly settings: Settings;
  /** Whether it is not to be checked: a glob of `exclude` names it, or `include` does not. */
  readonly isExcluded: boolean;
}

type Matcher = (path: string) => boolean;

/** What a settings file says, with its globs ready to be asked. */
interface Written {
  readonly settings: WrittenSettings;
  readonly isIncluded: Matcher | undefined;
  readonly isExcluded: Matcher;
  readonly overrides: readonly (readonly [Matcher, Override])[];
}

/**
 * Finds the settings of each file: the nearest `.wsklint.json`, from the file's folder up, and what that one extends,
 * over those of the editor. Each settings file is read once; make a new finder after one has changed.
 */
export class SettingsFinder {
  readonly #rules: readonly Rule[];
  readonly #base: Written;
  readonly #byFolder = new Map<string, Promise<readonly Written[]>>();
  readonly #problems = new Map<string, readonly SettingsProblem[]>();

  /** @param baseFolder the folder that the globs in `base` are relative to */
  constructor(rules: readonly Rule[], base: WrittenSettings = emptySettings, baseFolder = process.cwd()) {
    this.#rules = rules;
    this.#base = withMatchers(base, baseFolder);
  }

  /** What was wrong in the settings files read so far, each told once. */
  get problems(): readonly SettingsProblem[] {
    return [...this.#problems.values()].flat();
  }

  /** The same by the absolute path of each file that was read; empty for one that is right. */
  get problemsByFile(): ReadonlyMap<string, readonly SettingsProblem[]> {
    return this.#problems;
  }

  /** @param path of a source file, absolute or relative to the current folder */
  async settingsFor(path: string): Promise<FoundSettings> {
    const absolute = resolve(path);
    const layers = [this.#base, ...(await this.#nearest(dirname(absolute)))];
    const isIncluded = layers.findLast((layer) => layer.isIncluded !== undefined)?.isIncluded;
    return {
      settings: combined(
        layers.map(({ settings, overrides }) => ({
          written: settings,
          overrides: overrides.flatMap(([isMeant, override]) => (isMeant(absolute) ? [override] : [])),
        })),
        this.#rules,
      ),
      isExcluded: layers.some(({ isExcluded }) => isExcluded(absolute)) || isIncluded?.(absolute) === false,
    };
  }

  /** The nearest settings file of a folder with those that it extends, which stand before it. */
  #nearest(folder: string): Promise<readonly Written[]> {
    let found = this.#byFolder.get(folder);
    if (found === undefined) {
      found = this.#look(folder);
      this.#byFolder.set(folder, found);
    }
    return found;
  }

  async #look(folder: string): Promise<readonly Written[]> {
    return (await this.#read(join(folder, SETTINGS_FILE), [])) ?? this.#above(folder);
  }

  #above(folder: string): Promise<readonly Written[]> {
    return dirname(folder) === folder ? Promise.resolve([]) : this.#nearest(dirname(folder));
  }

  /**
   * Reads a settings file with those that it extends.
   * @param from the files that led to this one
   * @returns undefined where there is none
   */
  async #read(path: string, from: readonly string[]): Promise<readonly Written[] | undefined> {
    const text = await readIfPresent(path);
    if (text === undefined) return undefined;
    const { settings, problems, problemWith } = parseSettings(text, displayPath(path), this.#rules);
    const own = [...problems];
    const extended: Written[] = settings.root ? [] : [...(await this.#above(dirname(path)))];
    for (const [index, name] of settings.extends.entries()) {
      if (OTHER_MACHINE.test(name)) {
        own.push(problemWith(index, `'${name}' is on another machine, and no file there is read`));
        continue;
      }
      const other = resolve(dirname(path), name);
      const isCircle = [...from, path].includes(other);
      const layers = isCircle ? undefined : await this.#read(other, [...from, path]);
      if (layers !== undefined) extended.push(...layers);
      if (isCircle) own.push(problemWith(index, `'${name}' extends this file in turn`));
      else if (layers === undefined) own.push(problemWith(index, `there is no file '${name}'`));
    }
    this.#problems.set(path, own);
    return [...extended, withMatchers(settings, dirname(path))];
  }
}

/** On Windows such a path has the machine log in at a server that whoever wrote the file has chosen. */
const OTHER_MACHINE = /^[\\/]{2}/;

const withMatchers = (settings: WrittenSettings, folder: string): Written => ({
  settings,
  isIncluded: settings.include.length === 0 ? undefined : matcherOf(settings.include, folder),
  isExcluded: matcherOf(settings.exclude, folder),
  overrides: settings.overrides.map((override) => [matcherOf(override.files, folder), override] as const),
});

/** Tells whether an absolute path is meant by one of the globs. A folder's name alone means all that is below it. */
function matcherOf(globs: readonly string[], folder: string): Matcher {
  if (globs.length === 0) return () => false;
  const patterns = globs.map((glob) => glob.replace(/^\.\//, '').replace(/\/$/, ''));
  const isMeant = picomatch([...patterns, ...patterns.map((pattern) => `${pattern}/**`)], { dot: true });
  return (path) => isMeant(relative(folder, path).split(sep).join('/'));
}
