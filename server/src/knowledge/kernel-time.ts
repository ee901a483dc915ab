import { changes, optional, reads, writes } from './parameters';
import { defineFunctions } from './shape';

/** Timers, DPCs and the clock. */
export const timeFunctions = defineFunctions({
  KeInitializeTimer: {
    summary: 'Makes a timer of the memory.',
    returns: 'VOID',
    parameters: {
      Timer: writes('PKTIMER', 'value', 'The timer, in non-paged memory.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
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
    page: 'wdm/nf-wdm-keinitializetimerex',
  },
  KeSetTimer: {
    summary: 'Starts a timer.',
    returns: 'BOOLEAN',
    parameters: {
      Timer: changes('PKTIMER', 'value', 'The timer.'),
      DueTime: reads('LARGE_INTEGER', 'value', 'The time in units of 100 ns, negative for relative.'),
      Dpc: optional(reads('PKDPC', 'value', 'A DPC to queue then, or NULL.')),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    page: 'wdm/nf-wdm-kesettimer',
  },
  KeSetTimerEx: {
    summary: 'Starts a timer that may repeat.',
    returns: 'BOOLEAN',
    parameters: {
      Timer: changes('PKTIMER', 'value', 'The timer.'),
      DueTime: reads('LARGE_INTEGER', 'value', 'The time in units of 100 ns, negative for relative.'),
      Period: reads('LONG', 'value', 'The period in ms, or 0.'),
      Dpc: optional(reads('PKDPC', 'value', 'A DPC to queue then, or NULL.')),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    page: 'wdm/nf-wdm-kesettimerex',
  },
  KeCancelTimer: {
    summary: 'Stops a timer. Its DPC may still run.',
    returns: 'BOOLEAN',
    parameters: {
      Timer: changes('PKTIMER', 'value', 'The timer.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    page: 'wdm/nf-wdm-kecanceltimer',
  },
  KeInitializeDpc: {
    summary: 'Makes a DPC of the memory.',
    returns: 'VOID',
    parameters: {
      Dpc: writes('PRKDPC', 'value', 'The DPC, in non-paged memory.'),
      DeferredRoutine: reads('PKDEFERRED_ROUTINE', 'routine', 'The routine to call.'),
      DeferredContext: optional(reads('PVOID', 'context', 'What it is given.')),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-keinitializedpc',
  },
  KeInsertQueueDpc: {
    summary: 'Queues a DPC.',
    returns: 'BOOLEAN',
    parameters: {
      Dpc: changes('PRKDPC', 'value', 'The DPC.'),
      SystemArgument1: optional(reads('PVOID', 'value', 'Given to the routine.')),
      SystemArgument2: optional(reads('PVOID', 'value', 'Given to the routine.')),
    },
    irql: { max: 'HIGH_LEVEL' },
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
  KeQuerySystemTime: {
    summary: 'Gets the system time.',
    returns: 'VOID',
    parameters: {
      CurrentTime: writes('PLARGE_INTEGER', 'value', 'Receives the time in units of 100 ns since 1601.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: '',
  },
  KeQuerySystemTimePrecise: {
    summary: 'Gets the system time, precisely.',
    returns: 'VOID',
    parameters: {
      CurrentTime: writes('PLARGE_INTEGER', 'value', 'Receives the time in units of 100 ns since 1601.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-kequerysystemtimeprecise',
  },
  KeQueryPerformanceCounter: {
    summary: 'Gets the performance counter.',
    returns: 'LARGE_INTEGER',
    parameters: {
      PerformanceFrequency: optional(writes('PLARGE_INTEGER', 'value', 'Receives the ticks in a second, or NULL.')),
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: 'wdm/nf-wdm-kequeryperformancecounter',
  },
  KeQueryInterruptTime: {
    summary: 'Gets the interrupt time in units of 100 ns.',
    returns: 'ULONGLONG',
    parameters: {},
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: 'wdm/nf-wdm-kequeryinterrupttime',
  },
  KeQueryTimeIncrement: {
    summary: 'Gets the length of a clock tick in units of 100 ns.',
    returns: 'ULONG',
    parameters: {},
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-kequerytimeincrement',
  },
  RtlConvertLongToLargeInteger: {
    summary: 'Makes a 64-bit number of a 32-bit one.',
    returns: 'LARGE_INTEGER',
    parameters: {
      SignedInteger: reads('LONG', 'value', 'The number.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-rtlconvertlongtolargeinteger',
  },
  KeQueryTickCount: {
    summary: 'Gets the number of clock ticks since the start.',
    returns: 'VOID',
    parameters: {
      CurrentCount: writes('PLARGE_INTEGER', 'value', 'Receives the count.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-kequerytickcount',
  },
});
