import { functions } from './index';
import type { WrittenFunction } from './own-functions';
import type { ApiFunction, Effect, Resource } from './shape';

/** What a person has said of a function in the words of the function of the tables that does no more, and that rules ask for. */
export interface UsualWords {
  /** The function of the tables. */
  readonly name: string;
  /** With the names of that one's parameters. */
  readonly written: WrittenFunction;
}

/** Undefined for a function that does something else than any of the tables. */
export function usualWords(written: WrittenFunction): UsualWords | undefined {
  const [effect, ...others] = written.effects ?? [];
  const usual = effect === undefined || others.length > 0 ? undefined : usualFor(effect);
  if (usual === undefined) return undefined;
  const own = parametersOf(written);
  const isClash = [...usual.renamed].some(([from, to]) => from !== to && own.includes(to));
  return isClash ? undefined : { name: usual.name, written: renamed(written, usual.renamed) };
}

interface Usual {
  readonly name: string;
  /** The names in the tables, by those that the person gave. */
  readonly renamed: ReadonlyMap<string, string>;
}

function usualFor(effect: Effect): Usual | undefined {
  if (effect.effect === 'waits' && effect.object !== undefined) {
    const timeout: readonly (readonly [string, string])[] =
      effect.timeout === undefined ? [] : [[effect.timeout, 'Timeout']];
    return { name: 'KeWaitForSingleObject', renamed: new Map([[effect.object, 'Object'], ...timeout]) };
  }
  const usual = effect.effect === 'releases' ? releasers.get(effect.resource) : undefined;
  if (usual === undefined || effect.effect !== 'releases') return undefined;
  return { name: usual.name, renamed: new Map([[effect.object, usual.parameter]]) };
}

/** By resource: the first function of the tables that does nothing but give it back. */
const releasers: ReadonlyMap<Resource, { readonly name: string; readonly parameter: string }> = new Map(
  Object.entries<ApiFunction>(functions)
    .flatMap(([name, { effects = [], tables }]) => {
      const [effect, ...others] = effects;
      const isOnly = effect?.effect === 'releases' && others.length === 0 && tables === undefined;
      return isOnly ? [[effect.resource, { name, parameter: effect.object }] as const] : [];
    })
    .reverse(),
);

const parametersOf = ({ parameters = [] }: WrittenFunction): readonly string[] =>
  Array.isArray(parameters) ? (parameters as readonly string[]) : Object.keys(parameters);

function renamed(written: WrittenFunction, names: ReadonlyMap<string, string>): WrittenFunction {
  const { parameters, effects = [], keeps } = written;
  const name = (own: string): string => names.get(own) ?? own;
  return {
    ...written,
    ...(parameters === undefined
      ? {}
      : {
          parameters: Array.isArray(parameters)
            ? (parameters as readonly string[]).map(name)
            : Object.fromEntries(Object.entries(parameters).map(([own, said]) => [name(own), said])),
        }),
    effects: effects.map((effect) => withNames(effect, name)),
    ...(keeps === undefined ? {} : { keeps: keeps.map(name) }),
  };
}

/** Of the effects that are looked at here every text but these names a parameter. */
const withNames = (effect: Effect, name: (own: string) => string): Effect =>
  Object.fromEntries(
    Object.entries(effect).map(([member, value]: [string, unknown]) => [
      member,
      member === 'effect' || member === 'resource' || typeof value !== 'string' ? value : name(value),
    ]),
  ) as Effect;
