import { functionDefinitions, functionsSchema } from './function-schema';
import { categoryTitles, pageUrl } from './page';
import type { Rule } from './rule';
import { SETTINGS_FILE, severitySettings } from './settings';

/** The JSON Schema of one severity per rule: of `wsk.rules` in the editor and of `rules` in the settings file. */
export function ruleSeveritiesSchema(rules: readonly Rule[]) {
  return {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(
      rules.map((rule) => [
        rule.name,
        {
          type: 'string',
          enum: [...severitySettings],
          default: rule.severity,
          description: `${rule.summary} (${rule.code})`,
          markdownDescription: `${rule.summary} ([${rule.code}](${pageUrl(rule)}))`,
        },
      ]),
    ),
  };
}

/** The JSON Schema of one severity per category. */
export function categorySeveritiesSchema() {
  return {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(
      Object.entries(categoryTitles).map(([category, title]) => [
        category,
        { type: 'string', enum: [...severitySettings], description: `All rules of the category: ${title}.` },
      ]),
    ),
  };
}

const globs = { type: 'array', items: { type: 'string', minLength: 1 } };

/** The JSON Schema of a settings file. */
export function settingsSchema(rules: readonly Rule[]) {
  const severities = {
    categories: {
      $ref: '#/definitions/categories',
      description: 'Severity of all rules of a category. What is said of a rule stands over it.',
    },
    rules: { $ref: '#/definitions/rules', description: 'Severity of each rule. The others keep their own.' },
  };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Settings of wsklint for a folder and those below it',
    type: 'object',
    additionalProperties: false,
    definitions: {
      categories: categorySeveritiesSchema(),
      rules: ruleSeveritiesSchema(rules),
      ...functionDefinitions,
    },
    properties: {
      $schema: { type: 'string', description: 'Where this schema is.' },
      extends: {
        type: ['string', 'array'],
        items: { type: 'string', minLength: 1 },
        minLength: 1,
        description: 'Other settings files that hold where this one says nothing, relative to it. Later ones win.',
      },
      root: {
        type: 'boolean',
        default: true,
        description: `false: the next ${SETTINGS_FILE} above holds where this one says nothing.`,
      },
      ...severities,
      include: { ...globs, description: 'Globs of the files that are checked, relative to this file. All, if empty.' },
      exclude: { ...globs, description: 'Globs of files that are not checked, relative to this file.' },
      overrides: {
        type: 'array',
        description: 'Severities for some files. A later entry stands over an earlier one.',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['files'],
          properties: { files: { ...globs, description: 'Globs, relative to this file.' }, ...severities },
          defaultSnippets: [{ label: 'files and rules', body: { files: ['$1'], rules: {} } }],
        },
      },
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
      functions: functionsSchema,
    },
  };
}

/** Milliseconds. */
export const LONGEST_DELAY = 10_000;

/** The settings of the editor, as package.json contributes them. */
export function editorSettings(rules: readonly Rule[]) {
  const severityText =
    '`off`, `info`, `warning` or `error`. ' +
    `A \`${SETTINGS_FILE}\` in the folder of a file, or above it, stands over this.`;
  return {
    'wsk.run': {
      type: 'string',
      enum: ['onType', 'onSave'],
      enumDescriptions: ['Check while you type.', 'Check a file when it is opened and when it is saved.'],
      default: 'onType',
      scope: 'window',
      description: 'When a file is checked.',
    },
    'wsk.delay': {
      type: 'integer',
      default: 0,
      minimum: 0,
      maximum: LONGEST_DELAY,
      scope: 'window',
      description: 'Milliseconds without an edit before a file is checked while you type.',
    },
    ...fileSettings(),
    'wsk.categories': {
      ...categorySeveritiesSchema(),
      scope: 'resource',
      default: {},
      markdownDescription: `Severity of all rules of a category: ${severityText} \`#wsk.rules#\` does, too.`,
    },
    'wsk.rules': {
      ...ruleSeveritiesSchema(rules),
      scope: 'resource',
      default: {},
      markdownDescription: `Severity of each rule: ${severityText}`,
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

/** Which files the editor has checked. */
function fileSettings() {
  return {
    'wsk.files.include': {
      ...globs,
      default: [],
      scope: 'resource',
      markdownDescription:
        'Globs of the files that are checked, relative to the workspace folder. All, if empty. ' +
        `\`include\` of a \`${SETTINGS_FILE}\` stands over this.`,
    },
    'wsk.files.exclude': {
      ...globs,
      default: [],
      scope: 'resource',
      description: 'Globs of files that are not checked, relative to the workspace folder.',
    },
  };
}
