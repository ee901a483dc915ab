import { readdir, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';

import ignore, { type Ignore } from 'ignore';

import { displayPath, languageOf, readIfPresent, reasonOf } from './files';

/** A file to check. */
export interface FoundFile {
  /** Absolute. */
  readonly path: string;
  /** As reports show it: relative to the current folder, with `/`. */
  readonly shownAs: string;
  /** Whether a person named this very file: it is then checked, whatever an ignore file says. */
  readonly isNamed: boolean;
  /** What it holds, where somebody else says that: it need not be on the disk then. */
  readonly text?: string;
}

export interface FoundFiles {
  /** By `shownAs`, each once. */
  readonly files: readonly FoundFile[];
  /** Named paths, and folders below them, that could not be read. */
  readonly unreadable: readonly { readonly path: string; readonly reason: string }[];
}

/**
 * Folders that hold what a build made or what somebody else wrote, in any case. They are left out unless named.
 * Folders whose name starts with a dot are left out too.
 */
export const foldersLeftOut: readonly string[] = [
  // what builds make
  'build',
  'out',
  'bin',
  'obj',
  'debug',
  'release',
  'x64',
  'arm64',
  // what others wrote
  'node_modules',
  'third_party',
  'third-party',
  'thirdparty',
  '3rdparty',
  'vendor',
  'external',
  'externals',
];

const LEFT_OUT = new Set(foldersLeftOut);

/** An ignore file and the folder whose files it is about. */
interface IgnoreFile {
  readonly folder: string;
  readonly rules: Ignore;
}

/**
 * The C and C++ files below the named folders, and the named files whatever their extension.
 * Respects `.gitignore` files from the top of the repository down, and leaves out `foldersLeftOut`.
 * Links to folders are not followed. Never throws.
 */
export async function findSources(paths: readonly string[], from = process.cwd()): Promise<FoundFiles> {
  const files = new Map<string, FoundFile>();
  const unreadable: { path: string; reason: string }[] = [];
  const add = (path: string, isNamed: boolean) => {
    const before = files.get(path);
    files.set(path, { path, shownAs: displayPath(path, from), isNamed: isNamed || before?.isNamed === true });
  };
  const tell = (path: string, error: unknown) => unreadable.push({ path, reason: reasonOf(error) });
  for (const named of paths) {
    const path = resolve(from, named);
    try {
      const isFolder = (await stat(path)).isDirectory();
      if (!isFolder) add(path, true);
      else
        await walk(
          path,
          await ignoreFilesAbove(path),
          (file) => {
            add(file, false);
          },
          tell,
        );
    } catch (error) {
      tell(named, error);
    }
  }
  const byShownPath = (a: FoundFile, b: FoundFile) => (a.shownAs < b.shownAs ? -1 : a.shownAs > b.shownAs ? 1 : 0);
  return { files: [...files.values()].sort(byShownPath), unreadable };
}

/** The sources in the folders of files that were named by themselves: they tell what these mean. */
export async function sourcesBeside(files: readonly FoundFile[]): Promise<readonly FoundFile[]> {
  const known = new Set(files.map(({ path }) => path));
  const folders = new Set(files.filter(({ isNamed }) => isNamed).map(({ path }) => dirname(path)));
  const beside: FoundFile[] = [];
  for (const folder of [...folders].sort()) {
    const names = await readdir(folder).catch(() => []);
    for (const name of names.sort()) {
      const path = join(folder, name);
      if (languageOf(name) === undefined || known.has(path)) continue;
      beside.push({ path, shownAs: displayPath(path), isNamed: false });
    }
  }
  return beside;
}

async function walk(
  folder: string,
  above: readonly IgnoreFile[],
  add: (path: string) => void,
  tell: (path: string, error: unknown) => void,
): Promise<void> {
  const ignoreFiles = await withIgnoreFile(folder, above);
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (entry.name.startsWith('.') || LEFT_OUT.has(entry.name.toLowerCase())) continue;
      if (isIgnored(`${path}${sep}`, ignoreFiles)) continue;
      try {
        await walk(path, ignoreFiles, add, tell);
      } catch (error) {
        tell(displayPath(path), error);
      }
    } else if (languageOf(entry.name) !== undefined && !isIgnored(path, ignoreFiles)) {
      if (entry.isFile() || (await isLinkToFile(path))) add(path);
    }
  }
}

async function isLinkToFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

/** The ignore files between the top of the repository and the folder above `folder`; none outside a repository. */
async function ignoreFilesAbove(folder: string): Promise<readonly IgnoreFile[]> {
  const above: string[] = [];
  for (let at = folder; !(await isThere(join(at, '.git'))); at = dirname(at)) {
    if (dirname(at) === at) return [];
    above.unshift(dirname(at));
  }
  let found: readonly IgnoreFile[] = [];
  for (const each of above) found = await withIgnoreFile(each, found);
  return found;
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch {
    return false;
  }
}

async function withIgnoreFile(folder: string, above: readonly IgnoreFile[]): Promise<readonly IgnoreFile[]> {
  const text = await readIfPresent(join(folder, '.gitignore'));
  return text === undefined ? above : [...above, { folder, rules: ignore().add(text) }];
}

/** As git does: the ignore file nearest to a path that says anything of it decides. */
function isIgnored(path: string, ignoreFiles: readonly IgnoreFile[]): boolean {
  const isFolder = path.endsWith(sep);
  for (const { folder, rules } of [...ignoreFiles].reverse()) {
    const below = relative(folder, path).split(sep).join('/') + (isFolder ? '/' : '');
    const { ignored, unignored } = rules.test(below);
    if (ignored || unignored) return ignored;
  }
  return false;
}
