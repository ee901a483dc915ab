import type { Variable } from '../../model/scope';
import type { Node } from '../../syntax/tree';
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

export interface AddressValue {
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
export interface Symbol {
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
  | { readonly from: 'operation'; readonly operator: string; readonly operands: readonly Value[] }
  /** The same symbol, or address, of the turn of a loop before. */
  | { readonly from: 'earlier'; readonly value: Value }
  /** What a region has kept from a turn before that. */
  | { readonly from: 'older'; readonly at: Label; readonly holder: Region };

export interface Region {
  readonly id: number;
  readonly key: string;
  readonly place: Place;
  readonly depth: number;
}

export type Place =
  | { readonly is: 'variable'; readonly variable: Variable }
  /** Where a function puts what it returns. */
  | { readonly is: 'result' }
  | { readonly is: 'pointee'; readonly symbol: Symbol }
  | { readonly is: 'member'; readonly of: Region; readonly name: string };

/** An access path that is longer says nothing any more: the bound that makes every analysis end. */
const LONGEST_PATH = 8;

/** Makes the terms of one function. */
export class Terms {
  readonly #function: Node;
  readonly #values = new Map<string, Value>();
  readonly #regions = new Map<string, Region>();
  // The same terms by what they are made of: most are asked for again and again, and a key costs more than a look-up.
  readonly #variables = new Map<Variable, Region>();
  readonly #pointees = new Map<Symbol, Region>();
  readonly #members = new Map<Region, Map<string, Region>>();
  readonly #memory = new Map<Region, Map<Label, Symbol>>();

  /** @param definition The function's node. */
  constructor(definition: Node) {
    this.#function = definition;
  }

