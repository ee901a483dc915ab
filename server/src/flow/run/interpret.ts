import { controlFlow } from '../graph/cfg';
import { solveForward } from '../graph/solve';
import type { Case } from '../state/case';
import { mergeCases, widenCases } from '../state/merge';
import type { FunctionContext } from '../step/context';
import { liveLocals } from './liveness';
import type { Observations, Watch } from './observations';
import { labelOf, Steps, type Cases } from './steps';

/**
 * A loop that comes back more often keeps one case for each state of the objects, and then only what never changes. Once
 * most of the budget is spent it does so a turn earlier.
 */
const TURNS_APART = 2;
const TURNS_WIDENED = 4;

/** What comes of following a function. */
export interface Followed {
  /** The cases in which it ends. */
  readonly endings: readonly Case[];
  /** What is seen at its steps when all is known, in their order. */
  readonly seen: readonly Observations[];
}

/**
 * Follows the cases of a function along every path to a fixed point.
 * @param watch Makes a step, and keeps what is seen in it.
 * @returns undefined where the control flow is too large to follow.
 * @throws BudgetExceeded where it takes too many steps.
 */
export function followCases(context: FunctionContext, start: Case, watch: Watch): Followed | undefined {
  const { unit, definition } = context;
  const flow = controlFlow(unit.tree, definition.body);
  if (flow === undefined) return undefined;
  const steps = new Steps(context, liveLocals(unit, flow), watch, flow.exit);
  const solution = solveForward<Cases>(flow, {
    start: { at: flow.entry, cases: [start] },
    join: (known, more) => joined(known, steps.together(known.at, known.cases, more.cases)),
    widen: (known, more, visits) => joined(known, turn(steps, known, more, visits)),
    after: (point, index, { cases }) => steps.after(point, index, cases),
    raised: (point, index) => steps.raised(point, index),
  });
  return solution && { endings: solution.facts[flow.exit]?.cases ?? [], seen: steps.seen() };
}

const joined = ({ at }: Cases, cases: readonly Case[] | undefined): Cases | undefined => cases && { at, cases };

function turn(steps: Steps, known: Cases, more: Cases, visits: number): readonly Case[] | undefined {
  const label = labelOf(known.at);
  if (visits < (steps.isTight ? TURNS_APART - 1 : TURNS_APART))
    return steps.together(known.at, known.cases, more.cases);
  if (visits < TURNS_WIDENED) return widenCases(known.cases, more.cases, label);
  const [first, ...others] = [...known.cases, ...more.cases];
  if (first === undefined) return undefined;
  const single = others.reduce((all, one) => mergeCases(all, one, label, true), first);
  return widenCases(known.cases, [single], label);
}
