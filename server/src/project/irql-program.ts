import type { FunctionId } from '../flow/anchor';
import { declaredEntryOf, joinedRoles, type DeclaredEntry, type EntryRole } from '../flow/irql/entry';
import { requestsAwaited } from '../flow/irql/awaited-requests';
import { irqlFacts, type IrqlFacts } from '../flow/irql/facts';
import { placedIrql, type IrqlEntry, type ProjectIrqlResult } from '../flow/irql/irql';
import { anyIrql, type IrqlRange } from '../flow/irql/range';
import type { IrqlSummary } from '../flow/irql/summary';
import type { FunctionDefinition, Unit } from '../model/unit';
import { Callers } from './irql-callers';
import { enteredBy, entryOf, unknownCaller, type EnteredBy } from './irql-entry';
import { Freshness } from './irql-freshness';
import { changedRoles, InstalledRoles, type Roles } from './irql-roles';
import type { FileRecord, FunctionRecord } from './records';
import { sameNames } from './same-structure';
import type { Structure } from './structure';

/** The project as it is now. */
export interface IrqlSight {
  readonly files: () => ReadonlyMap<string, FileRecord>;
  readonly structure: () => Structure;
  readonly unitOf: (file: FileRecord) => Unit;
  /** Whether the engine has seen an IRP whose completion routine is this function. */
  readonly completesIrps: (routine: FunctionId) => boolean;
  /** Which of some names the files contain that are not in the program. */
  readonly mentionedElsewhere: (names: ReadonlySet<string>) => ReadonlySet<string>;
}

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
  special?: { readonly followed: Followed; readonly entry: string; checkedAt: number };
  entry?: { readonly entry: IrqlEntry; readonly at: number };
}

/** What is worked out from all files together, and holds as long as they say the same to the project. */
interface Overview {
  readonly structure: Structure;
  readonly callers: Callers;
}

/** Of what something else is said than before. */
export interface ChangedIrql {
  readonly functions: ReadonlySet<FunctionRecord>;
  /** The files that asked for functions by their names. */
  readonly paths: ReadonlySet<string>;
}

interface Told {
  readonly facts: IrqlFacts | undefined;
  readonly entry: string;
}

/** What is put together for each state of the project. */
interface Momentary {
  /** What the files install functions as. */
  readonly roles: Roles;
  /** The names of functions that files contain which are not in the program. */
  readonly mentioned: ReadonlySet<string>;
}

/**
 * The IRQL in the functions of a project. Nothing is worked out before it is asked for. What was worked out is kept by
 * function, and holds while the function, what its callees tell of themselves and the level at which it is entered are the
 * same.
 */
export class ProgramIrql {
  readonly #sight: IrqlSight;
  readonly #installed: InstalledRoles;
  #known = new WeakMap<FunctionRecord, Known>();
  #overview: Overview | undefined;
  #momentary: Momentary | undefined;
  readonly #freshness = new Freshness();
  /** When it was looked last what had changed. */
  #taken = 0;
  /** What was said of each function that was asked for. */
  readonly #told = new Map<FunctionRecord, Told>();
  /** What was said of functions by their names in files. */
  readonly #asked = new Map<
    string,
    { readonly path: string; readonly name: string; readonly entry: string | undefined }
  >();
  readonly #counts = new Map<FunctionId, number>();

  constructor(sight: IrqlSight) {
    this.#sight = sight;
    this.#installed = new InstalledRoles(sight.unitOf);
  }

  /** Something in the project may be another than it was; of a function, what following it came to, or who calls it as what. */
  look(record?: FunctionRecord): void {
    this.#freshness.note(record);
  }

  /** The text of a function, or what it means, has changed; or the function is no more. */
  forget(record: FunctionRecord): void {
    this.#known.delete(record);
    this.#told.delete(record);
    this.#freshness.note(record);
  }

  /** How often each function was followed, by its id: what an edit costs. */
  get counts(): ReadonlyMap<FunctionId, number> {
    return this.#counts;
  }

