import type { FunctionId } from '../flow/anchor';
import { requestsAwaited } from '../flow/irql/awaited-requests';
import { declaredEntryOf, joinedRoles, type DeclaredEntry, type EntryRole } from '../flow/irql/entry';
import { irqlFacts, type IrqlFacts } from '../flow/irql/facts';
import type { IrqlEntry } from '../flow/irql/irql';
import { anyIrql, type IrqlRange } from '../flow/irql/range';
import type { IrqlSummary } from '../flow/irql/summary';
import { enteredBy, entryOf, unknownCaller, type EnteredBy } from './irql-entry';
import type { IrqlOverview } from './irql-overview';
import type { Broken, FunctionRecord } from './records';

/** What following a function came to, and what it was told of its callees on the way. */
interface Followed {
  readonly facts: IrqlFacts | undefined;
  /** Says the same as another's where the two tell their callers the same. */
  readonly fingerprint: string;
  readonly reads: ReadonlyMap<string, Read>;
  /** As text, the calls that wait for requests to WSK. */
  readonly awaited: string;
}

interface Read {
  readonly callee: FunctionRecord | undefined;
  readonly fingerprint: string;
}

/** What is kept of a function as long as its text and what that means are the same. */
interface Known {
  declared?: DeclaredEntry;
  /** Followed for callers at any level: what a summary is made from. */
  general?: { readonly followed: Followed; checkedAt: number };
  /** Followed from the level at which it is really entered. */
  special?: { readonly followed: Followed; readonly range: string; checkedAt: number };
  entry?: Entry & { at: number };
}

/** How a function is entered. */
interface Entry {
  readonly entry: IrqlEntry;
  /** All of it, and its range, as texts by which two are compared. */
  readonly text: string;
  readonly range: string;
}

/**
 * The functions of a project, each followed for its IRQL when that is asked for. What was worked out holds while the
 * function, what its callees tell of themselves and the level at which it is entered are the same.
 */
export class FollowedIrql {
  readonly #overview: IrqlOverview;
  readonly #known = new WeakMap<FunctionRecord, Known>();
  readonly #counts = new Map<FunctionId, number>();

  constructor(overview: IrqlOverview) {
    this.#overview = overview;
  }

  /** How often each function was followed, by its id: what an edit costs. */
  get counts(): ReadonlyMap<FunctionId, number> {
    return this.#counts;
  }

  /** The text of a function, or what it means, has changed; or the function is no more. */
  forget(record: FunctionRecord): void {
    this.#known.delete(record);
  }

  /** The levels inside a function, from the one at which it is entered; undefined where it did not parse, or is too large. */
  factsOf(record: FunctionRecord): IrqlFacts | undefined {
    return this.#special(record).facts;
  }

  entryOf(record: FunctionRecord): IrqlEntry {
    return this.#entryOf(record).entry;
  }

  /** The same as long as all is the same of how the function is entered. */
  entryTextOf(record: FunctionRecord): string {
    return this.#entryOf(record).text;
  }

  #entryOf(record: FunctionRecord): Entry {
    const known = this.#knownOf(record);
    const last = known.entry;
    if (last !== undefined && !this.#overview.isStale(record, last.at)) return last;
    const entry = this.#entered(record);
    const [text, at] = [JSON.stringify(entry), this.#overview.now];
    known.entry =
      last?.text === text ? Object.assign(last, { at }) : { entry, text, range: JSON.stringify(entry.range), at };
    return known.entry;
  }

  #general(record: FunctionRecord): Followed {
    const known = this.#knownOf(record);
    const followed = this.#followedAgain(record, anyIrql, known.general);
    known.general = { followed, checkedAt: this.#overview.now };
    return followed;
  }

  #special(record: FunctionRecord): Followed {
    const { entry, range } = this.#entryOf(record);
    if (range === ANY) return this.#general(record);
    const known = this.#knownOf(record);
    const last = known.special?.range === range ? known.special : undefined;
    const followed = this.#followedAgain(record, entry.range, last);
    known.special = { followed, range, checkedAt: this.#overview.now };
    return followed;
  }

  /** @param last What it came to before, from the same level. */
  #followedAgain(record: FunctionRecord, entry: IrqlRange, last: Known['general']): Followed {
    const isFresh = last !== undefined && !this.#overview.isStale(record, last.checkedAt);
    if (last !== undefined && (isFresh || this.#holds(record, last.followed))) return last.followed;
    return record.broken === undefined ? this.#follow(record, entry) : this.#asItWas(record, record.broken);
  }

  /** What is known of a function that does not parse now: it is followed again once it does. */
  #asItWas(record: FunctionRecord, broken: Broken): Followed {
    broken.isOutdated = true;
    const { special, general } = this.#knownOf(record);
    return (special ?? general)?.followed ?? NOTHING;
  }

  /** Whether all that was asked would be answered the same. */
  #holds(record: FunctionRecord, { reads, awaited }: Followed): boolean {
    if (requestsAwaited(record.outcome?.result).key !== awaited) return false;
    return [...reads].every(([name, { callee, fingerprint }]) => {
      const now = this.#read(record, name);
      return now.callee === callee && now.fingerprint === fingerprint;
    });
  }

