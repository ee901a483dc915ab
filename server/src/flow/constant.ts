import { knownConstants } from '../knowledge/constants';
import type { Value } from './state/terms';

/** Whether a value is the constant of this name, by its name or by its number. */
export function isConstant(value: Value, name: string): boolean {
  if (value.kind === 'named') return value.name === name;
  if (value.kind !== 'number') return false;
  const known = knownConstants[name];
  return value.name === name || (known !== undefined && (value.value | 0) === (known | 0));
}

/** Whether a value is certainly another constant than the one of this name. */
export function isOtherConstant(value: Value, name: string): boolean {
  if (value.kind === 'named') return value.name !== name && value.name.startsWith('STATUS_');
  return value.kind === 'number' && !isConstant(value, name);
}

/** How the source spells a value, where it is a constant that has a name. */
export const nameOf = (value: Value): string | undefined =>
  value.kind === 'number' || value.kind === 'named' ? value.name : undefined;
