import type { Node } from '../../syntax/tree';
import type { EvaluatedCall } from '../step/call';
import type { Fact } from '../../knowledge/shape';
import type { Case } from '../state/case';
import type { Installed, Known, ObjectState, Step } from '../state/object';
import { aliasesOf } from '../step/alias';
import { anchorOf, type FunctionContext, type Outcome } from '../step/context';
import { unknownAt } from '../step/evaluate';
import { learn } from '../step/learn';
import { keepsNothing } from '../state/keeping';
import { contains, intersect, sameRange, type Range } from '../state/range';
import { Substitution } from './substitution';
import type { Argument, Exit, KnownFact, Summary, Use } from './summary';
import { isLost, type Value } from '../state/terms';
import { entryRanges, isFromEntry, observed } from '../step/use';

/** A path of calls that is longer explains nothing to a reader. */
const LONGEST_PATH = 5;

/** What a call of a function of the project comes to: its summary, with the arguments in the place of the parameters. */
export function applySummary(context: FunctionContext, summary: Summary, call: EvaluatedCall, start: Case): Outcome[] {
  const substitution = new Substitution(context, call, start);
  for (const use of summary.uses)
    if (isLifted(use)) context.observer.use(() => liftUse(context, substitution, use, summary.name, call.node, start));
  return summary.exits.flatMap((exit, index) => {
    const after = start.fork();
    if (exit.when.some(([symbol, range]) => isGuess(start, substitution.value(symbol), range)))
      after.doubt(`${index} of ${after.terms.label(call.node)}`);
    const value = exit.returns === undefined ? unknownAt(context, call.node) : substitution.value(exit.returns);
    return applyExit(context, substitution, exit, summary.name, call.node, after)
      ? [{ value: after.settle(value), after, from: call.node }]
      : [];
  });
}

/** Writes what one way of ending does; false where it cannot be taken from here. */
function applyExit(
  context: FunctionContext,
  substitution: Substitution,
  exit: Exit,
  callee: string,
  node: Node,
  after: Case,
): boolean {
  if (!exit.when.every(([symbol, range]) => constrain(after, substitution.value(symbol), range))) return false;
  applyMemory(context, substitution, exit, node, after);
  for (const [object, state] of exit.objects) {
    const here = substitution.value(object);
    if (here.kind === 'number') continue;
    after.setState(here, mergeStates(after.state(here), liftState(context, substitution, state, callee, node, after)));
  }
  for (const [symbol, { object, fact }] of exit.ties) {
    const here = substitution.value(symbol);
    if (here.kind === 'symbol') after.tie(here, { object: substitution.value(object), fact });
  }
  for (const request of exit.pending) {
    const installed = liftInstalled(context, substitution, request, callee, node);
    if (installed !== undefined) after.addPending(installed);
  }
  if (isFlag(exit.returns)) for (const doubt of exit.doubts) after.doubt(`${doubt} in ${after.terms.label(node)}`);
  return true;
}

function applyMemory(context: FunctionContext, substitution: Substitution, exit: Exit, node: Node, after: Case): void {
  const at = after.terms.label(node);
  for (const region of exit.forgets) {
    const here = region === undefined ? undefined : substitution.region(region);
    if (region === undefined) after.forget(undefined, at, context.kept.fromAll);
    else if (here !== undefined) after.forget(here, at, keepsNothing);
  }
  const writes = exit.writes.flatMap(([region, value]) => {
    const here = substitution.region(region);
    return here === undefined ? [] : [[here, substitution.value(value)] as const];
  });
  for (const other of writes.flatMap(([here]) => aliasesOf(after, here))) after.forget(other, at, keepsNothing);
  for (const [here, value] of writes) after.write(here, value);
}

/** Takes in that a value is in a range; false where it cannot be. */
function constrain(after: Case, value: Value, range: Range): boolean {
  if (value.kind === 'number') return contains(range, value.value);
  if (value.kind === 'address' || value.kind === 'function') return range.least !== 0 || range.greatest !== 0;
  if (value.kind === 'named') return true;
  const both = intersect(after.rangeOf(value), range);
  if (both === undefined) return false;
  return learn(after, value, both);
}

