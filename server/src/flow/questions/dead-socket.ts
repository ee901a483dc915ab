import type { Unit } from '../../model/unit';
import type { Node } from '../../syntax/tree';
import type { Analysis } from '../analysis';
import { eventCallbacks, type CallbackExit, type EventCallback } from './callbacks';
import { nullPath } from './null-path';

/** A place where a callback that was told of a dead socket returns, without anything that may lead to its close. */
export interface IgnoredDeath {
  readonly by: EventCallback;
  /** What it returns there. */
  readonly node: Node;
  /** The parameter that is NULL there, as the driver names it. */
  readonly parameter: string;
}

/**
 * The callbacks of a file that turn away from a dead socket and do nothing, each once, in the order of the text. One that
 * goes on behind its test as if there were a socket is left out: it may do there what is to be done.
 */
export function ignoredDeaths(analysis: Analysis): IgnoredDeath[] {
  const { unit } = analysis;
  return eventCallbacks(analysis).flatMap((by) => {
    const parameter = by.reportsDeath?.name;
    const path = parameter === undefined ? undefined : nullPath(unit, by.definition, parameter);
    if (parameter === undefined || path?.isTested !== true) return [];
    if (path.steps.some((step) => doesSomething(unit, by, step))) return [];
    const isReached = ({ node }: CallbackExit): boolean =>
      path.own.some((step) => step <= node && node < unit.tree.endOfSubtree(step));
    const reached = by.exits.filter(isReached);
    const exit = reached.find(({ isAfterDeath }) => isAfterDeath) ?? reached.at(-1);
    return exit === undefined ? [] : [{ by, node: exit.node, parameter }];
  });
}

/** Functions that only look, or only write a line for people. */
const HARMLESS = /^(?:Ke|Ps|Io)(?:GetCurrent|Query)\w*$|trace|log|print|debug|assert|unreferenced|dbg/i;

/** Whether a step may start a close: it calls something, or writes what outlives the callback, its outputs aside. */
function doesSomething({ tree }: Unit, { definition }: EventCallback, step: Node): boolean {
  const outputs = new Set(definition.parameters.map(({ name }) => `*${name ?? ''}`));
  const deeds = tree.descendants(step, 'call_expression', 'assignment_expression', 'update_expression');
  return [step, ...deeds].some((node) => {
    switch (tree.kind(node)) {
      case 'call_expression':
        return !HARMLESS.test(tree.textOf(tree.field(node, 'function') ?? node));
      case 'assignment_expression':
      case 'update_expression': {
        const target = tree.field(node, 'left') ?? tree.field(node, 'argument') ?? node;
        return tree.kind(target) !== 'identifier' && !outputs.has(tree.textOf(target));
      }
      default:
        return false;
    }
  });
}
