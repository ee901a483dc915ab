import { changes, reads, writes } from './parameters';
import { defineFunctions } from './shape';

const sequencedHead = changes('PSLIST_HEADER', 'value', 'The head of the list.');
const listLock = changes('PKSPIN_LOCK', 'value', 'The lock of the list, used by these functions only.');
const singleHead = changes('PSINGLE_LIST_ENTRY', 'value', 'The head of the list.');
const listHead = changes('PLIST_ENTRY', 'value', 'The head of the list.');

/** Lists. */
export const listFunctions = defineFunctions({
  InitializeSListHead: {
    summary: 'Makes an empty sequenced list.',
    returns: 'VOID',
    parameters: {
      SListHead: writes('PSLIST_HEADER', 'value', 'The memory of the head of the list: non-paged.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-initializeslisthead',
  },
  InterlockedPushEntrySList: {
    summary: 'Puts an entry at the front of a sequenced list, and returns the first one before.',
    returns: 'PSLIST_ENTRY',
    parameters: {
      ListHead: sequencedHead,
      ListEntry: changes('PSLIST_ENTRY', 'value', 'The entry to put in.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: '',
  },
  InterlockedPopEntrySList: {
    summary: 'Takes the first entry out of a sequenced list.',
    returns: 'PSLIST_ENTRY',
    parameters: {
      ListHead: sequencedHead,
    },
    irql: { max: 'HIGH_LEVEL' },
    values: { NULL: 'The list is empty.' },
    readsShared: true,
    page: '',
  },
  InterlockedFlushSList: {
    summary: 'Takes all entries out of a sequenced list, and returns the first.',
    returns: 'PSLIST_ENTRY',
    parameters: {
      ListHead: sequencedHead,
    },
    irql: { max: 'HIGH_LEVEL' },
    values: { NULL: 'The list is empty.' },
    readsShared: true,
    page: '',
  },
  ExQueryDepthSList: {
    summary: 'The number of entries of a sequenced list at this moment.',
    returns: 'USHORT',
    parameters: {
      SListHead: reads('PSLIST_HEADER', 'value', 'The head of the list.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    readsShared: true,
    page: 'wdm/nf-wdm-exquerydepthslist',
  },
  ExInterlockedPushEntrySList: {
    summary: 'Puts an entry at the front of a sequenced list, and returns the first one before.',
    returns: 'PSLIST_ENTRY',
    parameters: {
      ListHead: sequencedHead,
      ListEntry: changes('PSLIST_ENTRY', 'value', 'The entry to put in.'),
      Lock: listLock,
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: 'wdm/nf-wdm-exinterlockedpushentryslist',
  },
  ExInterlockedPopEntrySList: {
    summary: 'Takes the first entry out of a sequenced list.',
    returns: 'PSLIST_ENTRY',
    parameters: {
      ListHead: sequencedHead,
      Lock: listLock,
    },
    irql: { max: 'HIGH_LEVEL' },
    values: { NULL: 'The list is empty.' },
    readsShared: true,
    page: 'wdm/nf-wdm-exinterlockedpopentryslist',
  },
  ExInterlockedFlushSList: {
    summary: 'Takes all entries out of a sequenced list, and returns the first.',
    returns: 'PSLIST_ENTRY',
    parameters: {
      ListHead: sequencedHead,
    },
    irql: { max: 'HIGH_LEVEL' },
    values: { NULL: 'The list is empty.' },
    readsShared: true,
    page: 'wdm/nf-wdm-exinterlockedflushslist',
  },
  PushEntryList: {
    summary: 'Puts an entry at the front of a list with one link.',
    returns: 'VOID',
    parameters: {
      ListHead: singleHead,
      Entry: changes('PSINGLE_LIST_ENTRY', 'value', 'The entry to put in.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-pushentrylist',
  },
  PopEntryList: {
    summary: 'Takes the first entry out of a list with one link.',
    returns: 'PSINGLE_LIST_ENTRY',
    parameters: {
      ListHead: singleHead,
    },
    irql: { max: 'HIGH_LEVEL' },
    values: { NULL: 'The list is empty.' },
    readsShared: true,
    page: 'wdm/nf-wdm-popentrylist',
  },
  ExInterlockedPushEntryList: {
    summary: 'Puts an entry at the front of a list with one link, under a spin lock.',
    returns: 'PSINGLE_LIST_ENTRY',
    parameters: {
      ListHead: singleHead,
      ListEntry: changes('PSINGLE_LIST_ENTRY', 'value', 'The entry to put in.'),
      Lock: listLock,
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: 'wdm/nf-wdm-exinterlockedpushentrylist',
  },
  ExInterlockedPopEntryList: {
    summary: 'Takes the first entry out of a list with one link, under a spin lock.',
    returns: 'PSINGLE_LIST_ENTRY',
    parameters: {
      ListHead: singleHead,
      Lock: listLock,
    },
    irql: { max: 'HIGH_LEVEL' },
    values: { NULL: 'The list is empty.' },
    readsShared: true,
    page: 'wdm/nf-wdm-exinterlockedpopentrylist',
  },
  AppendTailList: {
    summary: 'Appends one list to another, without its head.',
    returns: 'VOID',
    parameters: {
      ListHead: changes('PLIST_ENTRY', 'value', 'The head of the list to append to.'),
      ListToAppend: changes('PLIST_ENTRY', 'value', 'The first entry of the list to append.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-appendtaillist',
  },
  ExInterlockedAddUlong: {
    summary: 'Adds a number under a spin lock, and returns the one before.',
    returns: 'ULONG',
    parameters: {
      Addend: changes('PULONG', 'value', 'The number to add to.'),
      Increment: reads('ULONG', 'value', 'What to add.'),
      Lock: listLock,
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: 'wdm/nf-wdm-exinterlockedaddulong',
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
      ListHead: reads('const LIST_ENTRY *', 'value', 'The head of the list.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: 'wdm/nf-wdm-islistempty',
  },
  InsertHeadList: {
    summary: 'Puts an entry at the front of a list.',
    returns: 'VOID',
    parameters: {
      ListHead: listHead,
      Entry: changes('PLIST_ENTRY', 'value', 'The entry.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-insertheadlist',
  },
  InsertTailList: {
    summary: 'Puts an entry at the end of a list.',
    returns: 'VOID',
    parameters: {
      ListHead: listHead,
      Entry: changes('PLIST_ENTRY', 'value', 'The entry.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-inserttaillist',
  },
  RemoveHeadList: {
    summary: 'Takes the first entry out of a list.',
    returns: 'PLIST_ENTRY',
    parameters: {
      ListHead: listHead,
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: 'wdm/nf-wdm-removeheadlist',
  },
  RemoveTailList: {
    summary: 'Takes the last entry out of a list.',
    returns: 'PLIST_ENTRY',
    parameters: {
      ListHead: listHead,
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
      ListHead: listHead,
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
      ListHead: listHead,
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
      ListHead: listHead,
      Lock: changes('PKSPIN_LOCK', 'value', 'The lock of the list.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: 'wdm/nf-wdm-exinterlockedremoveheadlist',
  },
});
