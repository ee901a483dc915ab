import { declarationsOf, type Declarations } from '../model/declarations';
import type { Unit } from '../model/unit';
import { preprocessingIn } from '../syntax/preprocessor';

/** What a header declares, and which others it includes. */
interface Header {
  readonly declarations: Declarations;
  readonly includes: readonly string[];
}

/** The headers of a project, each read once for all files that include it. */
export class Headers {
  readonly #read: (path: string) => Unit;
  readonly #known = new Map<string, Header>();
  /** The paths of all files by the last part of the path, in lower case. */
  readonly #byName = new Map<string, Set<string>>();

  /** @param read Reads a file that was added; nothing of what it returns is kept. */
  constructor(read: (path: string) => Unit) {
    this.#read = read;
  }

  /** A file that others may include. */
  add(path: string): void {
    const name = nameOf(path);
    const known = this.#byName.get(name);
    if (known === undefined) this.#byName.set(name, new Set([path]));
    else known.add(path);
  }

  delete(path: string): void {
    this.#byName.get(nameOf(path))?.delete(path);
    this.#known.delete(path);
  }

  /** The text of a file has changed: it is read again when it is asked for. */
  forget(path: string): void {
    this.#known.delete(path);
  }

  /**
   * The headers that a file includes, directly or not, in the order in which they come, each once.
   * @param names As its `#include` lines spell them.
   */
  reachedFrom(path: string, names: readonly string[]): readonly string[] {
    const reached = new Set<string>();
    const visit = (from: string, all: readonly string[]): void => {
      for (const name of all) {
        const header = this.#find(from, name);
        if (header === undefined || header === path || reached.has(header)) continue;
        reached.add(header);
        visit(header, this.#headerAt(header).includes);
      }
    };
    visit(path, names);
    return [...reached];
  }

  declarationsIn(path: string): Declarations {
    return this.#headerAt(path).declarations;
  }

  #headerAt(path: string): Header {
    let header = this.#known.get(path);
    if (header === undefined) {
      const unit = this.#read(path);
      header = { declarations: declarationsOf(unit), includes: includesOf(unit) };
      this.#known.set(path, header);
    }
    return header;
  }

  /** The file of the project that an `#include` means; undefined for a header of the WDK, and where several are as near. */
  #find(from: string, name: string): string | undefined {
    const wanted = name.replaceAll('\\', '/').toLowerCase();
    const ending = `/${wanted.replace(/^(?:\.{1,2}\/)+/, '')}`;
    const candidates = [...(this.#byName.get(nameOf(wanted)) ?? [])].filter((path) =>
      `/${path.replaceAll('\\', '/').toLowerCase()}`.endsWith(ending),
    );
    const distances = candidates.map((path) => ({ path, common: commonFolders(from, path) }));
    const nearest = Math.max(...distances.map(({ common }) => common));
    const best = distances.filter(({ common }) => common === nearest);
    return best.length === 1 ? best[0]?.path : undefined;
  }
}

/** The names in the `#include` lines of a file, in their order. */
export const includesOf = ({ parsedText }: Pick<Unit, 'parsedText'>): readonly string[] =>
  preprocessingIn(parsedText).includes.map(({ name }) => name);

const nameOf = (path: string): string =>
  path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).toLowerCase();

/** How many folders two paths have in common from the top. */
function commonFolders(one: string, other: string): number {
  const [first, second] = [one.split(/[\\/]/), other.split(/[\\/]/)];
  let count = 0;
  while (count < first.length - 1 && count < second.length - 1 && first[count] === second[count]) count++;
  return count;
}
