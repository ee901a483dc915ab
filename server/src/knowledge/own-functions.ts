import { describe, isWskFunction } from './index';
import { apiOf } from './own-api';
import type { ApiFunction, Effect, Irql, Parameter, Resource } from './shape';
import { usualWords } from './usual-words';

/** What a person says of a parameter; what is left out follows from the effects. */
export type WrittenParameter = Partial<Pick<Parameter, 'type' | 'flow' | 'role' | 'optional' | 'about'>>;

/** What a person says of a function of a driver or of a library, in the words of the tables. */
export interface WrittenFunction {
  /** The function of the tables that it behaves like; what else is said here stands over that. */
  readonly like?: string;
  /** In the order of the prototype: their names, or what is known of each. */
  readonly parameters?: readonly string[] | Readonly<Record<string, WrittenParameter>>;
  readonly returns?: string;
  readonly effects?: readonly Effect[];
  /** The parameters by which it gets what it keeps, or hands on, after it has returned. */
  readonly keeps?: readonly string[];
  readonly irql?: { readonly min?: Irql; readonly max?: Irql };
  /** A sentence for the hover. */
  readonly about?: string;
}

export type WrittenFunctions = Readonly<Record<string, WrittenFunction>>;

/** A function of a driver or of a library as the engine takes it. */
export interface OwnFunction {
  readonly name: string;
  /** The function of the tables that it is said to behave like. */
  readonly like: string | undefined;
  /** The name by which the tables know what it does; its own where they do not. */
  readonly knownAs: string;
  /** Whether a file that calls it has to do with WSK. */
  readonly concernsWsk: boolean;
  /** What was said of it: the same for what says the same. */
  readonly text: string;
  /** In the shape of the tables, for a call with so many arguments; with the names of the parameters of `knownAs`. */
  api(given: number): ApiFunction;
  /** The same with the names that were given, for those who read it. */
  readonly shown: ApiFunction;
}

/** The functions of which the settings of a file say what they do. */
export interface OwnFunctions {
  readonly all: readonly OwnFunction[];
  /** What was said of all of them. */
  readonly text: string;
  /** The names of those that have to do with WSK; undefined for none. */
  readonly wskNames: RegExp | undefined;
  find(name: string): OwnFunction | undefined;
}

const known = new WeakMap<WrittenFunctions, OwnFunctions>();

/** What a person has said of functions, for the engine; the same for the same object. */
export function ownFunctions(written: WrittenFunctions): OwnFunctions {
  let own = known.get(written);
  if (own === undefined) known.set(written, (own = readFunctions(written)));
  return own;
}

function readFunctions(written: WrittenFunctions): OwnFunctions {
  const all = Object.entries(written).map(([name, one]) => ownFunction(name, one));
  const byName = new Map(all.map((one) => [one.name, one]));
  const names = all.flatMap(({ name, concernsWsk }) => (concernsWsk ? [name] : []));
  return {
    all,
    text: all.map(({ text }) => text).join('\n'),
    wskNames: names.length === 0 ? undefined : new RegExp(`\\b(?:${names.join('|')})\\b`),
    find: (name) => byName.get(name),
  };
}

function ownFunction(name: string, written: WrittenFunction): OwnFunction {
  const { like, parameters } = written;
  const usual = like === undefined ? usualWords(written) : undefined;
  const effects = written.effects ?? (like === undefined ? [] : (describe(like)?.effects ?? []));
  const apis = new Map<number, ApiFunction>();
  return {
    name,
    like,
    knownAs: like ?? usual?.name ?? name,
    concernsWsk: (like !== undefined && isWskFunction(like)) || effects.some(isOfWsk),
    text: `${name} ${JSON.stringify(written)}`,
    get shown() {
      return apiOf(written, 0);
    },
    api: (given) => {
      const count = parameters === undefined && like === undefined ? given : 0;
      const api = apis.get(count) ?? apiOf(usual?.written ?? written, given);
      apis.set(count, api);
      return api;
    },
  };
}

const WSK_RESOURCES: ReadonlySet<Resource> = new Set(['IRP', 'socket', 'registration', 'provider NPI', 'indication']);

const isOfWsk = (effect: Effect): boolean =>
  (effect.effect === 'acquires' || effect.effect === 'releases') && WSK_RESOURCES.has(effect.resource);
