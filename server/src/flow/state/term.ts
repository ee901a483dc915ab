import type { Variable } from '../../model/scope';
import type { FunctionId } from '../anchor';

/**
 * A place in the function that is followed, as the terms name it: how many nodes stand between the function's own node
 * and that one, or below 0 a point of its control flow. The same while the function's text is the same, wherever it stands.
 */
export type Label = number & { readonly label: unique symbol };

/** No place in the function, but its entry. */
export const ENTRY = 0 as Label;

/**
 * What the engine reckons with: values, and the regions of memory that hold them. Each is made once (hash consing),
 * so that equal means identical, and has a key that says the same on every run.
 */
export type Value = NumberValue | NamedValue | AddressValue | FunctionValue | Symbol;

/** Whether a value is known to be 0, which is NULL and FALSE, too. */
export const isZero = (value: Value): boolean => value.kind === 'number' && value.value === 0;

/** A number; a status, a flag, an enumerator or NULL by its value. */
export interface NumberValue {
  readonly kind: 'number';
  readonly id: number;
  readonly key: string;
  readonly value: number;
  /** As the source spells it, where it has a name. */
  readonly name: string | undefined;
}

/** A constant of which only the name is known, such as a status that another header defines. */
export interface NamedValue {
  readonly kind: 'named';
  readonly id: number;
  readonly key: string;
  readonly name: string;
}

export interface AddressValue extends Way {
  readonly kind: 'address';
  readonly id: number;
  readonly key: string;
  readonly region: Region;
}

export interface FunctionValue {
  readonly kind: 'function';
  readonly id: number;
  readonly key: string;
  readonly name: string;
  /** Undefined for one that no file of the project defines, or more than one. */
  readonly meant: FunctionId | undefined;
}

/** A value that is not known, but is the same wherever the symbol stands. */
export interface Symbol extends Way {
  readonly kind: 'symbol';
  readonly id: number;
  readonly key: string;
  readonly origin: Origin;
  readonly depth: number;
}

export type Origin =
  | { readonly from: 'parameter'; readonly index: number }
  /** What memory held on entry, or since it was forgotten there. */
  | { readonly from: 'memory'; readonly region: Region; readonly since: Label }
  /** What a call gave: its result, or by `part` something else that it made. */
  | { readonly from: 'call'; readonly at: Label; readonly part: string }
  /** Two paths met with two values. */
  | { readonly from: 'merge'; readonly at: Label; readonly region: Region }
  | { readonly from: 'operation'; readonly operator: string; readonly operands: Operands }
  /** The same symbol, or address, of the turn of a loop before. */
  | { readonly from: 'earlier'; readonly value: Value }
  /** What a region has kept from a turn before that. */
  | { readonly from: 'older'; readonly at: Label; readonly holder: Region };

export type Operands = readonly [Value] | readonly [Value, Value];

export interface Region extends Way {
  readonly id: number;
  readonly key: string;
  readonly place: Place;
  readonly depth: number;
  /** The variable or the symbol at the bottom of the access path. */
  readonly root: Region;
  /** The variable, or what a pointer points at, that this is part of. */
  readonly whole: Region;
}

/** How a term is come to, worked out once, when it is made. */
export interface Way {
  /** The symbols that were made while the function ran, or read from memory that was forgotten, through which it is come to. */
  readonly made: readonly Symbol[];
  /** The places at which these, and what memory lost, were made. */
  readonly labels: readonly Label[];
  /** The same of the turns of a loop before this one. */
  readonly earlier: readonly Label[];
}

export type Place =
  | { readonly is: 'variable'; readonly variable: Variable }
  /** Where a function puts what it returns. */
  | { readonly is: 'result' }
  | { readonly is: 'pointee'; readonly symbol: Symbol }
  | { readonly is: 'member'; readonly of: Region; readonly name: string };
