import type { Region } from './term';

/** Which regions somebody else has not written, although he could have come to them. Compared by identity. */
export class Keeping {
  readonly #test: (region: Region) => boolean;
  readonly #known = new Map<Region, boolean>();
  readonly #both = new Map<Keeping, Keeping>();
  readonly #parts: ReadonlySet<Keeping>;

  /** @param test Must always answer the same; it is asked once of each region. */
  constructor(test: (region: Region) => boolean, parts: Iterable<Keeping> = []) {
    this.#test = test;
    this.#parts = new Set(parts);
  }

  keeps(region: Region): boolean {
    if (this === keepsNothing) return false;
    let known = this.#known.get(region);
    if (known === undefined) this.#known.set(region, (known = this.#test(region)));
    return known;
  }

  /** What both keep. */
  and(other: Keeping): Keeping {
    if (this === other || this.#parts.has(other) || this === keepsNothing) return this;
    if (other.#parts.has(this) || other === keepsNothing) return other;
    let both = this.#both.get(other);
    if (both === undefined) {
      const parts = [this, ...this.#parts, other, ...other.#parts];
      this.#both.set(other, (both = new Keeping((region) => this.keeps(region) && other.keeps(region), parts)));
    }
    return both;
  }
}

/** All of it may have been written. */
export const keepsNothing = new Keeping(() => false);
