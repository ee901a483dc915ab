import { dirname, isAbsolute, relative } from 'node:path';

import type { SourceFile } from '../model/unit';
import { sourcesBeside } from '../project/find';
import { mentionsWsk } from '../project/scan';
import { pathOf, uriOf } from './convert';
import type { Disk, DiskFile, ReadDiskFile, Reading } from './disk';
import type { LiveFile } from './followed-project';
import type { LiveProject } from './live-project';

export interface WorkspaceFilesContext {
  readonly project: LiveProject;
  readonly disk: Disk;
  /** The URIs of the folders that are open now. */
  readonly folders: () => Promise<readonly string[]>;
  /** The paths of the open documents: what stands on the disk does not count there. */
  readonly openPaths: () => ReadonlySet<string>;
}

/**
 * Keeps the project at what stands on the disk: the files below the folders, and those beside documents that lie in none.
 * One thing at a time is to be asked of it.
 */
export class WorkspaceFiles {
  readonly #context: WorkspaceFilesContext;
  /** By path, in the order of the paths. */
  #files = new Map<string, DiskFile>();
  /** Files beside open documents that were not found below a folder. */
  readonly #beside = new Set<string>();
  #isRead = false;

  constructor(context: WorkspaceFilesContext) {
    this.#context = context;
  }

  /** Whether the folders were read since they were opened. */
  get isRead(): boolean {
    return this.#isRead;
  }

  /** The files below the folders as they were found last, by path. */
  get files(): ReadonlyMap<string, DiskFile> {
    return this.#files;
  }

  /**
   * Reads all folders, and brings into the project what has changed there. Where many files are new, they come in when
   * all of them are understood.
   * @returns false where it was cancelled
   */
  async read(reading: Reading): Promise<boolean> {
    const { disk, project, folders, openPaths } = this.#context;
    const read = await disk.readFolders(await folders(), reading);
    if (read === undefined) return false;
    for (const path of this.#files.keys()) if (!read.has(path) && !openPaths().has(path)) project.delete(path);
    const fresh = this.#takeKnown(read);
    if (fresh.length < MANY) for (const live of fresh) project.set(live);
    else if (!(await project.rebuild(fresh, reading.isCancelled))) return false;
    this.#files = new Map([...read].map(([path, { file }]) => [path, file]));
    for (const path of this.#files.keys()) this.#beside.delete(path);
    this.#isRead = true;
    return true;
  }

  /** Whether a document lies below one of the folders. */
  async isInFolder(uri: string): Promise<boolean> {
    const path = pathOf(uri);
    const folders = await this.#context.folders();
    return path !== undefined && folders.some((folder) => isBelow(path, pathOf(folder)));
  }

  /** The folders are others now: they are to be read again. */
  forget(): void {
    this.#isRead = false;
  }

  /** Reads what may have changed on the disk; a file that is not known yet has the folders looked through. */
  async changed(paths: readonly string[]): Promise<void> {
    const known = paths.filter((path) => this.#isKnown(path));
    for (const path of known) await this.#readAgain(path);
    if (this.#isRead && known.length < paths.length) await this.read({ isCancelled: () => false });
  }

  /** Takes in what lies beside a document that was found below no folder, and has to do with WSK. */
  async opened(uri: string, text: string): Promise<void> {
    const path = pathOf(uri);
    if (path === undefined || !mentionsWsk(text) || this.#files.has(path)) return;
    if (!this.#isRead && (await this.isInFolder(uri))) return;
    for (const { path: other } of await sourcesBeside([{ path, shownAs: path, isNamed: true }])) {
      if (this.#isKnown(other)) continue;
      this.#beside.add(other);
      await this.#readAgain(other);
    }
  }

  /** A document is closed: what stands on the disk counts again. */
  async closed(uri: string): Promise<void> {
    const { openPaths, project } = this.#context;
    const path = pathOf(uri) ?? uri;
    const foldersInUse = new Set([...openPaths()].map((each) => dirname(each)));
    for (const other of this.#beside) {
      if (foldersInUse.has(dirname(other))) continue;
      this.#beside.delete(other);
      project.delete(other);
    }
    if (foldersInUse.has(dirname(path)) && !this.#files.has(path)) this.#beside.add(path);
    if (this.#isKnown(path)) await this.#readAgain(path);
    else if (!openPaths().has(path)) project.delete(path);
  }

  /** The settings are others now: files of which they say something else are taken in anew. */
  async settingsChanged(): Promise<void> {
    const { disk, openPaths, project } = this.#context;
    for (const path of [...this.#files.keys(), ...this.#beside]) {
      const { file } = project.fileAt(path) ?? {};
      const live = file && (await disk.withSettings(withoutFunctions(file), this.#scopeOf(path)));
      // It may have been opened or read again meanwhile.
      if (live !== undefined && !openPaths().has(path) && project.fileAt(path)?.file === file) project.set(live);
    }
  }

  /** Takes in the files that the project knows already, and gives the others. */
  #takeKnown(read: ReadonlyMap<string, ReadDiskFile>): readonly LiveFile[] {
    const { project, openPaths } = this.#context;
    const open = openPaths();
    const fresh: LiveFile[] = [];
    for (const [path, { live }] of read) {
      if (open.has(path)) continue;
      if (live === undefined) project.delete(path);
      else if (project.fileAt(path) === undefined) fresh.push(live);
      else project.set(live);
    }
    return fresh;
  }

  async #readAgain(path: string): Promise<void> {
    const { disk, openPaths, project } = this.#context;
    if (openPaths().has(path)) return;
    const { file, live } = await disk.read(path, this.#scopeOf(path));
    if (file.kind === 'unreadable') {
      this.#files.delete(path);
      this.#beside.delete(path);
    }
    // It may have been opened while it was read.
    if (openPaths().has(path)) return;
    if (live === undefined) project.delete(path);
    else project.set(live);
  }

  #isKnown(path: string): boolean {
    return this.#files.has(path) || this.#beside.has(path);
  }

  #scopeOf(path: string): string {
    return this.#files.get(path)?.scope ?? uriOf(path);
  }
}

const withoutFunctions = ({ path, text, language }: SourceFile): SourceFile => ({ path, text, language });

/** So many files take so long that the project answers without them until they are understood. */
const MANY = 20;

function isBelow(path: string, folder: string | undefined): boolean {
  if (folder === undefined) return false;
  const way = relative(folder, path);
  return !way.startsWith('..') && !isAbsolute(way);
}
