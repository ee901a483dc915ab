import type { Analysis, DispatchSlot } from '../flow/analysis';
import type { Unit } from '../model/unit';
import type { Directory, ListedFunction } from '../project/directory';
import type { Span } from '../text/span';
import type { Node } from '../syntax/tree';

/** The project as those see it who look for places in it. It is of one state of the project. */
export interface ProjectSight {
  readonly directory: Directory;
  /** The model of a file; undefined for one that the project does not have. */
  unitOf(path: string): Unit | undefined;
  /** What the engine knows of a file; undefined where nothing of WSK reaches it. */
  analysisOf(path: string): Analysis | undefined;
  /** Whether nothing else answers for C as such: then what every tool for C knows is answered, too. */
  readonly isAlone: boolean;
}

/** A place in a file of the project. */
export interface Target {
  readonly path: string;
  readonly at: Span;
}

export const targetOf = (unit: Unit, node: Node): Target => ({ path: unit.file.path, at: unit.tree.span(node) });

export const nameOf = ({ path, nameAt }: ListedFunction): Target => ({ path, at: nameAt });

/** The models of the files in which a word stands, by path. */
export const unitsWith = (sight: ProjectSight, word: string): Unit[] =>
  sight.directory.pathsWith(word).flatMap((path) => sight.unitOf(path) ?? []);

/** The functions that stand in slots of some events, in the driver that a file belongs to where it has any. */
export const callbacksFor = (sight: ProjectSight, path: string, events: readonly string[]): ListedFunction[] =>
  callbacksWhere(sight, path, ({ callback }) => events.includes(callback));

/** The same for the functions that stand in a table of that name. */
export const callbacksIn = (sight: ProjectSight, path: string, table: string): ListedFunction[] =>
  callbacksWhere(sight, path, (slot) => slot.table === table);

function callbacksWhere(
  { directory }: ProjectSight,
  path: string,
  isMeant: (slot: DispatchSlot) => boolean,
): ListedFunction[] {
  const all = directory.callbacks(isMeant);
  const driver = directory.driverOf(path);
  const own = all.filter((one) => driver.has(one.path));
  return own.length > 0 ? own : all;
}

/** Each place once, in the order of the files and of their texts. */
export function inOrder(targets: readonly Target[]): Target[] {
  const byKey = new Map(targets.map((target) => [`${target.path}:${target.at.start}-${target.at.end}`, target]));
  return [...byKey.values()].sort((one, other) =>
    one.path === other.path ? one.at.start - other.at.start : one.path < other.path ? -1 : 1,
  );
}
