import { routinesHandedOver, type EntryRole } from '../flow/irql/entry';
import type { FunctionFacts } from '../model/function-facts';
import type { Unit } from '../model/unit';
import type { NameTable } from './name-table';
import type { FileRecord, FunctionRecord } from './records';

/** What functions are called as. */
export type Roles = ReadonlyMap<FunctionRecord, ReadonlySet<EntryRole>>;

/** A function by its name in a file, and what it is called as. */
interface HandedOver {
  readonly name: string;
  readonly role: EntryRole;
}

/** The roles as they were found last, and what they were found from. */
interface Found {
  readonly names: NameTable;
  /** By file. */
  readonly lists: readonly (readonly HandedOver[])[];
  readonly roles: Roles;
}

/** What the files of a project hand to WSK and to the kernel, each function read once for each of its texts. */
export class InstalledRoles {
  readonly #unitOf: (file: FileRecord) => Unit;
  readonly #byFunction = new WeakMap<FunctionFacts, readonly HandedOver[]>();
  readonly #byFile = new WeakMap<FileRecord, readonly HandedOver[]>();
  #last: Found | undefined;

  constructor(unitOf: (file: FileRecord) => Unit) {
    this.#unitOf = unitOf;
  }

  /** The roles that the files give to functions, wherever these are defined. */
  in(files: ReadonlyMap<string, FileRecord>, names: NameTable): Roles {
    const lists = [...files.values()].map((file) => this.#handedOverIn(file));
    const last = this.#last;
    const isSame =
      last?.names === names &&
      last.lists.length === lists.length &&
      lists.every((list, index) => list === last.lists[index]);
    if (isSame) return last.roles;
    const roles = this.#rolesIn(files, names);
    this.#last = { names, lists, roles };
    return roles;
  }

  #rolesIn(files: ReadonlyMap<string, FileRecord>, names: NameTable): Roles {
    const found = new Map<FunctionRecord, Set<EntryRole>>();
    for (const [path, file] of files) {
      for (const { name, role } of this.#handedOverIn(file)) {
        const meant = names.meaning(path, name);
        if (meant === undefined) continue;
        const known = found.get(meant);
        if (known === undefined) found.set(meant, new Set([role]));
        else known.add(role);
      }
    }
    return found;
  }

  #handedOverIn(file: FileRecord): readonly HandedOver[] {
    let known = this.#byFile.get(file);
    if (known === undefined) {
      const { facts, functions } = file;
      const callbacks = [facts, ...functions.map((record) => record.facts)].flatMap((each) => each.callbacks);
      known = [
        ...callbacks.map(({ functionName, callback }) => ({ name: functionName, role: callback })),
        ...functions.flatMap((record) => this.#handedOverBy(record, file)),
      ];
      this.#byFile.set(file, known);
    }
    return known;
  }

  #handedOverBy({ facts, index }: FunctionRecord, file: FileRecord): readonly HandedOver[] {
    let known = this.#byFunction.get(facts);
    if (known === undefined) {
      const unit = this.#unitOf(file);
      const definition = unit.functions[index];
      this.#byFunction.set(facts, (known = definition === undefined ? [] : routinesHandedOver(unit, definition)));
    }
    return known;
  }
}

/** The functions that are called as something else than before. */
export function changedRoles(before: Roles, after: Roles): readonly FunctionRecord[] {
  if (before === after) return [];
  const textOf = (roles: ReadonlySet<EntryRole> = new Set()): string => [...roles].sort().join();
  return [...new Set([...before.keys(), ...after.keys()])].filter(
    (record) => textOf(before.get(record)) !== textOf(after.get(record)),
  );
}
