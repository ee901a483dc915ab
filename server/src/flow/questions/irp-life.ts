import { requestFunctions, type RequestName } from '../../knowledge';
import type { Fact } from '../../knowledge/shape';
import type { Analysis } from '../analysis';
import { codeWithoutIrp } from './irp-arguments';
import type { Site } from '../state/object';
import type { Argument, KnownFact, Use } from '../summary/summary';
import { wrongCalls, type Judgement, type WrongCall } from './wrong-calls';

/** An IRP that is handed to WSK although nothing says what is to happen when it completes. */
export interface Unrouted {
  /** The IRP as the source spells it. */
  readonly irp: string;
  /** It is as it was made or reset, or it has completed once and is as that left it. */
  readonly state: 'fresh' | 'completed';
  /** The call that left it so. */
  readonly since: Site;
}

/** An IRP that has completed, was given a completion routine again and is handed to WSK again, but was not reset. */
export interface Stale {
  readonly irp: string;
  readonly since: Site;
  /** Where the routine was set since. */
  readonly routine: Site;
}

/** The calls of a file that hand WSK an IRP without a completion routine, along paths on which nothing is in doubt. */
export const callsWithoutRoutine = (analysis: Analysis): WrongCall<Unrouted>[] =>
  wrongCalls<RequestName, Unrouted>(analysis, requestFunctions, (use) => judged(use, unrouted));

/** The calls of a file that hand WSK an IRP once more without IoReuseIrp, along paths on which nothing is in doubt. */
export const callsWithStaleIrp = (analysis: Analysis): WrongCall<Stale>[] =>
  wrongCalls<RequestName, Stale>(analysis, requestFunctions, (use) => judged(use, stale));

function judged<Detail extends { readonly since: Site }>(
  use: Use,
  judge: (irp: Argument) => Detail | undefined,
): Judgement<RequestName, Detail> | undefined {
  const irp = use.arguments.get('Irp');
  // Of one from above it is for the driver above to say what becomes of it; one that is not to be there is another mistake.
  if (irp === undefined || irp.facts.has('foreign') || codeWithoutIrp(use) !== undefined) return undefined;
  const detail = judge(irp);
  return detail && { marked: 'Irp', because: [detail.since], detail };
}

function unrouted({ facts, text }: Argument): Unrouted | undefined {
  if (facts.has('has-routine')) return undefined;
  for (const state of ['fresh', 'completed'] as const) {
    const known = certain(facts, state);
    if (known !== undefined) return { irp: text, state, since: known.site };
  }
  return undefined;
}

function stale({ facts, text }: Argument): Stale | undefined {
  const [completed, routine] = [certain(facts, 'completed'), certain(facts, 'has-routine')];
  return completed && routine && { irp: text, since: completed.site, routine: routine.site };
}

function certain(facts: Argument['facts'], fact: Fact): KnownFact | undefined {
  const known = facts.get(fact);
  return known?.isDoubtful === false ? known : undefined;
}
