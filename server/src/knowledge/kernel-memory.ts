import { changes, optional, reads, writes } from './parameters';
import { defineFunctions } from './shape';

/** Pool memory and lookaside lists. */
export const memoryFunctions = defineFunctions({
  ExAllocatePool2: {
    summary: 'Allocates memory, filled with zeros unless told otherwise.',
    returns: 'PVOID',
    parameters: {
      Flags: reads('POOL_FLAGS', 'value', 'POOL_FLAG_NON_PAGED or another kind.'),
      NumberOfBytes: reads('SIZE_T', 'value', 'The size in bytes.'),
      Tag: reads('ULONG', 'value', 'Up to four characters that name the owner.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    values: { NULL: 'There is not enough memory.' },
    page: 'wdm/nf-wdm-exallocatepool2',
  },
  ExAllocatePool3: {
    summary: 'Allocates memory with extended parameters.',
    returns: 'PVOID',
    parameters: {
      Flags: reads('POOL_FLAGS', 'value', 'POOL_FLAG_NON_PAGED or another kind.'),
      NumberOfBytes: reads('SIZE_T', 'value', 'The size in bytes.'),
      Tag: reads('ULONG', 'value', 'Up to four characters that name the owner.'),
      ExtendedParameters: optional(reads('PCPOOL_EXTENDED_PARAMETER', 'value', 'More parameters, or NULL.')),
      ExtendedParametersCount: reads('ULONG', 'value', 'Their number.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    values: { NULL: 'There is not enough memory.' },
    page: 'wdm/nf-wdm-exallocatepool3',
  },
  ExAllocatePoolWithTag: {
    summary: 'Allocates memory, not initialised. ExAllocatePool2 replaces it.',
    returns: 'PVOID',
    parameters: {
      PoolType: reads('POOL_TYPE', 'value', 'NonPagedPoolNx or another kind.'),
      NumberOfBytes: reads('SIZE_T', 'value', 'The size in bytes.'),
      Tag: reads('ULONG', 'value', 'Up to four characters that name the owner.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    values: { NULL: 'There is not enough memory.' },
    page: 'wdm/nf-wdm-exallocatepoolwithtag',
  },
  ExAllocatePoolZero: {
    summary: 'Allocates memory, filled with zeros.',
    returns: 'PVOID',
    parameters: {
      PoolType: reads('POOL_TYPE', 'value', 'NonPagedPoolNx or another kind.'),
      NumberOfBytes: reads('SIZE_T', 'value', 'The size in bytes.'),
      Tag: reads('ULONG', 'value', 'Up to four characters that name the owner.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    values: { NULL: 'There is not enough memory.' },
    page: 'wdm/nf-wdm-exallocatepoolzero',
  },
  ExAllocatePoolUninitialized: {
    summary: 'Allocates memory, not initialised.',
    returns: 'PVOID',
    parameters: {
      PoolType: reads('POOL_TYPE', 'value', 'NonPagedPoolNx or another kind.'),
      NumberOfBytes: reads('SIZE_T', 'value', 'The size in bytes.'),
      Tag: reads('ULONG', 'value', 'Up to four characters that name the owner.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    values: { NULL: 'There is not enough memory.' },
    page: 'wdm/nf-wdm-exallocatepooluninitialized',
  },
  ExAllocatePool: {
    summary: 'Allocates memory without a tag. ExAllocatePool2 replaces it.',
    returns: 'PVOID',
    parameters: {
      PoolType: reads('POOL_TYPE', 'value', 'NonPagedPoolNx or another kind.'),
      NumberOfBytes: reads('SIZE_T', 'value', 'The size in bytes.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    values: { NULL: 'There is not enough memory.' },
    page: 'wdm/nf-wdm-exallocatepool',
  },
  ExFreePool: {
    summary: 'Frees pool memory.',
    returns: 'VOID',
    parameters: {
      P: changes('PVOID', 'value', 'The memory.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    page: 'ntddk/nf-ntddk-exfreepool',
  },
  ExFreePoolWithTag: {
    summary: 'Frees pool memory.',
    returns: 'VOID',
    parameters: {
      P: changes('PVOID', 'value', 'The memory.'),
      Tag: reads('ULONG', 'value', 'The tag that it was allocated with.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    page: 'wdm/nf-wdm-exfreepoolwithtag',
  },
  ExFreePool2: {
    summary: 'Frees pool memory.',
    returns: 'VOID',
    parameters: {
      P: changes('PVOID', 'value', 'The memory.'),
      Tag: reads('ULONG', 'value', 'The tag that it was allocated with.'),
      ExtendedParameters: optional(reads('PCPOOL_EXTENDED_PARAMETER', 'value', 'More parameters, or NULL.')),
      ExtendedParametersCount: reads('ULONG', 'value', 'Their number.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    page: 'wdm/nf-wdm-exfreepool2',
  },
  ExInitializeNPagedLookasideList: {
    summary: 'Makes a lookaside list for blocks of non-paged memory.',
    returns: 'VOID',
    parameters: {
      Lookaside: writes('PNPAGED_LOOKASIDE_LIST', 'value', 'The list.'),
      Allocate: optional(reads('PALLOCATE_FUNCTION', 'routine', 'What allocates a block, or NULL.')),
      Free: optional(reads('PFREE_FUNCTION', 'routine', 'What frees a block, or NULL.')),
      Flags: reads('ULONG', 'value', 'How to allocate.'),
      Size: reads('SIZE_T', 'value', 'The size of a block in bytes.'),
      Tag: reads('ULONG', 'value', 'Up to four characters that name the owner.'),
      Depth: reads('USHORT', 'value', 'Reserved: 0.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    page: 'wdm/nf-wdm-exinitializenpagedlookasidelist',
  },
  ExDeleteNPagedLookasideList: {
    summary: 'Takes a lookaside list out of use.',
    returns: 'VOID',
    parameters: {
      Lookaside: changes('PNPAGED_LOOKASIDE_LIST', 'value', 'The list.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    page: 'wdm/nf-wdm-exdeletenpagedlookasidelist',
  },
  ExAllocateFromNPagedLookasideList: {
    summary: 'Takes a block from a lookaside list.',
    returns: 'PVOID',
    parameters: {
      Lookaside: changes('PNPAGED_LOOKASIDE_LIST', 'value', 'The list.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    values: { NULL: 'There is not enough memory.' },
    page: 'wdm/nf-wdm-exallocatefromnpagedlookasidelist',
  },
  ExFreeToNPagedLookasideList: {
    summary: 'Gives a block back to a lookaside list.',
    returns: 'VOID',
    parameters: {
      Lookaside: changes('PNPAGED_LOOKASIDE_LIST', 'value', 'The list.'),
      Entry: changes('PVOID', 'value', 'The block.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    page: 'wdm/nf-wdm-exfreetonpagedlookasidelist',
  },
  ExInitializeLookasideListEx: {
    summary: 'Makes a lookaside list.',
    returns: 'NTSTATUS',
    parameters: {
      Lookaside: writes('PLOOKASIDE_LIST_EX', 'value', 'The list.'),
      Allocate: optional(reads('PALLOCATE_FUNCTION_EX', 'routine', 'What allocates a block, or NULL.')),
      Free: optional(reads('PFREE_FUNCTION_EX', 'routine', 'What frees a block, or NULL.')),
      PoolType: reads('POOL_TYPE', 'value', 'The kind of memory.'),
      Flags: reads('ULONG', 'value', 'How to allocate.'),
      Size: reads('SIZE_T', 'value', 'The size of a block in bytes.'),
      Tag: reads('ULONG', 'value', 'Up to four characters that name the owner.'),
      Depth: reads('USHORT', 'value', 'Reserved: 0.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    page: 'wdm/nf-wdm-exinitializelookasidelistex',
  },
  ExDeleteLookasideListEx: {
    summary: 'Takes a lookaside list out of use.',
    returns: 'VOID',
    parameters: {
      Lookaside: changes('PLOOKASIDE_LIST_EX', 'value', 'The list.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    page: 'wdm/nf-wdm-exdeletelookasidelistex',
  },
  ExAllocateFromLookasideListEx: {
    summary: 'Takes a block from a lookaside list.',
    returns: 'PVOID',
    parameters: {
      Lookaside: changes('PLOOKASIDE_LIST_EX', 'value', 'The list.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    values: { NULL: 'There is not enough memory.' },
    page: 'wdm/nf-wdm-exallocatefromlookasidelistex',
  },
  ExFreeToLookasideListEx: {
    summary: 'Gives a block back to a lookaside list.',
    returns: 'VOID',
    parameters: {
      Lookaside: changes('PLOOKASIDE_LIST_EX', 'value', 'The list.'),
      Entry: changes('PVOID', 'value', 'The block.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    page: 'wdm/nf-wdm-exfreetolookasidelistex',
  },
});
