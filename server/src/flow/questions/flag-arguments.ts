import { functions, type FunctionName, type ParameterName } from '../../knowledge';
import { knownConstants } from '../../knowledge/constants';
import { exclusiveFlags, flags as knownFlags } from '../../knowledge/flags';
import type { ApiFunction, Parameter } from '../../knowledge/shape';
import type { Analysis } from '../analysis';
import type { Value } from '../state/terms';
import type { Argument, Use } from '../summary/summary';
import { wrongCalls, type Judgement, type WrongCall } from './wrong-calls';

/** A flag that a function does not take where it is given. */
export interface WrongFlag {
  /** As the source names it, or its number. */
  readonly flag: string;
  /** All that the function takes there; nothing where the parameter is reserved. */
  readonly accepted: readonly string[];
  /** The other flag, where the two are right but not together. */
  readonly besides: string | undefined;
}

/** The calls of a file that are given a flag which they do not take. */
export const wrongFlags = (analysis: Analysis): WrongCall<WrongFlag>[] => wrongCalls(analysis, TAKING_FLAGS, judge);

const ALL = Object.keys(functions) as FunctionName[];

const flagParameters = (callee: string): readonly (readonly [string, Parameter])[] => {
  const api: ApiFunction | undefined = functions[callee as FunctionName];
  return Object.entries(api.parameters).filter(([, { flags }]) => flags !== undefined);
};

const TAKING_FLAGS = ALL.filter((name) => flagParameters(name).length > 0);

function judge(use: Use): Judgement<FunctionName, WrongFlag> | undefined {
  for (const [name, { flags: accepted = [] }] of flagParameters(use.callee)) {
    const argument = use.arguments.get(name);
    const wrong = argument && (foreignFlag(argument, accepted) ?? secondFlag(argument, accepted));
    if (wrong !== undefined) {
      return { marked: name as ParameterName<FunctionName>, because: [], detail: { ...wrong, accepted } };
    }
  }
  return undefined;
}

type Wrong = Pick<WrongFlag, 'flag' | 'besides'>;

function foreignFlag(argument: Argument, accepted: readonly string[]): Wrong | undefined {
  const named = namesIn(argument).find((name) => numberOf(name) !== 0 && !accepted.includes(name));
  if (named !== undefined) return { flag: named, besides: undefined };
  const bits = bitsOf(argument.value);
  const other = accepted.reduce((left, name) => left & ~numberOf(name), bits ?? 0);
  return other === 0 ? undefined : { flag: hexadecimal(other), besides: undefined };
}

/** wsk.h gives flags of different functions the same value: a flag is known by its name first, and then by its number. */
function namesIn({ value, text }: Argument): readonly string[] {
  // In anything but a sum of flags a name may also be tested or taken away.
  const spelled = /^[\w\s|()]+$/.test(text) ? (text.match(/\w+/g) ?? []) : [];
  const held = value.kind === 'number' || value.kind === 'named' ? value.name : undefined;
  return [...spelled, ...(held === undefined ? [] : [held])].filter((name) => Object.hasOwn(knownFlags, name));
}

function secondFlag({ value }: Argument, accepted: readonly string[]): Wrong | undefined {
  const bits = bitsOf(value) ?? 0;
  for (const group of exclusiveFlags) {
    const [besides, flag] = group.filter((name) => accepted.includes(name) && (numberOf(name) & bits) !== 0);
    if (flag !== undefined) return { flag, besides };
  }
  return undefined;
}

/** The bits that are set for certain; undefined where nothing is known of them. */
function bitsOf(value: Value): number | undefined {
  if (value.kind === 'number') return value.value;
  if (value.kind !== 'symbol' || value.origin.from !== 'operation' || value.origin.operator !== '|') return undefined;
  const bits = value.origin.operands.map((operand) => bitsOf(operand) ?? 0);
  return bits.reduce((one, other) => one | other, 0);
}

const numberOf = (name: string): number => knownConstants[name] ?? 0;

const hexadecimal = (value: number): string => `0x${(value >>> 0).toString(16).toUpperCase()}`;
