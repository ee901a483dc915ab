import type { Case } from '../state/case';
import type { FunctionResult } from '../run/function-run';
import { leaksAt } from '../state/leak';
import { stateOf, type ObjectState } from '../state/object';
import { widenCases } from '../state/merge';
import { sameEnding } from '../state/same';
import type { Exit, Summary } from './summary';
import { isInformation, rootOf, type Label, type Region, type Symbol, type Terms, type Value } from '../state/terms';
import { isRegionFromEntry } from '../step/use';

/** More calls of WSK than this are not told to callers. */
const MOST_USES = 64;

const isOfCallers = (object: Value): boolean =>
  object.kind !== 'address' || rootOf(object.region).place.is === 'pointee' || isRegionFromEntry(object.region);

/** Whether an argument may be NULL is for the caller to know. */
function toldOf(object: Value, state: ObjectState): ObjectState {
  const isGiven = object.kind === 'symbol' && object.origin.from === 'parameter';
  if (!isGiven || !state.facts.has('maybe-null')) return state;
  return stateOf(new Map([...state.facts].filter(([fact]) => fact !== 'maybe-null')), state.installed);
}

/** What a caller must know, from the cases in which a function ends and the calls it was seen to make. */
export function summarize(
  { id, name, taking }: Pick<Summary, 'id' | 'name' | 'taking'>,
  terms: Terms,
  endings: readonly Case[],
  { uses, dereferences }: Pick<FunctionResult, 'uses' | 'dereferences'>,
): Summary {
  const projected = mergedEndings(
    terms,
    endings.map((ending) => projectedCase(terms, ending)),
  );
  const told = uses.filter(({ kind }) => kind !== 'local');
  return {
    id,
    name,
    exits: projected.map((ending) => exitOf(terms, ending)),
    uses: told.slice(0, MOST_USES),
    needs: needsOf(endings, dereferences),
    taking,
  };
}

/** The parameters of which no way to end is left on which they may be NULL. */
function needsOf(endings: readonly Case[], dereferences: FunctionResult['dereferences']): readonly number[] {
  const needed = new Set<number>();
  for (const { value } of dereferences) {
    if (value.kind !== 'symbol' || value.origin.from !== 'parameter') continue;
    if (!endings.some((ending) => ending.state(value).facts.has('maybe-null'))) needed.add(value.origin.index);
  }
  return [...needed].sort((a, b) => a - b);
}

/**
 * Ways to end that agree on every object and on what is returned are one to a caller, if they agree on where they leave what
 * an IRP of the caller's has brought, too: it would not find a socket again in a place that may hold something else.
 */
function mergedEndings(terms: Terms, endings: readonly Case[]): readonly Case[] {
  const taken = new Set(endings.flatMap(takenTo));
  const isSame = (one: Case, other: Case): boolean =>
    sameEnding(one, other) && [...taken].every((region) => one.memory.get(region) === other.memory.get(region));
  const apart = new Map<Value | undefined, readonly Case[]>();
  for (const ending of endings) {
    const returned = ending.memory.get(terms.result());
    const known = apart.get(returned) ?? [];
    apart.set(returned, widenCases(known, [ending], EXIT, isSame) ?? known);
  }
  return [...apart.values()].flat();
}

/** The places that hold, where the function ends so, what stands in IoStatus.Information of an IRP that its caller knows. */
const takenTo = ({ memory }: Case): Region[] =>
  memory.keys.filter((region, index) => {
    const value = memory.values[index];
    const isBrought = value?.kind === 'symbol' && value.origin.from === 'memory' && isInformation(value.origin.region);
    return isBrought && !isInformation(region);
  });

/** Where the ways to end are merged: no node has this number. */
const EXIT = -1 as Label;

/** The case without what only the function itself can name: two that differ in nothing else are one to a caller. */
function projectedCase(terms: Terms, ending: Case): Case {
  const projected = ending.fork();
  const isNamed = (region: Region): boolean =>
    region === terms.result() || rootOf(region).place.is === 'pointee' || isRegionFromEntry(region);
  projected.setAll(ending.memory.filter(isNamed), ending.ranges, ending.objects);
  forgetDebts(projected);
  return withoutUnnamed(projected);
}

/** What is leaked is the function's own mistake, and told there; of what is in doubt callers would not know that it is. */
function forgetDebts(ending: Case): void {
  for (const { object } of leaksAt(ending)) ending.unmark(object, 'owed');
  for (const [object, { facts }] of ending.objects) {
    const owed = facts.get('owed');
    if (owed !== undefined && ending.isDoubtful(owed)) ending.unmark(object, 'owed');
  }
}

/** What only a pointer that nobody holds leads to is no more than that pointer. */
function withoutUnnamed(one: Case): Case {
  const kept = one.keepingOnly(() => false);
  return kept === one ? kept : withoutUnnamed(kept);
}

function exitOf(terms: Terms, ending: Case): Exit {
  const result = terms.result();
  return {
    returns: ending.memory.has(result) ? ending.read(result) : undefined,
    when: [...ending.ranges],
    writes: [...ending.memory].filter(([region]) => region !== result),
    forgets: ending.forgotten.entries
      .map(({ region }) => region)
      .filter((region) => region === undefined || isRegionFromEntry(region)),
    objects: [...ending.objects].flatMap(([object, state]): Exit['objects'] =>
      isOfCallers(object) ? [[object, toldOf(object, state)]] : [],
    ),
    ties: [...ending.ties].flatMap(([symbol, ties]) =>
      ties.map((tie): readonly [Symbol, (typeof ties)[number]] => [symbol, tie]),
    ),
    pending: ending.pending,
    doubts: ending.doubts,
  };
}
