import type { Driver } from '../flow/driver';
import { Drivers } from './drivers';
import type { FileRecord } from './records';
import type { Structure } from './structure';

/** The drivers of a program as they are now, and which files may be told something else of theirs than before. */
export class DriverWatch {
  readonly #files: () => ReadonlyMap<string, FileRecord>;
  readonly #structure: () => Structure;
  readonly #isDefinedElsewhere: (name: string) => boolean;
  #drivers: Drivers | undefined;
  #answers: ReadonlyMap<string, string> = new Map();
  /** Of which `#answers` are: as long as they are the same, nothing has changed. */
  #answered: Drivers | undefined;
  /** The files in which a function was followed again of which a driver tells something. */
  readonly #followed = new Set<string>();

  /**
   * @param files By path, in a fixed order.
   * @param structure As it is worked out from them.
   * @param isDefinedElsewhere Whether a file that is not followed may define a function of this name.
   */
  constructor(
    files: () => ReadonlyMap<string, FileRecord>,
    structure: () => Structure,
    isDefinedElsewhere: (name: string) => boolean,
  ) {
    this.#files = files;
    this.#structure = structure;
    this.#isDefinedElsewhere = isDefinedElsewhere;
  }

  /** The driver that a file belongs to. */
  of(path: string): Driver {
    return this.#now().of(path);
  }

  /** The paths of the files that make one driver with a file, those included to which only dispatch tables lead. */
  pathsOf(path: string): ReadonlySet<string> {
    return this.#now().pathsOf(path);
  }

  /** The paths of the files of each driver that has to do with WSK. */
  all(): ReadonlySet<ReadonlySet<string>> {
    return this.#now().all();
  }

  /** A function of a file was followed again, and what its driver tells may be something else. */
  look(path: string): void {
    this.#followed.add(path);
  }

  /** The files of whose drivers something else may be known than at the last call. */
  takeChanged(): readonly string[] {
    const drivers = this.#now();
    if (drivers === this.#answered && this.#followed.size === 0) return [];
    const before = this.#answers;
    this.#answers =
      drivers === this.#answered ? new Map([...before, ...drivers.answersOf(this.#followed)]) : drivers.answers();
    this.#answered = drivers;
    this.#followed.clear();
    return [...this.#answers].flatMap(([path, text]) => (before.get(path) === text ? [] : [path]));
  }

  #now(): Drivers {
    const structure = this.#structure();
    if (this.#drivers?.isOf(structure) !== true)
      this.#drivers = new Drivers(this.#files(), structure, this.#isDefinedElsewhere);
    return this.#drivers;
  }
}
