import type { Rule, Severity } from './rule';

export type SeveritySetting = 'off' | Severity;

export const severitySettings = ['off', 'info', 'warning', 'error'] as const satisfies readonly SeveritySetting[];

/** What a project or a person decides. Rules that are not named keep their own severity. */
export interface Settings {
  readonly rules: Readonly<Record<string, SeveritySetting>>;
  /** Globs of files that are not checked, relative to the folder of the settings file. */
  readonly exclude: readonly string[];
  /** The project's own macros that are to be read as spaces; `NAME()` with its arguments. */
  readonly macros: readonly string[];
  /** Which names `#if` and `#ifdef` take as defined, and which not; the others stay open. */
  readonly defines: Readonly<Record<string, boolean>>;
}

export const defaultSettings: Settings = { rules: {}, exclude: [], macros: [], defines: {} };

/** The settings file of a project, in JSON with comments. */
export const SETTINGS_FILE = '.wsklint.json';

export const severityOf = (rule: Rule, settings: Settings): SeveritySetting =>
  settings.rules[rule.name] ?? rule.severity;

/**
 * The editor's settings with those of the project's file over them.
 * The file wins where both speak of a rule: all who work on the project then see the same findings.
 */
export function combineSettings(editor: Settings, file: Settings): Settings {
  return {
    rules: { ...editor.rules, ...file.rules },
    exclude: [...editor.exclude, ...file.exclude],
    macros: [...new Set([...editor.macros, ...file.macros])],
    defines: { ...editor.defines, ...file.defines },
  };
}

/** The JSON Schema of one severity per rule: of `wsk.rules` in the editor and of `rules` in the settings file. */
export function ruleSeveritiesSchema(rules: readonly Rule[]) {
  return {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(
      rules.map(({ name, code, severity, summary }) => [
        name,
        {
          type: 'string',
          enum: [...severitySettings],
          default: severity,
          description: `${summary} (${code})`,
        },
      ]),
    ),
  };
}

/** The JSON Schema of a settings file. */
export function settingsSchema(rules: readonly Rule[]) {
  const names = { type: 'array', items: { type: 'string' } };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Settings of wsklint for a folder and those below it',
    type: 'object',
    additionalProperties: false,
    properties: {
      $schema: { type: 'string', description: 'Where this schema is.' },
      rules: { ...ruleSeveritiesSchema(rules), description: 'Severity of each rule; the others keep their own.' },
      exclude: { ...names, description: 'Globs of files that are not checked, relative to this file.' },
      macros: {
        type: 'array',
        items: { type: 'string', pattern: String.raw`^[A-Za-z_]\w*(\(\))?$` },
        description: 'Macros of the project that are read as spaces; NAME() with what stands between its parentheses.',
      },
      defines: {
        type: 'object',
        additionalProperties: { type: 'boolean' },
        description: 'Names that are defined (true) or not (false) where #if and #ifdef ask; the others stay open.',
      },
    },
  };
}

/** The settings of the editor, as package.json contributes them. */
export function editorSettings(rules: readonly Rule[]) {
  return {
    'wsk.rules': {
      ...ruleSeveritiesSchema(rules),
      scope: 'resource',
      default: {},
      markdownDescription:
        'Severity of each rule: `off`, `info`, `warning` or `error`. ' +
        `A \`${SETTINGS_FILE}\` in the folder of a file, or above it, stands over this.`,
    },
    'wsk.fadeNotAnalysed': {
      type: 'boolean',
      default: true,
      scope: 'window',
      description:
        'Fades branches of #if that are not read, and puts a dotted line under the names of functions that are not analysed.',
    },
    'wsk.trace.server': {
      type: 'string',
      enum: ['off', 'messages', 'verbose'],
      default: 'off',
      scope: 'window',
      description: 'Writes what the editor and the server say to each other to the output channel.',
    },
  };
}
