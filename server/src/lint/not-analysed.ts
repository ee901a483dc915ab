import type { Analysis } from '../flow/analysis';
import type { FunctionDefinition, Unit } from '../model/unit';
import { contains, type Span } from '../text/span';
import { lineTable, type LineTable } from '../text/lines';
import type { Node, SyntaxTree } from '../syntax/tree';

/** A part of a file of which nothing is said, and why. */
export interface NotAnalysed {
  /**
   * A branch of an `#if` that other builds have, a function, code that is none of these, or the file as a whole;
   * `inactive` is a branch that no driver's build has (`#if 0`), of which nobody expects anything.
   */
  readonly kind: 'branch' | 'inactive' | 'function' | 'code' | 'file';
  /** The stretch; of a function its name, of a file its start. */
  readonly at: Span;
  /** What is not analysed and why, as a sentence without its full stop. */
  readonly reason: string;
  /** What a person can do about it, in the same form. */
  readonly remedy?: string;
}

/** Why nothing is said of a whole file. */
export const fileReasons = {
  withoutWsk: 'nothing in this file has to do with WSK, and no driver code that uses WSK calls into it',
  excluded: 'this file is named by "exclude" in .wsklint.json',
  failed: 'wsklint failed on this file; its log says more',
  unparsed: 'this file could not be read as C',
} as const;

export type FileReason = keyof typeof fileReasons;

/** A file of which nothing is said. */
export const wholeFile = (reason: FileReason): NotAnalysed => ({
  kind: 'file',
  at: { start: 0, end: 0 },
  reason: fileReasons[reason],
});

/** What of a file is not analysed, in the order of the text. */
export function notAnalysedIn(analysis: Analysis): readonly NotAnalysed[] {
  const { unit } = analysis;
  const { tree } = unit;
  if (tree.kind(tree.root) === 'ERROR') return [wholeFile('unparsed')];
  const found = [...omitted(unit), ...unparsed(unit), ...notFollowed(analysis)];
  return found.sort((a, b) => a.at.start - b.at.start || a.at.end - b.at.end);
}

function omitted({ file, parsedText }: Unit): readonly NotAnalysed[] {
  return parsedText.omissions
    .filter(({ start, end, kind }) => kind !== 'macro' && file.text.slice(start, end).trim() !== '')
    .map(({ start, end, reason, kind }) => {
      const at = withoutMargins(file.text, { start, end });
      if (kind === undefined) return { kind: 'code', at, reason: `not analysed: ${reason}` };
      if (kind === 'dead branch') return { kind: 'inactive', at, reason: `the ${reason} is not part of a driver` };
      return { kind: 'branch', at, reason: `the ${reason} is not read`, remedy: CHOOSE_BRANCH };
    });
}

/** The lines of a branch, without the breaks before and behind them. */
function withoutMargins(text: string, { start, end }: Span): Span {
  const branch = text.slice(start, end);
  const before = /^[^\S\n]*\r?\n/.exec(branch)?.[0].length ?? 0;
  return { start: start + before, end: start + branch.trimEnd().length };
}

const CHOOSE_BRANCH = '"defines" in .wsklint.json says which branch to read';

function unparsed(unit: Unit): readonly NotAnalysed[] {
  const { tree, functions, file } = unit;
  if (!tree.hasError(tree.root) && functions.every(({ parsed }) => parsed)) return [];
  const lines = lineTable(file.text);
  const errors = errorsIn(tree);
  const bodies = functions.map(({ node }) => tree.span(node));
  return [
    ...functions.filter(({ parsed }) => !parsed).map((definition) => unparsedFunction(unit, definition, errors, lines)),
    ...errors
      .filter((at) => at.start < at.end && !bodies.some((body) => contains(body, at)))
      .map((at) => ({
        kind: 'code' as const,
        at: firstLine(at, lines),
        reason: 'this could not be read as C',
        remedy: remedyFor(unit),
      })),
  ];
}

function unparsedFunction(
  unit: Unit,
  { name, nameNode, node, obstacle }: FunctionDefinition,
  errors: readonly Span[],
  lines: LineTable,
): NotAnalysed {
  const { tree } = unit;
  if (obstacle !== undefined && !tree.hasError(node))
    return { kind: 'function', at: tree.span(nameNode), reason: `'${name}' is not analysed: ${obstacle}` };
  const cause = errors.find((at) => contains(tree.span(node), at));
  const where =
    cause === undefined
      ? 'another function stands inside it, as where a brace is missing'
      : `line ${lineOf(cause, lines)} could not be read as C`;
  return {
    kind: 'function',
    at: tree.span(nameNode),
    reason: `'${name}' is not analysed: ${where}`,
    remedy: remedyFor(unit),
  };
}

/** Of C++ only what reads as C is looked at. */
const remedyFor = ({ file }: Unit): string =>
  file.language === 'c'
    ? '"macros" in .wsklint.json names macros of your own that stand where C has none'
    : 'of C++, only functions are looked at that could be said in C';

/** The places that did not parse, and those where something is missing, by position. */
function errorsIn(tree: SyntaxTree, node: Node = tree.root): readonly Span[] {
  if (!tree.hasError(node)) return [];
  if (tree.kind(node) === 'ERROR' || tree.isMissing(node)) return [tree.span(node)];
  return tree.children(node).flatMap((child) => errorsIn(tree, child));
}

const lineOf = ({ start }: Span, lines: LineTable): number => lines.positionAt(start).line + 1;

/** So much of a stretch as stands on its first line: what a lost brace swallows is not all in the wrong. */
function firstLine({ start, end }: Span, lines: LineTable): Span {
  const { line } = lines.positionAt(start);
  return { start, end: Math.min(end, lines.offsetAt({ line, column: Infinity })) };
}

/** Functions that parsed, and that the engine did not follow to their end. */
function notFollowed({ unit, givenUp, failures }: Analysis): readonly NotAnalysed[] {
  const failed = failures.map(({ name }) => name);
  return unit.functions
    .filter(({ parsed }) => parsed)
    .flatMap(({ name, nameNode }): NotAnalysed[] => {
      const at = unit.tree.span(nameNode);
      if (failed.includes(name))
        return [
          { kind: 'function', at, reason: `'${name}' is not analysed: wsklint failed on it, and its log says more` },
        ];
      if (!givenUp.includes(name)) return [];
      const reason = `'${name}' is not analysed: it has more ways through it than can be followed`;
      return [{ kind: 'function', at, reason, remedy: 'a function of its own for a part of it helps' }];
    });
}
