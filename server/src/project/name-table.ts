import type { FileRecord, FunctionRecord } from './records';

/** Which function a name means in a file. */
export class NameTable {
  readonly #files: ReadonlyMap<string, FileRecord>;
  readonly #all = new Set<string>();
  readonly #shared = new Map<string, FunctionRecord[]>();

  /** @param files In a fixed order, by path. */
  constructor(files: ReadonlyMap<string, FileRecord>) {
    this.#files = files;
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

  /** The file's own function of that name, or else the one that other files share; undefined where there are several. */
  meaning(path: string, name: string): FunctionRecord | undefined {
    const own = this.#files.get(path)?.byName;
    if (own?.has(name) === true) return own.get(name);
    const shared = this.#shared.get(name) ?? [];
    return shared.length <= 1 ? shared[0] : nearest(path, shared);
  }
}

/** Of several drivers in one workspace each has its own DriverEntry: the one in the same folder is meant. */
function nearest(path: string, candidates: readonly FunctionRecord[]): FunctionRecord | undefined {
  const folder = folderOf(path);
  const here = candidates.filter((candidate) => folderOf(candidate.path) === folder);
  return here.length === 1 ? here[0] : undefined;
}

const folderOf = (path: string): string => path.slice(0, Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
