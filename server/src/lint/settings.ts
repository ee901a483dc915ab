import type { WrittenFunctions } from '../knowledge/own-functions';
import type { Category, Rule, Severity } from './rule';

export type SeveritySetting = 'off' | Severity;

export const severitySettings = ['off', 'info', 'warning', 'error'] as const satisfies readonly SeveritySetting[];

/** What holds for one file. Rules that are not named keep their own severity. */
export interface Settings {
  readonly rules: Readonly<Record<string, SeveritySetting>>;
  /** The project's own macros that are to be read as spaces; `NAME()` with its arguments. */
  readonly macros: readonly string[];
  /** Which names `#if` and `#ifdef` take as defined, and which not; the others stay open. */
  readonly defines: Readonly<Record<string, boolean>>;
  /** By name: what functions do whose body is out of sight, or says too little. */
  readonly functions: WrittenFunctions;
}

export const defaultSettings: Settings = { rules: {}, macros: [], defines: {}, functions: {} };

/** Severities by category and by rule; what is said of a rule stands over what is said of its category. */
export interface Severities {
  readonly categories: Readonly<Partial<Record<Category, SeveritySetting>>>;
  readonly rules: Readonly<Record<string, SeveritySetting>>;
}

/** Severities for some of the files. */
export interface Override extends Partial<Severities> {
  /** Globs, as in `exclude`. */
  readonly files: readonly string[];
}

/** What a settings file says, or an editor. Globs are relative to its folder; a folder means all that is below it. */
export interface WrittenSettings extends Settings, Severities {
  /** Settings files that hold where this one says nothing, the last one first; relative to this one's folder. */
  readonly extends: readonly string[];
  /** False where the next settings file above is extended as well. */
  readonly root: boolean;
  /** Globs of the files that are checked; empty for all. */
  readonly include: readonly string[];
  /** Globs of files that are not checked. */
  readonly exclude: readonly string[];
  /** A later one stands over an earlier one. */
  readonly overrides: readonly Override[];
}

/** What an empty settings file says. */
export const emptySettings: WrittenSettings = {
  ...defaultSettings,
  categories: {},
  extends: [],
  root: true,
  include: [],
  exclude: [],
  overrides: [],
};

/** The settings file of a project, in JSON with comments. */
export const SETTINGS_FILE = '.wsklint.json';

export const severityOf = (rule: Rule, settings: Settings): SeveritySetting =>
  settings.rules[rule.name] ?? rule.severity;

/** Written settings that are known to concern a file. */
export interface Layer {
  readonly written: WrittenSettings;
  /** The overrides that mean the file. */
  readonly overrides: readonly Override[];
}

/**
 * What several settings come to; a later layer stands over an earlier one. So a project's file stands over the editor's
 * settings where both speak of a rule: all who work on the project then see the same findings.
 */
export function combined(layers: readonly Layer[], rules: readonly Rule[]): Settings {
  const written = layers.map((layer) => layer.written);
  const severities = layers.flatMap(({ written: own, overrides }) => [own, ...overrides]);
  return {
    rules: Object.assign({}, ...severities.map((each) => byRule(each, rules))) as Settings['rules'],
    macros: [...new Set(written.flatMap(({ macros }) => macros))],
    defines: Object.assign({}, ...written.map(({ defines }) => defines)) as Settings['defines'],
    functions: mergedFunctions(written),
  };
}

/** Of one name the last word counts. Most settings come to one object, of which all files share what is made of it. */
function mergedFunctions(written: readonly WrittenSettings[]): WrittenFunctions {
  const said = written.map(({ functions }) => functions).filter((functions) => Object.keys(functions).length > 0);
  const [only = defaultSettings.functions, ...others] = said;
  return others.length === 0 ? only : (Object.assign({}, ...said) as WrittenFunctions);
}

function byRule({ categories = {}, rules: named = {} }: Partial<Severities>, rules: readonly Rule[]) {
  const ofCategories = rules.flatMap(({ name, category }) => {
    const severity = categories[category];
    return severity === undefined ? [] : [[name, severity] as const];
  });
  return { ...Object.fromEntries(ofCategories), ...named };
}
