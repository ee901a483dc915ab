import type { Anchor } from '../../server/src/flow/anchor';
import type { Installed } from '../../server/src/flow/state/object';
import type { FunctionResult } from '../../server/src/flow/run/function-run';
import type { Range } from '../../server/src/flow/state/range';
import type { Exit, Use } from '../../server/src/flow/summary/summary';

/**
 * What was seen in a function, as text that a person can check: the WSK calls with what is known there, and the ways to end.
 *
 * @param lineOf The line on which a call stands, as a person counts lines.
 */
export function printResult(
  { summary, uses, returns, endings }: FunctionResult,
  lineOf: (at: Anchor) => string,
): string {
  return [
    `function ${summary.name}`,
    ...uses.map((use) => `  ${printUse(use, lineOf)}`),
    ...returns.map(({ value }) => `  returns ${value.key}`),
    ...endings.map((ending) => `  at a return ${printExit({ ...ending, returns: ending.value, objects: [] })}`),
    ...summary.exits.map((exit) => `  ends ${printExit(exit)}`),
  ].join('\n');
}

function printUse({ callee, at, arguments: named, through }: Use, lineOf: (at: Anchor) => string): string {
  const path = through.map((step) => `${step.callee} > `).join('');
  const known = [...named]
    .map(([name, { value, facts, installed }]) => ({
      name,
      value: value.key,
      state: printState(
        [...facts].map(([fact, { isDoubtful }]) => (isDoubtful ? `${fact}?` : fact)),
        installed,
      ),
    }))
    .filter(({ state }) => state !== '')
    .map(({ name, value, state }) => `${name} = ${value} is ${state}`);
  return `${lineOf(at)}: ${path}${callee}${known.length > 0 ? `, ${known.join(', ')}` : ''}`;
}

function printState(known: readonly string[], installed: Installed | undefined): string {
  return [...known, ...(installed === undefined ? [] : [`completed by ${installed.routine.key}`])].join(' and ');
}

function printExit({ returns, when, writes, objects }: Pick<Exit, 'returns' | 'when' | 'writes' | 'objects'>): string {
  return [
    returns === undefined ? 'without a value' : `with ${returns.key}`,
    ...when.map(([symbol, range]) => `${symbol.key} ${printRange(range)}`),
    ...writes.map(([region, value]) => `${region.key} := ${value.key}`),
    ...objects
      .map(([object, state]) => `${object.key} is ${printState([...state.facts.keys()], state.installed)}`)
      .filter((line) => !line.endsWith(' is ')),
  ].join('; ');
}

function printRange({ least, greatest, not }: Range): string {
  if (least === greatest) return `== ${least}`;
  const bounds = [least > -Infinity ? `>= ${least}` : '', greatest < Infinity ? `<= ${greatest}` : ''];
  return [...bounds, ...not.map((value) => `!= ${value}`)].filter((part) => part !== '').join(' and ');
}
