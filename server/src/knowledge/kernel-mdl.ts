import { acquires, mayAcquire, mayBeNull, releases } from './effects';
import { changes, optional, reads, writes } from './parameters';
import { defineFunctions } from './shape';

/** MDLs: what describes a buffer to WSK. */
export const mdlFunctions = defineFunctions({
  IoAllocateMdl: {
    summary: 'Allocates an MDL for a buffer.',
    returns: 'PMDL',
    parameters: {
      VirtualAddress: optional(
        reads('PVOID', 'buffer', 'The start of the buffer that the MDL describes; NULL where it is filled in later.'),
      ),
      Length: reads('ULONG', 'value', 'The size of the buffer in bytes.'),
      SecondaryBuffer: reads('BOOLEAN', 'value', 'Whether the MDL goes behind the one that the IRP has.'),
      ChargeQuota: reads('BOOLEAN', 'value', 'FALSE in most drivers.'),
      Irp: optional(changes('PIRP', 'irp', 'The IRP to hang it on, or NULL.')),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    ownership: 'The driver frees the MDL with IoFreeMdl, after the request is completed and its pages are unlocked.',
    values: { NULL: 'There is not enough memory. Test for it before the MDL is used.' },
    notes: ['It describes the buffer only. MmBuildMdlForNonPagedPool or MmProbeAndLockPages makes it fit for WSK.'],
    rules: ['result-used-before-null-check', 'mdl-not-locked', 'mdl-leaked', 'data-buffer-freed-while-pending'],
    effects: [mayAcquire('result', 'MDL', { pageable: { as: 'VirtualAddress' } }), mayBeNull],
    page: 'wdm/nf-wdm-ioallocatemdl',
  },
  IoFreeMdl: {
    summary: 'Frees an MDL.',
    returns: 'VOID',
    parameters: {
      Mdl: changes('PMDL', 'value', 'The MDL, of which no request is pending. One MDL only, not its chain.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    notes: ['Pages that MmProbeAndLockPages locked are unlocked before.'],
    rules: ['data-buffer-freed-while-pending', 'pages-never-unlocked', 'mdl-leaked'],
    effects: [releases('Mdl', 'MDL')],
    page: 'wdm/nf-wdm-iofreemdl',
  },
  MmInitializeMdl: {
    summary: 'Makes an MDL of memory.',
    returns: 'VOID',
    parameters: {
      MemoryDescriptorList: writes('PMDL', 'value', 'The memory to make the MDL in, MmSizeOfMdl bytes of it.'),
      BaseVa: reads('PVOID', 'buffer', 'The start of the buffer that the MDL describes.'),
      Length: reads('SIZE_T', 'value', 'The size of the buffer in bytes.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    page: 'wdm/nf-wdm-mminitializemdl',
  },
  MmBuildMdlForNonPagedPool: {
    summary: 'Fills in an MDL for non-paged memory.',
    returns: 'VOID',
    parameters: {
      MemoryDescriptorList: changes(
        'PMDL',
        'value',
        'An MDL of a buffer in non-paged memory. Its pages are not locked by this, and not unlocked.',
      ),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    rules: ['mdl-not-locked'],
    page: 'wdm/nf-wdm-mmbuildmdlfornonpagedpool',
  },
  MmProbeAndLockPages: {
    summary: 'Locks the pages of an MDL, and raises an exception where it cannot.',
    returns: 'VOID',
    parameters: {
      MemoryDescriptorList: changes('PMDL', 'value', 'The MDL of the buffer to lock.'),
      AccessMode: reads('KPROCESSOR_MODE', 'value', 'KernelMode or UserMode.'),
      Operation: reads('LOCK_OPERATION', 'value', 'IoReadAccess, IoWriteAccess or IoModifyAccess.'),
    },
    irql: { max: 'APC_LEVEL', note: 'Up to DISPATCH_LEVEL for non-paged memory.', atMost: 'DISPATCH_LEVEL' },
    ownership:
      'The driver unlocks the pages with MmUnlockPages, after the request is completed and before it frees the MDL.',
    notes: ['Call it in __try: where it raises an exception nothing is locked.'],
    rules: ['pages-never-unlocked', 'unguarded-probe-and-lock', 'data-buffer-freed-while-pending'],
    effects: [acquires('MemoryDescriptorList', 'locked pages')],
    raisesException: true,
    page: 'wdm/nf-wdm-mmprobeandlockpages',
  },
  MmUnlockPages: {
    summary: 'Unlocks the pages of an MDL.',
    returns: 'VOID',
    parameters: {
      MemoryDescriptorList: changes(
        'PMDL',
        'value',
        'An MDL whose pages MmProbeAndLockPages locked, and of which no request is pending.',
      ),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    notes: [
      'Only after MmProbeAndLockPages. A system address from MmGetSystemAddressForMdlSafe is no longer valid after it.',
    ],
    rules: ['data-buffer-freed-while-pending', 'pages-never-unlocked'],
    effects: [releases('MemoryDescriptorList', 'locked pages')],
    page: 'wdm/nf-wdm-mmunlockpages',
  },
  MmGetSystemAddressForMdlSafe: {
    summary: 'The system address of what an MDL describes.',
    returns: 'PVOID',
    parameters: {
      Mdl: changes('PMDL', 'value', 'One MDL of locked or non-paged memory.'),
      Priority: reads('ULONG', 'value', 'NormalPagePriority with MdlMappingNoExecute, for one.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    values: { NULL: 'The pages could not be mapped. Test for it.' },
    notes: [
      'It maps one MDL: follow Next for the rest of a chain.',
      'MmUnlockPages takes the mapping back; nothing else is owed.',
    ],
    rules: ['result-used-before-null-check', 'indication-taken-as-one-buffer'],
    effects: [mayBeNull],
    page: 'wdm/nf-wdm-mmgetsystemaddressformdlsafe',
  },
  MmGetMdlByteCount: {
    summary: 'The size in bytes of what an MDL describes.',
    returns: 'ULONG',
    parameters: {
      Mdl: reads('PMDL', 'value', 'The MDL.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-mmgetmdlbytecount',
  },
  MmGetMdlByteOffset: {
    summary: 'The offset of the buffer of an MDL in its first page.',
    returns: 'ULONG',
    parameters: {
      Mdl: reads('PMDL', 'value', 'The MDL.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-mmgetmdlbyteoffset',
  },
  MmGetMdlVirtualAddress: {
    summary: 'The virtual address of what an MDL describes.',
    returns: 'PVOID',
    parameters: {
      Mdl: reads('PMDL', 'value', 'The MDL.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-mmgetmdlvirtualaddress',
  },
  MmMapLockedPagesSpecifyCache: {
    summary: 'Maps the locked pages of an MDL.',
    returns: 'PVOID',
    parameters: {
      MemoryDescriptorList: changes('PMDL', 'value', 'The MDL.'),
      AccessMode: reads('KPROCESSOR_MODE', 'value', 'KernelMode or UserMode.'),
      CacheType: reads('MEMORY_CACHING_TYPE', 'value', 'MmCached in most drivers.'),
      RequestedAddress: optional(reads('PVOID', 'value', 'The address to map to, or NULL.')),
      BugCheckOnFailure: reads('ULONG', 'value', 'FALSE, so that a failure returns NULL.'),
      Priority: reads('ULONG', 'value', 'NormalPagePriority, for one.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    ownership: 'The driver unmaps with MmUnmapLockedPages, unless MmUnlockPages does.',
    values: { NULL: 'The pages could not be mapped.' },
    effects: [mayAcquire('result', 'mapping')],
    raisesException: true,
    page: 'wdm/nf-wdm-mmmaplockedpagesspecifycache',
  },
  IoBuildPartialMdl: {
    summary: 'Makes an MDL describe a part of what another one describes.',
    returns: 'VOID',
    parameters: {
      SourceMdl: reads('PMDL', 'value', 'The MDL of the whole, whose pages are locked.'),
      TargetMdl: changes('PMDL', 'value', 'An MDL that is large enough for the part.'),
      VirtualAddress: reads('PVOID', 'value', 'Where the part begins.'),
      Length: reads('ULONG', 'value', 'The size of the part in bytes; 0 for the rest.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    notes: ['Call MmPrepareMdlForReuse before the target is used for another part.'],
    page: 'wdm/nf-wdm-iobuildpartialmdl',
  },
  MmPrepareMdlForReuse: {
    summary: 'Makes an MDL from IoBuildPartialMdl ready for another part.',
    returns: 'VOID',
    parameters: {
      MDL: changes('PMDL', 'value', 'The MDL of the part.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    page: 'wdm/nf-wdm-mmpreparemdlforreuse',
  },
  MmMapLockedPages: {
    summary: 'Maps the locked pages of an MDL. MmMapLockedPagesSpecifyCache replaces it.',
    returns: 'PVOID',
    parameters: {
      MemoryDescriptorList: changes('PMDL', 'value', 'The MDL, whose pages are locked.'),
      AccessMode: reads('KPROCESSOR_MODE', 'value', 'KernelMode or UserMode.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    effects: [acquires('result', 'mapping')],
    raisesException: true,
    page: 'wdm/nf-wdm-mmmaplockedpages',
  },
  MmUnmapLockedPages: {
    summary: 'Takes back a mapping of the locked pages of an MDL.',
    returns: 'VOID',
    parameters: {
      BaseAddress: reads('PVOID', 'value', 'The address that the mapping began at.'),
      MemoryDescriptorList: changes('PMDL', 'value', 'The MDL that was mapped.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    effects: [releases('BaseAddress', 'mapping')],
    page: 'wdm/nf-wdm-mmunmaplockedpages',
  },
  MmAllocatePagesForMdlEx: {
    summary: 'Allocates pages that are not mapped, and an MDL for them.',
    returns: 'PMDL',
    parameters: {
      LowAddress: reads('PHYSICAL_ADDRESS', 'value', 'The lowest physical address.'),
      HighAddress: reads('PHYSICAL_ADDRESS', 'value', 'The highest physical address.'),
      SkipBytes: reads('PHYSICAL_ADDRESS', 'value', 'The distance between the ranges to try, or 0.'),
      TotalBytes: reads('SIZE_T', 'value', 'How many bytes are wanted.'),
      CacheType: reads('MEMORY_CACHING_TYPE', 'value', 'MmCached in most drivers.'),
      Flags: reads('ULONG', 'value', 'MM_ALLOCATE_FULLY_REQUIRED and others, or 0.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    ownership: 'The driver frees the pages with MmFreePagesFromMdl, then the MDL with ExFreePool.',
    values: { NULL: 'There is not enough memory.' },
    notes: ['It may describe fewer bytes than were asked for: look at the MDL.'],
    effects: [mayAcquire('result', 'pool'), mayAcquire('result', 'locked pages')],
    page: 'wdm/nf-wdm-mmallocatepagesformdlex',
  },
  MmFreePagesFromMdl: {
    summary: 'Frees the pages that MmAllocatePagesForMdlEx allocated. The MDL itself remains.',
    returns: 'VOID',
    parameters: {
      MemoryDescriptorList: changes('PMDL', 'value', 'The MDL of the pages.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    effects: [releases('MemoryDescriptorList', 'locked pages')],
    page: 'wdm/nf-wdm-mmfreepagesfrommdl',
  },
  MmSizeOfMdl: {
    summary: 'The size in bytes of an MDL for a buffer.',
    returns: 'SIZE_T',
    parameters: {
      Base: reads('PVOID', 'value', 'The start of the buffer.'),
      Length: reads('SIZE_T', 'value', 'The size of the buffer in bytes.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-mmsizeofmdl',
  },
  ADDRESS_AND_SIZE_TO_SPAN_PAGES: {
    summary: 'How many pages a buffer touches.',
    returns: 'ULONG',
    parameters: {
      Va: reads('PVOID', 'value', 'The start of the buffer.'),
      Size: reads('SIZE_T', 'value', 'The size of the buffer in bytes.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-address_and_size_to_span_pages',
  },
  BYTES_TO_PAGES: {
    summary: 'How many pages hold so many bytes.',
    returns: 'ULONG',
    parameters: {
      Size: reads('SIZE_T', 'value', 'The number of bytes.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-bytes_to_pages',
  },
  ProbeForRead: {
    summary: 'Raises an exception where memory of a user process may not be read.',
    returns: 'VOID',
    parameters: {
      Address: reads('const VOID *', 'value', 'The start of the memory.'),
      Length: reads('SIZE_T', 'value', 'The size of the memory in bytes.'),
      Alignment: reads('ULONG', 'value', 'The alignment that the address must have.'),
    },
    irql: { max: 'APC_LEVEL' },
    notes: ['Call it, and read the memory, in __try.'],
    raisesException: true,
    page: 'wdm/nf-wdm-probeforread',
  },
  ProbeForWrite: {
    summary: 'Raises an exception where memory of a user process may not be written.',
    returns: 'VOID',
    parameters: {
      Address: changes('volatile VOID *', 'value', 'The start of the memory.'),
      Length: reads('SIZE_T', 'value', 'The size of the memory in bytes.'),
      Alignment: reads('ULONG', 'value', 'The alignment that the address must have.'),
    },
    irql: { max: 'APC_LEVEL' },
    notes: ['Call it, and write the memory, in __try.'],
    raisesException: true,
    page: 'wdm/nf-wdm-probeforwrite',
  },
  MmIsAddressValid: {
    summary: 'Tells whether an address can be read without a page fault at this moment.',
    returns: 'BOOLEAN',
    parameters: {
      VirtualAddress: reads('PVOID', 'value', 'The address.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    readsShared: true,
    page: 'ntddk/nf-ntddk-mmisaddressvalid',
  },
});