  #follow(record: FunctionRecord, entry: IrqlRange): Followed {
    const reads = new Map<string, Read>();
    const calleeNamed = (name: string): IrqlSummary | undefined => {
      const { summary, ...read } = this.#read(record, name);
      reads.set(name, read);
      return summary;
    };
    const [unit, definition] = this.#overview.definitionOf(record);
    this.#counts.set(record.id, (this.#counts.get(record.id) ?? 0) + 1);
    const awaited = requestsAwaited(record.outcome?.result);
    const requestAwaitedAt = (offset: number): string | undefined => awaited.at.get(offset);
    const facts = definition && irqlFacts(unit, definition, { entry, calleeNamed, requestAwaitedAt });
    const fingerprint = facts === undefined ? '' : JSON.stringify(facts.summary);
    return { facts, fingerprint, reads, awaited: awaited.key };
  }

  /** What a function is told of one that it calls. Functions that call each other are told nothing. */
  #read(record: FunctionRecord, name: string): Read & { readonly summary?: IrqlSummary } {
    const { structure, callers } = this.#overview.calls;
    const callee = structure.names.meaning(record.path, name);
    if (callee === undefined || !callers.isBelow(callee, record)) return { callee, fingerprint: '' };
    const { facts, fingerprint } = this.#general(callee);
    return { callee, fingerprint, ...(facts === undefined ? {} : { summary: facts.summary }) };
  }

  #entered(record: FunctionRecord): IrqlEntry {
    const declared = this.#declaredOf(record);
    return entryOf({
      roles: this.#rolesOf(record, declared),
      declared: declared.range,
      callers: this.#callersOf(record),
      isCalledOutOfSight: this.#overview.isCalledOutOfSight(record),
    });
  }

  #rolesOf(record: FunctionRecord, declared: DeclaredEntry): readonly EntryRole[] {
    const completes = this.#overview.completesIrps(record) ? ['IO_COMPLETION_ROUTINE'] : [];
    return joinedRoles([...declared.roles, ...this.#overview.installedAs(record), ...completes].sort());
  }

  #callersOf(record: FunctionRecord): readonly EnteredBy[] {
    const { callers } = this.#overview.calls;
    return callers.of(record).flatMap((caller) => {
      if (caller === record) return this.#isEnteredAgainAsIs(record) ? [] : unknownCaller(record);
      if (!callers.isBelow(record, caller)) return unknownCaller(caller);
      const facts = this.factsOf(caller);
      if (facts === undefined) return unknownCaller(caller);
      return enteredBy(caller, this.entryOf(caller), this.#callsOf(facts, caller, record)) ?? [];
    });
  }

  /** Whether a function that calls itself does so at the level at which it was entered. */
  #isEnteredAgainAsIs(record: FunctionRecord): boolean {
    const { facts } = this.#general(record);
    return facts !== undefined && this.#callsOf(facts, record, record).every(({ isAsEntered }) => isAsEntered);
  }

  #callsOf({ calls }: IrqlFacts, caller: FunctionRecord, callee: FunctionRecord): IrqlFacts['calls'] {
    const { names } = this.#overview.calls.structure;
    return calls.filter(({ name }) => name === callee.name && names.meaning(caller.path, name) === callee);
  }

  #knownOf(record: FunctionRecord): Known {
    let known = this.#known.get(record);
    if (known === undefined) this.#known.set(record, (known = {}));
    return known;
  }

  #declaredOf(record: FunctionRecord): DeclaredEntry {
    const known = this.#knownOf(record);
    if (known.declared === undefined) {
      const [unit, definition] = this.#overview.definitionOf(record);
      known.declared = definition === undefined ? { roles: [], range: undefined } : declaredEntryOf(unit, definition);
    }
    return known.declared;
  }
}

const NOTHING: Followed = { facts: undefined, fingerprint: '', reads: new Map(), awaited: '' };

const ANY = JSON.stringify(anyIrql);
