import { resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';

import { decode, displayPath } from '../project/files';
import type { FoundFiles } from '../project/find';
import { UsageError } from './usage';

/** The path that stands for standard input. */
const STANDARD_INPUT = '-';

export interface InputOptions {
  /** The path that the text has, or will have: its settings and the files beside it are meant. */
  readonly stdinFilename: string | undefined;
  readonly fix: boolean;
}

/**
 * The text on standard input as the only file to check, where that is asked for; undefined where it is not.
 * Without a name it counts as lying in the current folder.
 * @throws UsageError where something is asked for that does not go together with it
 */
export async function standardInput(
  paths: readonly string[],
  { stdinFilename, fix }: InputOptions,
  input: NodeJS.ReadableStream = process.stdin,
): Promise<FoundFiles | undefined> {
  if (!paths.includes(STANDARD_INPUT)) {
    if (stdinFilename === undefined) return undefined;
    throw new UsageError(
      `--stdin-filename says whose text is on standard input; pass '${STANDARD_INPUT}' to check that`,
    );
  }
  if (paths.length > 1)
    throw new UsageError(`standard input ('${STANDARD_INPUT}') is checked alone, without other paths`);
  if (fix) throw new UsageError('--fix writes files, and standard input is none');
  const text = decode(await buffer(input));
  const path = resolve(stdinFilename ?? UNNAMED);
  const shownAs = stdinFilename === undefined ? UNNAMED : displayPath(path);
  return { files: [{ path, shownAs, isNamed: true, text }], unreadable: [] };
}

const UNNAMED = '<stdin>';
