import type { FunctionId } from '../flow/anchor';
import type { Unit } from '../model/unit';
import { isOfDriver } from './driver-facts';
import { follow, type Knowledge } from './outcome';
import { namesAskedFor, stillHolds } from './question';
import type { FileRecord, FunctionRecord, Outcome } from './records';
import { knowledgeOf, type Structure } from './structure';
import { UseIndex } from './use-index';
import { WorkList } from './work-list';

/** What is needed of the program, and who hears of what following a function came to. */
export interface FollowingSight {
  readonly fileAt: (path: string) => FileRecord | undefined;
  readonly unitOf: (file: FileRecord) => Unit;
  /** The function was followed, or what that came to is gone; whether its driver tells, or told, something of it. */
  readonly onOutcome: (record: FunctionRecord, isOfDriver: boolean) => void;
  /** A function completes the IRP of another use, or of one less. */
  readonly onRoutine: (routine: FunctionRecord | undefined) => void;
}

/** The functions of a program: what following each came to, and which are to be followed again. */
export class FollowedFunctions {
  readonly uses: UseIndex;
  readonly #sight: FollowingSight;
  readonly #byId = new Map<FunctionId, FunctionRecord>();
  readonly #dirty = new Set<FunctionRecord>();
  /** Those with an outcome: few, where many drivers are looked at one after the other. */
  readonly #followed = new Set<FunctionRecord>();
  /** The members and variables of which it was asked who writes them. */
  readonly #watched = new Set<string>();

  constructor(sight: FollowingSight) {
    this.#sight = sight;
    this.uses = new UseIndex((routine) => {
      sight.onRoutine(this.#byId.get(routine));
    });
  }

  get byId(): ReadonlyMap<FunctionId, FunctionRecord> {
    return this.#byId;
  }

  /** Those that are to be followed again. */
  get dirty(): ReadonlySet<FunctionRecord> {
    return this.#dirty;
  }

  /** Those of which it is kept what following them came to. */
  get followed(): ReadonlySet<FunctionRecord> {
    return this.#followed;
  }

  /** Whether it was asked who writes a member or variable of this name. */
  isWatched(name: string): boolean {
    return this.#watched.has(name);
  }

  /** The function is new, or no longer means what it did. */
  change(record: FunctionRecord): void {
    this.#byId.set(record.id, record);
    this.#dirty.add(record);
  }

  /** The function is no more. */
  forget(record: FunctionRecord): void {
    this.#byId.delete(record.id);
    this.#dirty.delete(record);
    this.#set(record, undefined);
    for (const reader of record.readers) this.#dirty.add(reader);
  }

  /** Asks again, under another structure, all that functions asked: those that get another answer are to be followed. */
  askAgain(structure: Structure): void {
    const knowledge = knowledgeOf(structure, this.#byId);
    for (const record of this.#byId.values()) {
      if (!structure.graph.relevant.has(record)) this.#set(record, undefined);
      else if (record.outcome === undefined || !stillHolds(record, record.outcome, knowledge)) this.#dirty.add(record);
    }
  }

  /** Lets go of what following a function came to, though it holds: it is followed again when it is wanted. */
  letGo(record: FunctionRecord): void {
    const { outcome } = record;
    if (outcome === undefined) return;
    for (const callee of outcome.reads.callees.keys()) callee.readers.delete(record);
    if (outcome.result !== undefined) this.uses.letGo(outcome.result.uses, record);
    record.outcome = undefined;
    this.#followed.delete(record);
    this.#dirty.add(record);
  }

  /** Follows functions, and then those that have read what is said of them, callees first; yields each that it followed. */
  *update(records: Iterable<FunctionRecord>, structure: Structure): Generator<FunctionId, void, void> {
    const knowledge = knowledgeOf(structure, this.#byId);
    const { order } = structure.graph;
    const queue = new WorkList();
    const enqueue = (record: FunctionRecord): void => {
      queue.add(record, order.get(record) ?? Infinity);
    };
    for (const record of records) enqueue(record);
    for (let next = queue.take(); next !== undefined; next = queue.take()) {
      if (!this.#dirty.delete(next) || isPutOff(next, order.has(next))) continue;
      const hasChanged = this.#set(next, order.has(next) ? this.#follow(next, knowledge) : undefined);
      if (hasChanged) {
        for (const reader of next.readers) {
          this.#dirty.add(reader);
          enqueue(reader);
        }
      }
      if (order.has(next)) yield next.id;
    }
  }

  /** Undefined where the function did not parse. */
  #follow(record: FunctionRecord, knowledge: Knowledge): Outcome | undefined {
    const file = this.#sight.fileAt(record.path);
    if (file === undefined || !record.parsed) return undefined;
    const unit = this.#sight.unitOf(file);
    const definition = unit.functions[record.index];
    return definition && follow(unit, definition, record, knowledge);
  }

  /** @returns whether the function tells its callers something else now. */
  #set(record: FunctionRecord, after: Outcome | undefined): boolean {
    const before = record.outcome;
    const wasOfDriver = isOfDriver(record);
    record.outcome = after;
    if (after === undefined) this.#followed.delete(record);
    else this.#followed.add(record);
    this.#sight.onOutcome(record, wasOfDriver || isOfDriver(record));
    if (before !== undefined) this.#withdraw(record, before);
    if (after !== undefined) this.#enter(record, after);
    return before === undefined || after === undefined ? before !== after : before.fingerprint !== after.fingerprint;
  }

  #withdraw(record: FunctionRecord, { reads, result }: Outcome): void {
    for (const callee of reads.callees.keys()) callee.readers.delete(record);
    if (result !== undefined) this.uses.delete(result.uses, record);
  }

  #enter(record: FunctionRecord, { reads, result }: Outcome): void {
    for (const callee of reads.callees.keys()) callee.readers.add(record);
    if (result !== undefined) this.uses.add(result.uses, record);
    for (const text of reads.questions.keys()) for (const name of namesAskedFor(text)) this.#watched.add(name);
  }
}

/** Whether what was known of a function stays as it is until it parses again. */
function isPutOff({ broken }: FunctionRecord, isRelevant: boolean): boolean {
  if (broken === undefined || !isRelevant) return false;
  broken.isOutdated = true;
  return true;
}
