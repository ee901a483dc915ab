import type { Variable } from '../../model/scope';
import type { Node } from '../../syntax/tree';
import type { FunctionId } from '../anchor';
import { ForgottenList } from './forgotten';
import type {
  AddressValue,
  FunctionValue,
  Label,
  NamedValue,
  NumberValue,
  Origin,
  Place,
  Region,
  Symbol,
  Value,
} from './term';
import { OF_MAKING } from './questions';
import { MadeAddress, MadeRegion, MadeSymbol } from './made-terms';

export * from './questions';
export * from './term';

/** An access path that is longer says nothing any more: the bound that makes every analysis end. */
const LONGEST_PATH = 8;

type From<Name extends Origin['from']> = Extract<Origin, { readonly from: Name }>;

/**
 * Makes the terms of one function. Each is found again by the identity of what it is made of: most are asked for again and
 * again, and to put a key together costs more than to look one up.
 */
export class Terms {
  readonly #function: Node;
  #values = 0;
  #regions = 0;
  readonly #numbers = new Map<string | undefined, Map<number, NumberValue>>();
  readonly #named = new Map<string, NamedValue>();
  readonly #functions = new Map<string, FunctionValue>();
  readonly #addresses = new Map<Region, AddressValue>();
  readonly #parameters = new Map<number, Symbol>();
  readonly #memory = new Map<Region, Map<Label, Symbol>>();
  readonly #calls = new Map<Label, Map<string, Symbol>>();
  readonly #merges = new Map<Label, Map<Region, Symbol>>();
  readonly #operations = new Map<string, Map<Value, Map<Value | undefined, Symbol>>>();
  readonly #earlier = new Map<Value, Symbol>();
  readonly #older = new Map<Label, Map<Region, Symbol>>();
  readonly #variables = new Map<Variable, Region>();
  readonly #variableKeys = new Map<string, Region>();
  readonly #pointees = new Map<Symbol, Region>();
  readonly #members = new Map<Region, Map<string, Region>>();
  readonly #byName = new Map<string, Region[]>();
  #result: Region | undefined;
  readonly nothingForgotten = ForgottenList.empty();
  readonly #labels = new Set<Label>();

  /** @param definition The function's node. */
  constructor(definition: Node) {
    this.#function = definition;
  }

