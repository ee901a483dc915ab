import { mayAcquire, raises, restores, waits } from './effects';
import { changes, optional, reads, writes } from './parameters';
import { defineFunctions } from './shape';

const cancelSafeQueue = changes('PIO_CSQ', 'value', 'The cancel-safe queue.');

/** What makes, keeps and passes on IRPs for other drivers. */
export const irpQueueFunctions = defineFunctions({
  IoAcquireCancelSpinLock: {
    summary: 'Takes the cancel spin lock of the system, and raises the IRQL to DISPATCH_LEVEL.',
    returns: 'VOID',
    parameters: {
      Irql: writes('PKIRQL', 'value', 'Receives the IRQL before.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    notes: ['WSK sets the cancel routine of an IRP that it has been given. The driver must not.'],
    rules: ['wsk-call-under-spin-lock'],
    effects: [waits, raises('DISPATCH_LEVEL', 'Irql'), { effect: 'enters', resource: 'cancel spin lock' }],
    page: 'wdm/nf-wdm-ioacquirecancelspinlock',
  },
  IoReleaseCancelSpinLock: {
    summary: 'Releases the cancel spin lock of the system.',
    returns: 'VOID',
    parameters: {
      Irql: reads('KIRQL', 'value', 'The IRQL to go back to: the CancelIrql of the IRP in a cancel routine.'),
    },
    irql: { min: 'DISPATCH_LEVEL', max: 'DISPATCH_LEVEL' },
    effects: [{ effect: 'leaves', resource: 'cancel spin lock' }, restores('Irql')],
    page: 'wdm/nf-wdm-ioreleasecancelspinlock',
  },
  IoCsqInitialize: {
    summary: 'Makes a cancel-safe queue, whose locking and list are the routines of the driver.',
    returns: 'NTSTATUS',
    parameters: {
      Csq: writes('PIO_CSQ', 'value', 'The memory of the cancel-safe queue.'),
      CsqInsertIrp: reads('PIO_CSQ_INSERT_IRP', 'routine', 'What puts an IRP into the list.'),
      CsqRemoveIrp: reads('PIO_CSQ_REMOVE_IRP', 'routine', 'What takes an IRP out of the list.'),
      CsqPeekNextIrp: reads('PIO_CSQ_PEEK_NEXT_IRP', 'routine', 'What finds the next IRP.'),
      CsqAcquireLock: reads('PIO_CSQ_ACQUIRE_LOCK', 'routine', 'What takes the lock of the list.'),
      CsqReleaseLock: reads('PIO_CSQ_RELEASE_LOCK', 'routine', 'What releases the lock of the list.'),
      CsqCompleteCanceledIrp: reads(
        'PIO_CSQ_COMPLETE_CANCELED_IRP',
        'routine',
        'What completes an IRP that was cancelled in the queue.',
      ),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-iocsqinitialize',
  },
  IoCsqInsertIrp: {
    summary: 'Puts an IRP into a cancel-safe queue, and marks it as pending.',
    returns: 'VOID',
    parameters: {
      Csq: cancelSafeQueue,
      Irp: changes('PIRP', 'irp', 'The IRP to put into the queue. It may be cancelled and completed from then on.'),
      Context: optional(
        writes('PIO_CSQ_IRP_CONTEXT', 'value', 'Receives what IoCsqRemoveIrp finds the IRP by; or NULL.'),
      ),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    effects: [waits],
    page: 'wdm/nf-wdm-iocsqinsertirp',
  },
  IoCsqInsertIrpEx: {
    summary: 'Puts an IRP into a cancel-safe queue, unless the routine of the driver refuses it.',
    returns: 'NTSTATUS',
    parameters: {
      Csq: cancelSafeQueue,
      Irp: changes('PIRP', 'irp', 'The IRP to put into the queue. It may be cancelled and completed from then on.'),
      Context: optional(
        writes('PIO_CSQ_IRP_CONTEXT', 'value', 'Receives what IoCsqRemoveIrp finds the IRP by; or NULL.'),
      ),
      InsertContext: optional(reads('PVOID', 'context', 'What the routine that inserts is given, or NULL.')),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    effects: [waits],
    readsShared: true,
    page: 'wdm/nf-wdm-iocsqinsertirpex',
  },
  IoCsqRemoveNextIrp: {
    summary: 'Takes the next IRP out of a cancel-safe queue.',
    returns: 'PIRP',
    parameters: {
      Csq: cancelSafeQueue,
      PeekContext: optional(reads('PVOID', 'context', 'What the routine that finds the IRP is given, or NULL.')),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    values: { NULL: 'There is none that fits.' },
    effects: [waits],
    readsShared: true,
    page: 'wdm/nf-wdm-iocsqremovenextirp',
  },
  IoCsqRemoveIrp: {
    summary: 'Takes one IRP out of a cancel-safe queue.',
    returns: 'PIRP',
    parameters: {
      Csq: cancelSafeQueue,
      Context: changes('PIO_CSQ_IRP_CONTEXT', 'value', 'What IoCsqInsertIrp filled for the IRP.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    values: { NULL: 'It was cancelled, and is no longer there.' },
    effects: [waits],
    readsShared: true,
    page: 'wdm/nf-wdm-iocsqremoveirp',
  },
  IoBuildDeviceIoControlRequest: {
    summary: 'Makes an IRP for a device control request, which the I/O manager frees when it is completed.',
    returns: 'PIRP',
    parameters: {
      IoControlCode: reads('ULONG', 'value', 'The I/O control code.'),
      DeviceObject: reads('PDEVICE_OBJECT', 'value', 'The device object of the driver that the request goes to.'),
      InputBuffer: optional(reads('PVOID', 'buffer', 'The input of the request, or NULL.')),
      InputBufferLength: reads('ULONG', 'value', 'The size of the input in bytes.'),
      OutputBuffer: optional(writes('PVOID', 'buffer', 'Receives the output when the request is completed; or NULL.')),
      OutputBufferLength: reads('ULONG', 'value', 'The size of the output buffer in bytes.'),
      InternalDeviceIoControl: reads('BOOLEAN', 'value', 'TRUE for an internal request between drivers.'),
      Event: optional(
        changes('PKEVENT', 'event', 'The event that is signaled when the request is completed, or NULL.'),
      ),
      IoStatusBlock: writes('PIO_STATUS_BLOCK', 'value', 'Receives the outcome when the request is completed.'),
    },
    irql: { max: 'APC_LEVEL' },
    ownership: 'The I/O manager frees the IRP. The driver must not, and must let it go on.',
    values: { NULL: 'There is not enough memory.' },
    rules: ['stack-event-outlived-by-irp'],
    page: 'wdm/nf-wdm-iobuilddeviceiocontrolrequest',
  },
  IoBuildAsynchronousFsdRequest: {
    summary: 'Makes an IRP for another driver, which belongs to this driver until IoFreeIrp.',
    returns: 'PIRP',
    parameters: {
      MajorFunction: reads('ULONG', 'value', 'IRP_MJ_READ, IRP_MJ_WRITE or another kind of request.'),
      DeviceObject: reads('PDEVICE_OBJECT', 'value', 'The device object of the driver that the request goes to.'),
      Buffer: optional(changes('PVOID', 'buffer', 'The data of the request, or NULL.')),
      Length: optional(reads('ULONG', 'value', 'The size of the data in bytes, or 0.')),
      StartingOffset: optional(reads('PLARGE_INTEGER', 'value', 'Where on the device it begins, or NULL.')),
      IoStatusBlock: optional(reads('PIO_STATUS_BLOCK', 'value', 'Where the outcome would go, or NULL.')),
    },
    irql: { max: 'APC_LEVEL' },
    values: { NULL: 'There is not enough memory.' },
    rules: ['result-used-before-null-check', 'irp-leaked'],
    effects: [{ effect: 'makes', object: 'result', fact: 'own', mayFail: true }, mayAcquire('result', 'IRP')],
    page: 'wdm/nf-wdm-iobuildasynchronousfsdrequest',
  },
  IoBuildSynchronousFsdRequest: {
    summary: 'Makes an IRP for another driver, which the I/O manager frees when it is completed.',
    returns: 'PIRP',
    parameters: {
      MajorFunction: reads('ULONG', 'value', 'IRP_MJ_READ, IRP_MJ_WRITE or another kind of request.'),
      DeviceObject: reads('PDEVICE_OBJECT', 'value', 'The device object of the driver that the request goes to.'),
      Buffer: optional(changes('PVOID', 'buffer', 'The data of the request, or NULL.')),
      Length: optional(reads('ULONG', 'value', 'The size of the data in bytes, or 0.')),
      StartingOffset: optional(reads('PLARGE_INTEGER', 'value', 'Where on the device it begins, or NULL.')),
      Event: changes('PKEVENT', 'event', 'The event that is signaled when the request is completed.'),
      IoStatusBlock: writes('PIO_STATUS_BLOCK', 'value', 'Receives the outcome when the request is completed.'),
    },
    irql: { max: 'APC_LEVEL' },
    ownership: 'The I/O manager frees the IRP. The driver must not, and must let it go on.',
    values: { NULL: 'There is not enough memory.' },
    page: 'wdm/nf-wdm-iobuildsynchronousfsdrequest',
  },
  IoIs32bitProcess: {
    summary: 'Tells whether an IRP comes from a 32-bit process.',
    returns: 'BOOLEAN',
    parameters: {
      Irp: optional(reads('PIRP', 'irp', 'The IRP to ask of, or NULL for the current process.')),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    page: 'wdm/nf-wdm-iois32bitprocess',
  },
  IoGetRequestorProcess: {
    summary: 'The process of the thread that an IRP comes from.',
    returns: 'PEPROCESS',
    parameters: {
      Irp: reads('PIRP', 'irp', 'The IRP to ask of.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    values: { NULL: 'The IRP belongs to no thread.' },
    page: 'ntifs/nf-ntifs-iogetrequestorprocess',
  },
  IoGetRemainingStackSize: {
    summary: 'How many bytes are left of the kernel stack.',
    returns: 'ULONG_PTR',
    parameters: {},
    irql: { max: 'DISPATCH_LEVEL' },
    readsShared: true,
    page: 'wdm/nf-wdm-iogetremainingstacksize',
  },
  IoGetFunctionCodeFromCtlCode: {
    summary: 'The function code in an I/O control code.',
    returns: 'ULONG',
    parameters: {
      ControlCode: reads('ULONG', 'value', 'The I/O control code.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: '',
  },
  PoCallDriver: {
    summary: 'Sends a power IRP to the next lower driver. IoCallDriver does since Windows Vista.',
    returns: 'NTSTATUS',
    parameters: {
      DeviceObject: reads('PDEVICE_OBJECT', 'value', 'The device object of the next lower driver.'),
      Irp: changes('PIRP', 'irp', 'The power IRP.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    effects: [{ effect: 'submits', object: 'Irp' }],
    page: 'wdm/nf-wdm-pocalldriver',
  },
  PoStartNextPowerIrp: {
    summary: 'Lets the next power IRP come. Not needed since Windows Vista.',
    returns: 'VOID',
    parameters: {
      Irp: changes('PIRP', 'irp', 'The power IRP that is done.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    page: 'wdm/nf-wdm-postartnextpowerirp',
  },
});
