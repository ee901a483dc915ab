import type { FunctionDefinition, Unit } from '../model/unit';
import { entryCase } from './run/entry';
import { FunctionRun, type FunctionResult } from './run/function-run';
import type { Summary } from './summary/summary';
import { Terms } from './state/terms';
import { relevantFunctions } from './run/relevance';
import { Writers } from './run/writers';

/** What the engine knows of one file: its model, and on demand what happens when its functions run. */
export interface Analysis {
  readonly unit: Unit;
  /** What was seen in a function; undefined where it has nothing to do with WSK, did not parse, or was given up. */
  resultOf(definition: FunctionDefinition): FunctionResult | undefined;
  /** Follows one function more at each step, so that other work can have its turn in between. */
  steps(): Iterable<void>;
  /** Functions that were too large for their budget, in the order in which they were given up. */
  readonly givenUp: readonly string[];
}

export function analyse(unit: Unit): Analysis {
  return new FileAnalysis(unit);
}

class FileAnalysis implements Analysis {
  readonly unit: Unit;
  readonly givenUp: string[] = [];
  readonly #terms = new Terms();
  readonly #writers: Writers;
  readonly #results = new Map<FunctionDefinition, FunctionResult | 'running' | undefined>();
  #relevant: ReadonlySet<FunctionDefinition> | undefined;

  constructor(unit: Unit) {
    this.unit = unit;
    this.#writers = new Writers(unit);
  }

  resultOf(definition: FunctionDefinition): FunctionResult | undefined {
    this.#relevant ??= relevantFunctions(this.unit);
    if (!this.#relevant.has(definition)) return undefined;
    const known = this.#results.get(definition);
    // A function that calls itself meets itself unfinished: to its inner call it is unknown.
    if (known === 'running') return undefined;
    if (known !== undefined || this.#results.has(definition)) return known;
    this.#results.set(definition, 'running');
    const result = definition.parsed ? this.#run(definition) : undefined;
    this.#results.set(definition, result);
    return result;
  }

  *steps(): Iterable<void> {
    for (const definition of this.unit.functions) {
      this.resultOf(definition);
      yield;
    }
  }

  #run(definition: FunctionDefinition): FunctionResult | undefined {
    const run = new FunctionRun({
      unit: this.unit,
      definition,
      terms: this.#terms,
      summaryOf: (name) => this.#summaryOf(name),
      isPrivate: (region) => this.#writers.isPrivateTo(definition, region),
      isKeptWhilePending: (region, routine) =>
        routine.kind === 'function' && this.#writers.isKeptBy(routine.name, region),
    });
    const result = run.result(entryCase(this.unit, definition, this.#terms));
    if (result === undefined) this.givenUp.push(definition.name);
    return result;
  }

  #summaryOf(name: string): Summary | undefined {
    const definition = this.unit.functionNamed(name);
    return definition === undefined ? undefined : this.resultOf(definition)?.summary;
  }
}
