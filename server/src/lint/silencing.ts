import type { Unit } from '../model/unit';
import { commentsIn } from '../syntax/comments';
import { lineTable, type LineTable } from '../text/lines';
import type { Edit, Span } from '../text/span';
import { REASON } from './directive';
import { lineBreakOf } from './suppression-edits';

/** What a comment is to silence a rule in. */
export type Reach = 'line' | 'function' | 'file';

/**
 * The edit that silences a rule around a place, with `REASON` where a person is to write one. The comment is of the kind
 * that the file uses, stands on a line of its own where it can, and breaks neither a macro nor another comment.
 *
 * @param at the finding
 * @returns undefined where there is no function, or no place for the comment
 */
export function silencingEdit(unit: Unit, at: Span, rule: string, reach: Reach): Edit | undefined {
  const page = new Page(unit);
  switch (reach) {
    case 'line':
      return page.onLine(at.start, rule);
    case 'function':
      return page.onFunction(at, rule);
    case 'file':
      return page.onTop(rule);
  }
}

/** A text in which comments are to be put. */
class Page {
  readonly #unit: Unit;
  readonly #text: string;
  readonly #lines: LineTable;
  readonly #lineBreak: string;

  constructor(unit: Unit) {
    this.#unit = unit;
    this.#text = unit.tree.text;
    this.#lines = lineTable(this.#text);
    this.#lineBreak = lineBreakOf(this.#text);
  }

  onLine(offset: number, rule: string): Edit | undefined {
    const line = this.#lineOf(offset);
    let first = line;
    while (first > 0 && /\\[ \t]*[\r\n]+$/.test(this.#textOf(first - 1))) first--;
    const above = this.#aboveLine(first, `wsk-ignore ${rule}`);
    return above ?? (first === line ? this.#behindLine(line, `wsk-ignore ${rule}`) : undefined);
  }

  onFunction(at: Span, rule: string): Edit | undefined {
    const { functions, tree } = this.#unit;
    const around = functions.find(({ node }) => tree.start(node) <= at.start && at.end <= tree.end(node));
    if (around === undefined) return undefined;
    const start = tree.start(around.node);
    const directive = `wsk-ignore-function ${rule}`;
    const isFirst = this.#text.slice(this.#lines.startOf(this.#lineOf(start)), start).trim() === '';
    const above = isFirst ? this.#aboveLine(this.#withAnnotations(this.#lineOf(start)), directive) : undefined;
    return above ?? this.#aboveLine(this.#lineOf(tree.start(around.body)) + 1, directive);
  }

  /** Behind the comment at the top, which says whose the file is. */
  onTop(rule: string): Edit {
    const [banner] = /^\uFEFF?(?:[ \t]*(?:\/\/[^\r\n]*|\/\*[^]*?\*\/[ \t]*)(?:\r\n|\r|\n|$))*/.exec(this.#text) ?? [''];
    const [blank] = /^(?:[ \t]*(?:\r\n|\r|\n))*/.exec(this.#text.slice(banner.length)) ?? [''];
    const start = banner.length + (banner.trim() === '' ? 0 : blank.length);
    const isBelowText = banner.trim() !== '' && blank === '';
    const isAboveOther = /^(\/\/|\/\*)\s*wsk-ignore-file/.test(this.#text.slice(start));
    const before = isBelowText ? this.#lineBreak : '';
    const behind = this.#lineBreak + (isAboveOther ? '' : this.#lineBreak);
    return { at: { start, end: start }, text: before + this.#comment(`wsk-ignore-file ${rule}`) + behind };
  }

  /** The first of the lines before a function that hold only its annotations: those are spaces in the masked text. */
  #withAnnotations(line: number): number {
    const { masked } = this.#unit.tree;
    const isAnnotation = (other: number): boolean => {
      const text = this.#textOf(other).trim();
      const [start, end] = [this.#lines.startOf(other), this.#lines.startOf(other + 1)];
      return text !== '' && !text.startsWith('#') && masked.slice(start, end).trim() === '';
    };
    let first = line;
    while (first > 0 && isAnnotation(first - 1)) first--;
    return first;
  }

  #aboveLine(line: number, directive: string): Edit | undefined {
    const start = this.#lines.startOf(line);
    if (line >= this.#lines.count || this.#isInside(start)) return undefined;
    const indent = /^[ \t]*/.exec(this.#textOf(line))?.[0] ?? '';
    return { at: { start, end: start }, text: indent + this.#comment(directive) + this.#lineBreak };
  }

  #behindLine(line: number, directive: string): Edit | undefined {
    const end = this.#lines.startOf(line) + this.#textOf(line).replace(/[ \t\r\n]+$/, '').length;
    if (this.#isInside(end) || this.#text[end - 1] === '\\') return undefined;
    return { at: { start: end, end }, text: ` ${this.#comment(directive)}` };
  }

  /** Whether what is put at a place would become a part of a comment. */
  #isInside(offset: number): boolean {
    return commentsIn(this.#unit.tree).some(
      ({ span: { start, end }, form }) => start < offset && (offset < end || (form === 'line' && offset === end)),
    );
  }

  #comment(directive: string): string {
    const forms = commentsIn(this.#unit.tree).map(({ form }) => form);
    const isBlock = forms.length > 0 && !forms.includes('line');
    return isBlock ? `/* ${directive}: ${REASON} */` : `// ${directive}: ${REASON}`;
  }

  #lineOf(offset: number): number {
    return this.#lines.positionAt(offset).line;
  }

  /** With its line break. */
  #textOf(line: number): string {
    return this.#text.slice(this.#lines.startOf(line), this.#lines.startOf(line + 1));
  }
}
