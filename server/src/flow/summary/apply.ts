import type { Case } from '../state/case';
import { settleHeld } from '../state/held';
import { keepsNothing } from '../state/keeping';
import { factsAfter, stateOf, type ObjectState, type Tie } from '../state/object';
import type { Region, Value } from '../state/terms';
import type { EvaluatedCall } from '../step/call';
import { aliasesOf } from '../step/alias';
import { siteOf, type FunctionContext, type Outcome } from '../step/context';
import { handedDown } from '../step/dereference';
import { unknownAt } from '../step/evaluate';
import { loseTrack } from '../step/out-of-sight';
import { handedToRoutine, share, shareRegion, shareStored } from '../step/owed';
import { submittedBelow, tiedBelow, waitedBelow } from './below';
import { anything, gaveUp } from '../step/wait';
import { constrain, isGuess } from './constrain';
import { leftNull } from './left-null';
import { Lifting } from './lifting';
import { isLifted, liftUse } from './lift-use';
import { Substitution } from './substitution';
import type { Exit, Summary } from './summary';

/** What a call of a function of the project comes to: its summary, with the arguments in the place of the parameters. */
export function applySummary(context: FunctionContext, summary: Summary, call: EvaluatedCall, start: Case): Outcome[] {
  handedDown(context, summary, call, start);
  const substitution = new Substitution(context, call, start);
  const lifting = new Lifting(context, { node: call.node, before: start }, substitution, summary.name);
  for (const use of summary.uses) if (isLifted(use)) context.observer.use(() => liftUse(lifting, use));
  return summary.exits.flatMap((exit, index) => {
    const after = start.fork();
    if (exit.when.some(([symbol, range]) => isGuess(start, substitution.value(symbol), range)))
      after.doubt(`${index} of ${after.terms.label(call.node)}`);
    const value = exit.returns === undefined ? unknownAt(context, call.node) : substitution.value(exit.returns);
    if (!applyExit(lifting, exit, after)) return [];
    leftNull(lifting, summary, exit, after);
    return [{ value: settleHeld(after, value), after, from: call.node }];
  });
}

/** Writes what one way of ending does; false where it cannot be taken from here. */
function applyExit(lifting: Lifting, exit: Exit, after: Case): boolean {
  const { substitution, node } = lifting;
  if (!exit.when.every(([symbol, range]) => constrain(after, substitution.value(symbol), range))) return false;
  applyWaits(lifting, exit, after);
  const writes = applyMemory(lifting, exit, after);
  applyObjects(lifting, exit, after);
  // Only now is it known which of the values are owed.
  for (const [here, value] of writes) shareStored(after, here, value, siteOf(lifting.context, node, ''));
  for (const [symbol, tie] of exit.ties) applyTie(lifting, substitution.value(symbol), tie, after);
  for (const request of exit.pending) {
    const installed = lifting.installed(request);
    if (installed !== undefined) after.addPending(installed);
  }
  if (isFlag(exit.returns)) for (const doubt of exit.doubts) after.doubt(`${doubt} in ${after.terms.label(node)}`);
  return true;
}

function applyWaits(lifting: Lifting, { objects }: Exit, after: Case): void {
  for (const [object, { facts }] of objects) {
    const [early, known] = [facts.get('given-up'), facts.get('awaited')];
    if (early?.isMerged === false) {
      const event = lifting.substitution.value(object);
      gaveUp(lifting.context, lifting.node, event, lifting.site(early.site), after);
    }
    if (known === undefined) continue;
    const certain = known.isMerged ? anything(after) : lifting.substitution.value(object);
    waitedBelow(lifting, certain, lifting.site(known.site), after);
  }
}

type Write = readonly [Region, Value];

/** Forgets and writes what this way of ending does; what it writes, in terms of the caller. */
function applyMemory(lifting: Lifting, exit: Exit, after: Case): readonly Write[] {
  const { context, substitution, node } = lifting;
  const at = after.terms.label(node);
  const forgets = lifting.regions(exit.forgets);
  for (const region of forgets) if (region !== undefined) shareRegion(after, region);
  for (const region of forgets) after.forget(region, at, region === undefined ? context.kept.fromAll : keepsNothing);
  loseTrack(
    after,
    forgets.filter((region) => region !== undefined),
    keepsNothing,
  );
  if (forgets.includes(undefined)) loseTrack(after, undefined, context.kept.fromAll);
  const writes = exit.writes.flatMap(([region, value]): readonly Write[] => {
    const here = substitution.region(region);
    return here === undefined ? [] : [[here, substitution.value(value)]];
  });
  for (const other of writes.flatMap(([here]) => aliasesOf(after, here))) after.forget(other, at, keepsNothing);
  for (const [here, value] of writes) after.write(here, value);
  return writes;
}

function applyObjects(lifting: Lifting, exit: Exit, after: Case): void {
  const requests: Value[] = [];
  for (const [object, state] of exit.objects) {
    const here = lifting.substitution.value(object);
    if (here.kind === 'number') continue;
    after.setState(here, mergeStates(after.state(here), lifting.state(state, after)));
    shareBelow(lifting, here, state, after);
    if (state.facts.has('submitted')) requests.push(here);
  }
  for (const irp of requests) submittedBelow(lifting, irp, after);
}

/** What the called function has let others come to, or has handed to WSK with a routine that only its caller knows. */
function shareBelow({ context, node }: Lifting, object: Value, { facts }: ObjectState, after: Case): void {
  const site = siteOf(context, node, '');
  if (facts.has('shared')) share(after, object, site);
  if (facts.has('submitted') || facts.has('completed')) handedToRoutine(context, object, site, after);
}

function applyTie(lifting: Lifting, symbol: Value, tie: Tie, after: Case): void {
  if (symbol.kind === 'symbol') tiedBelow(lifting, symbol, lifting.tie(tie), after);
}

/** A call that answers yes or no tells its caller which way it took; a status tells only how it ended. */
const isFlag = (returns: Value | undefined): boolean =>
  returns?.kind === 'number' &&
  (returns.value === 0 || returns.value === 1) &&
  returns.name?.startsWith('STATUS_') !== true;

/** What was known before holds on, unless the function has set it anew. */
function mergeStates(before: ObjectState, { facts: made, installed }: ObjectState): ObjectState {
  // For whom it has waited below is settled here.
  const facts = new Map([...made].filter(([fact]) => fact !== 'awaited' && fact !== 'shared'));
  const isReset = facts.has('fresh');
  return stateOf(factsAfter(before.facts, facts), installed ?? (isReset ? undefined : before.installed));
}
