import type { Span } from '../text/span';

/** A function of the project: the path of its file, its name, and which of several of one name it is. */
export type FunctionId = string & { readonly function: unique symbol };

/** @param index Which of the functions of that name in the file it is, in the order of the text, from 0. */
export const functionId = (path: string, name: string, index = 0): FunctionId =>
  `${path}:${name}${index === 0 ? '' : `#${index}`}` as FunctionId;

/**
 * Where something is written, as it is found again when the text around it has changed: the name or an argument of a call,
 * or the function's own name or a parameter.
 */
export interface Anchor {
  readonly owner: FunctionId;
  /** Which of the calls of the function, in the order of the text, from 0; `HEADER` for the function's own header. */
  readonly call: number;
  /** Which argument or parameter, from 0; `NAME` for what names the function. */
  readonly part: number;
}

export const HEADER = -1;
export const NAME = -1;

/** The name in a function's own header. */
export const nameOf = (owner: FunctionId): Anchor => ({ owner, call: HEADER, part: NAME });

/** The same for the same place. */
export const anchorKey = ({ owner, call, part }: Anchor): string => `${owner} ${call} ${part}`;

export const sameAnchor = (one: Anchor, other: Anchor): boolean =>
  one.owner === other.owner && one.call === other.call && one.part === other.part;

/** A place in a file as it is now. */
export interface Location {
  readonly path: string;
  readonly at: Span;
}

/** The spans of what an anchor of a function can mean, in UTF-16 units from the start of the function. */
export interface AnchorSpans {
  readonly name: Span;
  readonly parameters: readonly Span[];
  readonly calls: readonly { readonly name: Span; readonly arguments: readonly Span[] }[];
}

/** The span of an anchor from the start of its function; undefined where the function has no such call any more. */
export function spanOfAnchor({ name, parameters, calls }: AnchorSpans, { call, part }: Anchor): Span | undefined {
  if (call === HEADER) return part === NAME ? name : parameters[part];
  return part === NAME ? calls[call]?.name : calls[call]?.arguments[part];
}
