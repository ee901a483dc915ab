import type { Unit } from '../model/unit';
import { filledIn, insertTextOf, snippets, type Snippet } from '../snippets';
import type { Span } from '../text/span';
import { placeAt } from './place';

export interface Completion {
  readonly label: string;
  /** One line on what it is. */
  readonly detail: string;
  /** Markdown. */
  readonly documentation: string;
  /** With tab stops, as VS Code and LSP spell them. */
  readonly insertText: string;
  /** The word that the text replaces. */
  readonly span: Span;
}

/**
 * What can be completed at an offset, in UTF-16 units: the snippets that fit there. Between functions those that hold
 * functions and tables, in a function those that hold statements. None in comments, strings and directives, in the
 * middle of a statement, or after `->` and `.`.
 */
export function completionsAt(unit: Unit, offset: number): readonly Completion[] {
  const { text } = unit.file;
  const place = placeAt(text, offset);
  if (place.within !== 'code' || !startsStatement(text, place.wordStart)) return [];
  const context = contextAt(unit, offset, place.depth);
  const word = text.slice(place.wordStart, offset).toLowerCase();
  const span = { start: place.wordStart, end: offset };
  return snippets
    .filter((snippet) => snippet.context === context && snippet.prefix.startsWith(word))
    .map((snippet) => completionOf(snippet, span));
}

const completionOf = (snippet: Snippet, span: Span): Completion => ({
  label: snippet.prefix,
  detail: snippet.name,
  documentation: `${snippet.description}.\n\n\`\`\`c\n${filledIn(snippet).trimEnd()}\n\`\`\``,
  insertText: insertTextOf(snippet),
  span,
});

/** Whether only the start of a line, or the end of a statement, stands before a word. */
function startsStatement(text: string, wordStart: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', wordStart - 1) + 1, wordStart);
  if (!/(?:^|[{};])\s*$/.test(line)) return false;
  return !/(?:->|\.)\s*$/.test(text.slice(Math.max(0, wordStart - 200), wordStart));
}

/** The tree tells a function's braces from those of a table; the text tells where the tree is broken. */
function contextAt({ tree }: Unit, offset: number, depth: number): Snippet['context'] | undefined {
  if (depth === 0) return 'file';
  const around = tree.enclosing(
    tree.nodeAt(offset),
    'compound_statement',
    'initializer_list',
    'field_declaration_list',
    'enumerator_list',
    'declaration_list',
  );
  const kind = around === undefined ? 'compound_statement' : tree.kind(around);
  if (kind === 'declaration_list') return 'file';
  return kind === 'compound_statement' ? 'body' : undefined;
}
