import { changes, reads, writes } from './parameters';
import { defineFunctions } from './shape';

/** Interlocked operations and lists. */
export const interlockedFunctions = defineFunctions({
  InterlockedIncrement: {
    summary: 'Adds one, and returns the result.',
    returns: 'LONG',
    parameters: {
      Addend: changes('LONG volatile *', 'value', 'The number.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: 'wdm/nf-wdm-interlockedincrement',
  },
  InterlockedDecrement: {
    summary: 'Subtracts one, and returns the result.',
    returns: 'LONG',
    parameters: {
      Addend: changes('LONG volatile *', 'value', 'The number.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: 'wdm/nf-wdm-interlockeddecrement',
  },
  InterlockedIncrement64: {
    summary: 'Adds one, and returns the result.',
    returns: 'LONG64',
    parameters: {
      Addend: changes('LONG64 volatile *', 'value', 'The number.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: 'wdm/nf-wdm-interlockedincrement',
  },
  InterlockedDecrement64: {
    summary: 'Subtracts one, and returns the result.',
    returns: 'LONG64',
    parameters: {
      Addend: changes('LONG64 volatile *', 'value', 'The number.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: 'wdm/nf-wdm-interlockeddecrement',
  },
  InterlockedAdd: {
    summary: 'Adds a number, and returns the result.',
    returns: 'LONG',
    parameters: {
      Addend: changes('LONG volatile *', 'value', 'The number.'),
      Value: reads('LONG', 'value', 'What to add.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: 'wdm/nf-wdm-interlockedexchangeadd',
  },
  InterlockedExchange: {
    summary: 'Sets a number, and returns the one before.',
    returns: 'LONG',
    parameters: {
      Target: changes('LONG volatile *', 'value', 'The number.'),
      Value: reads('LONG', 'value', 'The new number.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: 'wdm/nf-wdm-interlockedexchange',
  },
  InterlockedExchange64: {
    summary: 'Sets a number, and returns the one before.',
    returns: 'LONG64',
    parameters: {
      Target: changes('LONG64 volatile *', 'value', 'The number.'),
      Value: reads('LONG64', 'value', 'The new number.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: 'wdm/nf-wdm-interlockedexchange',
  },
  InterlockedExchangeAdd: {
    summary: 'Adds a number, and returns the one before.',
    returns: 'LONG',
    parameters: {
      Addend: changes('LONG volatile *', 'value', 'The number.'),
      Value: reads('LONG', 'value', 'What to add.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: 'wdm/nf-wdm-interlockedexchangeadd',
  },
  InterlockedExchangePointer: {
    summary: 'Sets a pointer, and returns the one before.',
    returns: 'PVOID',
    parameters: {
      Target: changes('PVOID volatile *', 'value', 'The pointer.'),
      Value: reads('PVOID', 'value', 'The new pointer.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: 'wdm/nf-wdm-interlockedexchangepointer',
  },
  InterlockedCompareExchange: {
    summary: 'Sets a number where it has a given value, and returns the one before.',
    returns: 'LONG',
    parameters: {
      Destination: changes('LONG volatile *', 'value', 'The number.'),
      ExChange: reads('LONG', 'value', 'The new number.'),
      Comperand: reads('LONG', 'value', 'The value it must have had.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: 'wdm/nf-wdm-interlockedcompareexchange',
  },
  InterlockedCompareExchange64: {
    summary: 'Sets a number where it has a given value, and returns the one before.',
    returns: 'LONG64',
    parameters: {
      Destination: changes('LONG64 volatile *', 'value', 'The number.'),
      ExChange: reads('LONG64', 'value', 'The new number.'),
      Comperand: reads('LONG64', 'value', 'The value it must have had.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: 'wdm/nf-wdm-interlockedcompareexchange',
  },
  InterlockedCompareExchangePointer: {
    summary: 'Sets a pointer where it has a given value, and returns the one before.',
    returns: 'PVOID',
    parameters: {
      Destination: changes('PVOID volatile *', 'value', 'The pointer.'),
      Exchange: reads('PVOID', 'value', 'The new pointer.'),
      Comperand: reads('PVOID', 'value', 'The value it must have had.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: 'wdm/nf-wdm-interlockedcompareexchangepointer',
  },
  InterlockedAnd: {
    summary: 'Clears bits, and returns the number before.',
    returns: 'LONG',
    parameters: {
      Destination: changes('LONG volatile *', 'value', 'The number.'),
      Value: reads('LONG', 'value', 'The bits to keep.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: 'wdm/nf-wdm-interlockedand',
  },
  InterlockedOr: {
    summary: 'Sets bits, and returns the number before.',
    returns: 'LONG',
    parameters: {
      Destination: changes('LONG volatile *', 'value', 'The number.'),
      Value: reads('LONG', 'value', 'The bits to set.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: 'wdm/nf-wdm-interlockedor',
  },
  InterlockedBitTestAndSet: {
    summary: 'Sets a bit, and returns the one before.',
    returns: 'BOOLEAN',
    parameters: {
      Base: changes('LONG volatile *', 'value', 'The number.'),
      Bit: reads('LONG', 'value', 'Which bit, from 0.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: '',
  },
  InterlockedBitTestAndReset: {
    summary: 'Clears a bit, and returns the one before.',
    returns: 'BOOLEAN',
    parameters: {
      Base: changes('LONG volatile *', 'value', 'The number.'),
      Bit: reads('LONG', 'value', 'Which bit, from 0.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: '',
  },
  InitializeListHead: {
    summary: 'Makes an empty list.',
    returns: 'VOID',
    parameters: {
      ListHead: writes('PLIST_ENTRY', 'value', 'The head of the list.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-initializelisthead',
  },
  IsListEmpty: {
    summary: 'Tells whether a list is empty.',
    returns: 'BOOLEAN',
    parameters: {
      ListHead: reads('PLIST_ENTRY', 'value', 'The head of the list.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: 'wdm/nf-wdm-islistempty',
  },
  InsertHeadList: {
    summary: 'Puts an entry at the front of a list.',
    returns: 'VOID',
    parameters: {
      ListHead: changes('PLIST_ENTRY', 'value', 'The head of the list.'),
      Entry: changes('PLIST_ENTRY', 'value', 'The entry.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-insertheadlist',
  },
  InsertTailList: {
    summary: 'Puts an entry at the end of a list.',
    returns: 'VOID',
    parameters: {
      ListHead: changes('PLIST_ENTRY', 'value', 'The head of the list.'),
      Entry: changes('PLIST_ENTRY', 'value', 'The entry.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-inserttaillist',
  },
  RemoveHeadList: {
    summary: 'Takes the first entry out of a list.',
    returns: 'PLIST_ENTRY',
    parameters: {
      ListHead: changes('PLIST_ENTRY', 'value', 'The head of the list.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: 'wdm/nf-wdm-removeheadlist',
  },
  RemoveTailList: {
    summary: 'Takes the last entry out of a list.',
    returns: 'PLIST_ENTRY',
    parameters: {
      ListHead: changes('PLIST_ENTRY', 'value', 'The head of the list.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: 'wdm/nf-wdm-removetaillist',
  },
  RemoveEntryList: {
    summary: 'Takes an entry out of its list.',
    returns: 'BOOLEAN',
    parameters: {
      Entry: changes('PLIST_ENTRY', 'value', 'The entry.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: 'wdm/nf-wdm-removeentrylist',
  },
  ExInterlockedInsertTailList: {
    summary: 'Puts an entry at the end of a list, under a spin lock.',
    returns: 'PLIST_ENTRY',
    parameters: {
      ListHead: changes('PLIST_ENTRY', 'value', 'The head of the list.'),
      ListEntry: changes('PLIST_ENTRY', 'value', 'The entry.'),
      Lock: changes('PKSPIN_LOCK', 'value', 'The lock of the list.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: 'wdm/nf-wdm-exinterlockedinserttaillist',
  },
  ExInterlockedInsertHeadList: {
    summary: 'Puts an entry at the front of a list, under a spin lock.',
    returns: 'PLIST_ENTRY',
    parameters: {
      ListHead: changes('PLIST_ENTRY', 'value', 'The head of the list.'),
      ListEntry: changes('PLIST_ENTRY', 'value', 'The entry.'),
      Lock: changes('PKSPIN_LOCK', 'value', 'The lock of the list.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: 'wdm/nf-wdm-exinterlockedinsertheadlist',
  },
  ExInterlockedRemoveHeadList: {
    summary: 'Takes the first entry out of a list, under a spin lock.',
    returns: 'PLIST_ENTRY',
    parameters: {
      ListHead: changes('PLIST_ENTRY', 'value', 'The head of the list.'),
      Lock: changes('PKSPIN_LOCK', 'value', 'The lock of the list.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: 'wdm/nf-wdm-exinterlockedremoveheadlist',
  },
});
