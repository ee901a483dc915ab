import Ajv, { type ErrorObject } from 'ajv';
import {
  findNodeAtLocation,
  parseTree,
  printParseErrorCode,
  type JSONPath,
  type Node,
  type ParseError,
} from 'jsonc-parser';

import { lineTable } from '../text/lines';
import { nearestName } from './nearest';
import type { Rule } from './rule';
import { defaultSettings, settingsSchema, severitySettings, type Settings } from './settings';

/** Something in a settings file that was not understood, and therefore left out. */
export interface SettingsProblem {
  readonly path: string;
  /** Both from 1, the column in UTF-16 units. */
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export interface ParsedSettings {
  readonly settings: Settings;
  readonly problems: readonly SettingsProblem[];
}

/** `file:line:column: message`, for the terminal and the log. */
export const problemText = ({ path, line, column, message }: SettingsProblem): string =>
  `${path}:${line}:${column}: ${message}`;

/**
 * Reads the text of a settings file: JSON with comments and trailing commas.
 * What is wrong is told and left out; the rest holds. `path` is only for the messages. Never throws.
 */
export function parseSettings(text: string, path: string, rules: readonly Rule[]): ParsedSettings {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true, allowEmptyContent: true });
  const lines = lineTable(text);
  const problems: SettingsProblem[] = [];
  const tell = (offset: number, message: string) => {
    const { line, column } = lines.positionAt(offset);
    problems.push({ path, line: line + 1, column: column + 1, message });
  };
  for (const { error, offset } of errors) tell(offset, syntaxMessage(printParseErrorCode(error)));
  if (root === undefined) return { settings: defaultSettings, problems };

  const wrong = new Set<Node>();
  for (const mistake of mistakesIn(valueOf(root), rules)) {
    const node = nodeOf(root, mistake);
    if (wrong.has(node)) continue;
    wrong.add(node);
    tell(node.offset, describe(mistake, rules));
  }
  const value = wrong.has(root) ? {} : valueOf(root, wrong);
  return { settings: { ...defaultSettings, ...(value as Partial<Settings>) }, problems };
}

/** What a settings object holds that the schema does not allow: for `wsk.rules` of the editor too. */
export function mistakesIn(value: unknown, rules: readonly Rule[]): readonly ErrorObject[] {
  const ajv = new Ajv({ allErrors: true, strict: false });
  const validate = ajv.compile(settingsSchema(rules));
  validate(value);
  return validate.errors ?? [];
}

/** Says in a sentence what is wrong. */
export function describe(mistake: ErrorObject, rules: readonly Rule[]): string {
  const where = pathOf(mistake).join('.');
  switch (mistake.keyword) {
    case 'additionalProperties':
      return unknownNameMessage(where, unknownProperty(mistake), rules);
    case 'enum':
      return `the severity of ${last(mistake)} must be one of ${severitySettings.join(', ')}`;
    case 'pattern':
      return `'${where}' must be the name of a macro, with () behind it where it takes arguments`;
    default:
      return `${where === '' ? 'the settings' : `'${where}'`} ${mistake.message ?? 'is not allowed here'}`;
  }
}

function unknownNameMessage(where: string, name: string, rules: readonly Rule[]): string {
  const isRule = where === 'rules';
  const known = isRule ? rules.map((rule) => rule.name) : Object.keys(settingsSchema(rules).properties);
  const nearest = nearestName(name, known);
  const hint = nearest === undefined ? '' : `; did you mean '${nearest}'?`;
  return `there is no ${isRule ? 'rule' : 'setting'} named '${name}'${hint}`;
}

const pathOf = ({ instancePath }: ErrorObject): string[] =>
  instancePath
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));

const last = (mistake: ErrorObject): string => `'${pathOf(mistake).at(-1) ?? ''}'`;

const unknownProperty = ({ params }: ErrorObject): string =>
  String((params as { additionalProperty?: unknown }).additionalProperty);

/** The property that is wrong; the key counts with its value, so that the mark stands where a person looks. */
function nodeOf(root: Node, mistake: ErrorObject): Node {
  const steps: JSONPath = [];
  let at = root;
  const all =
    mistake.keyword === 'additionalProperties' ? [...pathOf(mistake), unknownProperty(mistake)] : pathOf(mistake);
  for (const step of all) {
    steps.push(at.type === 'array' ? Number(step) : step);
    at = findNodeAtLocation(root, steps) ?? at;
  }
  return at.parent?.type === 'property' ? at.parent : at;
}

/** The value of a node without the parts that are `wrong`. */
function valueOf(node: Node, wrong: ReadonlySet<Node> = new Set()): unknown {
  const children = (node.children ?? []).filter((child) => !wrong.has(child));
  if (node.type === 'array') return children.map((child) => valueOf(child, wrong));
  if (node.type !== 'object') return node.value;
  const entries = children.flatMap(({ children: [key, value] = [] }) =>
    key === undefined || value === undefined ? [] : [[String(key.value), valueOf(value, wrong)] as const],
  );
  return Object.fromEntries(entries);
}

/** jsonc-parser names its errors in one word: 'CommaExpected'. */
const syntaxMessage = (code: string): string =>
  code.replace(/\B[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).toLowerCase();
