import { memberType, resolve, targetOf, unknownType, type CType } from '../../model/types';
import type { Case } from '../state/case';
import { isReachable, isShared } from '../state/forgotten';
import { Keeping } from '../state/keeping';
import type { Surroundings } from './context';
import type { Origin } from '../state/term';
import type { Label, Region, Value } from '../state/terms';

/**
 * Somebody was handed the value and may have written what stands in and behind what it points at.
 * @returns the regions of which the rest is a part, or from which it is come to.
 */
export function forgetBehind(after: Case, value: Value, at: Label, kept: Keeping): readonly Region[] {
  const first = after.terms.pointee(value);
  if (first === undefined) return [];
  const reached = new Set([first]);
  for (const region of reached) {
    for (const held of heldIn(after, region)) {
      const behind = after.terms.pointee(held);
      if (behind !== undefined) reached.add(behind);
    }
    after.forget(region, at, kept);
  }
  return [...reached];
}

/** What other code leaves as it is, as far as one function is concerned. */
export class Kept {
  /** By code that is not in sight: file-level variables hold what it left there. */
  readonly fromAll: Keeping;
  /**
   * By code that has run while this waited: file-level variables hold the numbers that it left there. Pointers are taken
   * to be what they were: which socket a variable holds does not change while the code that uses it waits.
   */
  readonly fromOthers: Keeping;
  readonly #surroundings: Surroundings;
  readonly #isPointer: (region: Region) => boolean;
  readonly #byRoutine = new Map<Value, Keeping>();

  constructor(surroundings: Surroundings) {
    this.#isPointer = (region) => resolve(surroundings.unit, typeOfReached(surroundings, region)).kind === 'pointer';
    this.#surroundings = surroundings;
    this.fromAll = new Keeping((region) => surroundings.isPrivate(region) || !isShared(region));
    this.fromOthers = new Keeping((region) => this.fromAll.keeps(region) || this.#isPointer(region));
  }

  /** By the routine of a request that is pending, and by code that runs meanwhile; that leaves pointers as they are. */
  fromRoutine(routine: Value): Keeping {
    let kept = this.#byRoutine.get(routine);
    if (kept === undefined) {
      kept = new Keeping((region) => {
        const by = this.#isPointer(region) ? 'routine' : 'all';
        return this.#surroundings.isKeptWhilePending(region, routine, by) || this.#isLeftAlone(region, routine);
      });
      this.#byRoutine.set(routine, kept);
    }
    return kept;
  }

  /** Whether a routine that may run, and what it calls, leave a pointer as it is that stands in a region. */
  isPointerKept(region: Region, routine: Value): boolean {
    return this.#surroundings.isKeptWhilePending(region, routine, 'routine');
  }

  /** Whether a routine of which all is known writes no such member of a local: nobody else was given that. */
  #isLeftAlone(region: Region, routine: Value): boolean {
    const { place } = region.whole;
    if (place.is !== 'variable' || place.variable.kind !== 'local') return false;
    const written = namesWritten(this.#surroundings, routine);
    return written !== undefined && !membersOn(region).some((name) => written.has(name));
  }
}

/** The members that an IoCompletion routine writes; undefined where it hands on what it was given, or is not known. */
function namesWritten(surroundings: Surroundings, routine: Value): ReadonlySet<string> | undefined {
  const meant = routine.kind === 'function' ? routine.meant : undefined;
  const summary = meant === undefined ? undefined : surroundings.summaryOf(meant);
  if (summary === undefined || summary.exits.length === 0) return undefined;
  const regions = summary.exits.flatMap(({ writes, forgets }) => [...writes.map(([region]) => region), ...forgets]);
  if (regions.some((region) => region !== undefined && region.place.is !== 'member' && !isShared(region)))
    return undefined;
  return new Set(regions.flatMap((region) => (region === undefined ? [] : membersOn(region))));
}

function membersOn(region: Region): string[] {
  const names: string[] = [];
  for (let at = region; at.place.is === 'member'; at = at.place.of) names.push(at.place.name);
  return names;
}

/** The type of a region that is found from a variable or a parameter. */
function typeOfReached(surroundings: Surroundings, { place }: Region): CType {
  const { unit } = surroundings;
  switch (place.is) {
    case 'variable':
      return place.variable.type;
    case 'member':
      return memberType(unit, typeOfReached(surroundings, place.of), place.name);
    case 'pointee':
      return targetOf(unit, typeOfPointer(surroundings, place.symbol.origin));
    case 'result':
      return unknownType;
  }
}

function typeOfPointer(surroundings: Surroundings, origin: Origin): CType {
  if (origin.from === 'memory') return typeOfReached(surroundings, origin.region);
  const parameter = origin.from === 'parameter' ? surroundings.definition.parameters[origin.index] : undefined;
  return parameter?.type ?? unknownType;
}

/** The pointers that were seen to be put somewhere in a region. */
const heldIn = (after: Case, region: Region): Value[] =>
  after.memory.values.filter((value, index) => {
    const held = after.memory.keys[index];
    return (value.kind === 'symbol' || value.kind === 'address') && held !== undefined && isReachable(held, region);
  });
