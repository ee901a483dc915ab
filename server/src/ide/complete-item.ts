import type { Edit, Span } from '../text/span';

export type CompletionKind =
  'snippet' | 'function' | 'callback' | 'member' | 'value' | 'enumerator' | 'enumeration' | 'structure' | 'variable';

/** What an editor offers at a place. */
export interface Completion {
  readonly label: string;
  readonly kind: CompletionKind;
  /** One line on what it is. */
  readonly detail: string;
  /** Markdown. */
  readonly documentation: string;
  /** What is inserted, as plain text. */
  readonly insertText: string;
  /** The same with tab stops as VS Code and LSP spell them, where it has any. */
  readonly withStops?: string;
  /** The word that the text replaces. */
  readonly span: Span;
  /** What else is changed with it, elsewhere in the file. */
  readonly edits?: readonly Edit[];
  /** The one that is most likely meant. */
  readonly isPreferred?: true;
  /** What needs no list to be thought of, NULL for one: no reason to show a list by itself. */
  readonly isFiller?: true;
  readonly isDeprecated?: true;
  /** Fits by its name alone: what another server knows of the place comes first. */
  readonly isGeneral?: true;
}

/** The word that is being typed at a place. */
export const wordAt = ({ wordStart, offset }: { wordStart: number; offset: number }): Span => ({
  start: wordStart,
  end: offset,
});

/** Text as it has to be spelt within a tab stop. */
export const withinStop = (text: string): string => text.replace(/[\\$}]/g, '\\$&');
