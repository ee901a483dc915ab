import { ENTRY, outer, rootOf, type Label, type Region } from './terms';

/** Memory that somebody else may have written: everything in and behind `region`, or all memory that others can reach. */
export interface Forgotten {
  readonly region: Region | undefined;
  /** The node of the call, or the join, since which nothing is known of it. */
  readonly since: Label;
  /** What nobody else writes, and is known still. */
  readonly keeps: (region: Region) => boolean;
  /** Too much was forgotten to list it: nothing that was not seen to be written since is known. */
  readonly isAll: boolean;
}

/** How much forgotten memory is listed one by one. */
const LONGEST_LIST = 24;

/** The list, in the order of time, after more was forgotten. */
export function withForgotten(list: readonly Forgotten[], entry: Forgotten): readonly Forgotten[] {
  const longer = [...list.filter((one) => one.region !== entry.region || one.isAll), entry];
  return longer.length > LONGEST_LIST ? [everything(entry.since)] : longer;
}

/** Since when nothing is known of a region; the entry where it is as it was then. */
export function forgottenSince(list: readonly Forgotten[], region: Region): Label {
  return (
    list.findLast((entry) => entry.isAll || (reaches(entry.region, region) && !entry.keeps(region)))?.since ?? ENTRY
  );
}

/** What is forgotten where two paths meet: since there, where it was not since the same place on both. */
export function mergedForgotten(
  one: readonly Forgotten[],
  other: readonly Forgotten[],
  at: Label,
): readonly Forgotten[] {
  if (sameForgotten(one, other)) return one;
  const all = [...one, ...other];
  const listed = new Set<Region | undefined>();
  const sinceOf = (entry: Forgotten): Label => {
    const since = coveredSince(one, entry);
    return since === coveredSince(other, entry) ? since : at;
  };
  const whole = all.find(({ isAll }) => isAll);
  const merged = whole === undefined ? [] : [everything(sinceOf(whole))];
  for (const entry of all) {
    if (entry.isAll || listed.has(entry.region)) continue;
    listed.add(entry.region);
    const both = { ...entry, since: sinceOf(entry), keeps: keptByBoth(entry, other) };
    const covering = coveringEntry(merged, both);
    if (covering?.isAll !== true || covering.since !== both.since) merged.push(both);
  }
  return merged.length > LONGEST_LIST ? [everything(at)] : merged;
}

/** What is kept of an entry's region where another list has it, too. */
function keptByBoth(entry: Forgotten, other: readonly Forgotten[]): Forgotten['keeps'] {
  const twin = other.find(({ region, isAll }) => region === entry.region && !isAll);
  if (twin === undefined || twin.keeps === entry.keeps) return entry.keeps;
  return (region) => entry.keeps(region) && twin.keeps(region);
}

/** Whether the same was forgotten since the same places. */
export const sameForgotten = (one: readonly Forgotten[], other: readonly Forgotten[]): boolean =>
  one === other ||
  (one.length === other.length &&
    one.every(({ region, since, isAll }, index) => {
      const twin = other[index];
      return twin?.region === region && twin?.since === since && twin.isAll === isAll;
    }));

/** Whether a region stands in another, or behind a pointer that was read from there. */
export const isReachable = (region: Region, from: Region): boolean => {
  for (let at: Region | undefined = region; at !== undefined; at = outer(at)) if (at === from) return true;
  return false;
};

/** Whether an access path starts at a file-level variable, which other functions can reach. */
export function isShared(region: Region): boolean {
  const { place } = rootOf(region);
  return place.is === 'variable' && (place.variable.kind === 'global' || place.variable.kind === 'static');
}

const everything = (since: Label): Forgotten => ({ region: undefined, since, keeps: () => false, isAll: true });

const reaches = (lost: Region | undefined, region: Region): boolean =>
  lost === undefined ? isShared(region) : isReachable(region, lost);

/** The last that was forgotten of all that an entry stands for. */
const coveringEntry = (list: readonly Forgotten[], { region, isAll }: Forgotten): Forgotten | undefined =>
  list.findLast(
    (one) => one.isAll || (!isAll && (region === undefined ? one.region === undefined : reaches(one.region, region))),
  );

const coveredSince = (list: readonly Forgotten[], entry: Forgotten): Label =>
  coveringEntry(list, entry)?.since ?? ENTRY;
