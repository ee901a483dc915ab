import { changes, reads, writes } from './parameters';
import { defineFunctions } from './shape';

/** Spin locks, fast mutexes and resources. */
export const lockFunctions = defineFunctions({
  KeInitializeSpinLock: {
    summary: 'Makes a spin lock of the memory.',
    returns: 'VOID',
    parameters: {
      SpinLock: writes('PKSPIN_LOCK', 'value', 'The lock, in non-paged memory.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-keinitializespinlock',
  },
  KeAcquireSpinLock: {
    summary: 'Takes a spin lock, and raises the IRQL to DISPATCH_LEVEL.',
    returns: 'VOID',
    parameters: {
      SpinLock: changes('PKSPIN_LOCK', 'value', 'The lock.'),
      OldIrql: writes('PKIRQL', 'value', 'Receives the IRQL before.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    effects: [{ effect: 'waits' }],
    page: 'wdm/nf-wdm-keacquirespinlock',
  },
  KeAcquireSpinLockRaiseToDpc: {
    summary: 'Takes a spin lock, and returns the IRQL before.',
    returns: 'KIRQL',
    parameters: {
      SpinLock: changes('PKSPIN_LOCK', 'value', 'The lock.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    effects: [{ effect: 'waits' }],
    page: 'wdm/nf-wdm-keacquirespinlockraisetodpc',
  },
  KeAcquireSpinLockAtDpcLevel: {
    summary: 'Takes a spin lock at DISPATCH_LEVEL.',
    returns: 'VOID',
    parameters: {
      SpinLock: changes('PKSPIN_LOCK', 'value', 'The lock.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    effects: [{ effect: 'waits' }],
    page: 'wdm/nf-wdm-keacquirespinlockatdpclevel',
  },
  KeReleaseSpinLock: {
    summary: 'Releases a spin lock, and goes back to the IRQL before.',
    returns: 'VOID',
    parameters: {
      SpinLock: changes('PKSPIN_LOCK', 'value', 'The lock.'),
      NewIrql: reads('KIRQL', 'value', 'The IRQL before.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    page: 'wdm/nf-wdm-kereleasespinlock',
  },
  KeReleaseSpinLockFromDpcLevel: {
    summary: 'Releases a spin lock, and stays at DISPATCH_LEVEL.',
    returns: 'VOID',
    parameters: {
      SpinLock: changes('PKSPIN_LOCK', 'value', 'The lock.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    page: 'wdm/nf-wdm-kereleasespinlockfromdpclevel',
  },
  KeAcquireInStackQueuedSpinLock: {
    summary: 'Takes a queued spin lock.',
    returns: 'VOID',
    parameters: {
      SpinLock: changes('PKSPIN_LOCK', 'value', 'The lock.'),
      LockHandle: writes('PKLOCK_QUEUE_HANDLE', 'value', 'Memory on the stack for the queue.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    effects: [{ effect: 'waits' }],
    page: 'wdm/nf-wdm-keacquireinstackqueuedspinlock',
  },
  KeReleaseInStackQueuedSpinLock: {
    summary: 'Releases a queued spin lock.',
    returns: 'VOID',
    parameters: {
      LockHandle: changes('PKLOCK_QUEUE_HANDLE', 'value', 'The handle that it was taken with.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    page: 'wdm/nf-wdm-kereleaseinstackqueuedspinlock',
  },
  KeAcquireInStackQueuedSpinLockAtDpcLevel: {
    summary: 'Takes a queued spin lock at DISPATCH_LEVEL.',
    returns: 'VOID',
    parameters: {
      SpinLock: changes('PKSPIN_LOCK', 'value', 'The lock.'),
      LockHandle: writes('PKLOCK_QUEUE_HANDLE', 'value', 'Memory on the stack for the queue.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    effects: [{ effect: 'waits' }],
    page: 'wdm/nf-wdm-keacquireinstackqueuedspinlockatdpclevel',
  },
  KeReleaseInStackQueuedSpinLockFromDpcLevel: {
    summary: 'Releases a queued spin lock at DISPATCH_LEVEL.',
    returns: 'VOID',
    parameters: {
      LockHandle: changes('PKLOCK_QUEUE_HANDLE', 'value', 'The handle that it was taken with.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    page: 'wdm/nf-wdm-kereleaseinstackqueuedspinlockfromdpclevel',
  },
  KeTestSpinLock: {
    summary: 'Tells whether a spin lock is free.',
    returns: 'BOOLEAN',
    parameters: {
      SpinLock: reads('PKSPIN_LOCK', 'value', 'The lock.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    readsShared: true,
    page: 'wdm/nf-wdm-ketestspinlock',
  },
  ExAcquireSpinLockShared: {
    summary: 'Takes a reader-writer spin lock for reading.',
    returns: 'KIRQL',
    parameters: {
      SpinLock: changes('PEX_SPIN_LOCK', 'value', 'The lock.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    effects: [{ effect: 'waits' }],
    page: 'wdm/nf-wdm-exacquirespinlockshared',
  },
  ExReleaseSpinLockShared: {
    summary: 'Releases a reader-writer spin lock that was taken for reading.',
    returns: 'VOID',
    parameters: {
      SpinLock: changes('PEX_SPIN_LOCK', 'value', 'The lock.'),
      OldIrql: reads('KIRQL', 'value', 'The IRQL before.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    page: 'wdm/nf-wdm-exreleasespinlockshared',
  },
  ExAcquireSpinLockExclusive: {
    summary: 'Takes a reader-writer spin lock for writing.',
    returns: 'KIRQL',
    parameters: {
      SpinLock: changes('PEX_SPIN_LOCK', 'value', 'The lock.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    effects: [{ effect: 'waits' }],
    page: 'wdm/nf-wdm-exacquirespinlockexclusive',
  },
  ExReleaseSpinLockExclusive: {
    summary: 'Releases a reader-writer spin lock that was taken for writing.',
    returns: 'VOID',
    parameters: {
      SpinLock: changes('PEX_SPIN_LOCK', 'value', 'The lock.'),
      OldIrql: reads('KIRQL', 'value', 'The IRQL before.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    page: 'wdm/nf-wdm-exreleasespinlockexclusive',
  },
  ExAcquireSpinLockSharedAtDpcLevel: {
    summary: 'Takes a reader-writer spin lock for reading, at DISPATCH_LEVEL.',
    returns: 'VOID',
    parameters: {
      SpinLock: changes('PEX_SPIN_LOCK', 'value', 'The lock.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    effects: [{ effect: 'waits' }],
    page: 'wdm/nf-wdm-exacquirespinlocksharedatdpclevel',
  },
  ExReleaseSpinLockSharedFromDpcLevel: {
    summary: 'Releases a reader-writer spin lock that was taken for reading, at DISPATCH_LEVEL.',
    returns: 'VOID',
    parameters: {
      SpinLock: changes('PEX_SPIN_LOCK', 'value', 'The lock.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    page: 'wdm/nf-wdm-exreleasespinlocksharedfromdpclevel',
  },
  ExAcquireSpinLockExclusiveAtDpcLevel: {
    summary: 'Takes a reader-writer spin lock for writing, at DISPATCH_LEVEL.',
    returns: 'VOID',
    parameters: {
      SpinLock: changes('PEX_SPIN_LOCK', 'value', 'The lock.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    effects: [{ effect: 'waits' }],
    page: 'wdm/nf-wdm-exacquirespinlockexclusiveatdpclevel',
  },
  ExReleaseSpinLockExclusiveFromDpcLevel: {
    summary: 'Releases a reader-writer spin lock that was taken for writing, at DISPATCH_LEVEL.',
    returns: 'VOID',
    parameters: {
      SpinLock: changes('PEX_SPIN_LOCK', 'value', 'The lock.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    page: 'wdm/nf-wdm-exreleasespinlockexclusivefromdpclevel',
  },
  ExInitializeFastMutex: {
    summary: 'Makes a fast mutex of the memory.',
    returns: 'VOID',
    parameters: {
      FastMutex: writes('PFAST_MUTEX', 'value', 'The mutex, in non-paged memory.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    page: 'wdm/nf-wdm-exinitializefastmutex',
  },
  ExAcquireFastMutex: {
    summary: 'Takes a fast mutex, and raises the IRQL to APC_LEVEL.',
    returns: 'VOID',
    parameters: {
      FastMutex: changes('PFAST_MUTEX', 'value', 'The mutex.'),
    },
    irql: { max: 'APC_LEVEL' },
    effects: [{ effect: 'waits' }],
    page: 'wdm/nf-wdm-exacquirefastmutex',
  },
  ExReleaseFastMutex: {
    summary: 'Releases a fast mutex.',
    returns: 'VOID',
    parameters: {
      FastMutex: changes('PFAST_MUTEX', 'value', 'The mutex.'),
    },
    irql: { max: 'APC_LEVEL' },
    page: 'wdm/nf-wdm-exreleasefastmutex',
  },
  ExInitializeResourceLite: {
    summary: 'Makes a resource lock of the memory.',
    returns: 'NTSTATUS',
    parameters: {
      Resource: writes('PERESOURCE', 'value', 'The resource, in non-paged memory.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    page: 'wdm/nf-wdm-exinitializeresourcelite',
  },
  ExDeleteResourceLite: {
    summary: 'Takes a resource lock out of use.',
    returns: 'NTSTATUS',
    parameters: {
      Resource: changes('PERESOURCE', 'value', 'The resource.'),
    },
    irql: { max: 'APC_LEVEL' },
    page: 'wdm/nf-wdm-exdeleteresourcelite',
  },
  ExAcquireResourceExclusiveLite: {
    summary: 'Takes a resource for writing.',
    returns: 'BOOLEAN',
    parameters: {
      Resource: changes('PERESOURCE', 'value', 'The resource.'),
      Wait: reads('BOOLEAN', 'value', 'Whether to wait for it.'),
    },
    irql: { max: 'APC_LEVEL' },
    effects: [{ effect: 'waits' }],
    page: 'wdm/nf-wdm-exacquireresourceexclusivelite',
  },
  ExAcquireResourceSharedLite: {
    summary: 'Takes a resource for reading.',
    returns: 'BOOLEAN',
    parameters: {
      Resource: changes('PERESOURCE', 'value', 'The resource.'),
      Wait: reads('BOOLEAN', 'value', 'Whether to wait for it.'),
    },
    irql: { max: 'APC_LEVEL' },
    effects: [{ effect: 'waits' }],
    page: 'wdm/nf-wdm-exacquireresourcesharedlite',
  },
  ExReleaseResourceLite: {
    summary: 'Releases a resource.',
    returns: 'VOID',
    parameters: {
      Resource: changes('PERESOURCE', 'value', 'The resource.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    page: 'wdm/nf-wdm-exreleaseresourcelite',
  },
});
