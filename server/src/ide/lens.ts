import type { Analysis } from '../flow/analysis';
import type { Unit } from '../model/unit';
import type { Node } from '../syntax/tree';
import type { Span } from '../text/span';
import { routinesIn, routineText } from './routine';

/** A line above a function. */
export interface Lens {
  /** The function's header from its first annotation on; the line stands above its start. */
  readonly at: Span;
  readonly title: string;
  /** The function's name, in its header. */
  readonly nameAt: Span;
}

/**
 * What WSK and the kernel call the functions of a file as, and at which IRQL.
 *
 * @param analysis What the engine knows of this very unit, where that is at hand.
 */
export const lensesIn = (unit: Unit, analysis?: Analysis): Lens[] =>
  routinesIn(unit, analysis).map((routine) => {
    const { node, nameNode } = routine.definition;
    const nameAt = unit.tree.span(nameNode);
    return { at: { start: headerStart(unit, node), end: nameAt.end }, title: routineText(routine), nameAt };
  });

/** Annotations in front of a function are no part of its tree: they were masked. */
function headerStart({ tree }: Unit, definition: Node): number {
  let [start, from] = [tree.start(definition), tree.start(definition)];
  for (; from > 0 && isBlank(tree.masked[from - 1]); from--) if (!isBlank(tree.text[from - 1])) start = from - 1;
  return start;
}

const isBlank = (character: string | undefined): boolean => character?.trim() === '';
