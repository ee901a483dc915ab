import { maskingOf } from '../lint/check';
import { withFunctions } from '../lint/read-all';
import type { SourceFile } from '../model/unit';
import { readSource, type ReadResult } from '../project/files';
import { findSources } from '../project/find';
import { pathOf } from './convert';
import type { EditorSettings } from './editor-settings';
import type { LiveFile } from './followed-project';
import type { Log } from './log';

/** A reading of the folders that can be followed and stopped. */
export interface Reading {
  readonly onProgress?: ((done: number, total: number, path: string) => void) | undefined;
  readonly isCancelled: () => boolean;
}

/** A file on the disk. */
export interface DiskFile {
  readonly path: string;
  /** The URI by which the editor knows its settings: that of its folder, or its own. */
  readonly scope: string;
  readonly kind: ReadResult['kind'];
}

export interface ReadDiskFile {
  readonly file: DiskFile;
  /** Undefined where there is nothing to analyse. */
  readonly live: LiveFile | undefined;
  /** Why not. */
  readonly reason?: string;
}

/** Reads source files with what the settings say of each. */
export class Disk {
  readonly #settings: EditorSettings;
  readonly #log: Log;

  constructor(settings: EditorSettings, log: Log) {
    this.#settings = settings;
    this.#log = log;
  }

  /**
   * Reads all source files below the folders, by path; the log says what could not be read.
   * @param folders their URIs
   * @returns undefined where it was cancelled
   */
  async readFolders(
    folders: readonly string[],
    { onProgress, isCancelled }: Reading,
  ): Promise<Map<string, ReadDiskFile> | undefined> {
    const scopes = await this.#find(folders);
    const read = new Map<string, ReadDiskFile>();
    for (const [path, scope] of scopes) {
      if (isCancelled()) return undefined;
      onProgress?.(read.size, scopes.size, path);
      const result = await this.read(path, scope);
      if (result.file.kind === 'skipped') this.#log.info(`${path} is not checked: ${result.reason ?? ''}`);
      if (result.file.kind === 'unreadable') this.#log.warn(`${path} could not be read: ${result.reason ?? ''}`);
      read.set(path, result);
    }
    return isCancelled() ? undefined : read;
  }

  async read(path: string, scope: string): Promise<ReadDiskFile> {
    const result = await readSource(path, path);
    const file = { path, scope, kind: result.kind };
    if (result.kind !== 'source') return { file, live: undefined, reason: result.reason };
    return { file, live: await this.withSettings(result.file, scope) };
  }

  /** A file with what its settings say of its macros, and of functions. */
  async withSettings(file: SourceFile, scope: string): Promise<LiveFile> {
    const finder = await this.#settings.finderFor(scope);
    const { settings } = await finder.settingsFor(file.path);
    return { file: withFunctions(file, settings), masking: maskingOf(settings) };
  }

  /** The first folder that holds each file, by the file's path. */
  async #find(folders: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const scopes = new Map<string, string>();
    for (const folder of folders) {
      const path = pathOf(folder);
      if (path === undefined) continue;
      const { files, unreadable } = await findSources([path]);
      for (const each of unreadable) this.#log.warn(`${each.path} could not be read: ${each.reason}`);
      for (const file of files) if (!scopes.has(file.path)) scopes.set(file.path, folder);
    }
    return scopes;
  }
}
