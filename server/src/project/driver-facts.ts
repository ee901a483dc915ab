import { sameAnchor, type Anchor, type FunctionId } from '../flow/anchor';
import type { ControlView, Driver } from '../flow/driver';
import { textOfUse } from '../flow/summary/fingerprint';
import type { Exit, Use } from '../flow/summary/summary';
import type { LastingName } from '../model/lasting';
import type { NameTable } from './name-table';
import type { FileRecord, FunctionRecord } from './records';

/** Where the kernel starts a driver. */
export const ENTRY = 'DriverEntry';

/** What is worked out of all files of one driver. */
export class DriverFacts implements Driver {
  readonly unloadRoutines: ReadonlySet<FunctionId>;
  readonly #functions: readonly FunctionRecord[];
  /** The names that stand where a value is wanted: functions among them may be called through pointers. */
  readonly #references: ReadonlySet<string>;
  /** What code that is not in sight may call. */
  readonly #elsewhere: ReadonlySet<LastingName> | 'all';
  /** The functions that name each of the functions asked about. */
  readonly #naming = new Map<LastingName, FunctionRecord[]>();
  readonly #leading = new Map<LastingName, ReadonlySet<FunctionRecord>>();
  readonly #later = new Map<LastingName, boolean>();
  #mentioning: ReadonlyMap<string, readonly FunctionRecord[]> | undefined;

  constructor(files: readonly FileRecord[], names: NameTable, elsewhere: ReadonlySet<LastingName> | 'all') {
    this.#functions = files.flatMap(({ functions }) => functions);
    this.#references = new Set([...files, ...this.#functions].flatMap(({ facts }) => [...facts.references]));
    this.#elsewhere = elsewhere;
    for (const record of this.#functions)
      for (const name of record.facts.lasting) this.#naming.set(name, [...(this.#naming.get(name) ?? []), record]);
    this.unloadRoutines = new Set(
      this.#functions.flatMap(({ path, facts }) =>
        [...facts.unloadRoutines].flatMap((name) => names.meaning(path, name)?.id ?? []),
      ),
    );
  }

  names(name: LastingName): boolean {
    return this.#naming.has(name);
  }

  mayCall(name: LastingName): boolean {
    return this.#isElsewhere(name) || this.names(name);
  }

