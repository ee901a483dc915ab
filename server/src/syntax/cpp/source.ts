import type { ClassFacts, Constructed, CppFacts, Obstacle } from './facts';
import type { Rewriting } from './rewriting';
import { closing, type Token } from './tokens';

/** A text of C++ on its way to C: its tokens, what is written over them, and what is kept aside. */
export class CppSource implements CppFacts {
  readonly rewriting: Rewriting;
  #tokens: Token[];
  readonly #gone = new Set<number>();
  readonly classes: ClassFacts[] = [];
  readonly aliases = new Map<string, string>();
  readonly enums: string[] = [];
  readonly obstacles: Obstacle[] = [];
  readonly constructed: Constructed[] = [];

  constructor(rewriting: Rewriting, tokens: readonly Token[]) {
    this.rewriting = rewriting;
    this.#tokens = [...tokens];
  }

  /** Those that were blanked are among them until `settle`. */
  get tokens(): readonly Token[] {
    return this.#tokens;
  }

  /** Leaves out what was blanked; the indices of the tokens behind it change. */
  settle(): void {
    if (this.#gone.size > 0) this.#tokens = this.#tokens.filter((_, index) => !this.#gone.has(index));
    this.#gone.clear();
  }

  /** The text of a token; empty where there is none. */
  text(index: number): string {
    return this.tokens[index]?.text ?? '';
  }

  isWord(index: number): boolean {
    return this.tokens[index]?.kind === 'word';
  }

  start(index: number): number {
    return this.tokens[index]?.start ?? this.rewriting.text.length;
  }

  end(index: number): number {
    return this.tokens[index]?.end ?? this.rewriting.text.length;
  }

  /** The index of the token that closes the bracket at `open`; `limit` where none does. */
  close(open: number, limit: number): number {
    return closing(this.tokens, open, limit) ?? limit;
  }

  /** Blanks the tokens from one to another, the last not among them. */
  blank(from: number, to: number): void {
    if (from >= to) return;
    this.rewriting.blank(this.start(from), this.end(to - 1));
    for (let index = from; index < to; index++) this.#gone.add(index);
  }

  /** Writes a word, or a sign, over a token: it is another token from then on. */
  replace(index: number, word: string): void {
    const token = this.tokens[index];
    if (token === undefined) return;
    this.rewriting.replace(token, word);
    this.#tokens[index] = { ...token, text: word };
  }

  /** @param to the index behind the last token that is meant. */
  obstacle(index: number, reason: string, to = index + 1): void {
    this.obstacles.push({ start: this.start(index), end: this.end(to - 1), reason });
  }
}