  /** @returns undefined where the function has nothing to do with WSK, did not parse, or is too large. */
  of(record: FunctionRecord, unit: Unit, definition: FunctionDefinition): ProjectIrqlResult | undefined {
    this.#settle();
    if (!this.#sight.structure().graph.relevant.has(record)) return undefined;
    const { facts } = this.#special(record);
    this.#told.set(record, this.#state(record));
    return facts && Object.assign(placedIrql(unit, definition, facts), { entry: this.#entryOf(record) });
  }

  /** How the function is entered that a name means in a file; undefined where nothing is said of it. */
  entryOf(path: string, name: string): IrqlEntry | undefined {
    this.#settle();
    const { structure } = this.#seen();
    const record = structure.names.meaning(path, name);
    const entry = record !== undefined && structure.graph.relevant.has(record) ? this.#entryOf(record) : undefined;
    this.#asked.set(`${path} ${name}`, { path, name, entry: JSON.stringify(entry) });
    return entry;
  }

  /** What the files of the project hand a function over as. */
  installedAs(record: FunctionRecord): ReadonlySet<EntryRole> {
    return this.#atNow().roles.get(record) ?? NO_ROLES;
  }

  /** The functions of which something else would be said now than when it was asked. */
  takeChanged(): ChangedIrql {
    const changed = { functions: new Set<FunctionRecord>(), paths: new Set<string>() };
    this.#settle();
    if (this.#taken === this.#freshness.now) return changed;
    for (const [record, told] of this.#told) {
      if (!this.#freshness.isStale(record, this.#taken)) continue;
      const now = this.#state(record);
      if (now.facts === told.facts && now.entry === told.entry) continue;
      this.#told.delete(record);
      changed.functions.add(record);
    }
    for (const [key, { path, name, entry }] of [...this.#asked]) {
      this.#asked.delete(key);
      if (JSON.stringify(this.entryOf(path, name)) !== entry) changed.paths.add(path);
    }
    this.#taken = this.#freshness.now;
    return changed;
  }

  #state(record: FunctionRecord): Told {
    return { facts: this.#special(record).facts, entry: JSON.stringify(this.#entryOf(record)) };
  }

  #general(record: FunctionRecord): Followed {
    const known = this.#knownOf(record);
    const last = known.general;
    if (last !== undefined && !this.#freshness.isStale(record, last.checkedAt)) return last.followed;
    const holds = last !== undefined && this.#holds(record, last.followed);
    const followed = holds ? last.followed : this.#follow(record, anyIrql);
    known.general = { followed, checkedAt: this.#freshness.now };
    return followed;
  }

  #special(record: FunctionRecord): Followed {
    const { range } = this.#entryOf(record);
    const entry = JSON.stringify(range);
    if (entry === ANY) return this.#general(record);
    const known = this.#knownOf(record);
    const last = known.special?.entry === entry ? known.special : undefined;
    if (last !== undefined && !this.#freshness.isStale(record, last.checkedAt)) return last.followed;
    const holds = last !== undefined && this.#holds(record, last.followed);
    const followed = holds ? last.followed : this.#follow(record, range);
    known.special = { followed, entry, checkedAt: this.#freshness.now };
    return followed;
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
    const [unit, definition] = this.#definitionOf(record);
    this.#counts.set(record.id, (this.#counts.get(record.id) ?? 0) + 1);
    const awaited = requestsAwaited(record.outcome?.result);
    const requestAwaitedAt = (offset: number): string | undefined => awaited.at.get(offset);
    const facts = definition && irqlFacts(unit, definition, { entry, calleeNamed, requestAwaitedAt });
    const fingerprint = facts === undefined ? '' : JSON.stringify(facts.summary);
    return { facts, fingerprint, reads, awaited: awaited.key };
  }

  /** What a function is told of one that it calls. Functions that call each other are told nothing. */
  #read(record: FunctionRecord, name: string): Read & { readonly summary?: IrqlSummary } {
    const { structure, callers } = this.#seen();
    const callee = structure.names.meaning(record.path, name);
    if (callee === undefined || !callers.isBelow(callee, record)) return { callee, fingerprint: '' };
    const { facts, fingerprint } = this.#general(callee);
    return { callee, fingerprint, ...(facts === undefined ? {} : { summary: facts.summary }) };
  }

  #entryOf(record: FunctionRecord): IrqlEntry {
    const known = this.#knownOf(record);
    if (known.entry === undefined || this.#freshness.isStale(record, known.entry.at))
      known.entry = { entry: this.#entered(record), at: this.#freshness.now };
    return known.entry.entry;
  }

  #entered(record: FunctionRecord): IrqlEntry {
    const declared = this.#declaredOf(record);
    return entryOf({
      roles: this.#rolesOf(record, declared),
      declared: declared.range,
      callers: this.#callersOf(record),
      isCalledOutOfSight: this.#isCalledOutOfSight(record),
    });
  }

  #isCalledOutOfSight(record: FunctionRecord): boolean {
    if (this.#seen().callers.isHandedOn(record)) return true;
    return !record.isStatic && this.#atNow().mentioned.has(record.name);
  }

  #rolesOf(record: FunctionRecord, declared: DeclaredEntry): readonly EntryRole[] {
    const completes = this.#sight.completesIrps(record.id) ? ['IO_COMPLETION_ROUTINE'] : [];
    return joinedRoles([...declared.roles, ...(this.#atNow().roles.get(record) ?? []), ...completes].sort());
  }

  #atNow(): Momentary {
    this.#settle();
    return (this.#momentary ??= this.#lookedAt(this.#seen()));
  }

  #lookedAt({ structure, callers }: Overview): Momentary {
    return {
      roles: this.#installed.in(this.#sight.files(), structure.names),
      mentioned: this.#sight.mentionedElsewhere(callers.shared),
    };
  }

  /** Finds out of which functions something else may hold than when that was looked at last. */
  #settle(): void {
    const [before, last] = [this.#overview, this.#momentary];
    const seen = this.#seen();
    if (!this.#freshness.isOpen && before === seen) return;
    const now = (this.#momentary = this.#lookedAt(seen));
    const isSame = before === seen && last !== undefined && sameNames(last.mentioned, now.mentioned);
    const { graph } = seen.structure;
    this.#freshness.spread(isSame ? changedRoles(last.roles, now.roles) : 'all', { callers: seen.callers, graph });
  }

  #callersOf(record: FunctionRecord): readonly EnteredBy[] {
    const { callers } = this.#seen();
    return callers.of(record).flatMap((caller) => {
      if (caller === record) return this.#isEnteredAgainAsIs(record) ? [] : unknownCaller(record);
      if (!callers.isBelow(record, caller)) return unknownCaller(caller);
      const { facts } = this.#special(caller);
      if (facts === undefined) return unknownCaller(caller);
      return enteredBy(caller, this.#entryOf(caller), this.#callsOf(facts, caller, record)) ?? [];
    });
  }

  /** Whether a function that calls itself does so at the level at which it was entered. */
  #isEnteredAgainAsIs(record: FunctionRecord): boolean {
    const { facts } = this.#general(record);
    return facts !== undefined && this.#callsOf(facts, record, record).every(({ isAsEntered }) => isAsEntered);
  }

  #callsOf({ calls }: IrqlFacts, caller: FunctionRecord, callee: FunctionRecord): IrqlFacts['calls'] {
    const { names } = this.#seen().structure;
    return calls.filter(({ name }) => name === callee.name && names.meaning(caller.path, name) === callee);
  }

  #seen(): Overview {
    const structure = this.#sight.structure();
    if (this.#overview?.structure !== structure)
      this.#overview = { structure, callers: new Callers(this.#sight.files(), structure, this.#overview?.callers) };
    return this.#overview;
  }

  #knownOf(record: FunctionRecord): Known {
    let known = this.#known.get(record);
    if (known === undefined) this.#known.set(record, (known = {}));
    return known;
  }

  #declaredOf(record: FunctionRecord): DeclaredEntry {
    const known = this.#knownOf(record);
    if (known.declared === undefined) {
      const [unit, definition] = this.#definitionOf(record);
      known.declared = definition === undefined ? { roles: [], range: undefined } : declaredEntryOf(unit, definition);
    }
    return known.declared;
  }

  #definitionOf(record: FunctionRecord): readonly [Unit, FunctionDefinition | undefined] {
    const file = this.#sight.files().get(record.path);
    if (file === undefined) throw new RangeError(`${record.path} is no file of this project`);
    const unit = this.#sight.unitOf(file);
    return [unit, unit.functions[record.index]];
  }
}

const ANY = JSON.stringify(anyIrql);

const NO_ROLES: ReadonlySet<EntryRole> = new Set();
