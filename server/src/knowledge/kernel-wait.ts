import { clears, mayAcquire, releases, signals } from './effects';
import { changes, optional, reads, writes } from './parameters';
import { defineFunctions } from './shape';

/** Events, mutexes, semaphores and waits. */
export const waitFunctions = defineFunctions({
  KeInitializeEvent: {
    summary: 'Makes an event of the memory.',
    returns: 'VOID',
    parameters: {
      Event: writes(
        'PRKEVENT',
        'event',
        'The memory of the event: non-paged, or on the stack of a thread that waits in KernelMode.',
      ),
      Type: reads('EVENT_TYPE', 'value', 'NotificationEvent or SynchronizationEvent.'),
      State: reads('BOOLEAN', 'value', 'TRUE where the event is signaled from the start.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    notes: [
      'An event on the stack needs KernelMode in the wait, and a function that does not return before it is signaled.',
    ],
    rules: ['event-not-initialised', 'stack-event-outlived-by-irp'],
    effects: [{ effect: 'clears', object: 'Event', unless: 'State', type: 'Type' }],
    page: 'wdm/nf-wdm-keinitializeevent',
  },
  KeSetEvent: {
    summary: 'Signals an event, and returns its state before.',
    returns: 'LONG',
    parameters: {
      Event: changes('PRKEVENT', 'event', 'The event to signal. Once it is, whoever waits may free it.'),
      Increment: reads('KPRIORITY', 'value', 'The priority boost for the threads that wait.'),
      Wait: reads(
        'BOOLEAN',
        'value',
        'TRUE only where a wait routine is called next; that raises the IRQL. FALSE in nearly every driver.',
      ),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    rules: ['awaited-event-never-set'],
    effects: [signals('Event')],
    readsShared: true,
    page: 'wdm/nf-wdm-kesetevent',
  },
  KeResetEvent: {
    summary: 'Makes an event not signaled, and returns its state before.',
    returns: 'LONG',
    parameters: {
      Event: changes('PRKEVENT', 'event', 'The event.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    rules: ['event-reused-without-reset'],
    effects: [clears('Event')],
    readsShared: true,
    page: 'wdm/nf-wdm-keresetevent',
  },
  KeClearEvent: {
    summary: 'Makes an event not signaled.',
    returns: 'VOID',
    parameters: {
      Event: changes('PRKEVENT', 'event', 'The event.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    rules: ['event-reused-without-reset'],
    effects: [clears('Event')],
    page: 'wdm/nf-wdm-keclearevent',
  },
  KeReadStateEvent: {
    summary: 'Tells whether an event is signaled.',
    returns: 'LONG',
    parameters: {
      Event: reads('PRKEVENT', 'event', 'The event.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    readsShared: true,
    page: 'wdm/nf-wdm-kereadstateevent',
  },
  KeWaitForSingleObject: {
    summary: 'Waits until an object is signaled, or the time is over.',
    returns: 'NTSTATUS',
    parameters: {
      Object: changes('PVOID', 'event', 'The event or other dispatcher object to wait for.'),
      WaitReason: reads('KWAIT_REASON', 'value', 'Executive in a driver.'),
      WaitMode: reads(
        'KPROCESSOR_MODE',
        'value',
        'KernelMode, so that a stack that holds the object is not paged out.',
      ),
      Alertable: reads('BOOLEAN', 'value', 'FALSE in a driver; with TRUE an APC can end the wait early.'),
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
      STATUS_SUCCESS: 'The object was signaled.',
      STATUS_TIMEOUT: 'The time is over; NT_SUCCESS is true of this value.',
      STATUS_ALERTED: 'The wait was ended early.',
      STATUS_USER_APC: 'The wait was ended early.',
    },
    notes: [
      'To wait for the IRP of a request is right in a thread, and wrong in an event callback or a completion routine.',
      'After STATUS_TIMEOUT the request is still pending: cancel it, and wait again without a time-out before anything of it is freed.',
    ],
    rules: [
      'wait-in-wsk-callback',
      'stack-event-outlived-by-irp',
      'cancelled-irp-freed-without-wait',
      'event-reused-without-reset',
      'function-above-its-irql',
    ],
    effects: [{ effect: 'waits', object: 'Object', timeout: 'Timeout', alertable: 'Alertable', mode: 'WaitMode' }],
    readsShared: true,
    page: 'wdm/nf-wdm-kewaitforsingleobject',
  },
  KeWaitForMultipleObjects: {
    summary: 'Waits until one or all of several objects are signaled, or the time is over.',
    returns: 'NTSTATUS',
    parameters: {
      Count: reads('ULONG', 'value', 'The number of objects.'),
      Object: reads('PVOID *', 'event', 'The array of pointers to the objects to wait for.'),
      WaitType: reads('WAIT_TYPE', 'value', 'WaitAll or WaitAny.'),
      WaitReason: reads('KWAIT_REASON', 'value', 'Executive in a driver.'),
      WaitMode: reads('KPROCESSOR_MODE', 'value', 'KernelMode in most drivers.'),
      Alertable: reads('BOOLEAN', 'value', 'FALSE in a driver; with TRUE an APC can end the wait early.'),
      Timeout: optional(reads('PLARGE_INTEGER', 'value', 'The time in units of 100 ns; NULL to wait without end.')),
      WaitBlockArray: optional(
        writes(
          'PKWAIT_BLOCK',
          'value',
          'Memory for the wait, needed for more than THREAD_WAIT_OBJECTS objects; or NULL.',
        ),
      ),
    },
    irql: { max: 'APC_LEVEL', note: 'Up to DISPATCH_LEVEL where the timeout is zero.' },
    rules: [
      'wait-in-wsk-callback',
      'stack-event-outlived-by-irp',
      'cancelled-irp-freed-without-wait',
      'function-above-its-irql',
    ],
    effects: [{ effect: 'waits', timeout: 'Timeout', alertable: 'Alertable', mode: 'WaitMode' }],
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
    effects: [
      { effect: 'waits', object: 'Mutex', timeout: 'Timeout', alertable: 'Alertable' },
      mayAcquire('Mutex', 'mutex'),
    ],
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
    notes: ['To sleep is no way to wait for an IRP: only its completion says that it is over.'],
    rules: ['wait-in-wsk-callback', 'function-above-its-irql'],
    effects: [{ effect: 'waits', alertable: 'Alertable' }],
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
    effects: [signals('Mutex')],
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
    effects: [releases('Mutex', 'mutex'), signals('Mutex')],
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
    irql: {
      max: 'PASSIVE_LEVEL',
      note: 'It only fills in the structure, which it can do up to DISPATCH_LEVEL where that is not pageable.',
      atMost: 'DISPATCH_LEVEL',
    },
    page: 'wdm/nf-wdm-keinitializesemaphore',
  },
  KeReleaseSemaphore: {
    summary: 'Raises the count of a semaphore.',
    returns: 'LONG',
    parameters: {
      Semaphore: changes('PRKSEMAPHORE', 'value', 'The semaphore.'),
      Increment: reads('KPRIORITY', 'value', 'The priority boost for the threads that wait.'),
      Adjustment: reads('LONG', 'value', 'By how much the count goes up.'),
      Wait: reads('BOOLEAN', 'value', 'TRUE only where a wait routine is called next.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    effects: [signals('Semaphore')],
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
  KePulseEvent: {
    summary: 'Signals an event and makes it not signaled again at once, and returns its state before.',
    returns: 'LONG',
    parameters: {
      Event: changes('PRKEVENT', 'event', 'The event.'),
      Increment: reads('KPRIORITY', 'value', 'The priority boost for the threads that wait.'),
      Wait: reads('BOOLEAN', 'value', 'TRUE only where a wait routine is called next.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    effects: [clears('Event')],
    readsShared: true,
    page: 'ntddk/nf-ntddk-kepulseevent',
  },
});
