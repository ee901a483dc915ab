import { readFile, writeFile } from 'node:fs/promises';
import { isUtf8 } from 'node:buffer';
import { extname, isAbsolute, relative, sep } from 'node:path';

import type { SourceFile } from '../model/unit';

export type Language = SourceFile['language'];

/** A file that was read, or why there is nothing to check in it. */
export type ReadResult =
  | { readonly kind: 'source'; readonly file: SourceFile }
  /** It holds what no C source holds. */
  | { readonly kind: 'skipped'; readonly path: string; readonly reason: string }
  | { readonly kind: 'unreadable'; readonly path: string; readonly reason: string };

const LANGUAGES: Readonly<Record<string, Language>> = {
  '.c': 'c',
  '.h': 'c',
  '.cpp': 'cpp',
  '.cc': 'cpp',
  '.cxx': 'cpp',
  '.hpp': 'cpp',
};

/** The extensions of C and C++ sources, with their dots. */
export const sourceExtensions: readonly string[] = Object.keys(LANGUAGES);

/** By the file name's extension, in any case; undefined where it is no C or C++ source. */
export const languageOf = (path: string): Language | undefined => LANGUAGES[extname(path).toLowerCase()];

/**
 * Reads one source file. A file of unknown extension counts as C. Never throws.
 * @param path absolute, or relative to the current folder
 * @param shownAs the path in reports; `displayPath(path)` where nothing else is given
 */
export async function readSource(path: string, shownAs = displayPath(path)): Promise<ReadResult> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    return { kind: 'unreadable', path: shownAs, reason: reasonOf(error) };
  }
  return asSource(decode(bytes), path, shownAs);
}

/**
 * A text as what a source file holds.
 * @param path says by its extension which language it is in
 * @param shownAs the path in reports
 */
export function asSource(text: string, path: string, shownAs: string): ReadResult {
  if (text.includes('\0')) return { kind: 'skipped', path: shownAs, reason: 'it is a binary file' };
  return { kind: 'source', file: { path: shownAs, text, language: languageOf(path) ?? 'c' } };
}

/** The text of a settings or ignore file; undefined where there is none. Throws nothing. */
export async function readIfPresent(path: string): Promise<string | undefined> {
  try {
    return decode(await readFile(path));
  } catch {
    return undefined;
  }
}

/**
 * The text of a file: UTF-8, or UTF-16 where it starts with the mark of that. Bytes that are no UTF-8 are read as
 * Latin-1, one unit a byte, so that every offset exists. A byte order mark is not part of the text.
 */
export function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return Buffer.from(bytes).toString('latin1');
  }
}

/**
 * Writes a text that was made of the sources.
 * @returns why it could not be written, for a person; undefined where it was
 */
export async function writeText(path: string, text: string): Promise<string | undefined> {
  try {
    await writeFile(path, text);
    return undefined;
  } catch (error) {
    return reasonOf(error);
  }
}

/**
 * Puts another text in the place of that of a source file, in the file's own encoding and with its byte order mark.
 * @returns why it was not written: another program has changed the file, or its encoding lacks a sign; undefined else
 */
export async function rewriteSource({ path, text }: SourceFile, changed: string): Promise<string | undefined> {
  try {
    const bytes = await readFile(path);
    if (decode(bytes) !== text) return 'it has been changed since it was read';
    const encoded = encodeLike(bytes, changed);
    if (decode(encoded) !== changed || !encodeLike(bytes, text).equals(bytes)) return 'its encoding is not clear';
    await writeFile(path, encoded);
    return undefined;
  } catch (error) {
    return reasonOf(error);
  }
}

const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** A text in the encoding in which `decode` reads the bytes. */
function encodeLike(bytes: Uint8Array, text: string): Buffer {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return Buffer.from(`\uFEFF${text}`, 'utf16le');
  if (first === 0xfe && second === 0xff) return Buffer.from(`\uFEFF${text}`, 'utf16le').swap16();
  if (!isUtf8(bytes)) return Buffer.from(text, 'latin1');
  const hasMark = UTF8_MARK.equals(bytes.subarray(0, UTF8_MARK.length));
  return Buffer.concat([hasMark ? UTF8_MARK : Buffer.alloc(0), Buffer.from(text, 'utf8')]);
}

/** A path as reports show it: relative to `from`, with `/`; as it is where no relative path leads there. */
export function displayPath(path: string, from = process.cwd()): string {
  const shown = isAbsolute(path) ? relative(from, path) : path;
  return (isAbsolute(shown) ? path : shown).split(sep).join('/').replace(/^\.\//, '');
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'it is a folder',
};

/** What went wrong with a file, for a person. */
export function reasonOf(error: unknown): string {
  const { code, message } =
    error instanceof Error ? (error as NodeJS.ErrnoException) : { code: '', message: String(error) };
  return REASONS[code ?? ''] ?? message;
}
