import type { Effect } from './shape';

/** What every WSK function with an IRP can return. */
const byIrp = {
  STATUS_SUCCESS: 'Done. The IRP is completed all the same, with success.',
  STATUS_PENDING: 'Under way, which says nothing of the outcome. IoStatus.Status tells it once the IRP is completed.',
};

/** The return values of a provider function that takes an IRP. */
export const requestValues = {
  ...byIrp,
  other: 'It failed. The IRP is completed all the same, with a failure status.',
} as const;

/** The return values of a socket's function that takes an IRP. */
export const socketRequestValues = {
  ...byIrp,
  STATUS_FILE_FORCED_CLOSED:
    'The socket no longer works: close it soon. The IRP is completed all the same, with a failure status.',
  other: 'It failed. The IRP is completed all the same, with a failure status.',
} as const;

/** WSK owns the IRP from the call on. */
export const submitsIrp: readonly Effect[] = [{ effect: 'submits', object: 'Irp' }];

/** The request makes a socket, which IoStatus.Information of the IRP holds when it has succeeded. */
export const deliversSocket: readonly Effect[] = [
  ...submitsIrp,
  { effect: 'acquires', object: 'Irp', resource: 'socket', held: 'Information', mayFail: true },
];

/** Said of every IRP that WSK completes whatever the function returns. */
export const alwaysCompleted = 'WSK completes the IRP whatever the function returns.';

/** The mistakes that every request with an IRP invites, the most frequent first. */
export const requestRules = ['pending-taken-for-success', 'completion-status-ignored', 'irp-freed-twice'] as const;
