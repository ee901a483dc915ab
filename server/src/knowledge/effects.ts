import type { Effect, Irql, Resource } from './shape';

type Acquisition = Pick<Extract<Effect, { effect: 'acquires' }>, 'held' | 'when' | 'pageable'>;

/** Other code runs before the call returns. */
export const waits: Effect = { effect: 'waits' };

/** The call does not return. */
export const ends: Effect = { effect: 'ends' };

/** The object is this driver's from here on, and owed. `object` names a parameter or is `result`. */
export const acquires = (object: string, resource: Resource, more: Acquisition = {}): Effect => ({
  effect: 'acquires',
  object,
  resource,
  ...more,
});

/** As `acquires`, but the result is NULL, FALSE or a failure where nothing was acquired. */
export const mayAcquire = (object: string, resource: Resource, more: Acquisition = {}): Effect => ({
  effect: 'acquires',
  object,
  resource,
  ...more,
  mayFail: true,
});

/** The result is NULL where the call has failed, and whoever uses it has to look first. */
export const mayBeNull: Effect = { effect: 'marks', object: 'result', fact: 'maybe-null' };

export const releases = (object: string, resource: Resource): Effect => ({ effect: 'releases', object, resource });

/** The processor runs at the level from here on; `saves` names where the level before is kept. */
export const raises = (to: Irql, saves: string): Effect => ({ effect: 'raises', to, saves });

/** The processor runs at the level again that `from` names. */
export const restores = (from: string): Effect => ({ effect: 'restores', from });

export const signals = (object: string): Effect => ({ effect: 'signals', object });

export const clears = (object: string): Effect => ({ effect: 'clears', object });
