import type { FunctionId } from '../flow/anchor';
import { requestsAwaited } from '../flow/irql/awaited-requests';
import type { Use } from '../flow/summary/summary';
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
  /** The function was followed, or what that came to is gone. */
  readonly onOutcome: (record: FunctionRecord, what: HeardOutcome) => void;
  /** A function completes IRPs of a function more, or of one less. */
  readonly onRoutine: (routine: FunctionRecord | undefined) => void;
}

/** For whom an outcome may matter that is another than before. */
export interface HeardOutcome {
  /** Whether its driver tells, or told, something of the function. */
  readonly isOfDriver: boolean;
  /** Whether other calls of it wait for requests: its IRQL depends on that. */
  readonly waitsOtherwise: boolean;
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
    for (const callee of calleesOf(outcome)) callee.readers.delete(record);
    this.uses.letGo(usesOf(outcome), record);
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
    this.#sight.onOutcome(record, {
      isOfDriver: wasOfDriver || isOfDriver(record),
      waitsOtherwise: requestsAwaited(before?.result).key !== requestsAwaited(after?.result).key,
    });
    for (const callee of calleesOf(before)) callee.readers.delete(record);
    for (const callee of calleesOf(after)) callee.readers.add(record);
    this.uses.replace(usesOf(before), usesOf(after), record);
    this.#watch(after);
    return before === undefined || after === undefined ? before !== after : before.fingerprint !== after.fingerprint;
  }

  #watch(outcome: Outcome | undefined): void {
    for (const text of outcome?.reads.questions.keys() ?? [])
      for (const name of namesAskedFor(text)) this.#watched.add(name);
  }
}

const calleesOf = (outcome: Outcome | undefined): Iterable<FunctionRecord> => outcome?.reads.callees.keys() ?? [];

const usesOf = (outcome: Outcome | undefined): readonly Use[] => outcome?.result?.uses ?? [];

/** Whether what was known of a function stays as it is until it parses again. */
function isPutOff({ broken }: FunctionRecord, isRelevant: boolean): boolean {
  if (broken === undefined || !isRelevant) return false;
  broken.isOutdated = true;
  return true;
}
