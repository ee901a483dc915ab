import {
  findNodeAtLocation,
  parseTree,
  printParseErrorCode,
  type JSONPath,
  type Node,
  type ParseError,
} from 'jsonc-parser';

import { lineTable } from '../text/lines';
import type { Span } from '../text/span';
import type { Rule } from './rule';
import { emptySettings, type WrittenSettings } from './settings';
import type { SettingsMistake } from './function-mistakes';
import { mistakesIn } from './settings-mistakes';

/** Something in a settings file that was not understood, and therefore left out. */
export interface SettingsProblem {
  readonly path: string;
  /** All from 1, columns in UTF-16 units, the end excluded. */
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly message: string;
}

export interface ParsedSettings {
  readonly settings: WrittenSettings;
  readonly problems: readonly SettingsProblem[];
  /** A problem with one of the files that are extended. */
  readonly problemWith: (extended: number, message: string) => SettingsProblem;
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
  const problem = problemsIn(text, path);
  const syntax = errors.map(({ error, offset, length }) =>
    problem({ start: offset, end: offset + length }, syntaxMessage(printParseErrorCode(error))),
  );
  const problemWith: ParsedSettings['problemWith'] = (index, message) => {
    const named = root && findNodeAtLocation(root, ['extends']);
    // A single file may be named without a list around it.
    const node = named?.type === 'array' ? named.children?.filter(({ type }) => type === 'string')[index] : named;
    return problem(node === undefined ? START : spanOf(node), message);
  };
  if (root === undefined) return { settings: emptySettings, problems: syntax, problemWith };

  const wrong = new Map<Node, SettingsProblem>();
  const removed = new Set<Node>();
  for (const mistake of mistakesIn(valueOf(root), rules)) {
    const node = nodeAt(root, mistake.path);
    const marked = mistake.isName === true ? (node.children?.[0] ?? node) : node;
    if (!wrong.has(node)) wrong.set(node, problem(marked === root ? START : spanOf(marked), mistake.message));
    removed.add(nodeAt(root, meaninglessWith(mistake)));
  }
  const value = removed.has(root) ? {} : valueOf(root, removed);
  return {
    settings: completed(value as PartialSettings),
    problems: [...syntax, ...[...wrong.values()].sort(byPlace)],
    problemWith,
  };
}

const byPlace = (one: SettingsProblem, other: SettingsProblem): number =>
  one.line - other.line || one.column - other.column;

/** Of a function that is described wrongly nothing is known: half of it could say what the function does not do. */
const meaninglessWith = ({ path }: SettingsMistake): SettingsMistake['path'] =>
  path[0] === 'functions' ? path.slice(0, 2) : path;

const START: Span = { start: 0, end: 1 };

const spanOf = ({ offset, length }: Node): Span => ({ start: offset, end: offset + length });

type PartialSettings = Omit<Partial<WrittenSettings>, 'extends'> & {
  readonly extends?: string | readonly string[];
};

const completed = ({ extends: extended = [], ...settings }: PartialSettings): WrittenSettings => ({
  ...emptySettings,
  ...settings,
  // An entry whose globs were wrong means nothing.
  overrides: (settings.overrides ?? []).filter(({ files }) => (files as readonly string[] | undefined) !== undefined),
  extends: typeof extended === 'string' ? [extended] : extended,
});

function problemsIn(text: string, path: string): (at: Span, message: string) => SettingsProblem {
  const lines = lineTable(text);
  return ({ start, end }, message) => {
    const [from, to] = [lines.positionAt(start), lines.positionAt(end)];
    return {
      path,
      line: from.line + 1,
      column: from.column + 1,
      endLine: to.line + 1,
      endColumn: to.column + 1,
      message,
    };
  };
}

/** The property at a path; the key counts with its value, so that the mark stands where a person looks. */
function nodeAt(root: Node, path: SettingsMistake['path']): Node {
  const steps: JSONPath = [];
  let at = root;
  for (const step of path) {
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
