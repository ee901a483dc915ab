import { changes, optional, reads, writes } from './parameters';
import { defineFunctions } from './shape';

/** Events, mutexes, semaphores and waits. */
export const waitFunctions = defineFunctions({
  KeInitializeEvent: {
    summary: 'Makes an event of the memory.',
    returns: 'VOID',
    parameters: {
      Event: writes('PRKEVENT', 'event', 'The event, in non-paged memory.'),
      Type: reads('EVENT_TYPE', 'value', 'NotificationEvent or SynchronizationEvent.'),
      State: reads('BOOLEAN', 'value', 'Whether it is signalled from the start.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-keinitializeevent',
  },
  KeSetEvent: {
    summary: 'Signals an event, and returns its state before.',
    returns: 'LONG',
    parameters: {
      Event: changes('PRKEVENT', 'event', 'The event.'),
      Increment: reads('KPRIORITY', 'value', 'The priority boost for the threads that wait.'),
      Wait: reads('BOOLEAN', 'value', 'TRUE only where a wait routine is called next.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    readsShared: true,
    page: 'wdm/nf-wdm-kesetevent',
  },
  KeResetEvent: {
    summary: 'Makes an event not signalled, and returns its state before.',
    returns: 'LONG',
    parameters: {
      Event: changes('PRKEVENT', 'event', 'The event.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    readsShared: true,
    page: 'wdm/nf-wdm-keresetevent',
  },
  KeClearEvent: {
    summary: 'Makes an event not signalled.',
    returns: 'VOID',
    parameters: {
      Event: changes('PRKEVENT', 'event', 'The event.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    page: 'wdm/nf-wdm-keclearevent',
  },
  KeReadStateEvent: {
    summary: 'Tells whether an event is signalled.',
    returns: 'LONG',
    parameters: {
      Event: reads('PRKEVENT', 'event', 'The event.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    readsShared: true,
    page: 'wdm/nf-wdm-kereadstateevent',
  },
  KeWaitForSingleObject: {
    summary: 'Waits until an object is signalled, or the time is over.',
    returns: 'NTSTATUS',
    parameters: {
      Object: changes('PVOID', 'event', 'The event or other dispatcher object.'),
      WaitReason: reads('KWAIT_REASON', 'value', 'Executive in a driver.'),
      WaitMode: reads(
        'KPROCESSOR_MODE',
        'value',
        'KernelMode, so that a stack that holds the object is not paged out.',
      ),
      Alertable: reads('BOOLEAN', 'value', 'FALSE, or the wait may end early.'),
      Timeout: optional(
        reads(
          'PLARGE_INTEGER',
          'value',
          'The time in units of 100 ns, negative for relative; NULL to wait without end.',
        ),
      ),
    },
    irql: { max: 'APC_LEVEL', note: 'Up to DISPATCH_LEVEL where the timeout is zero.' },
    values: {
      STATUS_SUCCESS: 'The object was signalled.',
      STATUS_TIMEOUT: 'The time is over; NT_SUCCESS is true of this value.',
      STATUS_ALERTED: 'The wait was ended early.',
      STATUS_USER_APC: 'The wait was ended early.',
    },
    effects: [{ effect: 'waits' }],
    readsShared: true,
    page: 'wdm/nf-wdm-kewaitforsingleobject',
  },
  KeWaitForMultipleObjects: {
    summary: 'Waits until one or all of several objects are signalled, or the time is over.',
    returns: 'NTSTATUS',
    parameters: {
      Count: reads('ULONG', 'value', 'The number of objects.'),
      Object: reads('PVOID *', 'event', 'The objects.'),
      WaitType: reads('WAIT_TYPE', 'value', 'WaitAll or WaitAny.'),
      WaitReason: reads('KWAIT_REASON', 'value', 'Executive in a driver.'),
      WaitMode: reads('KPROCESSOR_MODE', 'value', 'KernelMode in most drivers.'),
      Alertable: reads('BOOLEAN', 'value', 'FALSE, or the wait may end early.'),
      Timeout: optional(reads('PLARGE_INTEGER', 'value', 'The time in units of 100 ns; NULL to wait without end.')),
      WaitBlockArray: optional(
        writes('PKWAIT_BLOCK', 'value', 'Memory for the wait, needed for more than THREAD_WAIT_OBJECTS objects.'),
      ),
    },
    irql: { max: 'APC_LEVEL', note: 'Up to DISPATCH_LEVEL where the timeout is zero.' },
    effects: [{ effect: 'waits' }],
    readsShared: true,
    page: 'wdm/nf-wdm-kewaitformultipleobjects',
  },
  KeWaitForMutexObject: {
    summary: 'Waits for a mutex.',
    returns: 'NTSTATUS',
    parameters: {
      Mutex: changes('PRKMUTEX', 'value', 'The mutex.'),
      WaitReason: reads('KWAIT_REASON', 'value', 'Executive in a driver.'),
      WaitMode: reads('KPROCESSOR_MODE', 'value', 'KernelMode in most drivers.'),
      Alertable: reads('BOOLEAN', 'value', 'FALSE, or the wait may end early.'),
      Timeout: optional(reads('PLARGE_INTEGER', 'value', 'The time in units of 100 ns; NULL to wait without end.')),
    },
    irql: { max: 'APC_LEVEL' },
    effects: [{ effect: 'waits' }],
    readsShared: true,
    page: 'wdm/nf-wdm-kewaitforsingleobject',
  },
  KeDelayExecutionThread: {
    summary: 'Lets the thread sleep.',
    returns: 'NTSTATUS',
    parameters: {
      WaitMode: reads('KPROCESSOR_MODE', 'value', 'KernelMode in most drivers.'),
      Alertable: reads('BOOLEAN', 'value', 'FALSE, or the sleep may end early.'),
      Interval: reads('PLARGE_INTEGER', 'value', 'The time in units of 100 ns, negative for relative.'),
    },
    irql: { max: 'APC_LEVEL' },
    effects: [{ effect: 'waits' }],
    page: 'wdm/nf-wdm-kedelayexecutionthread',
  },
  KeStallExecutionProcessor: {
    summary: 'Keeps the processor busy for a very short time.',
    returns: 'VOID',
    parameters: {
      MicroSeconds: reads('ULONG', 'value', 'The time in microseconds, at most 50.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    effects: [{ effect: 'waits' }],
    page: 'wdm/nf-wdm-kestallexecutionprocessor',
  },
  KeInitializeMutex: {
    summary: 'Makes a mutex of the memory.',
    returns: 'VOID',
    parameters: {
      Mutex: writes('PRKMUTEX', 'value', 'The mutex, in non-paged memory.'),
      Level: reads('ULONG', 'value', 'Reserved: 0.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-keinitializemutex',
  },
  KeReleaseMutex: {
    summary: 'Releases a mutex.',
    returns: 'LONG',
    parameters: {
      Mutex: changes('PRKMUTEX', 'value', 'The mutex.'),
      Wait: reads('BOOLEAN', 'value', 'TRUE only where a wait routine is called next.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    page: 'wdm/nf-wdm-kereleasemutex',
  },
  KeReadStateMutex: {
    summary: 'Tells the state of a mutex.',
    returns: 'LONG',
    parameters: {
      Mutex: reads('PRKMUTEX', 'value', 'The mutex.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    readsShared: true,
    page: 'wdm/nf-wdm-kereadstatemutex',
  },
  KeInitializeSemaphore: {
    summary: 'Makes a semaphore of the memory.',
    returns: 'VOID',
    parameters: {
      Semaphore: writes('PRKSEMAPHORE', 'value', 'The semaphore, in non-paged memory.'),
      Count: reads('LONG', 'value', 'The count at the start.'),
      Limit: reads('LONG', 'value', 'The highest count.'),
    },
    irql: { max: 'PASSIVE_LEVEL' },
    page: 'wdm/nf-wdm-keinitializesemaphore',
  },
  KeReleaseSemaphore: {
    summary: 'Raises the count of a semaphore.',
    returns: 'LONG',
    parameters: {
      Semaphore: changes('PRKSEMAPHORE', 'value', 'The semaphore.'),
      Increment: reads('KPRIORITY', 'value', 'The priority boost for the threads that wait.'),
      Adjustment: reads('LONG', 'value', 'By how much.'),
      Wait: reads('BOOLEAN', 'value', 'TRUE only where a wait routine is called next.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    page: 'wdm/nf-wdm-kereleasesemaphore',
  },
  KeReadStateSemaphore: {
    summary: 'Tells the count of a semaphore.',
    returns: 'LONG',
    parameters: {
      Semaphore: reads('PRKSEMAPHORE', 'value', 'The semaphore.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: 'wdm/nf-wdm-kereadstatesemaphore',
  },
});
