/**
 * A map that is never changed: what is put into it makes another one. Small, as what a case knows is: an array that is
 * copied and searched costs less than a Map. In the order in which the keys came.
 */
export class Entries<K, V> implements Iterable<readonly [K, V]> {
  readonly keys: readonly K[];
  /** Each at the index of its key. */
  readonly values: readonly V[];
  static readonly #none = new Entries<unknown, unknown>([], []);
  #index: Map<K, number> | undefined;
  #pairs: readonly (readonly [K, V])[] | undefined;

  private constructor(keys: readonly K[], values: readonly V[]) {
    this.keys = keys;
    this.values = values;
  }

  static none<K, V>(): Entries<K, V> {
    return Entries.#none as Entries<K, V>;
  }

  /** @param values Each at the index of its key. No key may stand twice. */
  static of<K, V>(keys: readonly K[], values: readonly V[]): Entries<K, V> {
    return keys.length === 0 ? Entries.none() : new Entries(keys, values);
  }

  get size(): number {
    return this.keys.length;
  }

  has(key: K): boolean {
    return this.#indexOf(key) >= 0;
  }

  get(key: K): V | undefined {
    const index = this.#indexOf(key);
    return index < 0 ? undefined : this.values[index];
  }

  /** With another value; without the key where it is undefined. */
  with(key: K, value: V | undefined): Entries<K, V> {
    const index = this.#indexOf(key);
    if (value === undefined) return index < 0 ? this : this.filter((one) => one !== key);
    if (index < 0) return new Entries([...this.keys, key], [...this.values, value]);
    return this.values[index] === value ? this : new Entries(this.keys, this.values.with(index, value));
  }

  /** The entries with these keys; the same where these are all. */
  filter(isKept: (key: K) => boolean): Entries<K, V> {
    const gone = this.keys.findIndex((key) => !isKept(key));
    if (gone < 0) return this;
    const [keys, values] = [this.keys.slice(0, gone), this.values.slice(0, gone)];
    for (let index = gone + 1; index < this.keys.length; index++) {
      const key = this.keys[index] as K;
      if (!isKept(key)) continue;
      keys.push(key);
      values.push(this.values[index] as V);
    }
    return Entries.of(keys, values);
  }

  [Symbol.iterator](): Iterator<readonly [K, V]> {
    this.#pairs ??= this.keys.map((key, index) => [key, this.values[index] as V]);
    return this.#pairs[Symbol.iterator]();
  }

  /** Whether both have the same keys, with values that are the same. */
  isLike(other: Entries<K, V>, same: (one: V, other: V) => boolean): boolean {
    if (this === other) return true;
    if (this.size !== other.size) return false;
    for (let index = 0; index < this.keys.length; index++) {
      const key = this.keys[index] as K;
      // Mostly one came of the other, and the order is the same.
      const at = other.keys[index] === key ? index : other.#indexOf(key);
      if (at < 0) return false;
      const [value, twin] = [this.values[index] as V, other.values[at] as V];
      if (value !== twin && !same(value, twin)) return false;
    }
    return true;
  }

  #indexOf(key: K): number {
    if (this.keys.length <= MOST_SEARCHED) return this.keys.indexOf(key);
    this.#index ??= new Map(this.keys.map((one, index) => [one, index]));
    return this.#index.get(key) ?? -1;
  }
}

/** Of more keys an index is kept. */
const MOST_SEARCHED = 32;