  mayCallAfterStart(name: LastingName): boolean {
    if (this.#isElsewhere(name)) return true;
    let known = this.#later.get(name);
    if (known === undefined)
      this.#later.set(name, (known = [...this.#leadingTo(name)].some((record) => this.#mayRunLater(record))));
    return known;
  }

  callsOf(name: LastingName): readonly Anchor[] {
    return (this.#naming.get(name) ?? []).flatMap(({ outcome }) =>
      (outcome?.result?.uses ?? []).flatMap((use) => (use.callee === name && use.through.length === 0 ? [use.at] : [])),
    );
  }

  capturedDespite(name: LastingName): readonly Anchor[] {
    const followed = [...this.#leadingTo(name)].filter(({ outcome }) => outcome?.result !== undefined);
    const [outermost, ...others] = followed.filter(
      (record) => !this.#whoMention(record.name).some((other) => other !== record && followed.includes(other)),
    );
    // Of two that nobody in sight calls, one may undo what the other has done.
    return others.length > 0 ? [] : (outermost?.outcome?.result?.summary.exits ?? []).flatMap(capturesAt);
  }

  controls(): readonly ControlView[] | undefined {
    if (CONTROLS.some((name) => this.#isElsewhere(name))) return undefined;
    const naming = CONTROLS.flatMap((name) => this.#naming.get(name) ?? []);
    if (naming.some(({ outcome }) => outcome?.result === undefined)) return undefined;
    const leading = [...new Set(CONTROLS.flatMap((name) => [...this.#leadingTo(name)]))];
    const seen = leading.flatMap((within) =>
      (within.outcome?.result?.uses ?? []).filter(isControl).map((use): SeenControl => ({ use, within })),
    );
    return seen
      .filter((one) => !this.#isUnused(one.within) && !seen.some((other) => leadsTo(other, one)))
      .map((one) => ({ use: one.use, isRepeated: this.#isRepeated(one) }));
  }

  /** Whether one of the calls that lead to a call, or that itself, stands in a loop. */
  #isRepeated({ use: { callee, through }, within }: SeenControl): boolean {
    const callers = [[within], ...through.map((step) => this.#functions.filter(({ name }) => name === step.callee))];
    const called = [...through.map((step) => step.callee), callee];
    return called.some((name, at) => callers[at]?.some(({ facts }) => facts.calledInLoops.has(name)) === true);
  }

  /** All that the driver says; two that say the same are the same text. */
  text(): string {
    const names = [...this.#naming.keys()];
    return JSON.stringify([
      [...this.unloadRoutines],
      this.#elsewhere === 'all' ? 'all' : [...this.#elsewhere],
      this.#functions.some(({ parsed }) => !parsed),
      this.#textOfControls(),
      names.map((name) => [name, this.mayCallAfterStart(name), this.callsOf(name), this.capturedDespite(name)]),
    ]);
  }

  #textOfControls(): readonly string[] | undefined {
    if (!CONTROLS.some((name) => this.names(name))) return undefined;
    return this.controls()?.map(({ use, isRepeated }) => `${textOfUse(use)} ${isRepeated}`);
  }

  /** A function that did not parse may call anything. */
  #isElsewhere(name: LastingName): boolean {
    return this.#elsewhere === 'all' || this.#elsewhere.has(name) || this.#functions.some(({ parsed }) => !parsed);
  }

  /** The functions that name it, and all that mention these. */
  #leadingTo(name: LastingName): ReadonlySet<FunctionRecord> {
    let found = this.#leading.get(name);
    if (found === undefined) {
      const reached = new Set(this.#naming.get(name));
      // A set hands out what is added while it is gone through.
      for (const each of reached) for (const other of this.#whoMention(each.name)) reached.add(other);
      this.#leading.set(name, (found = reached));
    }
    return found;
  }

  #whoMention(name: string): readonly FunctionRecord[] {
    return (this.#mentioning ??= mentioningIn(this.#functions)).get(name) ?? [];
  }

  /** What is called through a pointer may run at any time; a static function that nobody mentions never does. */
  #mayRunLater(record: FunctionRecord): boolean {
    if (record.name === ENTRY) return false;
    return this.#isCalledFromOutside(record) || (!record.isStatic && this.#whoMention(record.name).length === 0);
  }

  #isUnused(record: FunctionRecord): boolean {
    return record.isStatic && !this.#isCalledFromOutside(record) && this.#whoMention(record.name).length === 0;
  }

  #isCalledFromOutside({ name, facts }: FunctionRecord): boolean {
    return this.#references.has(name) || facts.callbackByPrototype !== undefined;
  }
}

/** The functions that ask something of a socket or of a client. */
const CONTROLS = ['WskControlSocket', 'WskControlClient'] as const;

/** A call of one of these, and the function from which it was seen. */
interface SeenControl {
  readonly use: Use;
  readonly within: FunctionRecord;
}

/** Whether what a driver tells depends on what following a function came to. */
export const isOfDriver = ({ facts, outcome }: FunctionRecord): boolean =>
  facts.lasting.size > 0 || outcome?.result?.uses.some(isControl) === true;

const isControl = ({ callee }: Use): boolean => CONTROLS.some((name) => name === callee);

/** Whether the way to a call leads through the function from which another view of the same call was seen. */
function leadsTo({ use: { at, through } }: SeenControl, other: SeenControl): boolean {
  const between = through.length - other.use.through.length;
  return between > 0 && sameAnchor(at, other.use.at) && through[between - 1]?.callee === other.within.name;
}

/** The functions that mention each of some functions, by the name of that. */
function mentioningIn(functions: readonly FunctionRecord[]): ReadonlyMap<string, readonly FunctionRecord[]> {
  const found = new Map<string, FunctionRecord[]>(functions.map(({ name }) => [name, []]));
  for (const record of functions) for (const name of record.facts.mentions) found.get(name)?.push(record);
  return found;
}

/** The captures that still hold where a function ends, where nothing of that is in doubt. */
function capturesAt({ objects, doubts }: Exit): readonly Anchor[] {
  if (doubts.size > 0) return [];
  return objects.flatMap(([, { facts }]) => {
    const captured = facts.get('captured');
    return captured === undefined || captured.isMerged ? [] : [captured.site.at];
  });
}
