import { changes, optional, reads, writes } from './parameters';
import { defineFunctions } from './shape';

/** MDLs: what describes a buffer to WSK. */
export const mdlFunctions = defineFunctions({
  IoAllocateMdl: {
    summary: 'Allocates an MDL for a buffer.',
    returns: 'PMDL',
    parameters: {
      VirtualAddress: optional(reads('PVOID', 'buffer', 'The buffer.')),
      Length: reads('ULONG', 'value', 'Its size in bytes.'),
      SecondaryBuffer: reads('BOOLEAN', 'value', 'Whether the MDL goes behind the one that the IRP has.'),
      ChargeQuota: reads('BOOLEAN', 'value', 'FALSE in most drivers.'),
      Irp: optional(changes('PIRP', 'irp', 'The IRP to hang it on, or NULL.')),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    values: { NULL: 'There is not enough memory.' },
    page: 'wdm/nf-wdm-ioallocatemdl',
  },
  IoFreeMdl: {
    summary: 'Frees an MDL.',
    returns: 'VOID',
    parameters: {
      Mdl: changes('PMDL', 'value', 'The MDL.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    page: 'wdm/nf-wdm-iofreemdl',
  },
  MmInitializeMdl: {
    summary: 'Makes an MDL of memory.',
    returns: 'VOID',
    parameters: {
      MemoryDescriptorList: writes('PMDL', 'value', 'The memory.'),
      BaseVa: reads('PVOID', 'buffer', 'The buffer.'),
      Length: reads('SIZE_T', 'value', 'Its size in bytes.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    page: 'wdm/nf-wdm-mminitializemdl',
  },
  MmBuildMdlForNonPagedPool: {
    summary: 'Fills in an MDL for non-paged memory.',
    returns: 'VOID',
    parameters: {
      MemoryDescriptorList: changes('PMDL', 'value', 'The MDL.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    page: 'wdm/nf-wdm-mmbuildmdlfornonpagedpool',
  },
  MmProbeAndLockPages: {
    summary: 'Locks the pages of an MDL, and raises an exception where it cannot.',
    returns: 'VOID',
    parameters: {
      MemoryDescriptorList: changes('PMDL', 'value', 'The MDL.'),
      AccessMode: reads('KPROCESSOR_MODE', 'value', 'KernelMode or UserMode.'),
      Operation: reads('LOCK_OPERATION', 'value', 'IoReadAccess, IoWriteAccess or IoModifyAccess.'),
    },
    irql: { max: 'APC_LEVEL', note: 'Up to DISPATCH_LEVEL for non-paged memory.' },
    page: 'wdm/nf-wdm-mmprobeandlockpages',
  },
  MmUnlockPages: {
    summary: 'Unlocks the pages of an MDL.',
    returns: 'VOID',
    parameters: {
      MemoryDescriptorList: changes('PMDL', 'value', 'The MDL.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    page: 'wdm/nf-wdm-mmunlockpages',
  },
  MmGetSystemAddressForMdlSafe: {
    summary: 'The system address of what an MDL describes.',
    returns: 'PVOID',
    parameters: {
      Mdl: changes('PMDL', 'value', 'The MDL.'),
      Priority: reads('ULONG', 'value', 'NormalPagePriority with MdlMappingNoExecute, for one.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    values: { NULL: 'It could not be mapped.' },
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
      BugCheckOnFailure: reads('ULONG', 'value', 'FALSE.'),
      Priority: reads('ULONG', 'value', 'NormalPagePriority, for one.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    page: 'wdm/nf-wdm-mmmaplockedpagesspecifycache',
  },
});
