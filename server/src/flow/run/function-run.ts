import type { Node } from '../../syntax/tree';
import type { Case } from '../state/case';
import { BudgetExceeded, type FunctionContext, type Observer, type Outcome } from '../step/context';
import { followCases } from './interpret';
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

/** Follows one function to its fixed point, and keeps what is seen at each step the last time it is made. */
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
    const seen = new Map<number, Observations>();
    const endings = followCases(
      {
        // What was seen before more cases arrived is seen again with them.
        contextAt: (index: number): FunctionContext => {
          const here = new Observations();
          seen.set(index, here);
          return this.#context(here);
        },
        unobserved: this.#context(undefined),
      },
      start,
    );
    if (endings === undefined) return undefined;
    const { definition, terms } = this.#surroundings;
    const { uses, comparisons, returns } = Observations.together(
      [...seen].sort(([one], [other]) => one - other).map(([, here]) => here),
    );
    return { summary: summarize(definition.name, terms, endings, uses), uses, comparisons, returns };
  }

  #context(observer: Observer | undefined): FunctionContext {
    const { unit, definition, terms, summaryOf, isPrivate, isKeptWhilePending } = this.#surroundings;
    return { unit, definition, terms, summaryOf, isPrivate, isKeptWhilePending, observer, step: this.#step };
  }

  readonly #step = (): void => {
    if (++this.#steps > BUDGET) throw new BudgetExceeded();
  };
}

/** Keeps what is seen at one step, each thing once. */
class Observations implements Observer {
  readonly #known = new Set<string>();
  readonly uses: Use[] = [];
  readonly comparisons: ObservedComparison[] = [];
  readonly returns: Outcome[] = [];

  /** What was seen at several steps: copies of a `__finally` block show the same. */
  static together(parts: readonly Observations[]): Observations {
    const all = new Observations();
    for (const { uses, comparisons, returns } of parts) {
      for (const use of uses) all.use(use);
      for (const { node, left, right } of comparisons) all.compared(node, left, right);
      for (const outcome of returns) all.returned(outcome);
    }
    return all;
  }

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
