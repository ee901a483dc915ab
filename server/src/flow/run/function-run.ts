import { anchorKey, type AnchorSpans } from '../anchor';
import type { Case } from '../state/case';
import type { Range } from '../state/range';
import type { Installed, Site } from '../state/object';
import type { Label, Region, Value } from '../state/terms';
import { Budget, BudgetExceeded } from '../step/budget';
import type { OutcomeUse, Surroundings } from '../step/context';
import { Kept } from '../step/forget';
import { takingOf } from '../step/taking';
import { summarize } from '../summary/summarize';
import type { Exit, Summary, Use } from '../summary/summary';
import { anchorSpans } from './call-order';
import { followCases } from './interpret';
import type { Leak } from '../state/leak';
import { seenTogether, Watch } from './observations';

/** What was seen in a function, in every case in which it can be reached. It says the same wherever the function stands. */
export interface FunctionResult {
  readonly summary: Summary;
  /** Each call of WSK, made here or in a function that is called here, once for each thing that can be known there. */
  readonly uses: readonly Use[];
  readonly comparisons: readonly SeenComparison[];
  readonly returns: readonly SeenValue[];
  /** The ways in which an event callback ends at its `return`s; of other functions nobody asks for that. */
  readonly endings: readonly SeenEnding[];
  readonly leaks: readonly SeenLeak[];
  readonly dereferences: readonly SeenDereference[];
  readonly leftNull: readonly SeenLeftNull[];
  readonly outcomes: readonly SeenOutcome[];
  readonly spans: AnchorSpans;
  /** The requests that WSK may still have where the function ends, each once. */
  readonly pending: readonly PendingRequest[];
}

/** A request that nothing has shown to be completed. */
export interface PendingRequest {
  readonly irp: Value;
  readonly installed: Installed | undefined;
  /** The call of WSK. */
  readonly request: Site;
  /** The wait that may have ended without it, or the call that has cancelled it. */
  readonly givenUp: Site | undefined;
}

export interface SeenValue {
  readonly value: Value;
  /** The expression that gave the value: an arm of a `? :`, the last of a comma list. */
  readonly from: Label;
}

/** One way in which a function ends at a `return`, in terms of what it was given. */
export interface SeenEnding extends SeenValue, Pick<Exit, 'when' | 'writes' | 'forgets'> {
  /** What tests have shown of the value. */
  readonly range: Range;
  /** Whether it is taken depends on values that the engine had lost. */
  readonly isDoubtful: boolean;
}

/** What the function has to give back, and does not where it ends so. */
export interface SeenLeak extends Leak {
  /** The return, or the function's body where it ends behind its last statement. */
  readonly from: Label;
}

/** A pointer that is gone through although it may be NULL. */
export interface SeenDereference extends SeenValue {
  /** The call that gave it, or the parameter. */
  readonly origin: Site;
}

/** A place that holds NULL since a function failed of which nobody looks whether it did. */
export interface SeenLeftNull {
  readonly place: Region;
  /** The call of that function. */
  readonly from: Label;
  /** The call that should have given the pointer. */
  readonly origin: Site;
}

/** A use of what a request brings, before it is known whether it has brought anything. */
export interface SeenOutcome extends SeenValue, Pick<OutcomeUse, 'state' | 'request'> {}

/** A comparison that was reached, with what stands on its sides. */
export interface SeenComparison {
  readonly at: Label;
  readonly left: SeenValue;
  readonly right: SeenValue;
}

/** The requests that are certainly not known to be completed in some of the ways in which a function ends. */
function pendingIn(endings: readonly Case[]): readonly PendingRequest[] {
  const found = new Map<string, PendingRequest>();
  for (const ending of endings) {
    for (const [irp, { facts, installed }] of ending.objects) {
      const request = facts.get('submitted');
      if (request === undefined || ending.isDoubtful(request)) continue;
      const givenUp = facts.get('given-up')?.site;
      const key = [irp.id, pathKey(request.site), givenUp === undefined ? '' : pathKey(givenUp)].join();
      found.set(key, { irp, installed, request: request.site, givenUp });
    }
  }
  return [...found.values()];
}

const pathKey = ({ at, through }: Site): string => [at, ...through.map((step) => step.at)].map(anchorKey).join('>');

/** Follows one function to its fixed point, and keeps what is seen at each step the last time it is made. */
export class FunctionRun {
  readonly #surroundings: Surroundings;

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
  }

  /**
   * Undefined where the function is too large.
   * @param tellsEndings Whether somebody asks how it ends at each `return`.
   */
  result(start: Case, tellsEndings = false): FunctionResult | undefined {
    try {
      return this.#follow(start, tellsEndings);
    } catch (error) {
      if (error instanceof BudgetExceeded) return undefined;
      throw error;
    }
  }

  #follow(start: Case, tellsEndings: boolean): FunctionResult | undefined {
    const { unit, id, definition, terms } = this.#surroundings;
    const watch = new Watch(terms, tellsEndings);
    const kept = new Kept(this.#surroundings);
    const context = { ...this.#surroundings, observer: watch, kept, budget: new Budget() };
    const followed = followCases(context, start, watch);
    if (followed === undefined) return undefined;
    const seen = seenTogether(followed.seen);
    const summary = summarize(
      { id, name: definition.name, taking: takingOf(unit, definition) },
      terms,
      followed.endings,
      seen,
    );
    return { summary, ...seen, spans: anchorSpans(unit, definition), pending: pendingIn(followed.endings) };
  }
}
