import type { Effect } from '../../knowledge/shape';
import { isConstant } from '../constant';
import type { Case } from '../state/case';
import type { Site } from '../state/object';
import type { Value } from '../state/terms';
import type { ArgumentValues } from './effects';

export type EventEffect = Extract<Effect, { effect: 'signals' | 'clears' }>;

/** An event is set, cleared or initialised. */
export function eventSet(effect: EventEffect, event: Value, values: ArgumentValues, site: Site, after: Case): void {
  const [turned, type] = [argumentOf(values, effect.unless), argumentOf(values, effect.type)];
  if (type !== undefined) typeSet(type, event, site, after);
  const [usual, other] = effect.effect === 'signals' ? SIGNALS : CLEARS;
  if (turned === undefined || isConstant(turned, 'FALSE')) after.mark(event, usual, site);
  else if (turned.kind === 'number') after.mark(event, other, site);
  else after.unmark(event, usual, other);
}

const SIGNALS = ['signaled', 'clear'] as const;
const CLEARS = ['clear', 'signaled'] as const;

function typeSet(type: Value, event: Value, site: Site, after: Case): void {
  if (isConstant(type, 'SynchronizationEvent')) after.mark(event, 'synchronization', site);
  else if (isConstant(type, 'NotificationEvent')) after.mark(event, 'notification', site);
  else after.unmark(event, 'notification', 'synchronization');
}

const argumentOf = (values: ArgumentValues, name: string | undefined): Value | undefined =>
  name === undefined ? undefined : values.get(name);
