import type { KnownCall } from '../../model/dispatch';
import type { Effect, Fact, Resource } from '../../knowledge/shape';
import type { Node } from '../../syntax/tree';
import type { Case } from '../state/case';
import type { Installed, ObjectState, Site } from '../state/object';
import { anchorOf, type FunctionContext } from './context';
import type { ArgumentValues } from './effects';
import { ASKED, ENDING } from './asked';
import { behind } from './behind';
import { factsOf } from './pageable';
import { deedsOf } from './routine';
import { makingOf } from './socket';
import { tableOwner } from './table-owner';
import { anything } from './wait';
import type { Argument, Awaited, KnownFact, SeenEvent, Use } from '../summary/summary';
import type { Range } from '../state/range';
import { ENTRY, type Region, type Symbol, type Value } from '../state/terms';

/** Whether rules may ask for the calls of a function. */
export const isUse = (known: KnownCall): boolean => kindOf(known) !== undefined;

function kindOf({ name, own, api: { tables, effects } }: KnownCall): Use['kind'] | undefined {
  if (tables !== undefined) return 'wsk';
  if (effects?.some(({ effect }) => effect === 'submits') === true) return 'driver';
  if (effects?.some((effect) => isOfRequest(effect, own !== undefined)) === true) return 'kernel';
  return ASKED.has(name) ? 'local' : undefined;
}

/** Whether an effect is one on the objects that make a request. */
function isOfRequest(effect: Effect, isOwn: boolean): boolean {
  switch (effect.effect) {
    case 'resets':
    case 'installs':
      return true;
    case 'releases':
      return FOLLOWED.has(effect.resource);
    case 'waits':
      return effect.object !== undefined && (isOwn || effect.timeout !== undefined);
    default:
      return false;
  }
}

/** The resources that belong to WSK, or that it is handed: of others nobody asks whether they were given back. */
export const FOLLOWED: ReadonlySet<Resource> = new Set([
  'IRP',
  'socket',
  'registration',
  'address information',
  'indication',
  'security descriptor',
]);

/** A call that rules ask for, with what is known there. */
export function useOf(context: FunctionContext, known: KnownCall, values: ArgumentValues, before: Case): Use {
  const kind = kindOf(known) ?? 'local';
  const named = new Map<string, Argument>();
  for (const [name, value] of values) {
    const node = known.argument(name);
    const part = node === undefined ? -1 : known.arguments.indexOf(node);
    if (value === undefined || node === undefined) continue;
    const settled = before.settle(value);
    const { installed } = before.state(settled);
    named.set(name, {
      value: settled,
      at: anchorOf(context, known.node, part),
      text: context.unit.tree.textOf(node),
      facts: observed(before, factsOf(before, settled)),
      making: known.api.parameters[name]?.role === 'socket' ? makingOf(value, before) : undefined,
      // Of a call that makes no request it does not matter what completes one.
      ...(kind === 'kernel' || kind === 'local'
        ? noRoutine
        : { installed, events: eventsOf(context, known.node, value, installed, before) }),
      ...behind(context, known.name, name, { node, value }, before),
    });
  }
  return {
    callee: known.name,
    kind,
    table: known.table,
    tableOwner: kind === 'wsk' ? tableOwner(context, known, before) : undefined,
    at: anchorOf(context, known.node),
    arguments: named,
    through: [],
    when: entryRanges(before),
    isDoubtful: before.doubts.size > 0,
    awaited: awaitedBefore(before),
    forgets: forgottenBefore(before),
    ...(ENDING.has(known.name) ? { pending: pendingBefore(before) } : {}),
  };
}

/** The calls of WSK whose requests are certainly not known to be completed, and were not given up. */
const pendingBefore = (at: Case): readonly Site[] =>
  [...at.objects].flatMap(([, { facts }]) => {
    const request = facts.get('submitted');
    return request === undefined || at.isDoubtful(request) || facts.has('given-up') ? [] : [request.site];
  });

const noRoutine: Pick<Argument, 'installed' | 'events'> = { installed: undefined, events: [] };

/** What the function has waited for, as far as its caller can name it. */
export function awaitedBefore(at: Case): readonly Awaited[] {
  const awaited: Awaited[] = [];
  for (const [object, { facts }] of at.objects) {
    const known = facts.get('awaited');
    if (known === undefined || !isFromEntry(object)) continue;
    awaited.push({ object: at.isDoubtful(known) ? anything(at) : object, site: known.site });
  }
  return awaited;
}

/** What code out of sight could come to, as far as the caller can name it. */
export function forgottenBefore({ forgotten }: Case): Use['forgets'] {
  let regions = forgottenRegions.get(forgotten);
  if (regions === undefined) {
    const all = forgotten.entries.map(({ region }) => region);
    regions = all.filter((region) => region === undefined || isRegionFromEntry(region));
    forgottenRegions.set(forgotten, regions);
  }
  return regions;
}

/** By list, as the same is asked for at each call. */
const forgottenRegions = new WeakMap<Case['forgotten'], Use['forgets']>();

/** What is known of the events that the routine of an IRP signals. */
export function eventsOf(
  context: FunctionContext,
  call: Node,
  irp: Value,
  installed: Installed | undefined,
  at: Case,
): readonly SeenEvent[] {
  const signals = deedsOf(context, call, irp, installed, at)?.signals.keys() ?? [];
  return [...signals].map((event) => ({ event, facts: observed(at, at.state(event).facts) }));
}

/** What is known of an object, as it is seen from one place. */
export const observed = (at: Case, facts: ObjectState['facts']): ReadonlyMap<Fact, KnownFact> =>
  new Map([...facts].map(([fact, known]) => [fact, { site: known.site, isDoubtful: at.isDoubtful(known) }]));

/** What tests have shown of what the function was given. */
export const entryRanges = (at: Case): (readonly [Symbol, Range])[] =>
  [...at.ranges].filter(([symbol]) => isFromEntry(symbol));

/** Whether a value is made of nothing but what the function was given. */
export function isFromEntry(value: Value): boolean {
  if (value.kind === 'address') return isRegionFromEntry(value.region);
  if (value.kind !== 'symbol') return true;
  const { origin } = value;
  switch (origin.from) {
    case 'parameter':
      return true;
    case 'memory':
      return origin.since === ENTRY && isRegionFromEntry(origin.region);
    case 'operation':
      return origin.operands.every(isFromEntry);
    default:
      return false;
  }
}

/** Whether a region is one that the caller can name: not in a local of the function. */
export function isRegionFromEntry({ place }: Region): boolean {
  switch (place.is) {
    case 'variable':
      return place.variable.kind === 'global' || place.variable.kind === 'static';
    case 'result':
      return false;
    case 'member':
      return isRegionFromEntry(place.of);
    case 'pointee':
      return isFromEntry(place.symbol);
  }
}
