import type { FunctionRecord } from './records';

/** Functions that are still to be followed, those with the least number first: a binary heap. */
export class WorkList {
  readonly #entries: { readonly record: FunctionRecord; readonly order: number }[] = [];

  add(record: FunctionRecord, order: number): void {
    const entries = this.#entries;
    let at = entries.push({ record, order }) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (this.#orderAt(above) <= order) break;
      this.#swap(at, above);
      at = above;
    }
  }

  /** The next one; undefined where none is left. One that was added twice comes twice. */
  take(): FunctionRecord | undefined {
    const entries = this.#entries;
    const first = entries[0];
    const last = entries.pop();
    if (first === undefined || last === undefined || entries.length === 0) return first?.record;
    entries[0] = last;
    this.#sink();
    return first.record;
  }

  #sink(): void {
    for (let at = 0; ;) {
      let least = at;
      for (const below of [2 * at + 1, 2 * at + 2]) if (this.#orderAt(below) < this.#orderAt(least)) least = below;
      if (least === at) return;
      this.#swap(at, least);
      at = least;
    }
  }

  #orderAt(index: number): number {
    return this.#entries[index]?.order ?? Infinity;
  }

  #swap(one: number, other: number): void {
    const [first, second] = [this.#entries[one], this.#entries[other]];
    if (first === undefined || second === undefined) return;
    this.#entries[one] = second;
    this.#entries[other] = first;
  }
}
