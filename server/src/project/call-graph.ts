import type { NameTable } from './name-table';
import type { FunctionRecord } from './records';
import { handlesIrps } from './scan';

/** Which functions call, or hand on, which others: what the analysis of the project is ordered by. */
export interface CallGraph {
  /** The functions that deal with WSK, what they call or install, and what calls them: nothing is said of any other. */
  readonly relevant: ReadonlySet<FunctionRecord>;
  /** Those of them that deal with WSK, or call one that does: who hands these an IRP, has to be known. */
  readonly leading: ReadonlySet<FunctionRecord>;
  /** Those of them whose callees have to be known: not those that are here only as callers. */
  readonly asking: ReadonlySet<FunctionRecord>;
  /** Callees before their callers; functions that call each other have one number. Only for relevant functions. */
  readonly order: ReadonlyMap<FunctionRecord, number>;
  /** The functions that a function calls by their names. */
  calledBy(caller: FunctionRecord): readonly FunctionRecord[];
  /** The paths of the files that make one driver with a file: those that call each other's functions, or hand them on. */
  readonly driverOf: (path: string) => ReadonlySet<string>;
}

/**
 * @param functions All of the project, in a fixed order.
 * @param isRoot Whether a file is looked at for its own sake, and not only for what others call in it.
 * @param dealsWithWsk Whether a function deals with WSK itself, or is called by it.
 */
export function callGraph(
  functions: readonly FunctionRecord[],
  names: NameTable,
  isRoot: (path: string) => boolean,
  dealsWithWsk: (record: FunctionRecord) => boolean,
): CallGraph {
  const mentioned = new Map<FunctionRecord, readonly FunctionRecord[]>();
  const mentioning = new Map<FunctionRecord, FunctionRecord[]>();
  for (const record of functions) {
    const all = meanings(record, record.facts.mentions, names);
    mentioned.set(record, all);
    if (!isRoot(record.path) && !handlesIrps(record.content)) continue;
    for (const other of all) {
      const known = mentioning.get(other);
      if (known === undefined) mentioning.set(other, [record]);
      else known.push(record);
    }
  }
  const dealing = functions.filter((record) => dealsWithWsk(record) && isRoot(record.path));
  const leading = closure(dealing, mentioning);
  const asking = closure(
    [...leading].filter(({ path }) => isRoot(path)),
    mentioned,
  );
  const relevant = new Set([...asking, ...leading]);
  const calls = new Map<FunctionRecord, readonly FunctionRecord[]>();
  const drivers = driversOf(mentioned);
  return {
    relevant,
    leading,
    asking,
    order: components(
      functions.filter((record) => relevant.has(record)),
      new Map([...relevant].map((record) => [record, mentioned.get(record)?.filter((one) => relevant.has(one)) ?? []])),
    ),
    calledBy(caller) {
      let known = calls.get(caller);
      if (known === undefined) {
        const called = new Set(caller.facts.calls.flatMap(({ name }) => (name === undefined ? [] : [name])));
        calls.set(caller, (known = meanings(caller, called, names)));
      }
      return known;
    },
    driverOf: (path) => drivers.get(path) ?? new Set([path]),
  };
}

/** The files that belong together, by the path of each. */
function driversOf(
  mentioned: ReadonlyMap<FunctionRecord, readonly FunctionRecord[]>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const drivers = new Map<string, Set<string>>();
  for (const [{ path }, others] of mentioned) {
    let driver = drivers.get(path);
    if (driver === undefined) drivers.set(path, (driver = new Set([path])));
    for (const other of others) {
      const joined = drivers.get(other.path) ?? new Set([other.path]);
      if (joined === driver) continue;
      const [large, small]: [Set<string>, Set<string>] =
        joined.size > driver.size ? [joined, driver] : [driver, joined];
      for (const member of small) {
        large.add(member);
        drivers.set(member, large);
      }
      driver = large;
      drivers.set(path, driver);
    }
  }
  return drivers;
}

const meanings = (from: FunctionRecord, all: ReadonlySet<string>, names: NameTable): readonly FunctionRecord[] => {
  const found: FunctionRecord[] = [];
  for (const name of all) {
    const meant = names.meaning(from.path, name);
    if (meant !== undefined) found.push(meant);
  }
  return found;
};

/** What is reached from some functions along a relation, themselves included. */
function closure(
  starts: Iterable<FunctionRecord>,
  relation: ReadonlyMap<FunctionRecord, readonly FunctionRecord[]>,
): ReadonlySet<FunctionRecord> {
  const reached = new Set(starts);
  // A set hands out what is added while it is gone through.
  for (const member of reached) for (const next of relation.get(member) ?? []) reached.add(next);
  return reached;
}

interface Visit {
  readonly record: FunctionRecord;
  readonly next: Iterator<FunctionRecord>;
}

/** Numbers the strongly connected components, callees first (Tarjan, without recursion). */
export function components(
  functions: readonly FunctionRecord[],
  relation: ReadonlyMap<FunctionRecord, readonly FunctionRecord[]>,
): ReadonlyMap<FunctionRecord, number> {
  const order = new Map<FunctionRecord, number>();
  const found = new Map<FunctionRecord, { readonly index: number; low: number }>();
  const open: FunctionRecord[] = [];
  let count = 0;
  const path: Visit[] = [];
  const enter = (record: FunctionRecord) => {
    found.set(record, { index: found.size, low: found.size });
    open.push(record);
    path.push({ record, next: (relation.get(record) ?? [])[Symbol.iterator]() });
  };
  const lower = (record: FunctionRecord, to: number) => {
    const known = found.get(record);
    if (known !== undefined && to < known.low) known.low = to;
  };
  const leave = (record: FunctionRecord) => {
    const known = found.get(record);
    path.pop();
    const above = path.at(-1);
    if (above !== undefined && known !== undefined) lower(above.record, known.low);
    if (known === undefined || known.low !== known.index) return;
    for (let member = open.pop(); member !== undefined; member = open.pop()) {
      order.set(member, count);
      if (member === record) break;
    }
    count++;
  };
  for (const start of functions) {
    if (!found.has(start)) enter(start);
    for (let visit = path.at(-1); visit !== undefined; visit = path.at(-1)) {
      const next = visit.next.next();
      if (next.done === true) leave(visit.record);
      else if (!found.has(next.value)) enter(next.value);
      else if (!order.has(next.value)) lower(visit.record, found.get(next.value)?.index ?? 0);
    }
  }
  return order;
}
