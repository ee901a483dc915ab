import type { DispatchSlot } from '../flow/analysis';
import type { FunctionId } from '../flow/anchor';
import { callGraph, type CallGraph } from './call-graph';
import { installedCallbacks } from './installed-callbacks';
import { NameTable } from './name-table';
import type { Knowledge } from './outcome';
import type { FileRecord, FunctionRecord, Surroundings } from './records';
import { TableNames } from './table-names';
import { Writers } from './writers';

/** What is worked out from all files together: it holds until one of them says something else to the project. */
export interface Structure {
  readonly names: NameTable;
  readonly graph: CallGraph;
  readonly dispatchRoutines: ReadonlySet<FunctionRecord>;
  /** The functions that WSK calls as event callbacks, with the dispatch tables in which they stand. */
  readonly callbacks: ReadonlyMap<FunctionRecord, readonly DispatchSlot[]>;
  readonly tables: TableNames;
  /** Who writes what in the driver that a file belongs to. */
  readonly writersFor: (path: string) => Writers;
  /** A function writes what it did not write before, or no longer writes it. */
  readonly forgetWriters: () => void;
}

/**
 * @param files By path, in a fixed order.
 * @param surroundings Of each file.
 */
export function structureOf(
  files: ReadonlyMap<string, FileRecord>,
  surroundings: ReadonlyMap<string, Surroundings>,
): Structure {
  const names = new NameTable(files, surroundings);
  const callbacks = installedCallbacks(files, names);
  const graph = callGraph(
    [...files.values()].flatMap(({ functions }) => functions),
    names,
    (path) => surroundings.get(path)?.isRoot !== false,
    (record) => record.facts.dealsWithWsk || callbacks.has(record),
  );
  const writers = new Map<ReadonlySet<string>, Writers>();
  return {
    names,
    graph,
    callbacks,
    tables: new TableNames(files),
    dispatchRoutines: new Set(
      [...files].flatMap(([path, { facts, functions }]) =>
        [facts, ...functions.map((record) => record.facts)].flatMap(({ dispatchRoutines }) =>
          [...dispatchRoutines].flatMap((name) => names.meaning(path, name) ?? []),
        ),
      ),
    ),
    writersFor: (path) => {
      const driver = graph.driverOf(path);
      let known = writers.get(driver);
      if (known === undefined) {
        const own = [...driver].sort().flatMap((one) => files.get(one) ?? []);
        writers.set(driver, (known = new Writers(own, graph)));
      }
      return known;
    },
    forgetWriters: () => {
      writers.clear();
    },
  };
}

/** The structure as a function that is followed asks for it. */
export function knowledgeOf(
  { names, graph, dispatchRoutines, callbacks, writersFor }: Structure,
  functions: ReadonlyMap<FunctionId, FunctionRecord>,
): Knowledge {
  const orderOf = (record: FunctionRecord): number => graph.order.get(record) ?? Infinity;
  return {
    meaning: (path, name) => names.meaning(path, name),
    recordOf: (id) => functions.get(id),
    isBelow: (callee, caller) => orderOf(callee) < orderOf(caller),
    isPrivateTo: (record, names) => writersFor(record.path).isPrivateTo(record, names),
    isKeptBy(routine, names, by) {
      const record = functions.get(routine);
      return record !== undefined && writersFor(record.path).isKeptBy(record, names, by);
    },
    isDispatchRoutine: (record) => dispatchRoutines.has(record),
    isEventCallback: (record) => callbacks.has(record),
  };
}
