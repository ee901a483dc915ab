import { nearest } from './nearest';
import type { FileRecord } from './records';

/** The client dispatch tables of a project, by name: which file's table a name means in a file. */
export class TableNames {
  /** The files that define such a table which others can see, by its name. */
  readonly #shared = new Map<string, { readonly path: string }[]>();
  /** The tables that each file fills, whether or not others can see them. */
  readonly #filled = new Map<string, ReadonlySet<string>>();

  /** @param files By path, in a fixed order. */
  constructor(files: ReadonlyMap<string, FileRecord>) {
    for (const [path, { facts, functions }] of files) {
      const installed = [facts, ...functions.map((record) => record.facts)].flatMap(({ callbacks }) => callbacks);
      const filled = new Set(installed.map(({ table }) => table));
      this.#filled.set(path, filled);
      for (const table of filled) {
        if (!facts.globals.has(table)) continue;
        const known = this.#shared.get(table);
        if (known === undefined) this.#shared.set(table, [{ path }]);
        else known.push({ path });
      }
    }
  }

  /** Whether files share a table of this name. */
  has(name: string): boolean {
    return this.#shared.has(name);
  }

  /**
   * The path of the file that defines the table which a name means in a file: the file itself, or else the nearest that
   * shares one. Undefined where there is none, or that leaves a choice.
   */
  definer(path: string, name: string): string | undefined {
    if (this.#filled.get(path)?.has(name) === true) return path;
    return nearest(path, this.#shared.get(name) ?? [])?.path;
  }
}
