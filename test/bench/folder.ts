import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { languageOf } from '../../server/src/project/files';
import type { SourceParser } from '../../server/src/syntax/parser';
import type { SyntaxTree } from '../../server/src/syntax/tree';
import { namesIn } from './driver';

/** A driver as it stands in one folder. */
export interface Driver {
  readonly name: string;
  /** The header first, as in a file that includes it. */
  readonly files: readonly { readonly name: string; readonly tree: SyntaxTree }[];
}

/** A file of a made folder. */
export interface TextFile {
  /** Relative, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** The driver whose files stand in one folder. */
export function readDriver(parser: SourceParser, folder: string): Driver {
  const names = readdirSync(folder)
    .filter((name) => languageOf(name) !== undefined)
    .sort();
  const ordered = [...names.filter((name) => name.endsWith('.h')), ...names.filter((name) => !name.endsWith('.h'))];
  return { name: folder.split('/').pop() ?? folder, files: ordered.map((name) => parsed(parser, folder, name)) };
}

/** The drivers of a folder that are one file each. */
export function readDriversOfOneFile(parser: SourceParser, folder: string): Driver[] {
  const names = readdirSync(folder).sort();
  return names
    .filter((name) => name.endsWith('.c'))
    .map((name) => ({ name: name.replace('.c', ''), files: [parsed(parser, folder, name)] }));
}

const parsed = (parser: SourceParser, folder: string, name: string) => ({
  name,
  tree: parser.parse(readFileSync(join(folder, name), 'utf8')).tree,
});

/**
 * At least so many files: the drivers again and again, each copy in a folder of its own with its functions and variables
 * under new names. Types, members and the names of files stay, as drivers share such names in truth.
 */
export function folderOfDrivers(drivers: readonly Driver[], files: number): TextFile[] {
  if (drivers.length === 0) throw new RangeError('there is no driver to copy');
  const made: TextFile[] = [];
  for (let copy = 1; made.length < files; copy++)
    for (const driver of drivers) if (made.length < files) made.push(...copyOf(driver, copy));
  return made;
}

function copyOf({ name, files }: Driver, copy: number): TextFile[] {
  const names = new Set(
    files.flatMap(({ tree }) => tree.namedChildren(tree.root).flatMap((node) => namesIn(tree, node))),
  );
  // The system calls it by this name in every driver.
  names.delete('DriverEntry');
  return files.map(({ name: file, tree }) => ({
    path: `${name}-${copy}/${file}`,
    text: tree.text.replace(/\b[A-Za-z_]\w*\b/g, (word) => (names.has(word) ? `${word}_of_${copy}` : word)),
  }));
}

/** The same files without a word of WSK, and with names that nothing else calls. */
export function withoutWsk(files: readonly TextFile[]): TextFile[] {
  return files.map(({ path, text }) => ({
    path: `plain/${path}`,
    text: text
      .replace(/_of_(\d+)\b/g, '_in_$1')
      .replace(/\bDriverEntry\b/g, 'PlainEntry')
      .replace(/wsk/gi, (word) => (word === 'WSK' ? 'NET' : word === 'wsk' ? 'net' : 'Net')),
  }));
}

/** Writes the files below a folder of the disk. */
export function writeFolder(folder: string, files: readonly TextFile[]): void {
  for (const { path, text } of files) {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
}

export const linesIn = (files: readonly TextFile[]): number =>
  files.reduce((sum, { text }) => sum + text.split('\n').length, 0);
