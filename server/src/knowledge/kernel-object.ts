import { changes, optional, reads, writes } from './parameters';
import { defineFunctions } from './shape';

/** Devices, work items and remove locks. */
export const objectFunctions = defineFunctions({
  IoCreateDevice: {
    summary: 'Creates a device object.',
    returns: 'NTSTATUS',
    parameters: {
      DriverObject: changes('PDRIVER_OBJECT', 'value', 'The driver.'),
      DeviceExtensionSize: reads('ULONG', 'value', 'The size of the extension in bytes.'),
      DeviceName: optional(reads('PUNICODE_STRING', 'value', 'The name, or NULL.')),
      DeviceType: reads('DEVICE_TYPE', 'value', 'FILE_DEVICE_NETWORK, for one.'),
      DeviceCharacteristics: reads('ULONG', 'value', 'FILE_DEVICE_SECURE_OPEN, for one.'),
      Exclusive: reads('BOOLEAN', 'value', 'FALSE in most drivers.'),
      DeviceObject: writes('PDEVICE_OBJECT *', 'value', 'Receives the device object.'),
    },
    irql: { max: 'APC_LEVEL' },
    page: 'wdm/nf-wdm-iocreatedevice',
  },
  IoDeleteDevice: {
    summary: 'Deletes a device object.',
    returns: 'VOID',
    parameters: {
      DeviceObject: changes('PDEVICE_OBJECT', 'value', 'The device object.'),
    },
    irql: { max: 'APC_LEVEL' },
    page: 'wdm/nf-wdm-iodeletedevice',
  },
  IoCreateSymbolicLink: {
    summary: 'Creates a symbolic link to a device.',
    returns: 'NTSTATUS',
    parameters: {
      SymbolicLinkName: reads('PUNICODE_STRING', 'value', 'The link.'),
      DeviceName: reads('PUNICODE_STRING', 'value', 'The device.'),
    },
    irql: { max: 'PASSIVE_LEVEL' },
    page: 'wdm/nf-wdm-iocreatesymboliclink',
  },
  IoDeleteSymbolicLink: {
    summary: 'Deletes a symbolic link.',
    returns: 'NTSTATUS',
    parameters: {
      SymbolicLinkName: reads('PUNICODE_STRING', 'value', 'The link.'),
    },
    irql: { max: 'PASSIVE_LEVEL' },
    page: 'wdm/nf-wdm-iodeletesymboliclink',
  },
  IoGetDeviceObjectPointer: {
    summary: 'Finds a device object by its name.',
    returns: 'NTSTATUS',
    parameters: {
      ObjectName: reads('PUNICODE_STRING', 'value', 'The name.'),
      DesiredAccess: reads('ACCESS_MASK', 'value', 'The access that is wanted.'),
      FileObject: writes('PFILE_OBJECT *', 'value', 'Receives a file object, which ObDereferenceObject releases.'),
      DeviceObject: writes('PDEVICE_OBJECT *', 'value', 'Receives the device object.'),
    },
    irql: { max: 'PASSIVE_LEVEL' },
    page: 'wdm/nf-wdm-iogetdeviceobjectpointer',
  },
  IoAllocateWorkItem: {
    summary: 'Allocates a work item.',
    returns: 'PIO_WORKITEM',
    parameters: {
      DeviceObject: reads('PDEVICE_OBJECT', 'value', 'The device object.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    values: { NULL: 'There is not enough memory.' },
    page: 'wdm/nf-wdm-ioallocateworkitem',
  },
  IoFreeWorkItem: {
    summary: 'Frees a work item.',
    returns: 'VOID',
    parameters: {
      IoWorkItem: changes('PIO_WORKITEM', 'value', 'The work item.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    page: 'wdm/nf-wdm-iofreeworkitem',
  },
  IoQueueWorkItem: {
    summary: 'Queues a work item: its routine runs at PASSIVE_LEVEL in a system thread.',
    returns: 'VOID',
    parameters: {
      IoWorkItem: changes('PIO_WORKITEM', 'value', 'The work item.'),
      WorkerRoutine: reads('PIO_WORKITEM_ROUTINE', 'routine', 'What it runs.'),
      QueueType: reads('WORK_QUEUE_TYPE', 'value', 'DelayedWorkQueue in most drivers.'),
      Context: optional(reads('PVOID', 'context', 'What the routine is given.')),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    page: 'wdm/nf-wdm-ioqueueworkitem',
  },
  IoQueueWorkItemEx: {
    summary: 'Queues a work item, whose routine is also given the work item.',
    returns: 'VOID',
    parameters: {
      IoWorkItem: changes('PIO_WORKITEM', 'value', 'The work item.'),
      WorkerRoutine: reads('PIO_WORKITEM_ROUTINE_EX', 'routine', 'What it runs.'),
      QueueType: reads('WORK_QUEUE_TYPE', 'value', 'DelayedWorkQueue in most drivers.'),
      Context: optional(reads('PVOID', 'context', 'What the routine is given.')),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    page: 'wdm/nf-wdm-ioqueueworkitemex',
  },
  IoInitializeRemoveLock: {
    summary: 'Makes a remove lock of the memory.',
    returns: 'VOID',
    parameters: {
      Lock: writes('PIO_REMOVE_LOCK', 'value', 'The lock.'),
      Tag: reads('ULONG', 'value', 'The pool tag.'),
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
      RemoveLock: changes('PIO_REMOVE_LOCK', 'value', 'The lock.'),
      Tag: optional(reads('PVOID', 'value', 'Names this use.')),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    readsShared: true,
    page: 'wdm/nf-wdm-ioacquireremovelock',
  },
  IoReleaseRemoveLock: {
    summary: 'Releases a remove lock.',
    returns: 'VOID',
    parameters: {
      RemoveLock: changes('PIO_REMOVE_LOCK', 'value', 'The lock.'),
      Tag: optional(reads('PVOID', 'value', 'The tag that it was taken with.')),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    page: 'wdm/nf-wdm-ioreleaseremovelock',
  },
  IoReleaseRemoveLockAndWait: {
    summary: 'Releases a remove lock, and waits until no one holds it.',
    returns: 'VOID',
    parameters: {
      RemoveLock: changes('PIO_REMOVE_LOCK', 'value', 'The lock.'),
      Tag: optional(reads('PVOID', 'value', 'The tag that it was taken with.')),
    },
    irql: { max: 'PASSIVE_LEVEL' },
    effects: [{ effect: 'waits' }],
    page: 'wdm/nf-wdm-ioreleaseremovelockandwait',
  },
});
