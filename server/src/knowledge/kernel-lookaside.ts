import { acquires, mayAcquire, releases } from './effects';
import { changes, optional, reads, writes } from './parameters';
import { defineFunctions } from './shape';

/** Lookaside lists. */
export const lookasideFunctions = defineFunctions({
  ExInitializeNPagedLookasideList: {
    summary: 'Makes a lookaside list for blocks of non-paged memory.',
    returns: 'VOID',
    parameters: {
      Lookaside: writes('PNPAGED_LOOKASIDE_LIST', 'value', 'The lookaside list.'),
      Allocate: optional(reads('PALLOCATE_FUNCTION', 'routine', 'What allocates a block, or NULL.')),
      Free: optional(reads('PFREE_FUNCTION', 'routine', 'What frees a block, or NULL.')),
      Flags: reads('ULONG', 'value', 'How to allocate.'),
      Size: reads('SIZE_T', 'value', 'The size of a block in bytes.'),
      Tag: reads('ULONG', 'value', 'Up to four characters that name the owner.'),
      Depth: reads('USHORT', 'value', 'Reserved: 0.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    effects: [acquires('Lookaside', 'lookaside list')],
    page: 'wdm/nf-wdm-exinitializenpagedlookasidelist',
  },
  ExDeleteNPagedLookasideList: {
    summary: 'Takes a lookaside list out of use.',
    returns: 'VOID',
    parameters: {
      Lookaside: changes('PNPAGED_LOOKASIDE_LIST', 'value', 'The lookaside list.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    effects: [releases('Lookaside', 'lookaside list')],
    page: 'wdm/nf-wdm-exdeletenpagedlookasidelist',
  },
  ExAllocateFromNPagedLookasideList: {
    summary: 'Takes a block from a lookaside list.',
    returns: 'PVOID',
    parameters: {
      Lookaside: changes('PNPAGED_LOOKASIDE_LIST', 'value', 'The lookaside list.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    values: { NULL: 'There is not enough memory.' },
    effects: [mayAcquire('result', 'lookaside entry')],
    page: 'wdm/nf-wdm-exallocatefromnpagedlookasidelist',
  },
  ExFreeToNPagedLookasideList: {
    summary: 'Gives a block back to a lookaside list.',
    returns: 'VOID',
    parameters: {
      Lookaside: changes('PNPAGED_LOOKASIDE_LIST', 'value', 'The lookaside list.'),
      Entry: changes('PVOID', 'value', 'The block to give back, from this list.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    effects: [releases('Entry', 'lookaside entry')],
    page: 'wdm/nf-wdm-exfreetonpagedlookasidelist',
  },
  ExInitializeLookasideListEx: {
    summary: 'Makes a lookaside list.',
    returns: 'NTSTATUS',
    parameters: {
      Lookaside: writes('PLOOKASIDE_LIST_EX', 'value', 'The lookaside list.'),
      Allocate: optional(reads('PALLOCATE_FUNCTION_EX', 'routine', 'What allocates a block, or NULL.')),
      Free: optional(reads('PFREE_FUNCTION_EX', 'routine', 'What frees a block, or NULL.')),
      PoolType: reads('POOL_TYPE', 'value', 'The kind of memory.'),
      Flags: reads('ULONG', 'value', 'How to allocate.'),
      Size: reads('SIZE_T', 'value', 'The size of a block in bytes.'),
      Tag: reads('ULONG', 'value', 'Up to four characters that name the owner.'),
      Depth: reads('USHORT', 'value', 'Reserved: 0.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    effects: [mayAcquire('Lookaside', 'lookaside list')],
    page: 'wdm/nf-wdm-exinitializelookasidelistex',
  },
  ExDeleteLookasideListEx: {
    summary: 'Takes a lookaside list out of use.',
    returns: 'VOID',
    parameters: {
      Lookaside: changes('PLOOKASIDE_LIST_EX', 'value', 'The lookaside list.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    effects: [releases('Lookaside', 'lookaside list')],
    page: 'wdm/nf-wdm-exdeletelookasidelistex',
  },
  ExAllocateFromLookasideListEx: {
    summary: 'Takes a block from a lookaside list.',
    returns: 'PVOID',
    parameters: {
      Lookaside: changes('PLOOKASIDE_LIST_EX', 'value', 'The lookaside list.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    values: { NULL: 'There is not enough memory.' },
    effects: [mayAcquire('result', 'lookaside entry')],
    page: 'wdm/nf-wdm-exallocatefromlookasidelistex',
  },
  ExFreeToLookasideListEx: {
    summary: 'Gives a block back to a lookaside list.',
    returns: 'VOID',
    parameters: {
      Lookaside: changes('PLOOKASIDE_LIST_EX', 'value', 'The lookaside list.'),
      Entry: changes('PVOID', 'value', 'The block to give back, from this list.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    effects: [releases('Entry', 'lookaside entry')],
    page: 'wdm/nf-wdm-exfreetolookasidelistex',
  },
  ExInitializePagedLookasideList: {
    summary: 'Makes a lookaside list for blocks of paged memory.',
    returns: 'VOID',
    parameters: {
      Lookaside: writes(
        'PPAGED_LOOKASIDE_LIST',
        'value',
        'The memory of the list: non-paged, although the blocks are paged.',
      ),
      Allocate: optional(reads('PALLOCATE_FUNCTION', 'routine', 'What allocates a block, or NULL.')),
      Free: optional(reads('PFREE_FUNCTION', 'routine', 'What frees a block, or NULL.')),
      Flags: reads('ULONG', 'value', 'How to allocate: 0 in most drivers.'),
      Size: reads('SIZE_T', 'value', 'The size of a block in bytes.'),
      Tag: reads('ULONG', 'value', 'Up to four characters that name the owner of the memory.'),
      Depth: reads('USHORT', 'value', 'Reserved: 0.'),
    },
    irql: { max: 'APC_LEVEL' },
    rules: ['paged-memory-given-to-wsk'],
    effects: [acquires('Lookaside', 'lookaside list')],
    page: 'wdm/nf-wdm-exinitializepagedlookasidelist',
  },
  ExDeletePagedLookasideList: {
    summary: 'Takes a lookaside list for paged memory out of use.',
    returns: 'VOID',
    parameters: {
      Lookaside: changes('PPAGED_LOOKASIDE_LIST', 'value', 'The lookaside list.'),
    },
    irql: { max: 'APC_LEVEL' },
    effects: [releases('Lookaside', 'lookaside list')],
    page: 'wdm/nf-wdm-exdeletepagedlookasidelist',
  },
  ExAllocateFromPagedLookasideList: {
    summary: 'Takes a block of paged memory from a lookaside list.',
    returns: 'PVOID',
    parameters: {
      Lookaside: changes('PPAGED_LOOKASIDE_LIST', 'value', 'The lookaside list.'),
    },
    irql: { max: 'APC_LEVEL' },
    values: { NULL: 'There is not enough memory.' },
    rules: ['paged-memory-given-to-wsk'],
    effects: [mayAcquire('result', 'lookaside entry', { pageable: true })],
    page: 'wdm/nf-wdm-exallocatefrompagedlookasidelist',
  },
  ExFreeToPagedLookasideList: {
    summary: 'Gives a block of paged memory back to a lookaside list.',
    returns: 'VOID',
    parameters: {
      Lookaside: changes('PPAGED_LOOKASIDE_LIST', 'value', 'The lookaside list.'),
      Entry: changes('PVOID', 'value', 'The block to give back.'),
    },
    irql: { max: 'APC_LEVEL' },
    effects: [releases('Entry', 'lookaside entry')],
    page: 'wdm/nf-wdm-exfreetopagedlookasidelist',
  },
});
