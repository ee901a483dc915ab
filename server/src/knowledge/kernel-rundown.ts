import { acquires, mayAcquire, releases, waits } from './effects';
import { changes, optional, reads, writes } from './parameters';
import { defineFunctions } from './shape';

const pushLock = changes('PEX_PUSH_LOCK', 'value', 'The push lock.');
const rundownReference = changes('PEX_RUNDOWN_REF', 'value', 'The rundown reference.');

/** Push locks and rundown protection. */
export const rundownFunctions = defineFunctions({
  ExInitializePushLock: {
    summary: 'Makes a push lock of the memory.',
    returns: 'VOID',
    parameters: {
      PushLock: writes('PEX_PUSH_LOCK', 'value', 'The push lock.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-exinitializepushlock',
  },
  ExAcquirePushLockExclusive: {
    summary: 'Takes a push lock for writing.',
    returns: 'VOID',
    parameters: {
      Lock: pushLock,
    },
    irql: { max: 'APC_LEVEL' },
    notes: ['In a critical region, unless the IRQL is APC_LEVEL.'],
    effects: [waits, acquires('Lock', 'push lock')],
    page: 'wdm/nf-wdm-exacquirepushlockexclusive',
  },
  ExReleasePushLockExclusive: {
    summary: 'Releases a push lock that was taken for writing.',
    returns: 'VOID',
    parameters: {
      Lock: pushLock,
    },
    irql: { max: 'APC_LEVEL' },
    effects: [releases('Lock', 'push lock')],
    page: 'wdm/nf-wdm-exreleasepushlockexclusive',
  },
  ExAcquirePushLockShared: {
    summary: 'Takes a push lock for reading.',
    returns: 'VOID',
    parameters: {
      Lock: pushLock,
    },
    irql: { max: 'APC_LEVEL' },
    notes: ['In a critical region, unless the IRQL is APC_LEVEL.'],
    effects: [waits, acquires('Lock', 'push lock')],
    page: 'wdm/nf-wdm-exacquirepushlockshared',
  },
  ExReleasePushLockShared: {
    summary: 'Releases a push lock that was taken for reading.',
    returns: 'VOID',
    parameters: {
      Lock: pushLock,
    },
    irql: { max: 'APC_LEVEL' },
    effects: [releases('Lock', 'push lock')],
    page: 'wdm/nf-wdm-exreleasepushlockshared',
  },
  ExInitializeRundownProtection: {
    summary: 'Makes rundown protection of the memory.',
    returns: 'VOID',
    parameters: {
      RunRef: writes('PEX_RUNDOWN_REF', 'value', 'The rundown reference.'),
    },
    irql: {
      max: 'APC_LEVEL',
      note: 'It only fills in the structure, which it can do up to DISPATCH_LEVEL where that is not pageable.',
      atMost: 'DISPATCH_LEVEL',
    },
    page: 'wdm/nf-wdm-exinitializerundownprotection',
  },
  ExAcquireRundownProtection: {
    summary: 'Takes rundown protection, unless rundown has begun.',
    returns: 'BOOLEAN',
    parameters: {
      RunRef: rundownReference,
    },
    irql: { max: 'DISPATCH_LEVEL' },
    effects: [mayAcquire('RunRef', 'rundown protection')],
    readsShared: true,
    page: 'wdm/nf-wdm-exacquirerundownprotection',
  },
  ExReleaseRundownProtection: {
    summary: 'Releases rundown protection.',
    returns: 'VOID',
    parameters: {
      RunRef: rundownReference,
    },
    irql: { max: 'DISPATCH_LEVEL' },
    effects: [releases('RunRef', 'rundown protection')],
    page: 'wdm/nf-wdm-exreleaserundownprotection',
  },
  ExWaitForRundownProtectionRelease: {
    summary: 'Begins rundown, and waits until all protection is released.',
    returns: 'VOID',
    parameters: {
      RunRef: rundownReference,
    },
    irql: { max: 'APC_LEVEL' },
    effects: [{ effect: 'waits', object: 'RunRef' }],
    page: 'wdm/nf-wdm-exwaitforrundownprotectionrelease',
  },
  ExReInitializeRundownProtection: {
    summary: 'Makes rundown protection usable again.',
    returns: 'VOID',
    parameters: {
      RunRef: rundownReference,
    },
    irql: { max: 'APC_LEVEL' },
    page: 'wdm/nf-wdm-exreinitializerundownprotection',
  },
  ExAcquireRundownProtectionEx: {
    summary: 'Takes rundown protection several times at once, unless rundown has begun.',
    returns: 'BOOLEAN',
    parameters: {
      RunRef: rundownReference,
      Count: reads('ULONG', 'value', 'How many times.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    values: { TRUE: 'The protection is taken.', FALSE: 'Rundown has begun.' },
    effects: [mayAcquire('RunRef', 'rundown protection')],
    readsShared: true,
    page: 'wdm/nf-wdm-exacquirerundownprotectionex',
  },
  ExReleaseRundownProtectionEx: {
    summary: 'Releases rundown protection several times at once.',
    returns: 'VOID',
    parameters: {
      RunRef: rundownReference,
      Count: reads('ULONG', 'value', 'How many times.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    effects: [releases('RunRef', 'rundown protection')],
    page: 'wdm/nf-wdm-exreleaserundownprotectionex',
  },
  ExRundownCompleted: {
    summary: 'Tells that rundown is over, after which no protection can be taken.',
    returns: 'VOID',
    parameters: {
      RunRef: writes('PEX_RUNDOWN_REF', 'value', 'The rundown reference.'),
    },
    irql: { max: 'APC_LEVEL' },
    page: 'wdm/nf-wdm-exrundowncompleted',
  },
  RtlRunOnceInitialize: {
    summary: 'Makes a one-time initialisation of the memory.',
    returns: 'VOID',
    parameters: {
      RunOnce: writes('PRTL_RUN_ONCE', 'value', 'The memory of the one-time initialisation.'),
    },
    irql: {
      max: 'APC_LEVEL',
      note: 'It only fills in the structure, which it can do up to DISPATCH_LEVEL where that is not pageable.',
      atMost: 'DISPATCH_LEVEL',
    },
    page: 'ntddk/nf-ntddk-rtlrunonceinitialize',
  },
  RtlRunOnceBeginInitialize: {
    summary: 'Begins a one-time initialisation, or tells that it is done. It waits for another thread that is at it.',
    returns: 'NTSTATUS',
    parameters: {
      RunOnce: changes('PRTL_RUN_ONCE', 'value', 'The one-time initialisation.'),
      Flags: reads('ULONG', 'value', 'RTL_RUN_ONCE_ASYNC or RTL_RUN_ONCE_CHECK_ONLY, or 0.'),
      Context: writes('PVOID *', 'value', 'Receives what RtlRunOnceComplete stored.'),
    },
    irql: { max: 'APC_LEVEL' },
    values: {
      STATUS_SUCCESS: 'It is done, by another.',
      STATUS_PENDING: 'This thread is to do it, and then to call RtlRunOnceComplete.',
      other: 'It failed.',
    },
    effects: [waits],
    readsShared: true,
    page: 'ntddk/nf-ntddk-rtlrunoncebegininitialize',
  },
  RtlRunOnceComplete: {
    summary: 'Ends a one-time initialisation that RtlRunOnceBeginInitialize began.',
    returns: 'NTSTATUS',
    parameters: {
      RunOnce: changes('PRTL_RUN_ONCE', 'value', 'The one-time initialisation.'),
      Flags: reads('ULONG', 'value', 'RTL_RUN_ONCE_INIT_FAILED or RTL_RUN_ONCE_ASYNC, or 0.'),
      Context: optional(reads('PVOID', 'value', 'What later callers of RtlRunOnceBeginInitialize are given, or NULL.')),
    },
    irql: { max: 'APC_LEVEL' },
    values: {
      STATUS_SUCCESS: 'The initialisation is over.',
      STATUS_UNSUCCESSFUL: 'Another thread was first.',
      other: 'It failed.',
    },
    readsShared: true,
    page: 'ntddk/nf-ntddk-rtlrunoncecomplete',
  },
  RtlRunOnceExecuteOnce: {
    summary: 'Calls a routine once only, whoever calls this first.',
    returns: 'NTSTATUS',
    parameters: {
      RunOnce: changes('PRTL_RUN_ONCE', 'value', 'The one-time initialisation.'),
      InitFn: reads('PRTL_RUN_ONCE_INIT_FN', 'routine', 'The routine to call once.'),
      Parameter: changes('PVOID', 'context', 'What the routine is given.'),
      Context: writes('PVOID *', 'value', 'Receives what the routine stored.'),
    },
    irql: { max: 'APC_LEVEL' },
    effects: [waits],
    readsShared: true,
    page: 'ntddk/nf-ntddk-rtlrunonceexecuteonce',
  },
});
