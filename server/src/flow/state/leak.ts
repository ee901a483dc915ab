import { functions } from '../../knowledge';
import type { ApiFunction } from '../../knowledge/shape';
import type { Variable } from '../../model/scope';
import type { Case } from './case';
import { leadsOut } from './forgotten';
import { bitsOf, type Known, type Site } from './object';
import { contains } from './range';
import { isInformation, wasMadeAt, type Label, type Region, type Value } from './terms';
import { wayOf } from './way';

/** An object that the function has to give back, and that nobody can name once it has ended. */
export interface Leak {
  readonly object: Value;
  /** Where it was acquired. */
  readonly acquired: Site;
  /** WSK still has it: an IRP of which the routine leaves it as it is. */
  readonly isPending: boolean;
  /** As the function spells it; undefined where no local held it any more. */
  readonly name: string | undefined;
}

const SUBMITTED = bitsOf(['submitted']);

/** What is leaked where a function ends so. What was never tested, or may be NULL, is not known to be there. */
export const leaksAt = (end: Case): readonly Leak[] =>
  end.hasOwed ? leaks(end, end.objects.keys, rootsReached(end)) : [];

/** What a call has made in the turn of a loop before, and nobody can name any more once it makes that again. */
export function leaksBeforeTurn(turn: Case, at: Label, live: ReadonlySet<Variable>): readonly Leak[] {
  const made = turn.objects.keys.filter((object) => turn.isOwed(object) && wasMadeAt(wayOf(object), at));
  return made.length === 0 ? [] : leaks(turn, made, rootsReachedLater(turn, live));
}

function leaks(end: Case, objects: readonly Value[], reached: ReadonlySet<Region>): readonly Leak[] {
  return objects.flatMap((object): readonly Leak[] => {
    const state = end.state(object);
    const known = state.facts.get('owed');
    const region = end.terms.pointee(object);
    if (known === undefined || region === undefined || !isCertain(end, object, known)) return [];
    if (reached.has(region.root)) return [];
    const isPending = (state.bits & SUBMITTED) !== 0;
    return [{ object, acquired: known.site, isPending, name: nameOf(end, object) }];
  });
}

/** A socket is there where its request has not failed; all else is there where it is not NULL. */
function isCertain(end: Case, object: Value, known: Known): boolean {
  if (object.kind !== 'symbol' || end.isDoubtful(known)) return false;
  return BRINGING.has(known.site.callee) ? !isAwaited(end, object) : !contains(end.rangeOf(object), 0);
}

/** The functions that bring a socket in IoStatus.Information of an IRP. */
const BRINGING: ReadonlySet<string> = new Set(
  Object.entries<ApiFunction>(functions).flatMap(([name, { effects }]) =>
    effects?.some((effect) => effect.effect === 'acquires' && effect.held === 'Information') === true ? [name] : [],
  ),
);

/** Whether the request that brings a socket may still be under way. */
const isAwaited = (end: Case, socket: Value): boolean =>
  [...end.memory].some(
    ([region, value]) =>
      value === socket &&
      isInformation(region) &&
      region.root.place.is === 'pointee' &&
      (end.state(holderOf(end, region)).bits & SUBMITTED) !== 0,
  );

const holderOf = (end: Case, { whole }: Region): Value => end.terms.addressOf(whole);

/** What somebody else can come to, by what it is found from. */
function rootsReached(end: Case): ReadonlySet<Region> {
  const hasFailed = isFailureReturned(end);
  // Who is told that a request has failed does not look for the socket that it has brought.
  return rootsFrom(end, (region) => isOutside(end, region) && !(hasFailed && isInformation(region)));
}

/** The same where the function goes on, by locals that are read later, too. What an IRP has brought it does not keep. */
const rootsReachedLater = (turn: Case, live: ReadonlySet<Variable>): ReadonlySet<Region> =>
  rootsFrom(
    turn,
    (region) => isIn(live, region) || isOutside(turn, region),
    (region) => !isInformation(region),
  );

const isIn = (live: ReadonlySet<Variable>, { root: { place } }: Region): boolean =>
  place.is === 'variable' && live.has(place.variable);

/** What is come to from the places that others can name, through those that keep what they hold. */
function rootsFrom(
  end: Case,
  isNamed: (region: Region) => boolean,
  keeps: (region: Region) => boolean = () => true,
): ReadonlySet<Region> {
  const reached = new Set<Region>();
  const follow = (value: Value): void => {
    const region = end.terms.pointee(value);
    if (region !== undefined) reached.add(region.root);
  };
  for (const [region, value] of end.memory) {
    if (isNamed(region) && keeps(region)) follow(value);
  }
  for (const root of reached)
    for (const [region, value] of end.memory) if (region.root === root && keeps(region)) follow(value);
  return reached;
}

function isOutside(end: Case, region: Region): boolean {
  const { place } = region.root;
  if (place.is === 'variable') return leadsOut(region);
  if (place.is === 'result') return true;
  if (place.is !== 'pointee') return false;
  const { facts } = end.state(place.symbol);
  const owed = facts.get('owed');
  return (owed === undefined || end.isDoubtful(owed)) && facts.get('released')?.isMerged !== false;
}

function isFailureReturned(end: Case): boolean {
  const returned = end.memory.get(end.terms.result());
  if (returned === undefined) return false;
  const settled = end.settle(returned);
  if (settled.kind === 'number') return settled.value < 0;
  return settled.kind === 'symbol' && end.rangeOf(settled).greatest < 0;
}

/** `Irp`, `Context->Irp`: the first place from a local that holds the value. What an IRP has brought has no name yet. */
function nameOf(end: Case, object: Value, deep = 2): string | undefined {
  for (const [region, value] of end.memory) {
    if (value !== object || isInformation(region)) continue;
    const text = textOf(end, region, deep);
    if (text !== undefined) return text;
  }
  return undefined;
}

function textOf(end: Case, { place }: Region, deep: number): string | undefined {
  switch (place.is) {
    case 'variable':
      return place.variable.name;
    case 'member': {
      const { place: outer } = place.of;
      const isPointed = outer.is === 'pointee';
      const of = isPointed ? (deep > 0 ? nameOf(end, outer.symbol, deep - 1) : undefined) : textOf(end, place.of, deep);
      const part = place.name.startsWith('[') ? place.name : `${isPointed ? '->' : '.'}${place.name}`;
      return of === undefined ? undefined : `${of}${part}`;
    }
    default:
      return undefined;
  }
}
