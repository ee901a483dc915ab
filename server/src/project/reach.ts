import type { FileRecord } from './records';
import type { Structure } from './structure';

/** Which files the functions of a program reach that have to do with WSK. */
export class Reach {
  readonly #files: ReadonlyMap<string, FileRecord>;
  readonly #structure: Structure;

  constructor(files: ReadonlyMap<string, FileRecord>, structure: Structure) {
    this.#files = files;
    this.#structure = structure;
  }

  /**
   * Whether a file has a function that deals with WSK or is called by one, or that one of `names` may mean.
   * @param names What `namesWanted` gives.
   */
  isReached(path: string, names: ReadonlySet<string>): boolean {
    const { relevant } = this.#structure.graph;
    const functions = this.#files.get(path)?.functions ?? [];
    return functions.some((record) => relevant.has(record) || (!record.isStatic && names.has(record.name)));
  }

  /**
   * The names that functions which have to do with WSK call or hand on, and that their own files do not define. All files
   * that may define one of them are wanted: were one left out, another driver's function could be taken for it.
   */
  namesWanted(): ReadonlySet<string> {
    const { graph, names } = this.#structure;
    const found = new Set<string>();
    for (const record of graph.relevant) {
      const { path, facts } = record;
      const own = this.#files.get(path)?.byName;
      const isAsking = graph.asking.has(record);
      const add = (name: string): void => {
        if ((isAsking || names.has(name)) && own?.has(name) !== true) found.add(name);
      };
      for (const name of facts.references) add(name);
      for (const { name } of facts.calls) if (name !== undefined) add(name);
    }
    return found;
  }

  /**
   * The names of the functions that lead to WSK. All files that may hand one of them an IRP are wanted: only
   * there it can show whose it is.
   */
  namesLeading(): ReadonlySet<string> {
    return new Set([...this.#structure.graph.leading].flatMap(({ name, isStatic }) => (isStatic ? [] : [name])));
  }
}
