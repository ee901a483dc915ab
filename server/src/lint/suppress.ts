import { lineTable } from '../text/lines';
import type { Span } from '../text/span';
import { commentsIn } from '../syntax/comments';
import type { SyntaxTree } from '../syntax/tree';

/** A comment `wsk-ignore rule-name: reason`; several names stand with commas between them. */
export interface Suppression {
  /** The whole comment. */
  readonly at: Span;
  readonly names: readonly string[];
  /** Undefined where the comment gives none; it silences nothing then. */
  readonly reason: string | undefined;
  /** The lines, from 0 and both included, whose findings it silences. */
  readonly firstLine: number;
  readonly lastLine: number;
}

const DIRECTIVE = /^[\s*]*wsk-ignore\s+([\w-]+(?:\s*,\s*[\w-]+)*)\s*(?::\s*(\S[^]*))?$/;

/**
 * The suppressions of a file, in its order.
 * One behind code silences its own line. One on a line of its own silences that line and the next that is not such a
 * comment itself, so that several may stand above one line.
 */
export function suppressionsIn(tree: SyntaxTree): readonly Suppression[] {
  const { text } = tree;
  if (!text.includes('wsk-ignore')) return [];
  const lines = lineTable(text);
  const lineOf = (offset: number) => lines.positionAt(offset).line;
  const found = commentsIn(tree).flatMap(({ text: content, span: at }) => {
    const directive = readDirective(content);
    return directive === undefined
      ? []
      : [{ ...directive, at, isAlone: standsAlone(text, at), firstLine: lineOf(at.start), lastLine: lineOf(at.end) }];
  });
  return found
    .reverse()
    .reduce<typeof found>((below, suppression) => {
      const next = below[0];
      const isAbove = next?.isAlone === true && next.firstLine === suppression.lastLine + 1;
      const lastLine = suppression.isAlone
        ? isAbove
          ? next.lastLine
          : suppression.lastLine + 1
        : suppression.lastLine;
      return [{ ...suppression, lastLine }, ...below];
    }, [])
    .map(({ at, names, reason, firstLine, lastLine }) => ({ at, names, reason, firstLine, lastLine }));
}

/** Which suppressions speak of this rule on this line (from 0). */
export const suppressionsFor = (all: readonly Suppression[], rule: string, line: number): readonly Suppression[] =>
  all.filter(({ names, firstLine, lastLine }) => names.includes(rule) && firstLine <= line && line <= lastLine);

function readDirective(content: string): { names: readonly string[]; reason: string | undefined } | undefined {
  const match = DIRECTIVE.exec(content);
  if (match === null) return undefined;
  return { names: (match[1] ?? '').split(/\s*,\s*/), reason: match[2]?.trim() };
}

/** Whether nothing but space stands before the comment on its line, and behind it. */
function standsAlone(text: string, { start, end }: Span): boolean {
  const before = /[^\r\n]*$/.exec(text.slice(Math.max(0, start - 1000), start))?.[0] ?? '';
  const behind = /^[^\r\n]*/.exec(text.slice(end, end + 1000))?.[0] ?? '';
  return before.trim() === '' && behind.trim() === '';
}
