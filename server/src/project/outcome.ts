import type { FunctionId } from '../flow/anchor';
import { entryCase } from '../flow/run/entry';
import { FunctionRun } from '../flow/run/function-run';
import { resultInSource } from '../flow/run/in-source';
import { Terms, type Region, type Value } from '../flow/state/terms';
import { fingerprintOf } from '../flow/summary/fingerprint';
import type { Summary } from '../flow/summary/summary';
import { expansionOf } from '../model/expansion';
import type { FunctionDefinition, Unit } from '../model/unit';
import { digest } from '../text/digest';
import { answerTo, questionText, type Question } from './question';
import type { FunctionRecord, Outcome, Reads } from './records';
import { namesOf, type AccessNames } from './writers';

/** What the project answers while a function is followed. */
export interface Knowledge {
  meaning(path: string, name: string): FunctionRecord | undefined;
  recordOf(id: FunctionId): FunctionRecord | undefined;
  /** Whether a function may be followed with the summary of another: that of one that calls it back is never known. */
  isBelow(callee: FunctionRecord, caller: FunctionRecord): boolean;
  isPrivateTo(record: FunctionRecord, names: AccessNames): boolean;
  isKeptBy(routine: FunctionId, names: AccessNames, by: 'routine' | 'all'): boolean;
  isDispatchRoutine(record: FunctionRecord): boolean;
  isEventCallback(record: FunctionRecord): boolean;
}

/** Follows one function, and notes all that it asks of the project. */
export function follow(
  unit: Unit,
  definition: FunctionDefinition,
  record: FunctionRecord,
  knowledge: Knowledge,
): Outcome {
  const asked = new Asked(record, knowledge);
  const expansion = expansionOf(unit, definition);
  const terms = new Terms(expansion.definition.node);
  const run = new FunctionRun({
    unit: expansion.unit,
    id: record.id,
    definition: expansion.definition,
    terms,
    functionNamed: (name) => asked.meaningOf(name),
    summaryOf: (id) => asked.summaryOf(id),
    isPrivate: (region) => asked.isPrivate(region),
    isKeptWhilePending: (region, routine, by) => asked.isKept(region, routine, by),
  });
  const entry = { id: record.id, isDispatchRoutine: asked.isDispatchRoutine() };
  try {
    const start = entryCase(expansion.unit, expansion.definition, terms, entry);
    const followed = run.result(start, asked.isEventCallback());
    const result = followed && resultInSource(unit, definition, expansion, followed);
    return new Followed(result, asked.reads);
  } catch (error) {
    // A mistake of ours in one function must not cost what is found in all others.
    const thrown = error instanceof Error ? error : new Error(String(error));
    return { result: undefined, fingerprint: 0, reads: asked.reads, error: thrown };
  }
}

/** What following came to without a mistake of ours. */
class Followed implements Outcome {
  readonly result: Outcome['result'];
  readonly reads: Reads;
  #fingerprint: number | undefined;

  constructor(result: Outcome['result'], reads: Reads) {
    this.result = result;
    this.reads = reads;
  }

  /** Worked out when it is asked for: only what took the place of another outcome is ever compared. */
  get fingerprint(): number {
    const summary = this.result?.summary;
    return (this.#fingerprint ??= summary === undefined ? 0 : digest(fingerprintOf(summary)));
  }
}

/** Asks the project on behalf of one function, each thing once. */
class Asked {
  readonly reads: Reads = { callees: new Map(), meanings: new Map(), questions: new Map() };
  readonly #record: FunctionRecord;
  readonly #knowledge: Knowledge;

  constructor(record: FunctionRecord, knowledge: Knowledge) {
    this.#record = record;
    this.#knowledge = knowledge;
  }

  meaningOf(name: string): FunctionId | undefined {
    const { meanings } = this.reads;
    if (!meanings.has(name)) meanings.set(name, this.#knowledge.meaning(this.#record.path, name)?.id);
    return meanings.get(name);
  }

  summaryOf(id: FunctionId): Summary | undefined {
    const callee = this.#knowledge.recordOf(id);
    if (callee === undefined) return undefined;
    const isBelow = this.#knowledge.isBelow(callee, this.#record);
    this.reads.callees.set(callee, isBelow);
    return isBelow ? callee.outcome?.result?.summary : undefined;
  }

  isPrivate(region: Region): boolean {
    return this.#ask({ kind: 'private', names: namesOf(region) });
  }

  isKept(region: Region, routine: Value, by: 'routine' | 'all'): boolean {
    const meant = routine.kind === 'function' ? routine.meant : undefined;
    const kind = by === 'all' ? 'kept' : 'kept by routine';
    return meant !== undefined && this.#ask({ kind, routine: meant, names: namesOf(region) });
  }

  isDispatchRoutine(): boolean {
    return this.#ask({ kind: 'dispatch routine' });
  }

  isEventCallback(): boolean {
    return this.#ask({ kind: 'event callback' });
  }

  #ask(question: Question): boolean {
    const { questions } = this.reads;
    const key = questionText(question);
    let answer = questions.get(key);
    if (answer === undefined) questions.set(key, (answer = answerTo(question, this.#record, this.#knowledge)));
    return answer;
  }
}
