import type { Effect } from './shape';

/** What every WSK function with an IRP can return. */
const byIrp = {
  STATUS_SUCCESS: 'Done. The IRP is completed all the same, with success.',
  STATUS_PENDING: 'Under way. The IRP is completed later, and its IoStatus.Status tells how it went.',
};

/** The return values of a provider function that takes an IRP. */
export const requestValues = {
  ...byIrp,
  other: 'It failed. The IRP is completed all the same, with a failure status.',
} as const;

/** The return values of a socket's function that takes an IRP. */
export const socketRequestValues = {
  ...byIrp,
  STATUS_FILE_FORCED_CLOSED: 'The socket no longer works. The IRP is completed with a failure; close the socket soon.',
  other: 'It failed. The IRP is completed all the same, with a failure status.',
} as const;

/** WSK owns the IRP from the call on. */
export const submitsIrp: readonly Effect[] = [{ effect: 'submits', object: 'Irp' }];

/** Said of every IRP that WSK completes whatever the function returns. */
export const alwaysCompleted = 'WSK completes the IRP whatever the function returns.';
