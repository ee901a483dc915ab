import type { DispatchSlot } from '../flow/analysis';
import type { FunctionId } from '../flow/anchor';
import type { EntryRole } from '../flow/irql/entry';
import type { Span } from '../text/span';
import { lengthOf, placeNow } from './broken';
import type { FileRecord, FunctionRecord } from './records';
import type { Structure } from './structure';

/** A function of a project, and where it is now. */
export interface ListedFunction {
  readonly id: FunctionId;
  readonly name: string;
  readonly path: string;
  /** From its first word to its last brace. */
  readonly at: Span;
  /** Its name in its own header. */
  readonly nameAt: Span;
  /** The slots of client dispatch tables in which it stands. */
  readonly slots: readonly DispatchSlot[];
  /** What the files hand it over as; events of WSK are among them. */
  readonly roles: ReadonlySet<EntryRole>;
}

/** What was found out of the functions and files that are listed. */
interface Known {
  readonly irql: { installedAs(record: FunctionRecord): ReadonlySet<EntryRole> };
  readonly drivers: { pathsOf(path: string): ReadonlySet<string> };
}

/** The functions of a project, for those who look for places and not for mistakes. It is of one state of the project. */
export class Directory {
  readonly #files: ReadonlyMap<string, FileRecord>;
  readonly #functions: ReadonlyMap<FunctionId, FunctionRecord>;
  readonly #structure: Structure;
  readonly #known: Known;

  constructor(
    files: ReadonlyMap<string, FileRecord>,
    functions: ReadonlyMap<FunctionId, FunctionRecord>,
    structure: Structure,
    known: Known,
  ) {
    this.#files = files;
    this.#functions = functions;
    this.#structure = structure;
    this.#known = known;
  }

  /** All functions whose names are wanted, in the order of the files and of their texts. */
  functions(isWanted: (name: string) => boolean = () => true): ListedFunction[] {
    const all = [...this.#files.values()].flatMap(({ functions }) => functions);
    return all.filter(({ name }) => isWanted(name)).map((record) => this.#listed(record));
  }

  /** The functions that stand in such slots of client dispatch tables. */
  callbacks(isMeant: (slot: DispatchSlot) => boolean): ListedFunction[] {
    const found = [...this.#structure.callbacks].filter(([, slots]) => slots.some(isMeant));
    return found.map(([record]) => this.#listed(record));
  }

  /** The function with that id; undefined where there is none any more. */
  get(id: FunctionId): ListedFunction | undefined {
    const record = this.#functions.get(id);
    return record && this.#listed(record);
  }

  /** The function that a name means in a file; undefined where the project has none, or leaves a choice. */
  meaning(path: string, name: string): ListedFunction | undefined {
    const record = this.#structure.names.meaning(path, name);
    return record && this.#listed(record);
  }

  /** The function of a file that an offset is in; undefined outside of all. */
  at(path: string, offset: number): ListedFunction | undefined {
    const record = this.#files.get(path)?.functions.find((one) => one.start <= offset && offset <= endOf(one));
    return record && this.#listed(record);
  }

  /** The paths of the files in which a word stands, in order. */
  pathsWith(word: string): readonly string[] {
    const wanted = new RegExp(`\\b${word}\\b`);
    return [...this.#files].flatMap(([path, { file }]) => (wanted.test(file.text) ? [path] : []));
  }

  /** The paths of the files that make one driver with a file, those included to which only dispatch tables lead. */
  driverOf(path: string): ReadonlySet<string> {
    return this.#known.drivers.pathsOf(path);
  }

  #listed(record: FunctionRecord): ListedFunction {
    const { id, name, path, start } = record;
    const slots = this.#structure.callbacks.get(record) ?? [];
    const at = { start, end: endOf(record) };
    return { id, name, path, at, nameAt: nameIn(record), slots, roles: this.#known.irql.installedAs(record) };
  }
}

const endOf = ({ start, content }: FunctionRecord): number => start + lengthOf(content);

/** What was followed knows its name's place; in other functions it is the first word of that name before a bracket. */
function nameIn(record: FunctionRecord): Span {
  const { name, start, content, outcome } = record;
  const followed = outcome?.result?.spans.name;
  const known = followed && placeNow(record, followed);
  const index = known?.start ?? Math.max(0, content.search(new RegExp(`\\b${name}\\s*\\)*\\s*\\(`)));
  return { start: start + index, end: start + index + name.length };
}
