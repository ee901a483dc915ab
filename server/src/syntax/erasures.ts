/** The stretches of a text that are to be blanked, some with a word in their place. */
export class Erasures {
  private readonly starts: number[] = [];
  private readonly ends: number[] = [];
  private readonly words: string[] = [];

  /** Blanks a stretch; `word`, which is not longer, stands at its start instead. */
  add(start: number, end: number, word = ''): void {
    if (start >= end) return;
    this.starts.push(start);
    this.ends.push(end);
    this.words.push(word);
  }

  /**
   * What stands from `from` to `to`, with all stretches blanked, which lie in there: as long, and with the same line
   * breaks. Where stretches overlap, the first to start wins.
   */
  applyTo(text: string, from: number, to: number): string {
    const parts: string[] = [];
    let done = from;
    for (const index of this.inOrder()) {
      const end = this.ends[index] ?? 0;
      const start = Math.max(this.starts[index] ?? 0, done);
      if (end <= done) continue;
      const word = start === this.starts[index] ? (this.words[index] ?? '') : '';
      parts.push(text.slice(done, start), word, blank(text.slice(start + word.length, end)));
      done = end;
    }
    parts.push(text.slice(done, to));
    return parts.join('');
  }

  private inOrder(): number[] {
    const order = this.starts.map((_, index) => index);
    const isSorted = this.starts.every((start, index) => index === 0 || (this.starts[index - 1] ?? 0) <= start);
    const byStart = (a: number, b: number) => (this.starts[a] ?? 0) - (this.starts[b] ?? 0);
    return isSorted ? order : order.sort((a, b) => byStart(a, b) || (this.ends[b] ?? 0) - (this.ends[a] ?? 0));
  }
}

const blank = (text: string): string => (/[\r\n]/.test(text) ? text.replace(/[^\r\n]/g, ' ') : ' '.repeat(text.length));
