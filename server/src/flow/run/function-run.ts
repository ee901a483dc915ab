import { anchorKey, type AnchorSpans } from '../anchor';
import type { Case } from '../state/case';
import type { Label, Terms, Value } from '../state/terms';
import { BudgetExceeded, type FunctionContext, type Observer, type Outcome } from '../step/context';
import { summarize } from '../summary/summarize';
import type { Summary, Use } from '../summary/summary';
import type { Node } from '../../syntax/tree';
import { anchorSpans } from './call-order';
import { followCases } from './interpret';

/** How many expressions are evaluated before a function is given up. Counted, not timed: the same on every machine. */
const BUDGET = 40_000;

/** What was seen in a function, in every case in which it can be reached. It says the same wherever the function stands. */
export interface FunctionResult {
  readonly summary: Summary;
  /** Each call of WSK, made here or in a function that is called here, once for each thing that can be known there. */
  readonly uses: readonly Use[];
  readonly comparisons: readonly SeenComparison[];
  readonly returns: readonly SeenValue[];
  readonly spans: AnchorSpans;
}

export interface SeenValue {
  readonly value: Value;
  /** The expression that gave the value: an arm of a `? :`, the last of a comma list. */
  readonly from: Label;
}

/** A comparison that was reached, with what stands on its sides. */
export interface SeenComparison {
  readonly at: Label;
  readonly left: SeenValue;
  readonly right: SeenValue;
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
    const { unit, id, definition, terms } = this.#surroundings;
    const seen = new Map<number, Observations>();
    const endings = followCases(
      {
        // What was seen before more cases arrived is seen again with them.
        contextAt: (index: number): FunctionContext => {
          const here = new Observations(terms);
          seen.set(index, here);
          return this.#context(here);
        },
        unobserved: this.#context(undefined),
      },
      start,
    );
    if (endings === undefined) return undefined;
    const { uses, comparisons, returns } = Observations.together(
      terms,
      [...seen].sort(([one], [other]) => one - other).map(([, here]) => here),
    );
    const summary = summarize({ id, name: definition.name }, terms, endings, uses);
    return { summary, uses, comparisons, returns, spans: anchorSpans(unit, definition) };
  }

  #context(observer: Observer | undefined): FunctionContext {
    return { ...this.#surroundings, observer, step: this.#step };
  }

  readonly #step = (): void => {
    if (++this.#steps > BUDGET) throw new BudgetExceeded();
  };
}

/** Keeps what is seen at one step, each thing once. */
class Observations implements Observer {
  readonly #terms: Terms;
  readonly #known = new Set<string>();
  readonly uses: Use[] = [];
  readonly comparisons: SeenComparison[] = [];
  readonly returns: SeenValue[] = [];

  constructor(terms: Terms) {
    this.#terms = terms;
  }

  /** What was seen at several steps: copies of a `__finally` block show the same. */
  static together(terms: Terms, parts: readonly Observations[]): Observations {
    const all = new Observations(terms);
    for (const { uses, comparisons, returns } of parts) {
      for (const use of uses) all.use(use);
      for (const comparison of comparisons) all.#compared(comparison);
      for (const value of returns) all.#returned(value);
    }
    return all;
  }

  use(use: Use): void {
    if (this.#isNew(`use ${keyOf(use)}`)) this.uses.push(use);
  }

  compared(node: Node, left: Outcome, right: Outcome): void {
    this.#compared({ at: this.#terms.label(node), left: this.#seen(left), right: this.#seen(right) });
  }

  returned(outcome: Outcome): void {
    this.#returned(this.#seen(outcome));
  }

  #seen({ value, from }: Outcome): SeenValue {
    return { value, from: this.#terms.label(from) };
  }

  #compared(comparison: SeenComparison): void {
    const { at, left, right } = comparison;
    if (this.#isNew(`compared ${at} ${left.value.key} ${right.value.key}`)) this.comparisons.push(comparison);
  }

  #returned(seen: SeenValue): void {
    if (this.#isNew(`returned ${seen.from} ${seen.value.key}`)) this.returns.push(seen);
  }

  #isNew(key: string): boolean {
    if (this.#known.has(key)) return false;
    this.#known.add(key);
    return true;
  }
}

function keyOf({ at, through, arguments: named }: Use): string {
  const values = [...named.values()].map(({ value, facts, installed }) => {
    const known = [...facts].map(
      ([fact, { site, isDoubtful }]) => `${fact}@${anchorKey(site.at)}${isDoubtful ? '?' : ''}`,
    );
    return `${value.key}{${known.join()}|${installed?.routine.key ?? ''}}`;
  });
  return `${anchorKey(at)} ${through.map((step) => anchorKey(step.at)).join()} ${values.join()}`;
}
