import type { Span } from '../text/span';

export interface HoverText {
  readonly markdown: string;
  /** What the text is about: a name, or an argument. */
  readonly span: Span;
}