/** Whether a way is taken on the word of a value that was lost here. That of a status says only how something ended. */
function isGuess(before: Case, value: Value, range: Range): boolean {
  if (value.kind !== 'symbol' || !isLost(value) || isStatusClass(range)) return false;
  const both = intersect(before.rangeOf(value), range);
  return both !== undefined && !sameRange(both, before.rangeOf(value));
}

/** What NT_SUCCESS, or its opposite, shows. */
const isStatusClass = ({ least, greatest }: Range): boolean =>
  (least === 0 && greatest === Infinity) || (least === -Infinity && greatest === -1);

/** Whether more may be known from here of a call of WSK further down. */
function isLifted({ through, arguments: named }: Use): boolean {
  if (through.length >= LONGEST_PATH) return false;
  for (const { value } of named.values()) if (isOpen(value)) return true;
  return false;
}

/** A call of WSK further down, as it is from here; undefined where it cannot be reached. */
function liftUse(
  context: FunctionContext,
  substitution: Substitution,
  use: Use,
  callee: string,
  node: Node,
  before: Case,
): Use | undefined {
  const trial = before.fork();
  const when = use.when.map(([symbol, range]): readonly [Value, Range] => [substitution.value(symbol), range]);
  if (!when.every(([value, range]) => constrain(trial, value, range))) return undefined;
  const isDoubtful = use.isDoubtful || when.some(([value, range]) => isGuess(before, value, range));
  const lifted = new Map<string, Argument>();
  for (const [name, argument] of use.arguments) {
    const value = before.settle(substitution.value(argument.value));
    const own = liftFacts(argument.facts, calledFrom(context, node, callee));
    const outer = observed(before, before.state(value));
    const facts = new Map(own);
    for (const [fact, known] of outer.facts) facts.set(fact, { ...known, isDoubtful: known.isDoubtful || isDoubtful });
    const installed = liftInstalled(context, substitution, argument.installed, callee, node) ?? outer.installed;
    lifted.set(name, { ...argument, value, facts, installed });
  }
  return {
    ...use,
    arguments: lifted,
    through: [calledFrom(context, node, callee), ...use.through],
    when: entryRanges(trial),
    isDoubtful: isDoubtful || before.doubts.size > 0,
  };
}

/** Whether a caller may know more of a value than the function itself. */
const isOpen = (value: Value): boolean => (value.kind === 'symbol' || value.kind === 'address') && isFromEntry(value);

function liftState(
  context: FunctionContext,
  substitution: Substitution,
  { facts, installed }: ObjectState,
  callee: string,
  node: Node,
  after: Case,
): ObjectState {
  const step = calledFrom(context, node, callee);
  const lifted = [...facts].map(([fact, { site, isMerged }]): [Fact, Known] => [
    fact,
    { site: { ...site, through: [step, ...site.through] }, before: after.doubts, isMerged },
  ]);
  return { facts: new Map(lifted), installed: liftInstalled(context, substitution, installed, callee, node) };
}

const liftFacts = (facts: Argument['facts'], step: Step): [Fact, KnownFact][] =>
  [...facts].map(([fact, { site, isDoubtful }]) => [
    fact,
    { site: { ...site, through: [step, ...site.through] }, isDoubtful },
  ]);

function liftInstalled(
  context: FunctionContext,
  substitution: Substitution,
  installed: Installed | undefined,
  callee: string,
  node: Node,
): Installed | undefined {
  if (installed === undefined) return undefined;
  const { routine, context: data, site } = installed;
  return {
    routine: substitution.value(routine),
    context: substitution.value(data),
    site: { ...site, through: [calledFrom(context, node, callee), ...site.through] },
  };
}

/** A call that answers yes or no tells its caller which way it took; a status tells only how it ended. */
const isFlag = (returns: Value | undefined): boolean =>
  returns?.kind === 'number' &&
  (returns.value === 0 || returns.value === 1) &&
  returns.name?.startsWith('STATUS_') !== true;

/** What was known before holds on, unless the function has set it anew. */
const mergeStates = (before: ObjectState, made: ObjectState): ObjectState => ({
  facts: new Map([...made.facts, ...before.facts]),
  installed: made.installed ?? before.installed,
});

/** This call, as a step on the way to what happens in the called function. */
const calledFrom = (context: FunctionContext, node: Node, callee: string): Step => ({
  at: anchorOf(context, node),
  callee,
});
