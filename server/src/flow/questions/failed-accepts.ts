import type { Node } from '../../syntax/tree';
import type { Analysis } from '../analysis';
import { returnedConstants, type ReturnedConstant } from './callback-returns';
import { eventCallbacks, type CallbackExit, type EventCallback } from './callbacks';
import { isConstant } from '../constant';
import { isHandedOnBefore } from './handed-on';
import { isOnlyZero } from '../state/range';
import { untestedUses } from './untested';

/** A place where a callback returns as if it had taken a connection that it does not have, or does not keep. */
export interface FailedAccept extends Pick<ReturnedConstant<'WskAcceptEvent' | 'WskInspectEvent'>, 'by' | 'node'> {
  /** The parameter that is NULL there, as the driver names it, or the socket that is kept nowhere. */
  readonly parameter: string;
  readonly why: 'is NULL' | 'is kept nowhere';
}

/** The places of a file where a connection is taken that is not there, or that nobody can close later. */
export function failedAccepts(analysis: Analysis): FailedAccept[] {
  // Where it is used as if it were there, the missing test is the mistake.
  const untested = new Set(untestedUses(analysis).map(({ by }) => by.definition));
  const untaken = [...withoutSocket(analysis), ...withoutInspectId(analysis)];
  return [...untaken.filter(({ by }) => !untested.has(by.definition)), ...keptNowhere(analysis)].sort(
    (one, other) => one.node - other.node,
  );
}

const withoutSocket = (analysis: Analysis): FailedAccept[] =>
  atOnePlace(
    returnedConstants(
      analysis,
      ['WskAcceptEvent'],
      ({ value, isAfterDeath }) => isConstant(value, 'STATUS_SUCCESS') && isAfterDeath,
    ),
  ).map(({ by, node }) => ({ by, node, parameter: by.parameter('AcceptSocket')?.name ?? '', why: 'is NULL' }));

const withoutInspectId = (analysis: Analysis): FailedAccept[] =>
  atOnePlace(
    returnedConstants(
      analysis,
      ['WskInspectEvent'],
      ({ value, isAfterDeath }) => TAKING.some((action) => isConstant(value, action)) && isAfterDeath,
    ),
  ).map(({ by, node }) => ({ by, node, parameter: by.parameter('InspectID')?.name ?? '', why: 'is NULL' }));

/** Where a variable may get the value at several places, that one of them is on the way does not show: the `return` is. */
function atOnePlace<C extends 'WskAcceptEvent' | 'WskInspectEvent'>(
  found: readonly ReturnedConstant<C>[],
): readonly ReturnedConstant<C>[] {
  const byExit = new Map<Node, ReturnedConstant<C>>();
  for (const one of found) {
    const { node } = one.exit;
    byExit.set(node, byExit.has(node) ? { ...one, node } : one);
  }
  return [...byExit.values()];
}

const TAKING = ['WskInspectAccept', 'WskInspectPend'];

/** A callback that keeps the socket on other ways, and accepts it on this one although nothing was done with it. */
function keptNowhere(analysis: Analysis): FailedAccept[] {
  return eventCallbacks(analysis, 'WskAcceptEvent').flatMap((by) => {
    const parameter = by.parameter('AcceptSocket')?.name;
    // A driver that gives its sockets a context tests for NULL only what never happens.
    const exits = by.exits.filter((exit) => isAccepting(exit) && !isOnlyZero(exit.given('SocketContext')));
    if (parameter === undefined) return [];
    const isKept = ({ node }: AcceptExit): boolean => isHandedOnBefore(analysis.unit, by.definition, node, parameter);
    const dropped = new Set(exits.filter((exit) => !isKept(exit)).map(({ node }) => node));
    if (dropped.size === new Set(exits.map(({ node }) => node)).size) return [];
    return [...dropped].map((node): FailedAccept => ({ by, node, parameter, why: 'is kept nowhere' }));
  });
}

type AcceptExit = EventCallback<'WskAcceptEvent'>['exits'][number];

const isAccepting = ({ value, isAfterDeath }: CallbackExit): boolean =>
  isConstant(value, 'STATUS_SUCCESS') && !isAfterDeath;
