import type { Unit } from '../model/unit';
import { commentsIn } from '../syntax/comments';
import type { Node, SyntaxTree } from '../syntax/tree';
import { lineTable, type LineTable } from '../text/lines';
import type { Span } from '../text/span';
import { mentionsDirective, readDirective, type Directive, type Malformed } from './directive';

/** A comment `wsk-ignore rule-name: reason`, or one of its other forms; a range with its end is one. */
export interface Suppression extends PlacedDirective {
  /** What starts in here is silenced. Undefined where there is no end or function that could be meant. */
  readonly scope: Span | undefined;
  /** The comment that ends a range. */
  readonly until: PlacedDirective | undefined;
}

export interface PlacedDirective extends Directive {
  /** The whole comment. */
  readonly at: Span;
}

/** All comments of a file that silence something, or were meant to, in the file's order. */
export interface Suppressions {
  readonly all: readonly Suppression[];
  readonly malformed: readonly (Malformed & { readonly at: Span })[];
  /** Ends of ranges to which nothing belongs. */
  readonly strayEnds: readonly PlacedDirective[];
}

const NONE: Suppressions = { all: [], malformed: [], strayEnds: [] };

/**
 * The suppressions of a file.
 *
 * - `wsk-ignore` behind code silences its own line. On a line of its own it silences the next line that is no comment,
 *   so that several may stand above one line and a long reason may go on below.
 * - `wsk-ignore-function` silences the function that it stands in, or above.
 * - `wsk-ignore-file` silences the file.
 * - `wsk-ignore-begin` silences what stands between it and `wsk-ignore-end` with the same names, or with none.
 *
 * Lines that end with a backslash are one with the next.
 */
export function suppressionsIn(unit: Unit): Suppressions {
  const { tree } = unit;
  if (!mentionsDirective(tree.text)) return NONE;
  const comments = commentsIn(tree).map(({ span }) => span);
  const read = comments.flatMap((at) => {
    const directive = readDirective(tree.text.slice(at.start, at.end), at.start);
    return directive === undefined ? [] : [{ ...directive, at }];
  });
  const directives = read.filter((each) => each.kind === 'directive');
  const ends = endsOfRanges(directives);
  const lines = new CommentedLines(tree.text, comments);
  const scopeOf = (directive: PlacedDirective): Span | undefined => {
    const { at, form } = directive;
    switch (form) {
      case 'line':
        return lines.silencedBy(at);
      case 'function':
        return functionAround(unit, at);
      case 'file':
        return { start: 0, end: tree.text.length + 1 };
      case 'begin':
      case 'end': {
        const end = ends.get(directive)?.at.start;
        return end === undefined ? undefined : { start: at.end, end };
      }
    }
  };
  const closing = new Set(ends.values());
  return {
    all: directives
      .filter(({ form }) => form !== 'end')
      .map((directive) => ({ ...directive, scope: scopeOf(directive), until: ends.get(directive) })),
    malformed: read.filter((each) => each.kind === 'malformed'),
    strayEnds: directives.filter((each) => each.form === 'end' && !closing.has(each)),
  };
}

/** The suppressions that speak of a rule at an offset. Those without a reason are among them. */
export const suppressionsFor = ({ all }: Suppressions, rule: string, offset: number): readonly Suppression[] =>
  all.filter(
    ({ names, scope }) =>
      scope !== undefined && scope.start <= offset && offset < scope.end && names.some(({ text }) => text === rule),
  );

/** What each `begin` reaches to: the nearest end behind it that names the same, or nothing. */
function endsOfRanges<Each extends PlacedDirective>(directives: readonly Each[]): ReadonlyMap<PlacedDirective, Each> {
  const found = new Map<PlacedDirective, Each>();
  const open: Each[] = [];
  for (const directive of directives) {
    if (directive.form === 'begin') open.push(directive);
    if (directive.form !== 'end') continue;
    const at = open.findLastIndex((begin) => directive.names.length === 0 || isSameNames(begin, directive));
    const [begin] = at < 0 ? [] : open.splice(at, 1);
    if (begin !== undefined) found.set(begin, directive);
  }
  return found;
}

const isSameNames = (one: Directive, other: Directive): boolean =>
  one.names.length === other.names.length &&
  one.names.every(({ text }) => other.names.some((name) => name.text === text));

/** The function that a comment stands in, or the one that comes next with nothing but comments in between. */
function functionAround({ functions, tree }: Unit, at: Span): Span | undefined {
  const spans = functions.map(({ node }) => tree.span(node));
  const around = spans.find(({ start, end }) => start <= at.start && at.end <= end);
  if (around !== undefined) return around;
  const next = functions.find(({ node }) => at.end <= tree.start(node));
  if (next === undefined || !followsComments(tree, at.end, next.node)) return undefined;
  return { start: at.start, end: tree.end(next.node) };
}

function followsComments(tree: SyntaxTree, from: number, node: Node): boolean {
  let end = tree.start(node);
  let before = tree.previousSibling(node);
  while (before !== undefined && tree.kind(before) === 'comment' && tree.start(before) >= from) {
    if (tree.masked.slice(tree.end(before), end).trim() !== '') return false;
    end = tree.start(before);
    before = tree.previousSibling(before);
  }
  return tree.masked.slice(from, end).trim() === '';
}

/** The lines of a text, with those that hold nothing but comments. */
class CommentedLines {
  readonly #text: string;
  readonly #lines: LineTable;
  /** The last line of the comment that begins on a line and has it for itself. */
  readonly #alone = new Map<number, number>();

  constructor(text: string, comments: readonly Span[]) {
    this.#text = text;
    this.#lines = lineTable(text);
    for (const { start, end } of comments) {
      const [first, last] = [this.#lineOf(start), this.#lineOf(end)];
      const isAlone = this.#textBetween(this.#lines.startOf(first), start) === '' && this.#restOf(end) === '';
      if (isAlone) this.#alone.set(first, last);
    }
  }

  silencedBy({ start, end }: Span): Span {
    const first = this.#lineOf(start);
    let last = this.#lineOf(end);
    if (this.#alone.has(first)) {
      last++;
      for (let below = this.#alone.get(last); below !== undefined; below = this.#alone.get(last)) last = below + 1;
    }
    while (last + 1 < this.#lines.count && this.#isContinued(last)) last++;
    const isLastLine = last + 1 >= this.#lines.count;
    return {
      start: this.#lines.startOf(first),
      end: isLastLine ? this.#text.length + 1 : this.#lines.startOf(last + 1),
    };
  }

  #lineOf(offset: number): number {
    return this.#lines.positionAt(offset).line;
  }

  #restOf(offset: number): string {
    return this.#textBetween(offset, this.#lines.startOf(this.#lineOf(offset) + 1));
  }

  #textBetween(start: number, end: number): string {
    return this.#text.slice(start, end).trim();
  }

  #isContinued(line: number): boolean {
    return /\\[ \t]*[\r\n]*$/.test(this.#text.slice(this.#lines.startOf(line), this.#lines.startOf(line + 1)));
  }
}
