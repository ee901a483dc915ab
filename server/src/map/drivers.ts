/** Files that make one driver. */
export interface DriverFiles {
  /** The folder in which all of them lie, with `/`; the file itself where there is one only. */
  readonly name: string;
  /** Sorted. */
  readonly paths: readonly string[];
}

/**
 * Drivers with their names.
 * @param drivers The paths of the files of each.
 * @returns drivers by their first file
 */
export const namedDrivers = (drivers: Iterable<ReadonlySet<string>>): readonly DriverFiles[] =>
  [...drivers]
    .map((driver) => [...driver].sort())
    .sort(([one = ''], [other = '']) => (one < other ? -1 : 1))
    .map((paths) => ({ name: driverName(paths), paths }));

/** The folder in which all of some files lie, or the only file. */
export function driverName(paths: readonly string[]): string {
  const [first = [], ...others] = paths.map((path) => path.replaceAll('\\', '/').split('/'));
  if (others.length === 0) return paths[0]?.replaceAll('\\', '/') ?? '';
  let length = first.length - 1;
  while (length > 0 && !others.every((other) => other.slice(0, length).join('/') === first.slice(0, length).join('/')))
    length--;
  return first.slice(0, length).join('/') || '.';
}
