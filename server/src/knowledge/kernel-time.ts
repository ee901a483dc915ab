import { clears, waits } from './effects';
import { changes, optional, reads, writes } from './parameters';
import { defineFunctions } from './shape';

const timer = changes('PKTIMER', 'value', 'The timer.');
const queuedDpc = changes('PRKDPC', 'value', 'The DPC.');

/** Timers and DPCs. */
export const timeFunctions = defineFunctions({
  KeInitializeTimer: {
    summary: 'Makes a timer of the memory.',
    returns: 'VOID',
    parameters: {
      Timer: writes('PKTIMER', 'value', 'The timer, in non-paged memory.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    effects: [clears('Timer')],
    page: 'wdm/nf-wdm-keinitializetimer',
  },
  KeInitializeTimerEx: {
    summary: 'Makes a timer of a given type of the memory.',
    returns: 'VOID',
    parameters: {
      Timer: writes('PKTIMER', 'value', 'The timer, in non-paged memory.'),
      Type: reads('TIMER_TYPE', 'value', 'NotificationTimer or SynchronizationTimer.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    effects: [clears('Timer')],
    page: 'wdm/nf-wdm-keinitializetimerex',
  },
  KeSetTimer: {
    summary: 'Starts a timer.',
    returns: 'BOOLEAN',
    parameters: {
      Timer: timer,
      DueTime: reads('LARGE_INTEGER', 'value', 'The time in units of 100 ns, negative for relative.'),
      Dpc: optional(reads('PKDPC', 'value', 'A DPC to queue then, or NULL.')),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    effects: [clears('Timer')],
    readsShared: true,
    page: 'wdm/nf-wdm-kesettimer',
  },
  KeSetTimerEx: {
    summary: 'Starts a timer that may repeat.',
    returns: 'BOOLEAN',
    parameters: {
      Timer: timer,
      DueTime: reads('LARGE_INTEGER', 'value', 'The time in units of 100 ns, negative for relative.'),
      Period: reads('LONG', 'value', 'The period in ms, or 0.'),
      Dpc: optional(reads('PKDPC', 'value', 'A DPC to queue then, or NULL.')),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    effects: [clears('Timer')],
    readsShared: true,
    page: 'wdm/nf-wdm-kesettimerex',
  },
  KeCancelTimer: {
    summary: 'Stops a timer. Its DPC may still run.',
    returns: 'BOOLEAN',
    parameters: {
      Timer: timer,
    },
    irql: { max: 'DISPATCH_LEVEL' },
    values: {
      TRUE: 'The timer was running, and is stopped.',
      FALSE: 'It was not running. Its DPC may run now or have run: KeFlushQueuedDpcs waits for that.',
    },
    readsShared: true,
    page: 'wdm/nf-wdm-kecanceltimer',
  },
  KeInitializeDpc: {
    summary: 'Makes a DPC of the memory.',
    returns: 'VOID',
    parameters: {
      Dpc: writes('PRKDPC', 'value', 'The DPC, in non-paged memory.'),
      DeferredRoutine: reads('PKDEFERRED_ROUTINE', 'routine', 'The routine to call.'),
      DeferredContext: optional(reads('PVOID', 'context', 'What the routine is given, or NULL.')),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-keinitializedpc',
  },
  KeInsertQueueDpc: {
    summary: 'Queues a DPC.',
    returns: 'BOOLEAN',
    parameters: {
      Dpc: queuedDpc,
      SystemArgument1: optional(reads('PVOID', 'value', 'Given to the routine, or NULL.')),
      SystemArgument2: optional(reads('PVOID', 'value', 'Given to the routine, or NULL.')),
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: 'wdm/nf-wdm-keinsertqueuedpc',
  },
  KeFlushQueuedDpcs: {
    summary: 'Waits until all queued DPCs have run.',
    returns: 'VOID',
    parameters: {},
    irql: { max: 'PASSIVE_LEVEL' },
    effects: [{ effect: 'waits' }],
    page: 'wdm/nf-wdm-keflushqueueddpcs',
  },
  KeReadStateTimer: {
    summary: 'Tells whether a timer is signaled.',
    returns: 'BOOLEAN',
    parameters: {
      Timer: reads('PKTIMER', 'value', 'The timer.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    readsShared: true,
    page: 'wdm/nf-wdm-kereadstatetimer',
  },
  KeSetCoalescableTimer: {
    summary: 'Starts a timer that may run out a little late.',
    returns: 'BOOLEAN',
    parameters: {
      Timer: timer,
      DueTime: reads('LARGE_INTEGER', 'value', 'The time in units of 100 ns, negative for relative.'),
      Period: reads('ULONG', 'value', 'The period in ms, or 0.'),
      TolerableDelay: reads('ULONG', 'value', 'How late it may be, in ms.'),
      Dpc: optional(reads('PKDPC', 'value', 'A DPC to queue then, or NULL.')),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    effects: [clears('Timer')],
    readsShared: true,
    page: 'wdm/nf-wdm-kesetcoalescabletimer',
  },
  KeRemoveQueueDpc: {
    summary: 'Takes a DPC out of the queue, unless it runs already.',
    returns: 'BOOLEAN',
    parameters: {
      Dpc: queuedDpc,
    },
    irql: { max: 'HIGH_LEVEL' },
    values: { TRUE: 'The DPC was queued, and will not run.', FALSE: 'It was not queued: it may run at this moment.' },
    readsShared: true,
    page: 'wdm/nf-wdm-keremovequeuedpc',
  },
  KeSetImportanceDpc: {
    summary: 'Says where in the queue a DPC goes.',
    returns: 'VOID',
    parameters: {
      Dpc: queuedDpc,
      Importance: reads('KDPC_IMPORTANCE', 'value', 'MediumImportance, for one.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-kesetimportancedpc',
  },
  KeSetTargetProcessorDpc: {
    summary: 'Says on which processor a DPC runs.',
    returns: 'VOID',
    parameters: {
      Dpc: queuedDpc,
      Number: reads('CCHAR', 'value', 'The number of the processor.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-kesettargetprocessordpc',
  },
  ExAllocateTimer: {
    summary: 'Allocates a timer, which calls a routine when it runs out.',
    returns: 'PEX_TIMER',
    parameters: {
      Callback: optional(reads('PEXT_CALLBACK', 'routine', 'The routine to call at DISPATCH_LEVEL, or NULL.')),
      CallbackContext: optional(reads('PVOID', 'context', 'What the routine is given, or NULL.')),
      Attributes: reads('ULONG', 'value', 'EX_TIMER_HIGH_RESOLUTION, EX_TIMER_NO_WAKE or EX_TIMER_NOTIFICATION, or 0.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    ownership: 'The driver deletes it with ExDeleteTimer.',
    values: { NULL: 'There is not enough memory.' },
    page: 'wdm/nf-wdm-exallocatetimer',
  },
  ExSetTimer: {
    summary: 'Starts a timer that ExAllocateTimer returned.',
    returns: 'BOOLEAN',
    parameters: {
      Timer: changes('PEX_TIMER', 'value', 'The timer that ExAllocateTimer returned.'),
      DueTime: reads('LONGLONG', 'value', 'The time in units of 100 ns, negative for relative.'),
      Period: reads('LONGLONG', 'value', 'The period in units of 100 ns, or 0.'),
      Parameters: optional(reads('PEXT_SET_PARAMETERS', 'value', 'More parameters, or NULL.')),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    effects: [clears('Timer')],
    readsShared: true,
    page: 'wdm/nf-wdm-exsettimer',
  },
  ExCancelTimer: {
    summary: 'Stops a timer that ExAllocateTimer returned. Its routine may still run.',
    returns: 'BOOLEAN',
    parameters: {
      Timer: changes('PEX_TIMER', 'value', 'The timer that ExAllocateTimer returned.'),
      Parameters: optional(reads('PEXT_CANCEL_PARAMETERS', 'value', 'Reserved: NULL.')),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    readsShared: true,
    page: 'wdm/nf-wdm-excanceltimer',
  },
  ExDeleteTimer: {
    summary: 'Deletes a timer that ExAllocateTimer returned.',
    returns: 'BOOLEAN',
    parameters: {
      Timer: changes('PEX_TIMER', 'value', 'The timer that ExAllocateTimer returned.'),
      Cancel: reads('BOOLEAN', 'value', 'Whether to stop it.'),
      Wait: reads('BOOLEAN', 'value', 'Whether to wait until its routine has returned. Never TRUE in that routine.'),
      Parameters: optional(reads('PEXT_DELETE_PARAMETERS', 'value', 'More parameters, or NULL.')),
    },
    irql: { max: 'DISPATCH_LEVEL', note: 'APC_LEVEL where Wait is TRUE.' },
    effects: [waits],
    readsShared: true,
    page: 'wdm/nf-wdm-exdeletetimer',
  },
});
