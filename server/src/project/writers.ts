import { rootOf, outer, type Region } from '../flow/state/terms';
import type { CallGraph } from './call-graph';
import type { FileRecord, FunctionRecord } from './records';

/** Which functions of a driver write which names: members, and variables of files. By name alone: rather one too many. */
export class Writers {
  readonly #graph: CallGraph;
  readonly #byName = new Map<string, FunctionRecord[]>();
  readonly #globals = new Set<string>();
  readonly #closures = new Map<FunctionRecord, ReadonlySet<FunctionRecord>>();
  readonly #calledByReference: readonly FunctionRecord[];
  #writtenByReference: ReadonlySet<string> | undefined;

  /** @param files Those of one driver, in a fixed order. */
  constructor(files: readonly FileRecord[], graph: CallGraph) {
    this.#graph = graph;
    const references = new Set<string>();
    const functions = files.flatMap((file) => file.functions);
    for (const { facts } of files) {
      for (const name of facts.globals) this.#globals.add(name);
      for (const name of facts.references) references.add(name);
    }
    for (const record of functions) {
      for (const name of record.facts.references) references.add(name);
      for (const name of record.facts.writes) {
        const known = this.#byName.get(name);
        if (known === undefined) this.#byName.set(name, [record]);
        else known.push(record);
      }
    }
    this.#calledByReference = functions.filter(({ name }) => references.has(name));
  }

  /** Whether nothing but the function, and what it calls, writes a region. */
  isPrivateTo(record: FunctionRecord, { shared, names }: AccessNames): boolean {
    // A variable that no file of the project defines is written by who knows whom.
    if (shared !== undefined && !this.#globals.has(shared)) return false;
    const own = this.#closureOf(record);
    return names.every((name) => (this.#byName.get(name) ?? []).every((writer) => own.has(writer)));
  }

  /** Whether a routine or, too, any function that is called through a pointer never writes a region. */
  isKeptBy(routine: FunctionRecord, { names }: AccessNames, by: 'routine' | 'all'): boolean {
    const isKept = (record: FunctionRecord): boolean => !names.some((name) => record.facts.writes.has(name));
    const own = this.#closureOf(routine);
    if (![...own].every((record) => isKept(record) && !this.#callsUnknown(record))) return false;
    return by === 'routine' || !names.some((name) => this.#namesWrittenByReference().has(name));
  }

  /** What functions write that may be called through a pointer, and what these call. */
  #namesWrittenByReference(): ReadonlySet<string> {
    if (this.#writtenByReference === undefined) {
      const reached = new Set(this.#calledByReference);
      for (const member of reached) for (const callee of this.#graph.calledBy(member)) reached.add(callee);
      this.#writtenByReference = new Set([...reached].flatMap(({ facts }) => [...facts.writes]));
    }
    return this.#writtenByReference;
  }

  /** A function and all functions that it calls, directly or not. */
  #closureOf(record: FunctionRecord): ReadonlySet<FunctionRecord> {
    let known = this.#closures.get(record);
    if (known === undefined) {
      const reached = new Set([record]);
      for (const member of reached) for (const callee of this.#graph.calledBy(member)) reached.add(callee);
      this.#closures.set(record, (known = reached));
    }
    return known;
  }

  /** Whether a function hands something to code that is not in sight. */
  #callsUnknown(record: FunctionRecord): boolean {
    const known = new Set(this.#graph.calledBy(record).map(({ name }) => name));
    return record.facts.calls.some(
      ({ name, isKnown, hasArguments }) => hasArguments && !isKnown && (name === undefined || !known.has(name)),
    );
  }
}

/** The names on an access path. */
export interface AccessNames {
  /** The variable at its root, where other files may define it. */
  readonly shared: string | undefined;
  /** The members, and the variable at the root. */
  readonly names: readonly string[];
}

export function namesOf(region: Region): AccessNames {
  const { place } = rootOf(region);
  const names: string[] = [];
  for (let at: Region | undefined = region; at !== undefined; at = outer(at)) {
    if (at.place.is === 'member') names.push(at.place.name);
    if (at.place.is === 'variable') names.push(at.place.variable.name);
  }
  const isGlobal = place.is === 'variable' && place.variable.kind === 'global';
  return { shared: isGlobal ? place.variable.name : undefined, names };
}