  /** How the terms name a node of the function. */
  label(node: Node): Label {
    return (node - this.#function) as Label;
  }

  /** Whether any symbol was made at a place so far. */
  hasMadeAt(at: Label): boolean {
    return this.#labels.has(at);
  }

  number(value: number, name?: string): NumberValue {
    const byValue = entry(this.#numbers, name, newMap<number, NumberValue>);
    let number = byValue.get(value);
    if (number === undefined) {
      const key = name === undefined ? `${value}` : `${value} ${name}`;
      byValue.set(value, (number = { kind: 'number', id: ++this.#values, key, value, name }));
    }
    return number;
  }

  named(name: string): NamedValue {
    return entry(this.#named, name, () => ({ kind: 'named', id: ++this.#values, key: `#${name}`, name }));
  }

  /** @param meant The function of the project that the name means, where there is one. */
  functionNamed(name: string, meant?: FunctionId): FunctionValue {
    const known = meant ?? name;
    return entry(this.#functions, known, () => {
      return { kind: 'function', id: ++this.#values, key: `fn ${known}`, name, meant };
    });
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
    return entry<Region, AddressValue>(this.#addresses, region, () => new MadeAddress(++this.#values, region));
  }

  symbol(origin: Origin): Symbol {
    switch (origin.from) {
      case 'parameter':
        return this.#symbolIn(this.#parameters, origin.index, origin);
      case 'memory':
        return this.heldIn(origin.region, origin.since);
      case 'call':
        return this.madeBy(origin.at, origin.part);
      case 'merge':
        return this.merged(origin.at, origin.region);
      case 'operation':
        return this.#operation(origin);
      case 'earlier':
        return this.#symbolIn(this.#earlier, origin.value, origin);
      case 'older': {
        const byHolder = entry(this.#older, origin.at, newMap<Region, Symbol>);
        return this.#symbolIn(byHolder, origin.holder, origin);
      }
    }
  }

  /** What memory has held since a place. */
  heldIn(region: Region, since: Label): Symbol {
    const bySince = entry(this.#memory, region, newMap<Label, Symbol>);
    return bySince.get(since) ?? this.#symbolIn(bySince, since, { from: 'memory', region, since });
  }

  /** What memory has held since a place; undefined where nobody has asked for that so far. */
  knownIn(region: Region, since: Label): Symbol | undefined {
    return this.#memory.get(region)?.get(since);
  }

  /** What a call, or another expression, gives. */
  madeBy(at: Label, part: string): Symbol {
    const byPart = entry(this.#calls, at, newMap<string, Symbol>);
    return byPart.get(part) ?? this.#symbolIn(byPart, part, { from: 'call', at, part });
  }

  /** What stands for the two values that a region had where two paths met. */
  merged(at: Label, region: Region): Symbol {
    const byRegion = entry(this.#merges, at, newMap<Region, Symbol>);
    return byRegion.get(region) ?? this.#symbolIn(byRegion, region, { from: 'merge', at, region });
  }

  #operation(origin: From<'operation'>): Symbol {
    const [left, right] = origin.operands;
    const byLeft = entry(this.#operations, origin.operator, newMap<Value, Map<Value | undefined, Symbol>>);
    const byRight = entry(byLeft, left, newMap<Value | undefined, Symbol>);
    return this.#symbolIn(byRight, right, origin);
  }

  #symbolIn<Key>(known: Map<Key, Symbol>, key: Key, origin: Origin): Symbol {
    let symbol = known.get(key);
    if (symbol === undefined) known.set(key, (symbol = this.#newSymbol(origin)));
    return symbol;
  }

  #newSymbol(origin: Origin): Symbol {
    const symbol = new MadeSymbol(++this.#values, origin);
    for (const at of symbol.labels) this.#labels.add(at);
    for (const at of symbol.earlier) this.#labels.add(at);
    return symbol;
  }

  variable(variable: Variable): Region {
    return this.#variables.get(variable) ?? entry(this.#variables, variable, () => this.#newVariable(variable));
  }

  #newVariable(variable: Variable): Region {
    const isLong = variable.kind === 'global' || variable.kind === 'static';
    const key = isLong ? `::${variable.name}` : `${variable.name}~${this.label(variable.node)}`;
    const known = this.#variableKeys.get(key);
    const own = known === undefined || isSameVariable(known, variable) ? key : `${key}~${variable.node}`;
    return entry(this.#variableKeys, own, () => this.#newRegion(1, { is: 'variable', variable }, own));
  }

  result(): Region {
    return (this.#result ??= this.#newRegion(1, { is: 'result' }));
  }

  /** What a value points at; undefined where that cannot be said. */
  pointee(value: Value): Region | undefined {
    if (value.kind === 'address') return value.region;
    if (value.kind !== 'symbol' || value.depth >= LONGEST_PATH) return undefined;
    let region = this.#pointees.get(value);
    if (region === undefined) {
      region = this.#newRegion(value.depth + 1, { is: 'pointee', symbol: value });
      this.#pointees.set(value, region);
    }
    return region;
  }

  /** Members of an unnamed union or struct are members of what it stands in. */
  member(of: Region, name: string): Region | undefined {
    if (of.depth >= LONGEST_PATH) return undefined;
    const members = entry(this.#members, of, newMap<string, Region>);
    let region = members.get(name);
    if (region === undefined) {
      region = this.#newRegion(of.depth + 1, { is: 'member', of, name });
      members.set(name, region);
      this.#namedRegions(name).push(region);
    }
    return region;
  }

  /** Where it is kept what an object was made with; undefined where the value points at none. */
  ofMaking(object: Value, what: string): Region | undefined {
    const whole = this.pointee(object);
    return whole && this.member(whole, `${OF_MAKING}${what}`);
  }

  /** All members of that name, of whatever, that were asked for so far. */
  membersNamed(name: string): readonly Region[] {
    return this.#namedRegions(name);
  }

  #namedRegions(name: string): Region[] {
    let regions = this.#byName.get(name);
    if (regions === undefined) this.#byName.set(name, (regions = []));
    return regions;
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

  #newRegion(depth: number, place: Place, key?: string): Region {
    return new MadeRegion(++this.#regions, depth, place, key);
  }
}

/** A global variable is one in all files; two files, or two functions, may each have a static one of one name. */
const isSameVariable = ({ place }: Region, variable: Variable): boolean =>
  place.is === 'variable' && place.variable.kind === 'global' && variable.kind === 'global';

const newMap = <K, V>(): Map<K, V> => new Map<K, V>();

/** What a map has for a key, made and put there where it has nothing yet. */
function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}
