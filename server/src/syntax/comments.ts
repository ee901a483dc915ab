import type { Span } from '../text/span';
import type { SyntaxTree } from './tree';

export interface Comment {
  /** Without its slashes and asterisks, and without space around it. */
  readonly text: string;
  /** With them. */
  readonly span: Span;
  readonly form: 'line' | 'block';
}

/** The comments of a file in their order, without those in stretches that were not parsed. */
export function commentsIn(tree: SyntaxTree): Comment[] {
  return tree.descendants(tree.root, 'comment').map((node) => {
    const whole = tree.textOf(node);
    const form = whole.startsWith('//') ? 'line' : 'block';
    const inner = form === 'line' ? whole.slice(2) : whole.slice(2).replace(/\*\/$/, '');
    return { text: inner.trim(), span: tree.span(node), form };
  });
}
