import type { Effect } from '../../knowledge/shape';
import { castIn } from '../../model/casts';
import { knownCall, type KnownCall } from '../../model/dispatch';
import type { Node } from '../../syntax/tree';
import { summaryOf } from './callee';
import { placeInCaller, placeOfKey, RESULT, keyOf, isPointerParameter, type Places } from './place';
import { anyIrql, between, exactly } from './range';
import { either, holdsAt, rangeOf, savedIn, withForgotten, withSaved, type IrqlState } from './state';
import type { StepContext } from './step';
import { isEntryLevel, levelIn, type IrqlSummary, type Level } from './summary';
import { isCurrentIrql, levelOfConstant } from './tests';

/** What holds after a call, and the level that it returned, where it returned one. */
export interface Called {
  readonly state: IrqlState;
  readonly result?: Level;
}

/** What holds after a call whose arguments have been evaluated. */
export function called(context: StepContext, state: IrqlState, call: Node): Called {
  const { unit } = context;
  if (castIn(unit, call) !== undefined) return { state };
  if (isCurrentIrql(unit, call)) return { state, result: state.level };
  const known = knownCall(unit, call);
  if (known !== undefined) return ofTables(context, state, known);
  const summary = summaryOf(context, call);
  return summary === undefined ? ofUnknown(context, state, call) : bySummary(context, state, call, summary);
}

function ofTables(context: StepContext, state: IrqlState, known: KnownCall): Called {
  return (known.api.effects ?? []).reduce<Called>((before, effect) => withEffect(context, before, known, effect), {
    state,
  });
}

function withEffect(context: StepContext, before: Called, known: KnownCall, effect: Effect): Called {
  if (effect.effect === 'raises') return raised(context, before, known, effect);
  if (effect.effect !== 'restores') return before;
  const level = restoredLevel(context, before.state, known, effect.from);
  return { ...before, state: { ...before.state, level } };
}

function raised(
  context: StepContext,
  { state }: Called,
  known: KnownCall,
  { to, saves }: Extract<Effect, { effect: 'raises' }>,
): Called {
  const old = state.level;
  const reason = { kind: 'raise', name: known.own?.name ?? known.name } as const;
  const asked = typeof to === 'string' ? to : argumentLevel(context, known, to.parameter);
  const range = asked === undefined ? between(rangeOf(state, old).least, 'HIGH_LEVEL', reason) : exactly(asked, reason);
  // One that tells whether it took the lock may not have raised anything.
  const level = known.api.returns === 'BOOLEAN' ? either(old, levelIn(range)) : levelIn(range);
  const after = { ...state, level };
  if (saves === undefined) return { state: after };
  if (saves === RESULT.root) return { state: after, result: old };
  const argument = known.argument(saves);
  const place = argument === undefined ? undefined : context.places.behind(argument);
  return { state: place === undefined ? after : withSaved(after, place, old) };
}

function argumentLevel({ unit }: StepContext, known: KnownCall, parameter: string) {
  const argument = known.argument(parameter);
  return argument === undefined ? undefined : levelOfConstant(unit, argument);
}

function restoredLevel(context: StepContext, state: IrqlState, known: KnownCall, from: string): Level {
  const argument = known.argument(from);
  if (argument === undefined) return levelIn(anyIrql);
  const constant = levelOfConstant(context.unit, argument);
  if (constant !== undefined) return levelIn(exactly(constant));
  const isPointer = isPointerParameter(known.api, from);
  const place = isPointer ? context.places.behind(argument) : context.places.of(argument);
  return place === undefined ? levelIn(anyIrql) : savedIn(state, place);
}

/** After a function of the project, or one whose prototype says what it does. */
function bySummary(context: StepContext, state: IrqlState, call: Node, summary: IrqlSummary): Called {
  const { places, unit } = context;
  const list = unit.tree.field(call, 'arguments');
  const given = list === undefined ? [] : unit.tree.namedChildren(list);
  const own = (level: Level) => levelInCaller(context, state, given, level);
  let after = state;
  let result: Level | undefined;
  for (const { place: key, level } of summary.saves) {
    const place = placeOfKey(key);
    if (place.root === RESULT.root) result = own(level);
    const target = placeInCaller(places, place, given);
    if (target !== undefined) after = withSaved(after, target, own(level));
  }
  const known = { ...after, level: own(summary.leaves) };
  return result === undefined ? { state: known } : { state: known, result };
}

/** A level in the words of a callee, in those of its caller before the call. */
function levelInCaller(context: StepContext, state: IrqlState, given: readonly Node[], level: Level): Level {
  const held = level.held.map((key): Level => {
    const index = /^param(\d+)$/.exec(key)?.[1];
    const argument = index === undefined ? undefined : given[Number(index)];
    const constant = argument === undefined ? undefined : levelOfConstant(context.unit, argument);
    if (constant !== undefined) return levelIn(exactly(constant));
    const place = placeInCaller(context.places, placeOfKey(key), given);
    return place === undefined ? levelIn(anyIrql) : savedIn(state, place);
  });
  const parts = [
    ...(level.entry ? [state.level] : []),
    ...(level.range === undefined ? [] : [levelIn(level.range)]),
    ...held,
  ];
  return parts.reduce(either, parts[0] ?? levelIn(anyIrql));
}

/** Functions in nobody's sight that are called so may take or give back a lock, or change the IRQL. */
const CHANGES_IRQL = /(?:^|_)(?:un)?lock|(?:Un)?Lock(?![a-z])|(?:^|_)(?:UN)?LOCK|Irql|IRQL/;
/** These locks leave the IRQL alone, or are none. */
const LEAVES_IRQL = /Mutex|PushLock|RemoveLock|Rundown|Pages|Mdl|Resource|Block|Clock|FileLock/i;

/**
 * After a function that nobody knows. Most leave the IRQL as it was. One that is handed what the old level is kept in, or
 * that is called like it, may have gone back to it, or have raised the IRQL.
 */
function ofUnknown(context: StepContext, state: IrqlState, call: Node): Called {
  const { unit, places } = context;
  const list = unit.tree.field(call, 'arguments');
  const given = list === undefined ? [] : unit.tree.namedChildren(list);
  const roots = given.flatMap((argument) => places.behind(argument)?.root ?? []);
  const reaches = roots.some((root) => holdsAt(state, root)) || holdsOutside(state);
  const name = unit.tree.textOf(unit.tree.field(call, 'function') ?? call);
  const isLock = CHANGES_IRQL.test(name) && !LEAVES_IRQL.test(name);
  const mayChange = isLock || (reaches && !isEntryLevel(state.level));
  const after = given.reduce((before, argument) => writtenThrough(places, before, argument), state);
  if (!mayChange) return { state: after };
  return { state: { ...after, level: either(after.level, levelIn(anyIrql)) } };
}

const holdsOutside = ({ saved }: IrqlState): boolean =>
  [...saved.keys()].some((key) => /^(?:global|static) /.test(key));

/** A callee that is handed the address of a variable may write it. */
function writtenThrough(places: Places, state: IrqlState, argument: Node): IrqlState {
  const place = places.behind(argument);
  if (place === undefined) return state;
  const isWritten = state.tests.has(keyOf(place)) || state.saved.has(keyOf(place)) || place.path.length === 0;
  return isWritten ? withForgotten(state, place) : state;
}
