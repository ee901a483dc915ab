import { declarationsOf, type Declarations } from '../model/declarations';
import type { Unit } from '../model/unit';
import type { SyntaxTree } from '../syntax/tree';
import { nearest } from './nearest';

/** What a header declares, and which others it includes. */
interface Header {
  readonly declarations: Declarations;
  readonly includes: readonly string[];
}

/** What a file includes, directly or not. */
export interface Included {
  /** The paths of the headers, in the order in which they come, each once. */
  readonly headers: readonly string[];
  /** The last parts of all paths that were looked for, in lower case, found or not. */
  readonly wanted: ReadonlySet<string>;
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

  /** @param names As the `#include` lines of a file spell them. */
  reachedFrom(path: string, names: readonly string[]): Included {
    const reached = new Set<string>();
    const wanted = new Set<string>();
    const visit = (from: string, all: readonly string[]): void => {
      for (const name of all) {
        wanted.add(nameOf(name));
        const header = this.#find(from, name);
        if (header === undefined || header === path || reached.has(header)) continue;
        reached.add(header);
        visit(header, this.#headerAt(header).includes);
      }
    };
    visit(path, names);
    return { headers: [...reached], wanted };
  }

  declarationsIn(path: string): Declarations {
    return this.#headerAt(path).declarations;
  }

  #headerAt(path: string): Header {
    let header = this.#known.get(path);
    if (header === undefined) {
      const unit = this.#read(path);
      header = { declarations: declarationsOf(unit), includes: includesOf(unit.tree) };
      this.#known.set(path, header);
    }
    return header;
  }

  /**
   * The file of the project that an `#include` means: the one that its path leads to from here, or else the nearest whose
   * path ends so. Undefined for a header of the WDK, and where several are as near.
   */
  #find(from: string, name: string): string | undefined {
    const all = [...(this.#byName.get(nameOf(name)) ?? [])];
    if (all.length === 0) return undefined;
    const here = withoutDots(`${from.replaceAll('\\', '/').replace(/[^/]*$/, '')}${name.replaceAll('\\', '/')}`);
    const ending = `/${withoutDots(name.replaceAll('\\', '/')).replace(/^(?:\.\.\/)+/, '')}`;
    const known = all.map((path) => ({ path, spelled: withoutDots(path.replaceAll('\\', '/')) }));
    const exact = known.filter(({ spelled }) => spelled === here);
    const candidates = exact.length > 0 ? exact : known.filter(({ spelled }) => `/${spelled}`.endsWith(ending));
    return nearest(from, candidates)?.path;
  }
}

/** The names in the `#include` lines of a file, in their order. */
export const includesOf = (tree: SyntaxTree): readonly string[] =>
  tree.descendants(tree.root, 'preproc_include').flatMap((node) => {
    const named = tree.field(node, 'path');
    return named === undefined ? [] : [tree.textOf(named).slice(1, -1)];
  });

/** The last part of a path, in lower case. */
export const nameOf = (path: string): string =>
  path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).toLowerCase();

/** A path in lower case, as Windows compares it, in which no folder is entered only to be left again. */
function withoutDots(path: string): string {
  const parts: string[] = [];
  for (const part of path.toLowerCase().split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}