  /** How the terms name a node of the function. */
  label(node: Node): Label {
    return (node - this.#function) as Label;
  }

  number(value: number, name?: string): NumberValue {
    const key = name === undefined ? `${value}` : `${value} ${name}`;
    return this.#value(key, (id) => ({ kind: 'number', id, key, value, name }));
  }

  named(name: string): NamedValue {
    const key = `#${name}`;
    return this.#value(key, (id) => ({ kind: 'named', id, key, name }));
  }

  /** @param meant The function of the project that the name means, where there is one. */
  functionNamed(name: string, meant?: FunctionId): FunctionValue {
    const key = `fn ${meant ?? name}`;
    return this.#value(key, (id) => ({ kind: 'function', id, key, name, meant }));
  }

  /** The same value as another function's terms have it: none of its memory. */
  same(value: NumberValue | NamedValue | FunctionValue): Value {
    switch (value.kind) {
      case 'number':
        return this.number(value.value, value.name);
      case 'named':
        return this.named(value.name);
      case 'function':
        return this.functionNamed(value.name, value.meant);
    }
  }

  /** The address of a region; that of what a symbol points at is the symbol. */
  addressOf(region: Region): Value {
    if (region.place.is === 'pointee') return region.place.symbol;
    const key = `&${region.key}`;
    return this.#value(key, (id) => ({ kind: 'address', id, key, region }));
  }

  symbol(origin: Origin): Symbol {
    if (origin.from === 'memory') return this.#heldIn(origin);
    const key = keyOf(origin);
    return this.#value(key, (id) => ({ kind: 'symbol', id, key, origin, depth: depthOf(origin) }));
  }

  #heldIn(origin: Extract<Origin, { from: 'memory' }>): Symbol {
    const bySince = entry(this.#memory, origin.region, () => new Map<Label, Symbol>());
    return entry(bySince, origin.since, () => {
      const key = keyOf(origin);
      return this.#value(key, (id) => ({ kind: 'symbol', id, key, origin, depth: depthOf(origin) }));
    });
  }

  variable(variable: Variable): Region {
    return entry(this.#variables, variable, () => this.#newVariable(variable));
  }

  #newVariable(variable: Variable): Region {
    const isLong = variable.kind === 'global' || variable.kind === 'static';
    const key = isLong ? `::${variable.name}` : `${variable.name}~${this.label(variable.node)}`;
    const known = this.#regions.get(key)?.place;
    // Two functions may each have a static local of one name.
    const isOther = known?.is === 'variable' && known.variable !== variable;
    return this.#region(isOther ? `${key}~${variable.node}` : key, 1, { is: 'variable', variable });
  }

  result(): Region {
    return this.#region('result', 1, { is: 'result' });
  }

  /** What a value points at; undefined where that cannot be said. */
  pointee(value: Value): Region | undefined {
    if (value.kind === 'address') return value.region;
    if (value.kind !== 'symbol' || value.depth >= LONGEST_PATH) return undefined;
    return entry(this.#pointees, value, () =>
      this.#region(`*(${value.key})`, value.depth + 1, { is: 'pointee', symbol: value }),
    );
  }

  /** Members of an unnamed union or struct are members of what it stands in. */
  member(of: Region, name: string): Region | undefined {
    if (of.depth >= LONGEST_PATH) return undefined;
    const members = entry(this.#members, of, () => new Map<string, Region>());
    return entry(members, name, () => this.#region(`${of.key}.${name}`, of.depth + 1, { is: 'member', of, name }));
  }

  /** An element of an array. */
  element(array: Region, index: number): Region | undefined {
    return this.member(array, `[${index}]`);
  }

  /** The element so many behind another, or behind what a pointer points at. */
  elementFrom(first: Region, steps: number): Region | undefined {
    const { place } = first;
    const index = place.is === 'member' ? /^\[(-?\d+)\]$/.exec(place.name)?.[1] : undefined;
    if (place.is === 'member' && index !== undefined) return this.element(place.of, Number(index) + steps);
    return steps === 0 ? first : this.element(first, steps);
  }

  #value<V extends Value>(key: string, make: (id: number) => V): V {
    const known = this.#values.get(key);
    if (known !== undefined) return known as V;
    const made = make(this.#values.size + 1);
    this.#values.set(key, made);
    return made;
  }

  #region(key: string, depth: number, place: Place): Region {
    let region = this.#regions.get(key);
    if (region === undefined) {
      region = { id: this.#regions.size + 1, key, place, depth };
      this.#regions.set(key, region);
    }
    return region;
  }
}

/** What a map has for a key, made and put there where it has nothing yet. */
function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}

/** Whether what has this key was made at a place, or stands behind what was made there. */
export const wasMadeAt = (key: string, at: Label): boolean => key.includes(mark(at));

/** Whether what has this key was made at a place in a turn of a loop before this one. */
export const isEarlierOf = (key: string, at: Label): boolean => key.includes(`#${at}#`);

const mark = (at: Label): string => `@${at}@`;

/** The part of a request that is the status it completes with. */
export const COMPLETION = 'completion';

/** Whether a symbol is what a request has completed with, made here or in a function that was called. */
export const isCompletion = ({ origin }: Symbol): boolean => origin.from === 'call' && origin.part.endsWith(COMPLETION);

/** Whether the engine once could have known a value and does not any more: a flag may have said what it decides. */
export function isLost({ origin }: Symbol): boolean {
  switch (origin.from) {
    case 'merge':
    case 'earlier':
    case 'older':
      return true;
    case 'memory':
      return origin.since !== ENTRY || isBehindLost(origin.region);
    case 'call':
      return origin.part.startsWith('unknown');
    case 'operation':
      // What was counted may have been counted elsewhere, too.
      return (
        /^[+-]$/.test(origin.operator) ||
        origin.operands.some((operand) => operand.kind === 'symbol' && isLost(operand))
      );
    case 'parameter':
      return false;
  }
}

/** The array that an element belongs to; any other region itself. */
export function wholeArray(region: Region): Region {
  let at = region;
  while (at.place.is === 'member' && at.place.name.startsWith('[')) at = at.place.of;
  return at;
}

/** Whether the pointer through which a region is come to is lost. */
function isBehindLost(region: Region): boolean {
  const { place } = rootOf(region);
  return place.is === 'pointee' && isLost(place.symbol);
}

/** The region a region is a part of, or else the one from which the pointer to it was read. */
export function outer({ place }: Region): Region | undefined {
  if (place.is === 'member') return place.of;
  if (place.is === 'pointee' && place.symbol.origin.from === 'memory') return place.symbol.origin.region;
  return undefined;
}

/** The variable or the symbol at the bottom of an access path. */
export function rootOf(region: Region): Region {
  let at = region;
  for (let next = outer(at); next !== undefined; next = outer(at)) at = next;
  return at;
}

function keyOf(origin: Origin): string {
  switch (origin.from) {
    case 'parameter':
      return `param${origin.index}`;
    case 'memory':
      return origin.since === ENTRY ? `(${origin.region.key})` : `(${origin.region.key})${mark(origin.since)}`;
    case 'call':
      return `call${mark(origin.at)}${origin.part}`;
    case 'merge':
      return `merge${mark(origin.at)}${origin.region.key}`;
    case 'operation':
      return `(${origin.operator} ${origin.operands.map(({ key }) => key).join(' ')})`;
    case 'earlier':
      // Without the mark: an earlier symbol is not made again.
      return `earlier ${origin.value.key.replaceAll('@', '#')}`;
    case 'older':
      return `older #${origin.at}# ${origin.holder.key.replaceAll('@', '#')}`;
  }
}

function depthOf(origin: Origin): number {
  switch (origin.from) {
    case 'memory':
    case 'merge':
      return origin.region.depth;
    case 'operation':
      return 1 + Math.max(0, ...origin.operands.map((operand) => (operand.kind === 'symbol' ? operand.depth : 0)));
    case 'older':
      return origin.holder.depth;
    case 'earlier':
      return origin.value.kind === 'symbol' ? origin.value.depth : 1;
    default:
      return 1;
  }
}
