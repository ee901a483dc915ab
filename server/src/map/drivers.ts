import type { SourceFile } from '../model/unit';

/** Files that make one driver. */
export interface DriverFiles {
  /** The folder in which all of them lie, with `/`; the file itself where there is one only. */
  readonly name: string;
  /** Sorted. */
  readonly paths: readonly string[];
}

type Text = Pick<SourceFile, 'path' | 'text'>;

/**
 * The drivers among some files. Files that call each other's functions are one driver already; here those are, too, of
 * which one fills a client dispatch table that another names: no call leads from one to the other then, but those of WSK.
 * @param driverOf The files that make one driver with a file, as the project has it: one object for each driver.
 * @returns drivers by their first file
 */
export function driversAmong(
  files: Iterable<Text>,
  driverOf: (path: string) => ReadonlySet<string>,
): readonly DriverFiles[] {
  const groups = new Map<ReadonlySet<string>, Set<Text>>();
  for (const file of files) {
    const driver = driverOf(file.path);
    if (!driver.has(file.path)) continue;
    const known = groups.get(driver);
    if (known === undefined) groups.set(driver, new Set([file]));
    else known.add(file);
  }
  return joined([...groups.values()])
    .map((group) => [...group].map(({ path }) => path).sort())
    .sort(([one = ''], [other = '']) => (one < other ? -1 : 1))
    .map((paths) => ({ name: driverName(paths), paths }));
}

function joined(groups: readonly Set<Text>[]): readonly ReadonlySet<Text>[] {
  const left = new Set(groups);
  for (const group of groups) {
    const tables = [...group].flatMap(({ text }) => tablesFilledIn(text));
    if (tables.length === 0) continue;
    const isNamed = new RegExp(`\\b(?:${tables.join('|')})\\b`);
    const home = [...left].find((each) => [...group].every((file) => each.has(file)));
    for (const other of left) {
      if (home === undefined || other === home || ![...other].some(({ text }) => isNamed.test(text))) continue;
      for (const file of other) home.add(file);
      left.delete(other);
    }
  }
  return [...left];
}

const TABLE = /\bWSK_CLIENT_(?:\w+_)?DISPATCH\s+(?:CONST\s+|const\s+)?(\w+)\s*=/g;

/** The tables that a text fills and that other files can name. */
const tablesFilledIn = (text: string): readonly string[] =>
  [...text.matchAll(TABLE)].flatMap(({ index, 1: name }) => {
    const before = text.slice(Math.max(0, index - LONGEST_PREFIX), index);
    return name === undefined || /\bstatic\b[^;{}]*$/i.test(before) ? [] : [name];
  });

/** UTF-16 units: what stands before a type in a declaration. */
const LONGEST_PREFIX = 120;

/** The folder in which all of some files lie, or the only file. */
export function driverName(paths: readonly string[]): string {
  const [first = [], ...others] = paths.map((path) => path.replaceAll('\\', '/').split('/'));
  if (others.length === 0) return paths[0]?.replaceAll('\\', '/') ?? '';
  let length = first.length - 1;
  while (length > 0 && !others.every((other) => other.slice(0, length).join('/') === first.slice(0, length).join('/')))
    length--;
  return first.slice(0, length).join('/') || '.';
}
