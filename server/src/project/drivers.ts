import type { Driver } from '../flow/driver';
import type { CallFact, FunctionFacts } from '../model/function-facts';
import type { LastingName } from '../model/lasting';
import { isOfTheSystem } from '../model/system-names';
import { DriverFacts, ENTRY } from './driver-facts';
import type { FileRecord } from './records';
import type { Structure } from './structure';

/** The drivers of a project, each as a whole; for one structure of the project. */
export class Drivers {
  readonly #files: ReadonlyMap<string, FileRecord>;
  readonly #structure: Structure;
  readonly #isDefinedElsewhere: (name: string) => boolean;
  /** The paths of the files of each driver, by the path of each. */
  readonly #paths: ReadonlyMap<string, ReadonlySet<string>>;
  readonly #known = new Map<ReadonlySet<string>, DriverFacts>();
  /** What was asked of the files that are not followed, and the answers. */
  readonly #asked = new Map<string, boolean>();
  #outside: ReadonlyMap<string, readonly LastingName[]> | undefined;
  /** The files that have a DriverEntry. */
  readonly #entries: readonly string[];

  constructor(
    files: ReadonlyMap<string, FileRecord>,
    structure: Structure,
    isDefinedElsewhere: (name: string) => boolean,
  ) {
    this.#files = files;
    this.#structure = structure;
    this.#isDefinedElsewhere = isDefinedElsewhere;
    this.#paths = joinedByTables(files, structure);
    this.#entries = [...files].flatMap(([path, file]) => (file.byName.has(ENTRY) ? [path] : []));
  }

  /** Whether all of this still holds, under that structure. */
  isOf(structure: Structure): boolean {
    return (
      structure === this.#structure &&
      [...this.#asked].every(([name, answer]) => this.#isDefinedElsewhere(name) === answer)
    );
  }

  /** The driver that a file belongs to. */
  of(path: string): Driver {
    return this.#factsOf(path);
  }

  /** The paths of the files that make one driver with a file, itself among them: one set for each driver. */
  pathsOf(path: string): ReadonlySet<string> {
    return this.#paths.get(path) ?? this.#structure.graph.driverOf(path);
  }

  /** The paths of the files of each driver that has to do with WSK. */
  all(): ReadonlySet<ReadonlySet<string>> {
    const dealing = [...this.#files].filter(([, file]) => dealsWithWsk(file));
    return new Set(dealing.map(([path]) => this.pathsOf(path)));
  }

  /** For each file all that its driver says, as text: the same as long as nobody can be told anything else. */
  answers(): ReadonlyMap<string, string> {
    const texts = new Map<DriverFacts, string>();
    const found = new Map<string, string>();
    for (const [path, { functions }] of this.#files) {
      if (functions.length === 0) continue;
      const driver = this.#factsOf(path);
      const text = texts.get(driver) ?? driver.text();
      texts.set(driver, text);
      found.set(path, text);
    }
    return found;
  }

  /** The same for the files that make one driver with any of some. */
  answersOf(paths: ReadonlySet<string>): ReadonlyMap<string, string> {
    const found = new Map<string, string>();
    for (const path of paths) {
      if (found.has(path)) continue;
      const text = this.#factsOf(path).text();
      for (const other of this.pathsOf(path))
        if (this.#files.get(other)?.functions.length !== 0) found.set(other, text);
    }
    return found;
  }

  #factsOf(path: string): DriverFacts {
    const paths = this.pathsOf(path);
    let known = this.#known.get(paths);
    if (known === undefined) this.#known.set(paths, (known = this.#read(paths)));
    return known;
  }

  #read(paths: ReadonlySet<string>): DriverFacts {
    const own = [...paths].sort().flatMap((path) => this.#files.get(path) ?? []);
    const hasEntry = this.#entries.some((path) => paths.has(path));
    const mayHaveEntry = this.#entries.length === 0 && this.#isElsewhere(ENTRY);
    const isWhole = (hasEntry || mayHaveEntry) && !own.some((file) => this.#leavesSight(file));
    return new DriverFacts(own, this.#structure.names, isWhole ? this.#namedBeside(paths) : 'all');
  }

  /** What is named in files that belong to no driver: they may be parts of this one that only data leads to. */
  #namedBeside(paths: ReadonlySet<string>): ReadonlySet<LastingName> {
    const named = new Set<LastingName>();
    for (const [path, names] of (this.#outside ??= this.#namedOutside()))
      if (!paths.has(path)) for (const name of names) named.add(name);
    return named;
  }

  /** The files that belong to no driver and name something, with what they name. */
  #namedOutside(): ReadonlyMap<string, readonly LastingName[]> {
    const whole = new Set(this.#entries.flatMap((entry) => [...this.pathsOf(entry)]));
    const named = new Map<string, readonly LastingName[]>();
    for (const [path, { functions }] of this.#files) {
      const names = functions.flatMap(({ facts }) => [...facts.lasting]);
      if (names.length > 0 && !whole.has(path)) named.set(path, names);
    }
    return named;
  }

  /** Whether a file calls what may be code of the driver's own that nobody can see. */
  #leavesSight({ functions }: FileRecord): boolean {
    return functions.some(({ path, facts }) =>
      namesToSee(facts).some(
        (name) => this.#structure.names.meaning(path, name) === undefined && !this.#isElsewhere(name),
      ),
    );
  }

  #isElsewhere(name: string): boolean {
    const answer = this.#isDefinedElsewhere(name);
    this.#asked.set(name, answer);
    return answer;
  }
}

const toSee = new WeakMap<FunctionFacts, readonly string[]>();

/** The functions that a function calls and that are not of the system: the project should have them. */
function namesToSee(facts: FunctionFacts): readonly string[] {
  let names = toSee.get(facts);
  if (names === undefined) {
    const isOwn = ({ name, isKnown }: CallFact): boolean => name !== undefined && !isKnown && !isOfTheSystem(name);
    names = facts.calls.filter(isOwn).flatMap(({ name }) => name ?? []);
    toSee.set(facts, names);
  }
  return names;
}

const dealsWithWsk = ({ facts, functions }: FileRecord): boolean =>
  facts.callbacks.length > 0 || functions.some((record) => record.facts.dealsWithWsk);

/**
 * The drivers of the call graph, joined where no call leads from one to the other but those of WSK: where a file names a
 * client dispatch table that another one fills, and where a function stands in a table of another file.
 */
function joinedByTables(
  files: ReadonlyMap<string, FileRecord>,
  { graph, tables, callbacks }: Structure,
): ReadonlyMap<string, ReadonlySet<string>> {
  const joined = new Map<string, ReadonlySet<string>>();
  const driverOf = (path: string): ReadonlySet<string> => joined.get(path) ?? graph.driverOf(path);
  const join = (path: string, other: string): void => {
    if (driverOf(path).has(other)) return;
    const all = new Set([...driverOf(path), ...driverOf(other)]);
    for (const member of all) joined.set(member, all);
  };
  for (const [path, { facts, functions }] of files) {
    const references = [facts, ...functions.map((record) => record.facts)].flatMap((each) => [...each.references]);
    for (const name of references) if (tables.has(name)) join(path, tables.definer(path, name) ?? path);
  }
  for (const [{ path }, slots] of callbacks) for (const slot of slots) join(path, slot.path);
  return joined;
}
