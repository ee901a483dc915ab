import type { DispatchSlot } from '../flow/analysis';
import type { InstalledCallback } from '../model/roles';
import type { NameTable } from './name-table';
import type { FileRecord, FunctionRecord } from './records';

/**
 * The functions of a project that WSK calls as event callbacks: those that stand in client dispatch tables, in whichever
 * file these are filled, and those that can be nothing else by their headers and that nobody calls by name.
 */
export function installedCallbacks(
  files: ReadonlyMap<string, FileRecord>,
  names: NameTable,
): ReadonlyMap<FunctionRecord, readonly DispatchSlot[]> {
  const found = new Map<FunctionRecord, DispatchSlot[]>();
  for (const [path, { facts, functions }] of files) {
    const install = (installed: InstalledCallback): void => {
      const meant = names.meaning(path, installed.functionName);
      if (meant === undefined) return;
      const known = found.get(meant);
      if (known === undefined) found.set(meant, [{ ...installed, path }]);
      else known.push({ ...installed, path });
    };
    facts.callbacks.forEach(install);
    for (const record of functions) record.facts.callbacks.forEach(install);
  }
  for (const [record, slot] of byPrototype(files)) if (!found.has(record)) found.set(record, [slot]);
  return found;
}

/** The functions that are callbacks by their headers; one that the driver calls itself may be part of another. */
function byPrototype(files: ReadonlyMap<string, FileRecord>): (readonly [FunctionRecord, DispatchSlot])[] {
  const functions = [...files.values()].flatMap((file) => file.functions);
  const shaped = functions.flatMap((record) => {
    const { name, path, facts } = record;
    const callback = facts.callbackByPrototype;
    return callback === undefined ? [] : [[record, { callback, functionName: name, table: undefined, path }] as const];
  });
  if (shaped.length === 0) return [];
  const open = new Map(shaped.map((each) => [each[0].name, true]));
  for (const { facts } of functions)
    for (const { name } of facts.calls) if (name !== undefined && open.has(name)) open.set(name, false);
  return shaped.filter(([{ name }]) => open.get(name) === true);
}

/** The functions that stand in other tables than before, or in none any more. */
export function changedCallbacks(
  before: ReadonlyMap<FunctionRecord, readonly DispatchSlot[]>,
  after: ReadonlyMap<FunctionRecord, readonly DispatchSlot[]>,
): readonly FunctionRecord[] {
  const textOf = (installed: readonly DispatchSlot[] = []): string =>
    installed.map((one) => `${one.path} ${one.callback} ${one.functionName} ${one.table ?? ''}`).join('\n');
  const all = new Set([...before.keys(), ...after.keys()]);
  return [...all].filter((record) => textOf(before.get(record)) !== textOf(after.get(record)));
}
