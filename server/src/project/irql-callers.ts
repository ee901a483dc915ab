import { components } from './call-graph';
import type { FileRecord, FunctionRecord } from './records';
import { sameNames } from './same-structure';
import type { Structure } from './structure';

/** Who calls whom by name. A function that is only handed on is called by nobody here. */
export class Callers {
  readonly #callers = new Map<FunctionRecord, FunctionRecord[]>();
  readonly #handedOn = new Set<FunctionRecord>();
  readonly #order: ReadonlyMap<FunctionRecord, number>;
  /** The names of the functions that other files can call. */
  readonly shared: ReadonlySet<string>;

  /** @param before Those of the last structure: a set of names that is the same is taken over. */
  constructor(files: ReadonlyMap<string, FileRecord>, { graph, names }: Structure, before: Callers | undefined) {
    const calls = new Map<FunctionRecord, readonly FunctionRecord[]>();
    const handOn = (path: string, references: ReadonlySet<string>): void => {
      for (const name of references) {
        const meant = names.meaning(path, name);
        if (meant !== undefined) this.#handedOn.add(meant);
      }
    };
    for (const [path, { facts, functions }] of files) {
      handOn(path, facts.references);
      for (const record of functions) {
        handOn(path, record.facts.references);
        const callees = graph.calledBy(record);
        calls.set(record, callees);
        for (const callee of callees) this.#add(callee, record);
      }
    }
    this.#order = components([...calls.keys()], calls);
    const shared = new Set([...calls.keys()].filter(({ isStatic }) => !isStatic).map(({ name }) => name));
    this.shared = before !== undefined && sameNames(before.shared, shared) ? before.shared : shared;
  }

  /** Whether a function may be known before another is: never where they call each other. */
  isBelow(callee: FunctionRecord, caller: FunctionRecord): boolean {
    return (this.#order.get(callee) ?? Infinity) < (this.#order.get(caller) ?? -Infinity);
  }

  /** The functions that call a function, itself included where it does, in the order of the files and of their texts. */
  of(callee: FunctionRecord): readonly FunctionRecord[] {
    // Functions of a file may have changed their places since.
    return [...(this.#callers.get(callee) ?? [])].sort((one, other) =>
      one.path === other.path ? one.index - other.index : one.path < other.path ? -1 : 1,
    );
  }

  /** Whether a function stands anywhere as a value, so that it may be called through a pointer. */
  isHandedOn(record: FunctionRecord): boolean {
    return this.#handedOn.has(record);
  }

  #add(callee: FunctionRecord, caller: FunctionRecord): void {
    const known = this.#callers.get(callee);
    if (known === undefined) this.#callers.set(callee, [caller]);
    else known.push(caller);
  }
}
