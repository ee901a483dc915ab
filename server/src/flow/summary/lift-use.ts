import type { Fact } from '../../knowledge/shape';
import { keepsNothing } from '../state/keeping';
import type { Case } from '../state/case';
import { factsAfter, type Installed } from '../state/object';
import type { Range } from '../state/range';
import type { Value } from '../state/terms';
import { loseTrack } from '../step/out-of-sight';
import { factsOf } from '../step/pageable';
import { awaitedBefore, entryRanges, eventsOf, isFromEntry, isRegionFromEntry, observed } from '../step/use';
import { waitedBelow } from './below';
import { behindParameter, unsetIn } from '../step/behind';
import { constrain, isGuess } from './constrain';
import type { Lifting } from './lifting';
import type { Argument, Behind, KnownFact, SeenEvent, Use } from './summary';

/** A path of calls that is longer explains nothing to a reader; what frees and waits for objects is never as far off. */
const LONGEST_PATH: Readonly<Record<Use['kind'], number>> = { wsk: 5, driver: 5, kernel: 2, local: 0 };

/** Whether more may be known from a caller of a call further down. */
export function isLifted({ kind, through, arguments: named }: Use): boolean {
  if (through.length >= LONGEST_PATH[kind]) return false;
  for (const { value, making } of named.values())
    if (isOpen(value) || (making !== undefined && Object.values<Value>({ ...making }).some(isOpen))) return true;
  return false;
}

/** A call further down, as it is from a caller; undefined where it cannot be reached from there. */
export function liftUse(lifting: Lifting, use: Use): Use | undefined {
  const { substitution, before } = lifting;
  const isAsBefore = use.when.length === 0 && use.awaited.length === 0 && use.forgets.length === 0;
  const there = isAsBefore ? before : before.fork();
  const when = use.when.map(([symbol, range]): readonly [Value, Range] => [substitution.value(symbol), range]);
  if (!when.every(([value, range]) => constrain(there, value, range))) return undefined;
  const isDoubtful = use.isDoubtful || when.some(([value, range]) => isGuess(before, value, range));
  const forgets = lifting.regions(use.forgets);
  happenedBelow(lifting, use, forgets, there);
  const lifted = new Map<string, Argument>();
  for (const [name, argument] of use.arguments)
    lifted.set(name, liftArgument(lifting, use, argument, there, isDoubtful));
  return {
    ...use,
    arguments: lifted,
    through: lifting.path(use.through),
    when: entryRanges(there),
    isDoubtful: isDoubtful || before.doubts.size > 0,
    awaited: awaitedBefore(there),
    forgets: forgets.length === 0 ? lifting.forgottenBefore : joined(lifting.forgottenBefore, forgets),
  };
}

/** Each once, as far as the next caller can name it. */
const joined = (some: Use['forgets'], more: Use['forgets']): Use['forgets'] => [
  ...new Set([...some, ...more.filter((region) => region === undefined || isRegionFromEntry(region))]),
];

/** What the function that makes the call has done before it, for all that its caller knows. */
function happenedBelow(lifting: Lifting, { awaited }: Use, forgets: Use['forgets'], there: Case): void {
  if (there.objects.size === 0) return;
  for (const { object, site } of awaited)
    waitedBelow(lifting, lifting.substitution.value(object), lifting.site(site), there);
  loseTrack(
    there,
    forgets.filter((region) => region !== undefined),
    keepsNothing,
  );
  if (forgets.includes(undefined)) loseTrack(there, undefined, lifting.context.kept.fromAll);
}

function liftArgument(lifting: Lifting, { kind }: Use, argument: Argument, there: Case, isDoubtful: boolean): Argument {
  const value = there.settle(lifting.substitution.value(argument.value));
  const known = there.state(value);
  const facts = seenAfter(observed(there, factsOf(there, value)), lifting.seen(argument.facts), isDoubtful);
  const installed = kind === 'kernel' ? undefined : (lifting.installed(argument.installed) ?? known.installed);
  const making = lifting.making(argument.making);
  const behind = argument.behind && liftBehind(lifting, argument, argument.behind);
  if (installed === undefined) return { ...argument, value, facts, making, behind };
  const events =
    argument.events.length > 0 ? lifting.events(argument.events) : eventsUnknown(lifting, value, installed, there);
  return {
    ...argument,
    value,
    facts,
    making,
    installed,
    behind,
    events: events.map(({ event, facts: own }): SeenEvent => ({
      event,
      facts: seenAfter(observed(there, there.state(event).facts), own, isDoubtful),
    })),
  };
}

function liftBehind(lifting: Lifting, { value }: Argument, { object, holds }: Behind): Behind {
  const { context, node, substitution } = lifting;
  const lifted = new Map([...holds].map(([member, held]): [string, Value] => [member, substitution.value(held)]));
  return {
    object: object ?? behindParameter(context, node, value, substitution.value(value)),
    holds: lifted,
    unset: unsetIn(context, lifted),
  };
}

/** The events of a routine that only the caller knows: nothing is known of them below. */
const eventsUnknown = (lifting: Lifting, irp: Value, installed: Installed, there: Case): readonly SeenEvent[] =>
  eventsOf(lifting.context, lifting.node, irp, installed, there).map(({ event }) => ({ event, facts: noFacts }));

const noFacts: Argument['facts'] = new Map();

/** What is known of an object from the caller, and what the called function has made of it. */
function seenAfter(outer: Argument['facts'], own: Argument['facts'], isDoubtful: boolean): Argument['facts'] {
  if (outer.size === 0) return own;
  if (!isDoubtful) return own.size === 0 ? outer : factsAfter(outer, own);
  const doubted = [...outer].map(([fact, known]): [Fact, KnownFact] => [fact, { ...known, isDoubtful: true }]);
  return factsAfter(new Map(doubted), own);
}

/** Whether a caller may know more of a value than the function itself. */
const isOpen = (value: Value): boolean => (value.kind === 'symbol' || value.kind === 'address') && isFromEntry(value);
