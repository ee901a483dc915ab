import { keepsNothing, type Keeping } from './keeping';
import { isOfMaking, outer } from './questions';
import { ENTRY, type Label, type Region } from './term';

/** Memory that somebody else may have written: everything in and behind `region`, or all memory that others can reach. */
export interface Forgotten {
  readonly region: Region | undefined;
  /** The node of the call, or the join, since which nothing is known of it. */
  readonly since: Label;
  /** What is known still. */
  readonly kept: Keeping;
  /** Too much was forgotten to list it: nothing that was not seen to be written since is known. */
  readonly isAll: boolean;
}

/** How much forgotten memory is listed one by one. */
const LONGEST_LIST = 24;

/**
 * What was forgotten, in the order of time. Never changed; lists of the same entries are identical, and what is asked of
 * one is worked out once, since the same is forgotten and merged again and again in other cases.
 */
export class ForgottenList {
  readonly entries: readonly Forgotten[];
  /** The list that all lists of a function come of. */
  readonly #first: ForgottenList;
  // Most lists are asked nothing, or little.
  #longer: Map<Region | undefined, ForgottenList[]> | undefined;
  #more: Map<Region | undefined, ForgottenList[]> | undefined;
  #since: Map<Region, Label> | undefined;
  #covered: Map<Region | undefined, Label> | undefined;
  #byRegion: ReadonlyMap<Region | undefined, Forgotten> | undefined;
  #merged: Map<ForgottenList, Merged[]> | undefined;

  private constructor(entries: readonly Forgotten[], first?: ForgottenList) {
    this.entries = entries;
    this.#first = first ?? this;
  }

  /** What a function has forgotten when it is entered. Two functions share no list. */
  static empty(): ForgottenList {
    return new ForgottenList([]);
  }

