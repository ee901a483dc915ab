import { acquires, mayAcquire, raises, releases, restores, waits } from './effects';
import { changes, reads, writes } from './parameters';
import { defineFunctions } from './shape';

const spinLock = changes('PKSPIN_LOCK', 'value', 'The spin lock.');
const readerWriterLock = changes('PEX_SPIN_LOCK', 'value', 'The reader-writer spin lock.');

/** Spin locks. */
export const spinLockFunctions = defineFunctions({
  KeInitializeSpinLock: {
    summary: 'Makes a spin lock of the memory.',
    returns: 'VOID',
    parameters: {
      SpinLock: writes('PKSPIN_LOCK', 'value', 'The memory of the spin lock: non-paged.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-keinitializespinlock',
  },
  KeAcquireSpinLock: {
    summary: 'Takes a spin lock, and raises the IRQL to DISPATCH_LEVEL.',
    returns: 'VOID',
    parameters: {
      SpinLock: spinLock,
      OldIrql: writes('PKIRQL', 'value', 'Receives the IRQL before, which the release is given back.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    rules: ['wsk-call-under-spin-lock'],
    effects: [waits, raises('DISPATCH_LEVEL', 'OldIrql'), acquires('SpinLock', 'spin lock')],
    page: 'wdm/nf-wdm-keacquirespinlock',
  },
  KeAcquireSpinLockRaiseToDpc: {
    summary: 'Takes a spin lock, and returns the IRQL before.',
    returns: 'KIRQL',
    parameters: {
      SpinLock: spinLock,
    },
    irql: { max: 'DISPATCH_LEVEL' },
    rules: ['wsk-call-under-spin-lock'],
    effects: [waits, raises('DISPATCH_LEVEL', 'result'), acquires('SpinLock', 'spin lock')],
    page: 'wdm/nf-wdm-keacquirespinlockraisetodpc',
  },
  KeAcquireSpinLockAtDpcLevel: {
    summary: 'Takes a spin lock at DISPATCH_LEVEL.',
    returns: 'VOID',
    parameters: {
      SpinLock: spinLock,
    },
    irql: { min: 'DISPATCH_LEVEL', max: 'DISPATCH_LEVEL' },
    notes: ['In an event callback only where WSK_FLAG_AT_DISPATCH_LEVEL is set in its Flags.'],
    rules: ['dispatch-level-flag-misread', 'wsk-call-under-spin-lock'],
    effects: [waits, acquires('SpinLock', 'spin lock')],
    page: 'wdm/nf-wdm-keacquirespinlockatdpclevel',
  },
  KeReleaseSpinLock: {
    summary: 'Releases a spin lock, and goes back to the IRQL before.',
    returns: 'VOID',
    parameters: {
      SpinLock: spinLock,
      NewIrql: reads('KIRQL', 'value', 'The IRQL before, as it was received when the lock was taken.'),
    },
    irql: { min: 'DISPATCH_LEVEL', max: 'DISPATCH_LEVEL' },
    effects: [releases('SpinLock', 'spin lock'), restores('NewIrql')],
    page: 'wdm/nf-wdm-kereleasespinlock',
  },
  KeReleaseSpinLockFromDpcLevel: {
    summary: 'Releases a spin lock, and stays at DISPATCH_LEVEL.',
    returns: 'VOID',
    parameters: {
      SpinLock: spinLock,
    },
    irql: { min: 'DISPATCH_LEVEL', max: 'DISPATCH_LEVEL' },
    effects: [releases('SpinLock', 'spin lock')],
    page: 'wdm/nf-wdm-kereleasespinlockfromdpclevel',
  },
  KeAcquireInStackQueuedSpinLock: {
    summary: 'Takes a queued spin lock.',
    returns: 'VOID',
    parameters: {
      SpinLock: spinLock,
      LockHandle: writes('PKLOCK_QUEUE_HANDLE', 'value', 'Memory on the stack for the queue.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    rules: ['wsk-call-under-spin-lock'],
    effects: [waits, raises('DISPATCH_LEVEL', 'LockHandle'), acquires('LockHandle', 'spin lock')],
    page: 'wdm/nf-wdm-keacquireinstackqueuedspinlock',
  },
  KeReleaseInStackQueuedSpinLock: {
    summary: 'Releases a queued spin lock.',
    returns: 'VOID',
    parameters: {
      LockHandle: changes('PKLOCK_QUEUE_HANDLE', 'value', 'The handle that it was taken with.'),
    },
    irql: { min: 'DISPATCH_LEVEL', max: 'DISPATCH_LEVEL' },
    effects: [releases('LockHandle', 'spin lock'), restores('LockHandle')],
    page: 'wdm/nf-wdm-kereleaseinstackqueuedspinlock',
  },
  KeAcquireInStackQueuedSpinLockAtDpcLevel: {
    summary: 'Takes a queued spin lock at DISPATCH_LEVEL.',
    returns: 'VOID',
    parameters: {
      SpinLock: spinLock,
      LockHandle: writes('PKLOCK_QUEUE_HANDLE', 'value', 'Memory on the stack for the queue.'),
    },
    irql: { min: 'DISPATCH_LEVEL', max: 'DISPATCH_LEVEL' },
    notes: ['In an event callback only where WSK_FLAG_AT_DISPATCH_LEVEL is set in its Flags.'],
    rules: ['dispatch-level-flag-misread', 'wsk-call-under-spin-lock'],
    effects: [waits, acquires('LockHandle', 'spin lock')],
    page: 'wdm/nf-wdm-keacquireinstackqueuedspinlockatdpclevel',
  },
  KeReleaseInStackQueuedSpinLockFromDpcLevel: {
    summary: 'Releases a queued spin lock at DISPATCH_LEVEL.',
    returns: 'VOID',
    parameters: {
      LockHandle: changes('PKLOCK_QUEUE_HANDLE', 'value', 'The handle that it was taken with.'),
    },
    irql: { min: 'DISPATCH_LEVEL', max: 'DISPATCH_LEVEL' },
    effects: [releases('LockHandle', 'spin lock')],
    page: 'wdm/nf-wdm-kereleaseinstackqueuedspinlockfromdpclevel',
  },
  KeTestSpinLock: {
    summary: 'Tells whether a spin lock is free.',
    returns: 'BOOLEAN',
    parameters: {
      SpinLock: reads('PKSPIN_LOCK', 'value', 'The spin lock.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    readsShared: true,
    page: 'wdm/nf-wdm-ketestspinlock',
  },
  ExAcquireSpinLockShared: {
    summary: 'Takes a reader-writer spin lock for reading.',
    returns: 'KIRQL',
    parameters: {
      SpinLock: readerWriterLock,
    },
    irql: { max: 'DISPATCH_LEVEL' },
    rules: ['wsk-call-under-spin-lock'],
    effects: [waits, raises('DISPATCH_LEVEL', 'result'), acquires('SpinLock', 'spin lock')],
    page: 'wdm/nf-wdm-exacquirespinlockshared',
  },
  ExReleaseSpinLockShared: {
    summary: 'Releases a reader-writer spin lock that was taken for reading.',
    returns: 'VOID',
    parameters: {
      SpinLock: readerWriterLock,
      OldIrql: reads('KIRQL', 'value', 'The IRQL before, as it was received when the lock was taken.'),
    },
    irql: { min: 'DISPATCH_LEVEL', max: 'DISPATCH_LEVEL' },
    effects: [releases('SpinLock', 'spin lock'), restores('OldIrql')],
    page: 'wdm/nf-wdm-exreleasespinlockshared',
  },
  ExAcquireSpinLockExclusive: {
    summary: 'Takes a reader-writer spin lock for writing.',
    returns: 'KIRQL',
    parameters: {
      SpinLock: readerWriterLock,
    },
    irql: { max: 'DISPATCH_LEVEL' },
    rules: ['wsk-call-under-spin-lock'],
    effects: [waits, raises('DISPATCH_LEVEL', 'result'), acquires('SpinLock', 'spin lock')],
    page: 'wdm/nf-wdm-exacquirespinlockexclusive',
  },
  ExReleaseSpinLockExclusive: {
    summary: 'Releases a reader-writer spin lock that was taken for writing.',
    returns: 'VOID',
    parameters: {
      SpinLock: readerWriterLock,
      OldIrql: reads('KIRQL', 'value', 'The IRQL before, as it was received when the lock was taken.'),
    },
    irql: { min: 'DISPATCH_LEVEL', max: 'DISPATCH_LEVEL' },
    effects: [releases('SpinLock', 'spin lock'), restores('OldIrql')],
    page: 'wdm/nf-wdm-exreleasespinlockexclusive',
  },
  ExAcquireSpinLockSharedAtDpcLevel: {
    summary: 'Takes a reader-writer spin lock for reading, at DISPATCH_LEVEL.',
    returns: 'VOID',
    parameters: {
      SpinLock: readerWriterLock,
    },
    irql: { min: 'DISPATCH_LEVEL', max: 'DISPATCH_LEVEL' },
    rules: ['dispatch-level-flag-misread', 'wsk-call-under-spin-lock'],
    effects: [waits, acquires('SpinLock', 'spin lock')],
    page: 'wdm/nf-wdm-exacquirespinlocksharedatdpclevel',
  },
  ExReleaseSpinLockSharedFromDpcLevel: {
    summary: 'Releases a reader-writer spin lock that was taken for reading, at DISPATCH_LEVEL.',
    returns: 'VOID',
    parameters: {
      SpinLock: readerWriterLock,
    },
    irql: { min: 'DISPATCH_LEVEL', max: 'DISPATCH_LEVEL' },
    effects: [releases('SpinLock', 'spin lock')],
    page: 'wdm/nf-wdm-exreleasespinlocksharedfromdpclevel',
  },
  ExAcquireSpinLockExclusiveAtDpcLevel: {
    summary: 'Takes a reader-writer spin lock for writing, at DISPATCH_LEVEL.',
    returns: 'VOID',
    parameters: {
      SpinLock: readerWriterLock,
    },
    irql: { min: 'DISPATCH_LEVEL', max: 'DISPATCH_LEVEL' },
    rules: ['dispatch-level-flag-misread', 'wsk-call-under-spin-lock'],
    effects: [waits, acquires('SpinLock', 'spin lock')],
    page: 'wdm/nf-wdm-exacquirespinlockexclusiveatdpclevel',
  },
  ExReleaseSpinLockExclusiveFromDpcLevel: {
    summary: 'Releases a reader-writer spin lock that was taken for writing, at DISPATCH_LEVEL.',
    returns: 'VOID',
    parameters: {
      SpinLock: readerWriterLock,
    },
    irql: { min: 'DISPATCH_LEVEL', max: 'DISPATCH_LEVEL' },
    effects: [releases('SpinLock', 'spin lock')],
    page: 'wdm/nf-wdm-exreleasespinlockexclusivefromdpclevel',
  },
  KeTryToAcquireSpinLockAtDpcLevel: {
    summary: 'Takes a spin lock at DISPATCH_LEVEL where it is free.',
    returns: 'BOOLEAN',
    parameters: {
      SpinLock: spinLock,
    },
    irql: { min: 'DISPATCH_LEVEL', max: 'DISPATCH_LEVEL' },
    values: { TRUE: 'The lock is taken.', FALSE: 'Another processor has it.' },
    rules: ['dispatch-level-flag-misread', 'wsk-call-under-spin-lock'],
    effects: [mayAcquire('SpinLock', 'spin lock')],
    readsShared: true,
    page: 'wdm/nf-wdm-ketrytoacquirespinlockatdpclevel',
  },
  ExTryConvertSharedSpinLockExclusive: {
    summary: 'Goes on writing under a reader-writer spin lock that was taken for reading, where no one else reads.',
    returns: 'LOGICAL',
    parameters: {
      SpinLock: changes('PEX_SPIN_LOCK', 'value', 'The lock, taken for reading.'),
    },
    irql: { min: 'DISPATCH_LEVEL', max: 'DISPATCH_LEVEL' },
    readsShared: true,
    page: 'wdm/nf-wdm-extryconvertsharedspinlockexclusive',
  },
});
