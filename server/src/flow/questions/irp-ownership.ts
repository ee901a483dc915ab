import { requestFunctions, type RequestName } from '../../knowledge';
import type { Analysis } from '../analysis';
import type { Fact } from '../../knowledge/shape';
import { anchorKey } from '../anchor';
import { outlivedBy } from './outlived';
import type { Site } from '../state/object';
import type { Argument, Use } from '../summary/summary';
import { wrongCalls, type WrongCall } from './wrong-calls';

/** Why a driver may not touch an IRP any more. */
export type Owner =
  /** It was freed. */
  | 'nobody'
  /** Its completion routine frees it, and may have done so. */
  | 'routine'
  /** WSK has it, and nothing has shown that it is completed. */
  | 'WSK';

/** An IRP that is touched by who does not own it. */
export interface NotOwned {
  /** The IRP as the source spells it. */
  readonly irp: string;
  readonly owner: Owner;
  /** Where it was freed, or where its routine frees it, or where WSK was given it. */
  readonly since: Site;
}

/** The calls of a file that free an IRP which is freed before, or by its completion routine. */
export const secondFrees = (analysis: Analysis): WrongCall<NotOwned>[] =>
  notOwnedIn(analysis, ['IoFreeIrp'], () => ['routine', 'nobody']);

/**
 * The calls of a file that use an IRP which is freed, or may be at any time, or that do with it what WSK does not allow
 * while it has it. A second free is left to `secondFrees`.
 */
export function usesOfLostIrps(analysis: Analysis): WrongCall<NotOwned>[] {
  // A helper that returns while WSK still uses its stack should have waited: its callers are right to go on.
  const outlived = new Set(outlivedBy(analysis).map(({ use }) => anchorKey(use.at)));
  return notOwnedIn(analysis, TOUCHING, ownersBarred).filter(
    ({ detail: { owner, since } }) =>
      owner !== 'WSK' || since.through.length === 0 || !outlived.has(anchorKey(since.at)),
  );
}

type Touching = 'IoFreeIrp' | 'IoReuseIrp' | 'IoCancelIrp' | 'IoSetCompletionRoutine' | RequestName;

const TOUCHING: readonly Touching[] = [
  'IoFreeIrp',
  'IoReuseIrp',
  'IoCancelIrp',
  'IoSetCompletionRoutine',
  ...requestFunctions,
];

/** A pending request may be cancelled, and whoever sets a routine for one has forgotten it before. */
const ALLOWED_WHILE_PENDING: ReadonlySet<string> = new Set(['IoCancelIrp', 'IoSetCompletionRoutine']);

/** Whose an IRP must not be where a call is handed it. */
function ownersBarred({ callee }: Use, { facts }: Argument): readonly Owner[] {
  if (callee === 'IoFreeIrp') return facts.has('handed-over') ? [] : ['WSK'];
  return ALLOWED_WHILE_PENDING.has(callee) ? ['routine', 'nobody'] : ['routine', 'nobody', 'WSK'];
}

const notOwnedIn = (
  analysis: Analysis,
  calls: readonly Touching[],
  barred: (use: Use, irp: Argument) => readonly Owner[],
): WrongCall<NotOwned>[] =>
  wrongCalls<Touching, NotOwned>(analysis, calls, (use) => {
    const irp = use.arguments.get('Irp');
    // Whoever cancels a request, or waits for it with a time-out, makes another mistake with it.
    if (irp === undefined || irp.facts.has('given-up')) return undefined;
    for (const owner of barred(use, irp)) {
      const since = certain(irp, FACTS[owner]);
      if (since !== undefined) return { marked: 'Irp', because: [since], detail: { irp: irp.text, owner, since } };
    }
    return undefined;
  });

const FACTS: Readonly<Record<Owner, Fact>> = { routine: 'handed-over', nobody: 'released', WSK: 'submitted' };

function certain({ facts }: Argument, fact: Fact): Site | undefined {
  const known = facts.get(fact);
  return known?.isDoubtful === false ? known.site : undefined;
}