  /** The list after more was forgotten. */
  with(region: Region | undefined, since: Label, kept: Keeping): ForgottenList {
    const known = listAt((this.#more ??= new Map<Region | undefined, ForgottenList[]>()), region);
    let longer = known.find(({ entries }) => {
      const last = entries.at(-1);
      return last?.since === since && (last.kept === kept || last.isAll);
    });
    if (longer === undefined) known.push((longer = this.#with({ region, since, kept, isAll: false })));
    return longer;
  }

  #with(entry: Forgotten): ForgottenList {
    const others = this.entries.filter((one) => one.region !== entry.region || one.isAll);
    if (others.length >= LONGEST_LIST) return this.#first.#followedBy(everything(entry.since));
    const start = others.length === this.entries.length ? this : this.#listOf(others);
    return start.#followedBy(entry);
  }

  #listOf(entries: readonly Forgotten[]): ForgottenList {
    return entries.reduce<ForgottenList>((list, entry) => list.#followedBy(entry), this.#first);
  }

  #followedBy(entry: Forgotten): ForgottenList {
    const known = listAt((this.#longer ??= new Map<Region | undefined, ForgottenList[]>()), entry.region);
    let longer = known.find(({ entries }) => isSame(entries.at(-1), entry));
    if (longer === undefined) known.push((longer = new ForgottenList([...this.entries, entry], this.#first)));
    return longer;
  }

  /** Since when nothing is known of a region; the entry where it is as it was then. */
  since(region: Region): Label {
    if (this.entries.length === 0 || isOfMaking(region)) return ENTRY;
    this.#since ??= new Map<Region, Label>();
    let since = this.#since.get(region);
    if (since === undefined) this.#since.set(region, (since = this.#find(region)));
    return since;
  }

  /** Whether a part of a region, which holds `part`, was forgotten by itself, or with all of it but what was kept. */
  isLostWithin(whole: Region, part: Region): boolean {
    return this.entries.some(
      ({ region, kept }) =>
        region !== undefined &&
        (region !== whole || kept.keeps(whole)) &&
        isReachable(region, whole) &&
        isReachable(part, region) &&
        !kept.keeps(part),
    );
  }

  #find(region: Region): Label {
    const last = this.entries.findLast((one) => one.isAll || (reaches(one.region, region) && !one.kept.keeps(region)));
    return last?.since ?? ENTRY;
  }

  /** What is forgotten where two paths meet: since there, where it was not since the same place on both. */
  mergedWith(other: ForgottenList, at: Label): ForgottenList {
    if (this.isLike(other)) return this;
    const known = listAt((this.#merged ??= new Map<ForgottenList, Merged[]>()), other);
    let merged = known.find((one) => one.at === at);
    if (merged === undefined) known.push((merged = { at, list: this.#listOf(this.#mergedEntries(other, at)) }));
    return merged.list;
  }

  #mergedEntries(other: ForgottenList, at: Label): readonly Forgotten[] {
    const all = [...this.entries, ...other.entries];
    const listed = new Set<Region | undefined>();
    const whole = all.find(({ isAll }) => isAll);
    const merged = whole === undefined ? [] : [everything(this.#sinceOnBoth(whole, other, at))];
    for (const entry of all) {
      if (entry.isAll || listed.has(entry.region)) continue;
      listed.add(entry.region);
      const since = this.#sinceOnBoth(entry, other, at);
      const both = { region: entry.region, since, kept: other.#keptOf(entry), isAll: false };
      const covering = whole && coveringEntry(merged, both);
      if (covering?.isAll !== true || covering.since !== since) merged.push(both);
    }
    return merged.length > LONGEST_LIST ? [everything(at)] : merged;
  }

  #sinceOnBoth(entry: Forgotten, other: ForgottenList, at: Label): Label {
    const since = this.#coveredSince(entry);
    return since === other.#coveredSince(entry) ? since : at;
  }

  /** Since when nothing is known of all that an entry stands for. */
  #coveredSince(entry: Forgotten): Label {
    if (entry.isAll) return coveringEntry(this.entries, entry)?.since ?? ENTRY;
    this.#covered ??= new Map<Region | undefined, Label>();
    let since = this.#covered.get(entry.region);
    if (since === undefined)
      this.#covered.set(entry.region, (since = coveringEntry(this.entries, entry)?.since ?? ENTRY));
    return since;
  }

  /** What is kept of an entry's region where this list has it, too. */
  #keptOf({ region, kept }: Forgotten): Keeping {
    this.#byRegion ??= new Map(this.entries.flatMap((one) => (one.isAll ? [] : [[one.region, one]])));
    const twin = this.#byRegion.get(region);
    return twin === undefined ? kept : kept.and(twin.kept);
  }

  /** Whether the same was forgotten since the same places. */
  isLike({ entries }: ForgottenList): boolean {
    if (this.entries === entries) return true;
    if (this.entries.length !== entries.length) return false;
    return this.entries.every(({ region, since, isAll }, index) => {
      const twin = entries[index];
      return twin?.region === region && twin?.since === since && twin.isAll === isAll;
    });
  }
}

interface Merged {
  readonly at: Label;
  readonly list: ForgottenList;
}

function listAt<Key, Item>(map: Map<Key, Item[]>, key: Key): Item[] {
  let lists = map.get(key);
  if (lists === undefined) map.set(key, (lists = []));
  return lists;
}

const isSame = (one: Forgotten | undefined, { since, kept, isAll }: Forgotten): boolean =>
  one?.since === since && one.kept === kept && one.isAll === isAll;

/** Whether a region stands in another, or behind a pointer that was read from there. */
export const isReachable = (region: Region, from: Region): boolean => {
  if (region.root !== from.root) return false;
  for (let at: Region | undefined = region; at !== undefined; at = outer(at)) if (at === from) return true;
  return false;
};

/** Whether an access path starts at a file-level variable, which other functions can reach. */
export function isShared({ root: { place } }: Region): boolean {
  return place.is === 'variable' && (place.variable.kind === 'global' || place.variable.kind === 'static');
}

/**
 * Whether an access path that starts at a variable leads to memory that others can reach: the variable is shared, or another
 * function has put into it what the path goes on behind.
 */
export const leadsOut = (region: Region): boolean => isShared(region) || region.made.length > 0;

const everything = (since: Label): Forgotten => ({ region: undefined, since, kept: keepsNothing, isAll: true });

const reaches = (lost: Region | undefined, region: Region): boolean =>
  lost === undefined ? isShared(region) : isReachable(region, lost);

/** The last that was forgotten of all that an entry stands for. */
const coveringEntry = (list: readonly Forgotten[], { region, isAll }: Forgotten): Forgotten | undefined =>
  list.findLast(
    (one) => one.isAll || (!isAll && (region === undefined ? one.region === undefined : reaches(one.region, region))),
  );
