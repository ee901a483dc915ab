import type { FunctionDefinition, Unit } from '../../model/unit';
import type { Node } from '../../syntax/tree';
import type { Span } from '../../text/span';
import type { Case } from '../state/case';
import type { Site } from '../state/object';
import type { Summary, Use } from '../summary/summary';
import type { Region, Terms, Value } from '../state/terms';

/** One way in which an expression can turn out. */
export interface Outcome {
  readonly value: Value;
  readonly after: Case;
  /** The expression that gave the value: an arm of a `? :`, the last of a comma list. */
  readonly from: Node;
}

/** Is told what is met on the way, once everything that can be known there is known. */
export interface Observer {
  /** A call of WSK, made here or (`site.through`) in a function that is called here. */
  use(use: Use, before: Case): void;
  compared(node: Node, left: Outcome, right: Outcome): void;
  returned(outcome: Outcome): void;
}

/** What the evaluation of one function needs beside the case it starts from. */
export interface FunctionContext {
  readonly unit: Unit;
  readonly definition: FunctionDefinition;
  readonly terms: Terms;
  readonly observer: Observer | undefined;
  /** Counts a step. @throws BudgetExceeded where the function has used up its share. */
  step(): void;
  /** Undefined where the function is not in the file, is called by itself, or was given up. */
  summaryOf(name: string): Summary | undefined;
  /** Whether code outside this function, other than what is called from it, never writes the region. */
  isPrivate(region: Region): boolean;
  /** Whether the routine of a pending request, and all else that may run meanwhile, never writes the region. */
  isKeptWhilePending(region: Region, routine: Value): boolean;
}

/** The function is too large for its budget: nothing is said of it. */
export class BudgetExceeded extends Error {}

export const spanOf = ({ unit }: FunctionContext, node: Node): Span => unit.tree.span(node);

export const siteOf = (context: FunctionContext, node: Node, callee: string): Site => ({
  path: context.unit.file.path,
  at: spanOf(context, node),
  callee,
  through: [],
});
