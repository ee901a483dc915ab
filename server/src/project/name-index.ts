/** In which of the files that are not analysed a name stands, as far as one asks for it. */
export class NameIndex {
  readonly #byName = new Map<string, Set<string>>();
  readonly #byPath = new Map<string, readonly string[]>();

  /**
   * Takes in the names of a file as it is now; none for a file that is analysed, or gone.
   * @returns whether one of them is new.
   */
  set(path: string, names: readonly string[]): boolean {
    const before = new Set(this.#byPath.get(path));
    for (const name of before) this.#byName.get(name)?.delete(path);
    if (names.length === 0) this.#byPath.delete(path);
    else this.#byPath.set(path, names);
    for (const name of names) {
      const known = this.#byName.get(name);
      if (known === undefined) this.#byName.set(name, new Set([path]));
      else known.add(path);
    }
    return names.some((name) => !before.has(name));
  }

  /** The paths of the files, in order. */
  of(name: string): readonly string[] {
    return [...(this.#byName.get(name) ?? [])].sort();
  }
}
