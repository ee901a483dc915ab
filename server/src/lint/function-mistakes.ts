import { describe } from '../knowledge';
import { effectWords, type EffectMember } from '../knowledge/effect-members';
import type { WrittenFunction, WrittenFunctions } from '../knowledge/own-functions';
import type { Effect } from '../knowledge/shape';
import { nearestName } from './nearest';

/** Something in a settings file that is wrong, and where. */
export interface SettingsMistake {
  /** The members, and the numbers in lists, that lead to it. */
  readonly path: readonly string[];
  readonly message: string;
  /** Whether what is wrong is the name of the member, and not what it holds. */
  readonly isName?: boolean;
}

/** Where functions speak of parameters that they do not have: that a schema cannot tell. All of them are otherwise right. */
export const functionMistakes = (functions: WrittenFunctions): readonly SettingsMistake[] =>
  Object.entries(functions).flatMap(([name, written]) =>
    mistakesOf(written).map(({ path, ...mistake }) => ({ ...mistake, path: ['functions', name, ...path] })),
  );

function mistakesOf(written: WrittenFunction): readonly SettingsMistake[] {
  const { effects = [], keeps = [] } = written;
  const known = parametersOf(written);
  return [
    ...keeps.flatMap((name, index) => namedIn([name, ['keeps', String(index)]], known)),
    ...effects.flatMap((effect, index) =>
      parametersIn(effect).flatMap(([name, path]) => namedIn([name, ['effects', String(index), ...path]], known)),
    ),
  ];
}

function parametersOf({ like, parameters }: WrittenFunction): readonly string[] {
  if (parameters === undefined) return Object.keys(like === undefined ? {} : (describe(like)?.parameters ?? {}));
  return Array.isArray(parameters) ? (parameters as readonly string[]) : Object.keys(parameters);
}

/** A name of a parameter, and where it stands. */
type Naming = readonly [name: string, path: readonly string[]];

function namedIn([name, path]: Naming, known: readonly string[]): readonly SettingsMistake[] {
  if (known.includes(name)) return [];
  const nearest = nearestName(name, known);
  const hint =
    nearest !== undefined
      ? `; did you mean '${nearest}'?`
      : known.length === 0
        ? "; 'parameters' has to name them first"
        : `; there are ${known.map((each) => `'${each}'`).join(', ')}`;
  return [{ path, message: `the function has no parameter '${name}'${hint}` }];
}

/** Where an effect names a parameter. */
function parametersIn(effect: Effect): readonly Naming[] {
  const kinds: Readonly<Record<string, EffectMember>> = effectWords[effect.effect].members;
  return Object.entries(effect).flatMap(([member, value]: [string, unknown]): readonly Naming[] => {
    switch (kinds[member]?.kind) {
      case 'object':
      case 'parameter or result':
        return value === 'result' ? [] : [[String(value), [member]]];
      case 'parameter':
        return [[String(value), [member]]];
      case 'level':
      case 'source of pageable':
        return typeof value === 'object' ? within(member, value, Object.values) : [];
      case 'constants by parameter':
        return within(member, value, Object.keys);
      default:
        return [];
    }
  });
}

const within = (member: string, value: unknown, names: (value: object) => readonly unknown[]): readonly Naming[] =>
  names(value as object).map((name, index) => [String(name), [member, Object.keys(value as object)[index] ?? '']]);
