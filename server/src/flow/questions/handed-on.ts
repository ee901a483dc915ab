import type { FunctionDefinition, Unit } from '../../model/unit';
import type { Node } from '../../syntax/tree';
import { stepsBefore } from './reaching';

/**
 * Whether something may be done with a parameter or local before a place, on any path that leads there: it is stored, or
 * handed to a function. To compare it, to assert something of it or to call it unused does nothing with it.
 */
export const isHandedOnBefore = (unit: Unit, definition: FunctionDefinition, place: Node, name: string): boolean =>
  stepsBefore(unit, definition, place).some((step) => isHandedOnIn(unit, step, name));

function isHandedOnIn({ tree }: Unit, step: Node, name: string): boolean {
  const deeds = ['call_expression', 'assignment_expression', 'init_declarator'] as const;
  if (UNUSED.test(tree.textOf(step)) || tree.kind(step) === 'identifier') return false;
  if (tree.descendants(step, ...deeds).length === 0 && !deeds.some((kind) => kind === tree.kind(step))) return false;
  return tree.descendants(step, 'identifier').some((identifier) => tree.textOf(identifier) === name);
}

/** A step that only asserts something, or tells the compiler that something is not used. */
const UNUSED = /^\(?\s*(?:\w*ASSERT\w*|\w*UNREFERENCED\w*)\s*\(|^\(\s*(?:void|VOID)\s*\)/;
