import type { DispatchSlot } from '../flow/analysis';
import { installedText } from '../model/roles';
import type { NameTable } from './name-table';
import type { FileRecord, FunctionRecord } from './records';

/** The functions of a project that stand in client dispatch tables, in whichever file these are filled. */
export function installedCallbacks(
  files: ReadonlyMap<string, FileRecord>,
  names: NameTable,
): ReadonlyMap<FunctionRecord, readonly DispatchSlot[]> {
  const found = new Map<FunctionRecord, DispatchSlot[]>();
  for (const [path, { facts, functions }] of files) {
    for (const installed of [facts, ...functions.map((record) => record.facts)].flatMap(({ callbacks }) => callbacks)) {
      const meant = names.meaning(path, installed.functionName);
      if (meant === undefined) continue;
      const known = found.get(meant) ?? [];
      found.set(meant, [...known, { ...installed, path }]);
    }
  }
  return found;
}

/** The functions that stand in other tables than before, or in none any more. */
export function changedCallbacks(
  before: ReadonlyMap<FunctionRecord, readonly DispatchSlot[]>,
  after: ReadonlyMap<FunctionRecord, readonly DispatchSlot[]>,
): readonly FunctionRecord[] {
  const textOf = (installed: readonly DispatchSlot[] = []): string =>
    installed.map((one) => `${one.path} ${installedText(one)}`).join('\n');
  const all = new Set([...before.keys(), ...after.keys()]);
  return [...all].filter((record) => textOf(before.get(record)) !== textOf(after.get(record)));
}
