import type { Anchor, FunctionId } from '../flow/anchor';
import type { Driver } from '../flow/driver';
import type { Exit } from '../flow/summary/summary';
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
  readonly #later = new Map<LastingName, boolean>();

  constructor(files: readonly FileRecord[], names: NameTable, elsewhere: ReadonlySet<LastingName> | 'all') {
    this.#functions = files.flatMap(({ functions }) => functions);
    this.#references = new Set([...files, ...this.#functions].flatMap(({ facts }) => [...facts.references]));
    this.#elsewhere = elsewhere;
    this.unloadRoutines = new Set(
      this.#functions.flatMap(({ path, facts }) =>
        [...facts.unloadRoutines].flatMap((name) => names.meaning(path, name)?.id ?? []),
      ),
    );
  }

  names(name: LastingName): boolean {
    return this.#naming(name).length > 0;
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
    return this.#naming(name).flatMap(({ outcome }) =>
      (outcome?.result?.uses ?? []).flatMap((use) => (use.callee === name && use.through.length === 0 ? [use.at] : [])),
    );
  }

  capturedDespite(name: LastingName): readonly Anchor[] {
    const followed = [...this.#leadingTo(name)].filter(({ outcome }) => outcome?.result !== undefined);
    const [outermost, ...others] = followed.filter(
      (record) => !followed.some((other) => other !== record && other.facts.mentions.has(record.name)),
    );
    // Of two that nobody in sight calls, one may undo what the other has done.
    return others.length > 0 ? [] : (outermost?.outcome?.result?.summary.exits ?? []).flatMap(capturesAt);
  }

  /** All that the driver says; two that say the same are the same text. */
  text(): string {
    const names = [...new Set(this.#functions.flatMap(({ facts }) => [...facts.lasting]))];
    return JSON.stringify([
      [...this.unloadRoutines],
      this.#elsewhere === 'all' ? 'all' : [...this.#elsewhere],
      this.#functions.some(({ parsed }) => !parsed),
      names.map((name) => [name, this.mayCallAfterStart(name), this.callsOf(name), this.capturedDespite(name)]),
    ]);
  }

  /** A function that did not parse may call anything. */
  #isElsewhere(name: LastingName): boolean {
    return this.#elsewhere === 'all' || this.#elsewhere.has(name) || this.#functions.some(({ parsed }) => !parsed);
  }

  #naming(name: LastingName): readonly FunctionRecord[] {
    return this.#functions.filter(({ facts }) => facts.lasting.has(name));
  }

  /** The functions that name it, and all that mention these. */
  #leadingTo(name: LastingName): ReadonlySet<FunctionRecord> {
    const found = new Set(this.#naming(name));
    // A set hands out what is added while it is gone through.
    for (const reached of found)
      for (const other of this.#functions) if (other.facts.mentions.has(reached.name)) found.add(other);
    return found;
  }

  /** What is called through a pointer may run at any time; a static function that nobody mentions never does. */
  #mayRunLater({ name, isStatic, facts }: FunctionRecord): boolean {
    if (name === ENTRY) return false;
    if (this.#references.has(name) || facts.callbackByPrototype !== undefined) return true;
    return !isStatic && !this.#functions.some((other) => other.facts.mentions.has(name));
  }
}

/** The captures that still hold where a function ends, where nothing of that is in doubt. */
function capturesAt({ objects, doubts }: Exit): readonly Anchor[] {
  if (doubts.size > 0) return [];
  return objects.flatMap(([, { facts }]) => {
    const captured = facts.get('captured');
    return captured === undefined || captured.isMerged ? [] : [captured.site.at];
  });
}
