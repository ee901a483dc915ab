/** Chooses files by their paths. */
export type FileChoice = (path: string) => boolean;

export const everyFile: FileChoice = () => true;

/**
 * The drivers of which nothing is kept but what was said of them. That holds while their files are the same and make the
 * same drivers.
 */
export class ReleasedDrivers {
  readonly #driverOf = new Map<string, ReadonlySet<string>>();

  /** The paths of the files of which something was let go of. */
  get paths(): readonly string[] {
    return [...this.#driverOf.keys()];
  }

  /** @param driver The paths of all files of the driver to which the file belongs. */
  add(path: string, driver: ReadonlySet<string>): void {
    this.#driverOf.set(path, driver);
  }

  /** All is known of the file again. */
  delete(path: string): void {
    this.#driverOf.delete(path);
  }

  /** The files of the driver to which a file belonged when it was let go of; none where all is known of it. */
  driverOf(path: string): ReadonlySet<string> {
    return this.#driverOf.get(path) ?? new Set();
  }

  /** The paths of the files that belong to another driver now. */
  changed(driverOf: (path: string) => ReadonlySet<string>): ReadonlySet<string> {
    const changed = new Set<string>();
    for (const [path, before] of this.#driverOf) {
      const now = driverOf(path);
      if (now.size === before.size && [...before].every((other) => now.has(other))) continue;
      for (const other of before) changed.add(other);
      this.#driverOf.set(path, now);
    }
    return changed;
  }
}
