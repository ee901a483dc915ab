import type { Node } from '../../syntax/tree';
import type { Case } from '../state/case';
import { BudgetExceeded, type FunctionContext, type Observer, type Outcome } from '../step/context';
import { afterPoint, followCases } from './interpret';
import { summarize } from '../summary/summarize';
import type { Summary, Use } from '../summary/summary';

/** How many expressions are evaluated before a function is given up. Counted, not timed: the same on every machine. */
const BUDGET = 40_000;

/** What was seen in a function, in every case in which it can be reached. */
export interface FunctionResult {
  readonly summary: Summary;
  /** Each call of WSK, made here or in a function that is called here, once for each thing that can be known there. */
  readonly uses: readonly Use[];
  readonly comparisons: readonly ObservedComparison[];
  readonly returns: readonly Outcome[];
}

/** A comparison that was reached, with what stands on its sides. */
export interface ObservedComparison {
  readonly node: Node;
  readonly left: Outcome;
  readonly right: Outcome;
}

/** Follows one function to its fixed point, and then goes over it once more to see what can be seen. */
export class FunctionRun {
  readonly #surroundings: Omit<FunctionContext, 'observer' | 'step'>;
  #steps = 0;

  constructor(surroundings: Omit<FunctionContext, 'observer' | 'step'>) {
    this.#surroundings = surroundings;
  }

  /** Undefined where the function is too large. */
  result(start: Case): FunctionResult | undefined {
    try {
      return this.#follow(start);
    } catch (error) {
      if (error instanceof BudgetExceeded) return undefined;
      throw error;
    }
  }

  #follow(start: Case): FunctionResult | undefined {
    const followed = followCases(this.#context(undefined), start);
    if (followed === undefined) return undefined;
    const { flow, solution } = followed;
    const seen = new Observations();
    const context = this.#context(seen);
    flow.points.forEach((point, index) => {
      const cases = solution.facts[index]?.cases;
      if (cases !== undefined) afterPoint(context, point, cases);
    });
    const endings = solution.facts[flow.exit]?.cases ?? [];
    const summary = summarize(context.definition.name, context.terms, endings, seen.uses);
    return { summary, uses: seen.uses, comparisons: seen.comparisons, returns: seen.returns };
  }

  #context(observer: Observer | undefined): FunctionContext {
    return {
      ...this.#surroundings,
      observer,
      step: () => {
        if (++this.#steps > BUDGET) throw new BudgetExceeded();
      },
    };
  }
}

/** Keeps what is seen, each thing once. */
class Observations implements Observer {
  readonly #known = new Set<string>();
  readonly uses: Use[] = [];
  readonly comparisons: ObservedComparison[] = [];
  readonly returns: Outcome[] = [];

  use(use: Use): void {
    if (this.#isNew(`use ${keyOf(use)}`)) this.uses.push(use);
  }

  compared(node: Node, left: Outcome, right: Outcome): void {
    if (this.#isNew(`compared ${node} ${left.value.key} ${right.value.key}`))
      this.comparisons.push({ node, left, right });
  }

  returned(outcome: Outcome): void {
    if (this.#isNew(`returned ${outcome.from} ${outcome.value.key}`)) this.returns.push(outcome);
  }

  #isNew(key: string): boolean {
    if (this.#known.has(key)) return false;
    this.#known.add(key);
    return true;
  }
}

function keyOf({ path, at, through, arguments: named }: Use): string {
  const values = [...named.values()].map(({ value, facts, installed }) => {
    const known = [...facts].map(([fact, { site, isDoubtful }]) => `${fact}@${site.at.start}${isDoubtful ? '?' : ''}`);
    return `${value.key}{${known.join()}|${installed?.routine.key ?? ''}}`;
  });
  return `${path}:${at.start} ${through.map((step) => step.at.start).join()} ${values.join()}`;
}
