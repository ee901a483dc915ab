import { isLineEnd } from '../scanner';
import type { Token } from './tokens';

const SPACE = 32;
const TAB = 9;

/** A text that is changed in place: it keeps its length and its line breaks. Offsets count UTF-16 units. */
export class Rewriting {
  readonly text: string;
  readonly #codes: Uint16Array;
  #isChanged = false;

  constructor(text: string) {
    this.text = text;
    this.#codes = new Uint16Array(text.length);
    for (let at = 0; at < text.length; at++) this.#codes[at] = text.charCodeAt(at);
  }

  blank(start: number, end: number): void {
    this.#isChanged = true;
    for (let at = start; at < end; at++) if (!isLineEnd(this.#codes[at] ?? 0)) this.#codes[at] = SPACE;
  }

  /** Writes a word over what stands there, which has to be on one line. */
  put(start: number, word: string): void {
    this.#isChanged = true;
    for (let at = 0; at < word.length; at++) this.#codes[start + at] = word.charCodeAt(at);
  }

  /** Writes a word over a token, which is at least as long. */
  replace({ start, end }: Token, word: string): void {
    this.blank(start, end);
    this.put(start, word);
  }

  /** Makes one name of a stretch of one line: what can stand in no name becomes `_`. */
  join(start: number, end: number): void {
    for (let at = start; at < end; at++) if (!/\w/.test(this.text.charAt(at))) this.put(at, '_');
  }

  isOneLine(start: number, end: number): boolean {
    return !/[\r\n]/.test(this.text.slice(start, end));
  }

  /** Whether a blank stands at the offset that may be written over. */
  isSpace(at: number): boolean {
    return this.#codes[at] === SPACE || this.#codes[at] === TAB;
  }

  result(): string {
    if (!this.#isChanged) return this.text;
    const parts: string[] = [];
    for (let at = 0; at < this.#codes.length; at += CHUNK)
      parts.push(String.fromCharCode(...this.#codes.subarray(at, at + CHUNK)));
    return parts.join('');
  }
}

/** So many arguments does every engine take. */
const CHUNK = 8192;
