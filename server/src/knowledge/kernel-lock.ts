import { acquires, mayAcquire, raises, releases, restores, waits } from './effects';
import { changes, reads, writes } from './parameters';
import { defineFunctions } from './shape';

const fastMutex = changes('PFAST_MUTEX', 'value', 'The fast mutex.');
const resourceLock = changes('PERESOURCE', 'value', 'The resource lock.');

/** Fast and guarded mutexes, and resources. */
export const lockFunctions = defineFunctions({
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
      FastMutex: fastMutex,
    },
    irql: { max: 'APC_LEVEL' },
    effects: [waits, raises('APC_LEVEL', 'FastMutex'), acquires('FastMutex', 'mutex')],
    page: 'wdm/nf-wdm-exacquirefastmutex',
  },
  ExReleaseFastMutex: {
    summary: 'Releases a fast mutex.',
    returns: 'VOID',
    parameters: {
      FastMutex: fastMutex,
    },
    irql: { min: 'APC_LEVEL', max: 'APC_LEVEL' },
    effects: [releases('FastMutex', 'mutex'), restores('FastMutex')],
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
      Resource: resourceLock,
    },
    irql: { max: 'APC_LEVEL' },
    page: 'wdm/nf-wdm-exdeleteresourcelite',
  },
  ExAcquireResourceExclusiveLite: {
    summary: 'Takes a resource for writing.',
    returns: 'BOOLEAN',
    parameters: {
      Resource: resourceLock,
      Wait: reads('BOOLEAN', 'value', 'Whether to wait for it.'),
    },
    irql: { max: 'APC_LEVEL' },
    values: { TRUE: 'The resource is taken; it is always where Wait is TRUE.', FALSE: 'It is not to be had now.' },
    notes: ['In a critical region: normal kernel APCs must be held back.'],
    effects: [waits, mayAcquire('Resource', 'resource lock')],
    page: 'wdm/nf-wdm-exacquireresourceexclusivelite',
  },
  ExAcquireResourceSharedLite: {
    summary: 'Takes a resource for reading.',
    returns: 'BOOLEAN',
    parameters: {
      Resource: resourceLock,
      Wait: reads('BOOLEAN', 'value', 'Whether to wait for it.'),
    },
    irql: { max: 'APC_LEVEL' },
    values: { TRUE: 'The resource is taken; it is always where Wait is TRUE.', FALSE: 'It is not to be had now.' },
    notes: ['In a critical region: normal kernel APCs must be held back.'],
    effects: [waits, mayAcquire('Resource', 'resource lock')],
    page: 'wdm/nf-wdm-exacquireresourcesharedlite',
  },
  ExReleaseResourceLite: {
    summary: 'Releases a resource.',
    returns: 'VOID',
    parameters: {
      Resource: resourceLock,
    },
    irql: { max: 'DISPATCH_LEVEL' },
    effects: [releases('Resource', 'resource lock')],
    page: 'wdm/nf-wdm-exreleaseresourcelite',
  },
  ExTryToAcquireFastMutex: {
    summary: 'Takes a fast mutex where it is free, and raises the IRQL to APC_LEVEL then.',
    returns: 'BOOLEAN',
    parameters: {
      FastMutex: fastMutex,
    },
    irql: { max: 'APC_LEVEL' },
    values: { TRUE: 'The mutex is taken.', FALSE: 'Another thread has it. The IRQL is as it was.' },
    effects: [raises('APC_LEVEL', 'FastMutex'), mayAcquire('FastMutex', 'mutex')],
    readsShared: true,
    page: 'wdm/nf-wdm-extrytoacquirefastmutex',
  },
  ExAcquireFastMutexUnsafe: {
    summary: 'Takes a fast mutex and leaves the IRQL as it is.',
    returns: 'VOID',
    parameters: {
      FastMutex: fastMutex,
    },
    irql: { max: 'APC_LEVEL', note: 'At APC_LEVEL, or in a critical region.' },
    effects: [waits, acquires('FastMutex', 'mutex')],
    page: 'wdm/nf-wdm-exacquirefastmutexunsafe',
  },
  ExReleaseFastMutexUnsafe: {
    summary: 'Releases a fast mutex that ExAcquireFastMutexUnsafe took.',
    returns: 'VOID',
    parameters: {
      FastMutex: fastMutex,
    },
    irql: { max: 'APC_LEVEL', note: 'At APC_LEVEL, or in a critical region.' },
    effects: [releases('FastMutex', 'mutex')],
    page: 'wdm/nf-wdm-exreleasefastmutexunsafe',
  },
  KeInitializeGuardedMutex: {
    summary: 'Makes a guarded mutex of the memory.',
    returns: 'VOID',
    parameters: {
      Mutex: writes('PKGUARDED_MUTEX', 'value', 'The memory of the mutex: non-paged.'),
    },
    irql: {
      max: 'APC_LEVEL',
      note: 'It only fills in the structure, which it can do up to DISPATCH_LEVEL where that is not pageable.',
      atMost: 'DISPATCH_LEVEL',
    },
    page: 'wdm/nf-wdm-keinitializeguardedmutex',
  },
  KeAcquireGuardedMutex: {
    summary: 'Takes a guarded mutex, and holds back all APCs.',
    returns: 'VOID',
    parameters: {
      Mutex: changes('PKGUARDED_MUTEX', 'value', 'The guarded mutex.'),
    },
    irql: { max: 'APC_LEVEL' },
    effects: [waits, acquires('Mutex', 'mutex')],
    page: 'wdm/nf-wdm-keacquireguardedmutex',
  },
  KeTryToAcquireGuardedMutex: {
    summary: 'Takes a guarded mutex where it is free.',
    returns: 'BOOLEAN',
    parameters: {
      Mutex: changes('PKGUARDED_MUTEX', 'value', 'The guarded mutex.'),
    },
    irql: { max: 'APC_LEVEL' },
    values: { TRUE: 'The mutex is taken.', FALSE: 'Another thread has it.' },
    effects: [mayAcquire('Mutex', 'mutex')],
    readsShared: true,
    page: 'wdm/nf-wdm-ketrytoacquireguardedmutex',
  },
  KeReleaseGuardedMutex: {
    summary: 'Releases a guarded mutex.',
    returns: 'VOID',
    parameters: {
      Mutex: changes('PKGUARDED_MUTEX', 'value', 'The guarded mutex.'),
    },
    irql: { max: 'APC_LEVEL' },
    effects: [releases('Mutex', 'mutex')],
    page: 'wdm/nf-wdm-kereleaseguardedmutex',
  },
  ExAcquireSharedStarveExclusive: {
    summary: 'Takes a resource for reading, before those who wait to write.',
    returns: 'BOOLEAN',
    parameters: {
      Resource: resourceLock,
      Wait: reads('BOOLEAN', 'value', 'Whether to wait for the resource.'),
    },
    irql: { max: 'APC_LEVEL' },
    values: { TRUE: 'The resource is taken; it is always where Wait is TRUE.', FALSE: 'It is not to be had now.' },
    effects: [waits, mayAcquire('Resource', 'resource lock')],
    page: 'wdm/nf-wdm-exacquiresharedstarveexclusive',
  },
  ExConvertExclusiveToSharedLite: {
    summary: 'Goes on reading what was taken for writing.',
    returns: 'VOID',
    parameters: {
      Resource: resourceLock,
    },
    irql: { max: 'APC_LEVEL' },
    page: 'wdm/nf-wdm-exconvertexclusivetosharedlite',
  },
  ExIsResourceAcquiredExclusiveLite: {
    summary: 'Tells whether this thread holds a resource for writing.',
    returns: 'BOOLEAN',
    parameters: {
      Resource: reads('PERESOURCE', 'value', 'The resource lock.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    page: 'wdm/nf-wdm-exisresourceacquiredexclusivelite',
  },
  ExIsResourceAcquiredSharedLite: {
    summary: 'How many times this thread holds a resource.',
    returns: 'ULONG',
    parameters: {
      Resource: reads('PERESOURCE', 'value', 'The resource lock.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    page: 'wdm/nf-wdm-exisresourceacquiredsharedlite',
  },
  ExEnterCriticalRegionAndAcquireResourceExclusive: {
    summary: 'Enters a critical region and takes a resource for writing.',
    returns: 'PVOID',
    parameters: {
      Resource: resourceLock,
    },
    irql: { max: 'APC_LEVEL' },
    effects: [waits, { effect: 'enters', resource: 'critical region' }, acquires('Resource', 'resource lock')],
    page: 'wdm/nf-wdm-exentercriticalregionandacquireresourceexclusive',
  },
  ExReleaseResourceAndLeaveCriticalRegion: {
    summary: 'Releases a resource and leaves the critical region.',
    returns: 'VOID',
    parameters: {
      Resource: resourceLock,
    },
    irql: { max: 'APC_LEVEL' },
    effects: [releases('Resource', 'resource lock'), { effect: 'leaves', resource: 'critical region' }],
    page: 'wdm/nf-wdm-exreleaseresourceandleavecriticalregion',
  },
});
