import { ownFunctions } from '../knowledge/own-functions';
import type { SourceFile } from '../model/unit';
import { asSource, readSource, type ReadResult } from '../project/files';
import type { FoundFile } from '../project/find';
import type { Settings } from './settings';
import type { SettingsFinder } from './settings-finder';

/** A file of a run, with the settings that hold for it. */
export interface ReadFile {
  readonly result: ReadResult;
  readonly settings: Settings;
  readonly isExcluded: boolean;
}

export interface ReadAllOptions {
  readonly settings: SettingsFinder;
  readonly isCancelled: () => boolean;
  readonly onRead: (done: number, file: FoundFile) => void;
}

/** Reads files one after the other; those that are left when it is cancelled are missing. By absolute path. */
export async function readAll(
  files: readonly FoundFile[],
  { settings, isCancelled, onRead }: ReadAllOptions,
): Promise<ReadonlyMap<string, ReadFile>> {
  const read = new Map<string, ReadFile>();
  for (const [done, found] of files.entries()) {
    if (isCancelled()) break;
    if (read.has(found.path)) continue;
    onRead(done, found);
    const known = await settings.settingsFor(found.path);
    const { path, shownAs, text } = found;
    const result = text === undefined ? await readSource(path, shownAs) : asSource(text, path, shownAs);
    read.set(found.path, { ...known, result: withOwn(result, known.settings) });
  }
  return read;
}

const withOwn = (result: ReadResult, settings: Settings): ReadResult =>
  result.kind === 'source' ? { ...result, file: withFunctions(result.file, settings) } : result;

/** The file with what its settings say of functions. */
export const withFunctions = (file: SourceFile, { functions }: Pick<Settings, 'functions'>): SourceFile =>
  Object.keys(functions).length === 0 ? file : { ...file, functions: ownFunctions(functions) };
