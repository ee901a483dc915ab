import { nearest } from './nearest';
import type { FileRecord, FunctionRecord, Surroundings } from './records';

/** Which function a name means in a file. */
export class NameTable {
  readonly #files: ReadonlyMap<string, FileRecord>;
  readonly #all = new Set<string>();
  readonly #shared = new Map<string, FunctionRecord[]>();
  readonly #surroundings: ReadonlyMap<string, Surroundings>;

  /**
   * @param files In a fixed order, by path.
   * @param surroundings Of each file.
   */
  constructor(files: ReadonlyMap<string, FileRecord>, surroundings: ReadonlyMap<string, Surroundings>) {
    this.#files = files;
    this.#surroundings = surroundings;
    for (const { functions } of files.values()) {
      for (const record of functions) {
        this.#all.add(record.name);
        if (record.isStatic) continue;
        const known = this.#shared.get(record.name);
        if (known === undefined) this.#shared.set(record.name, [record]);
        else known.push(record);
      }
    }
  }

  /** Whether any file of the project defines a function of this name. */
  has(name: string): boolean {
    return this.#all.has(name);
  }

  /**
   * The file's own function of that name, or else one that a header of the file defines, or else the one that other files
   * share: the nearest, where several drivers of one workspace each have one. Undefined where that leaves a choice.
   */
  meaning(path: string, name: string): FunctionRecord | undefined {
    // Most names that are asked for are those of the system.
    if (!this.#all.has(name)) return undefined;
    const own = this.#files.get(path)?.byName;
    if (own?.has(name) === true) return own.get(name);
    return this.#includedBy(path, name) ?? nearest(path, this.#shared.get(name) ?? []);
  }

  #includedBy(path: string, name: string): FunctionRecord | undefined {
    for (const header of this.#surroundings.get(path)?.headers ?? []) {
      const found = this.#files.get(header)?.byName.get(name);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}
