import { mayAcquire, releases, waits } from './effects';
import { changes, optional, reads, writes } from './parameters';
import { defineFunctions } from './shape';

/** Work items and remove locks. */
export const workFunctions = defineFunctions({
  IoAllocateWorkItem: {
    summary: 'Allocates a work item.',
    returns: 'PIO_WORKITEM',
    parameters: {
      DeviceObject: reads('PDEVICE_OBJECT', 'value', 'The device object.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    ownership: 'The driver frees it with IoFreeWorkItem, once its routine has begun or where it was not queued.',
    values: { NULL: 'There is not enough memory.' },
    notes: ['A work item is the way out of a callback for what must wait, as a close does.'],
    effects: [mayAcquire('result', 'work item')],
    page: 'wdm/nf-wdm-ioallocateworkitem',
  },
  IoFreeWorkItem: {
    summary: 'Frees a work item.',
    returns: 'VOID',
    parameters: {
      IoWorkItem: changes('PIO_WORKITEM', 'value', 'The work item.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    effects: [releases('IoWorkItem', 'work item')],
    page: 'wdm/nf-wdm-iofreeworkitem',
  },
  IoQueueWorkItem: {
    summary: 'Queues a work item: its routine runs at PASSIVE_LEVEL in a system thread.',
    returns: 'VOID',
    parameters: {
      IoWorkItem: changes('PIO_WORKITEM', 'value', 'The work item.'),
      WorkerRoutine: reads('PIO_WORKITEM_ROUTINE', 'routine', 'The routine that the work item runs, at PASSIVE_LEVEL.'),
      QueueType: reads('WORK_QUEUE_TYPE', 'value', 'DelayedWorkQueue in most drivers.'),
      Context: optional(reads('PVOID', 'context', 'What the routine is given, or NULL.')),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    page: 'wdm/nf-wdm-ioqueueworkitem',
  },
  IoQueueWorkItemEx: {
    summary: 'Queues a work item, whose routine is also given the work item.',
    returns: 'VOID',
    parameters: {
      IoWorkItem: changes('PIO_WORKITEM', 'value', 'The work item.'),
      WorkerRoutine: reads(
        'PIO_WORKITEM_ROUTINE_EX',
        'routine',
        'The routine that the work item runs, at PASSIVE_LEVEL.',
      ),
      QueueType: reads('WORK_QUEUE_TYPE', 'value', 'DelayedWorkQueue in most drivers.'),
      Context: optional(reads('PVOID', 'context', 'What the routine is given, or NULL.')),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    page: 'wdm/nf-wdm-ioqueueworkitemex',
  },
  IoInitializeRemoveLock: {
    summary: 'Makes a remove lock of the memory.',
    returns: 'VOID',
    parameters: {
      Lock: writes('PIO_REMOVE_LOCK', 'value', 'The remove lock.'),
      Tag: reads('ULONG', 'value', 'Up to four characters that name the owner of the memory.'),
      Maxmin: reads('ULONG', 'value', 'For checked builds, or 0.'),
      HighWater: reads('ULONG', 'value', 'For checked builds, or 0.'),
    },
    irql: { max: 'PASSIVE_LEVEL' },
    page: 'wdm/nf-wdm-ioinitializeremovelock',
  },
  IoAcquireRemoveLock: {
    summary: 'Takes a remove lock, unless removal has begun.',
    returns: 'NTSTATUS',
    parameters: {
      RemoveLock: changes('PIO_REMOVE_LOCK', 'value', 'The remove lock.'),
      Tag: optional(reads('PVOID', 'value', 'Names this use, or NULL.')),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    effects: [mayAcquire('RemoveLock', 'remove lock')],
    readsShared: true,
    page: 'wdm/nf-wdm-ioacquireremovelock',
  },
  IoReleaseRemoveLock: {
    summary: 'Releases a remove lock.',
    returns: 'VOID',
    parameters: {
      RemoveLock: changes('PIO_REMOVE_LOCK', 'value', 'The remove lock.'),
      Tag: optional(reads('PVOID', 'value', 'The tag that the remove lock was taken with, or NULL.')),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    effects: [releases('RemoveLock', 'remove lock')],
    page: 'wdm/nf-wdm-ioreleaseremovelock',
  },
  IoReleaseRemoveLockAndWait: {
    summary: 'Releases a remove lock, and waits until no one holds it.',
    returns: 'VOID',
    parameters: {
      RemoveLock: changes('PIO_REMOVE_LOCK', 'value', 'The remove lock.'),
      Tag: optional(reads('PVOID', 'value', 'The tag that the remove lock was taken with, or NULL.')),
    },
    irql: { max: 'PASSIVE_LEVEL' },
    effects: [waits, releases('RemoveLock', 'remove lock')],
    page: 'wdm/nf-wdm-ioreleaseremovelockandwait',
  },
  IoInitializeWorkItem: {
    summary: 'Makes a work item of the memory.',
    returns: 'VOID',
    parameters: {
      IoObject: reads('PVOID', 'value', 'The driver or device object that stays until the routine has returned.'),
      IoWorkItem: writes('PIO_WORKITEM', 'value', 'The memory of the work item: non-paged, IoSizeofWorkItem bytes.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-ioinitializeworkitem',
  },
  IoUninitializeWorkItem: {
    summary: 'Undoes what IoInitializeWorkItem did.',
    returns: 'VOID',
    parameters: {
      IoWorkItem: changes('PIO_WORKITEM', 'value', 'The work item, not queued.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-iouninitializeworkitem',
  },
  IoSizeofWorkItem: {
    summary: 'The size of a work item in bytes.',
    returns: 'ULONG',
    parameters: {},
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-iosizeofworkitem',
  },
  ExInitializeWorkItem: {
    summary: 'Makes an executive work item of the memory. IoAllocateWorkItem replaces it.',
    returns: 'VOID',
    parameters: {
      Item: writes('PWORK_QUEUE_ITEM', 'value', 'The memory of the work item: non-paged.'),
      Routine: reads('PWORKER_THREAD_ROUTINE', 'routine', 'The routine that the work item runs, at PASSIVE_LEVEL.'),
      Context: reads('PVOID', 'context', 'What the routine is given.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-exinitializeworkitem',
  },
  ExQueueWorkItem: {
    summary: 'Queues an executive work item. IoQueueWorkItem replaces it.',
    returns: 'VOID',
    parameters: {
      WorkItem: changes('PWORK_QUEUE_ITEM', 'value', 'The work item, not queued already.'),
      QueueType: reads('WORK_QUEUE_TYPE', 'value', 'DelayedWorkQueue in most drivers.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    notes: ['Nothing keeps the driver loaded until the routine has returned.'],
    page: 'wdm/nf-wdm-exqueueworkitem',
  },
});
