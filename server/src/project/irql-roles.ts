import { installedRoutines, type EntryRole } from '../flow/irql/entry';
import type { Unit } from '../model/unit';
import type { NameTable } from './name-table';
import type { FileRecord, FunctionRecord } from './records';

type ByName = ReadonlyMap<string, ReadonlySet<EntryRole>>;

/** What the files of a project hand to WSK and to the kernel, each file read once for each of its states. */
export class InstalledRoles {
  readonly #unitOf: (file: FileRecord) => Unit;
  readonly #inFile = new WeakMap<FileRecord, ByName>();

  constructor(unitOf: (file: FileRecord) => Unit) {
    this.#unitOf = unitOf;
  }

  /** The roles that the files give to functions, wherever these are defined. */
  in(files: ReadonlyMap<string, FileRecord>, names: NameTable): ReadonlyMap<FunctionRecord, ReadonlySet<EntryRole>> {
    const found = new Map<FunctionRecord, Set<EntryRole>>();
    for (const [path, file] of files) {
      for (const [name, roles] of this.#installedIn(file)) {
        const meant = names.meaning(path, name);
        if (meant === undefined) continue;
        const known = found.get(meant) ?? new Set();
        for (const role of roles) known.add(role);
        found.set(meant, known);
      }
    }
    return found;
  }

  #installedIn(file: FileRecord): ByName {
    let known = this.#inFile.get(file);
    if (known === undefined) this.#inFile.set(file, (known = installedRoutines(this.#unitOf(file))));
    return known;
  }
}
