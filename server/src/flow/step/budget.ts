/**
 * How many expressions are evaluated, and regions carried on from step to step, before a function is given up. Counted,
 * not timed: the same on every machine.
 */
const BUDGET = 80_000;

/** From here on fewer cases are kept apart: a function that is followed roughly says more than one that is given up. */
const TIGHT = 5_000;

/** The function is too large for its budget: nothing is said of it. */
export class BudgetExceeded extends Error {}

/** What it costs to follow one function. */
export class Budget {
  #spent = 0;

  /** @throws BudgetExceeded where the function has used up its share. */
  spend(work: number): void {
    this.#spent += work;
    if (this.#spent > BUDGET) throw new BudgetExceeded();
  }

  get isTight(): boolean {
    return this.#spent > TIGHT;
  }
}
