import type { SyntaxTree } from './tree';

/** What a parser was given and what it made of it, beside the tree. */
export interface ParsedText {
  readonly tree: SyntaxTree;
  /** SAL annotations and calling conventions that were masked, by position. */
  readonly annotations: readonly Annotation[];
  /** Stretches that were not parsed, and why. */
  readonly omissions: readonly Omission[];
  /** Parses another text as this one was parsed: a part of it in which macros are replaced, for one. Never throws. */
  parsePart(text: string): ParsedText;
}

/** A macro that stood before or after a declaration and was masked: `_In_opt_`, `_IRQL_requires_max_(DISPATCH_LEVEL)`. */
export interface Annotation {
  readonly name: string;
  /** What stood between the parentheses. */
  readonly arguments?: string;
  readonly start: number;
  readonly end: number;
}

export interface Omission {
  readonly start: number;
  readonly end: number;
  /** For a person: `#else branch of '#if DBG'`. */
  readonly reason: string;
  /** A branch that some builds have, one that no driver's build has (`#if 0`), or a macro that was understood. */
  readonly kind?: 'open branch' | 'dead branch' | 'macro';
}

/** What a user may say about the macros of their code. */
export interface MaskOptions {
  /** Names that are blanked like annotations; one that ends in `()` with its arguments. */
  readonly extraMacros?: readonly string[] | undefined;
  /** Which names `#ifdef` and `#if` may take as defined (or true) and which not; the others stay open. */
  readonly defines?: Readonly<Record<string, boolean>> | undefined;
}

/** What a text is written in. */
export type Language = 'c' | 'cpp';

export interface ParseOptions {
  /** Where it is not given, what stands in the text decides, as for a header. */
  readonly language?: Language | undefined;
  /** A parse of an older state of the file, which stays as it is: what did not change is taken from it. */
  readonly previous?: ParsedText | undefined;
  /** Stops the parse; the result is then a tree with one ERROR node. */
  readonly isCancelled?: (() => boolean) | undefined;
  /** Milliseconds after which the parse is stopped as by `isCancelled`. Masking is not counted. */
  readonly budget?: number | undefined;
  readonly masking?: MaskOptions | undefined;
}

export interface SourceParser {
  readonly binding: 'wasm' | 'native';
  /** Never throws: what cannot be parsed is an ERROR node in the tree. */
  parse(text: string, options?: ParseOptions): ParsedText;
}
