import { changes, optional, reads } from './parameters';
import { defineFunctions } from './shape';

const irp = changes('PIRP', 'irp', 'The IRP.');

const readIrp = reads('PIRP', 'irp', 'The IRP.');

const deviceObject = reads('PDEVICE_OBJECT', 'value', 'The device object.');

const routine = reads('PIO_COMPLETION_ROUTINE', 'routine', 'The IoCompletion routine, or NULL for none.');

const routineContext = optional(reads('PVOID', 'context', 'What the routine is given as its Context.'));

const invoke = (when: string) =>
  reads('BOOLEAN', 'value', `Whether the routine is called when the IRP completes ${when}.`);

const installs = {
  effect: 'installs',
  object: 'Irp',
  routine: 'CompletionRoutine',
  context: 'Context',
} as const;

const upToDispatch = { max: 'DISPATCH_LEVEL' } as const;

/** IRPs: where they come from, what is set in them, where they go. */
export const irpFunctions = defineFunctions({
  IoAllocateIrp: {
    summary: 'Allocates an IRP, which belongs to the driver until IoFreeIrp.',
    returns: 'PIRP',
    parameters: {
      StackSize: reads('CCHAR', 'value', 'The number of stack locations; WSK needs at least 1.'),
      ChargeQuota: reads('BOOLEAN', 'value', 'FALSE in a driver that is not the highest of its stack.'),
    },
    irql: upToDispatch,
    values: { NULL: 'There is not enough memory.' },
    effects: [{ effect: 'makes', object: 'result', fact: 'own', mayFail: true }],
    page: 'wdm/nf-wdm-ioallocateirp',
  },
  IoAllocateIrpEx: {
    summary: 'Allocates an IRP for a device, which belongs to the driver until IoFreeIrp.',
    returns: 'PIRP',
    parameters: {
      DeviceObject: deviceObject,
      StackSize: reads('CCHAR', 'value', 'The number of stack locations; WSK needs at least 1.'),
      ChargeQuota: reads('BOOLEAN', 'value', 'FALSE in a driver that is not the highest of its stack.'),
    },
    irql: upToDispatch,
    values: { NULL: 'There is not enough memory.' },
    effects: [{ effect: 'makes', object: 'result', fact: 'own', mayFail: true }],
    page: 'wdm/nf-wdm-ioallocateirpex',
  },
  IoInitializeIrp: {
    summary: 'Makes an IRP of memory that the driver allocated itself. IoFreeIrp must not free it.',
    returns: 'VOID',
    parameters: {
      Irp: irp,
      PacketSize: reads('USHORT', 'value', 'The size of the memory, as IoSizeOfIrp gives it.'),
      StackSize: reads('CCHAR', 'value', 'The number of stack locations.'),
    },
    irql: upToDispatch,
    effects: [
      { effect: 'resets', object: 'Irp' },
      { effect: 'marks', object: 'Irp', fact: 'own' },
    ],
    page: 'wdm/nf-wdm-ioinitializeirp',
  },
  IoReuseIrp: {
    summary: 'Makes an IRP of the driver ready for another request. Its completion routine must be set again.',
    returns: 'VOID',
    parameters: { Irp: irp, Iostatus: reads('NTSTATUS', 'value', 'What its IoStatus.Status is set to.') },
    irql: upToDispatch,
    // It is allowed only for IRPs that the driver allocated, so whoever calls it says that this is one.
    effects: [
      { effect: 'resets', object: 'Irp' },
      { effect: 'marks', object: 'Irp', fact: 'own' },
    ],
    page: 'wdm/nf-wdm-ioreuseirp',
  },
  IoFreeIrp: {
    summary: 'Frees an IRP that IoAllocateIrp returned.',
    returns: 'VOID',
    parameters: { Irp: irp },
    irql: upToDispatch,
    page: 'wdm/nf-wdm-iofreeirp',
  },
  IoCleanupIrp: {
    summary: 'Undoes what IoInitializeIrp did, before the memory of the IRP is freed.',
    returns: 'VOID',
    parameters: { Irp: irp },
    irql: upToDispatch,
    page: '',
  },
  IoSizeOfIrp: {
    summary: 'The size in bytes of an IRP with so many stack locations.',
    returns: 'USHORT',
    parameters: { StackSize: reads('CCHAR', 'value', 'The number of stack locations.') },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-iosizeofirp',
  },
  IoCancelIrp: {
    summary: 'Cancels an IRP. The driver must still wait until the IRP is completed before it frees it.',
    returns: 'BOOLEAN',
    parameters: { Irp: irp },
    irql: upToDispatch,
    values: {
      TRUE: 'The cancel routine was called.',
      FALSE: 'There was none; the IRP is marked as cancelled all the same.',
    },
    effects: [{ effect: 'waits' }],
    page: 'wdm/nf-wdm-iocancelirp',
  },
  IoSetCancelRoutine: {
    summary: 'Sets or clears the cancel routine of an IRP, and returns the one before.',
    returns: 'PDRIVER_CANCEL',
    parameters: {
      Irp: irp,
      CancelRoutine: optional(reads('PDRIVER_CANCEL', 'routine', 'The cancel routine, or NULL.')),
    },
    irql: upToDispatch,
    readsShared: true,
    page: 'wdm/nf-wdm-iosetcancelroutine',
  },
  IoSetCompletionRoutine: {
    summary: 'Sets the routine that is called when the IRP completes.',
    returns: 'VOID',
    parameters: {
      Irp: irp,
      CompletionRoutine: routine,
      Context: routineContext,
      InvokeOnSuccess: invoke('with success'),
      InvokeOnError: invoke('with an error'),
      InvokeOnCancel: invoke('because it was cancelled'),
    },
    irql: upToDispatch,
    effects: [installs],
    page: 'wdm/nf-wdm-iosetcompletionroutine',
  },
  IoSetCompletionRoutineEx: {
    summary:
      'Sets the routine that is called when the IRP completes, and keeps the driver loaded until it has returned.',
    returns: 'NTSTATUS',
    parameters: {
      DeviceObject: deviceObject,
      Irp: irp,
      CompletionRoutine: routine,
      Context: routineContext,
      InvokeOnSuccess: invoke('with success'),
      InvokeOnError: invoke('with an error'),
      InvokeOnCancel: invoke('because it was cancelled'),
    },
    irql: upToDispatch,
    values: { STATUS_SUCCESS: 'The routine is set.', STATUS_INSUFFICIENT_RESOURCES: 'It is not set.' },
    effects: [installs],
    page: 'wdm/nf-wdm-iosetcompletionroutineex',
  },
  IoCallDriver: {
    summary: 'Sends an IRP to the driver of a device object.',
    returns: 'NTSTATUS',
    parameters: { DeviceObject: deviceObject, Irp: irp },
    irql: upToDispatch,
    effects: [{ effect: 'submits', object: 'Irp' }],
    page: 'wdm/nf-wdm-iocalldriver',
  },
  IofCallDriver: {
    summary: 'Sends an IRP to the driver of a device object.',
    returns: 'NTSTATUS',
    parameters: { DeviceObject: deviceObject, Irp: irp },
    irql: upToDispatch,
    effects: [{ effect: 'submits', object: 'Irp' }],
    page: 'wdm/nf-wdm-iocalldriver',
  },
  IoCompleteRequest: {
    summary: 'Completes an IRP that was sent to this driver, and gives it back to the I/O manager.',
    returns: 'VOID',
    parameters: { Irp: irp, PriorityBoost: reads('CCHAR', 'value', 'IO_NO_INCREMENT or another IO_…_INCREMENT.') },
    irql: upToDispatch,
    effects: [{ effect: 'submits', object: 'Irp' }],
    page: 'wdm/nf-wdm-iocompleterequest',
  },
  IofCompleteRequest: {
    summary: 'Completes an IRP that was sent to this driver, and gives it back to the I/O manager.',
    returns: 'VOID',
    parameters: { Irp: irp, PriorityBoost: reads('CCHAR', 'value', 'IO_NO_INCREMENT or another IO_…_INCREMENT.') },
    irql: upToDispatch,
    effects: [{ effect: 'submits', object: 'Irp' }],
    page: 'wdm/nf-wdm-iocompleterequest',
  },
  IoMarkIrpPending: {
    summary: 'Marks an IRP as pending, after which the dispatch routine returns STATUS_PENDING.',
    returns: 'VOID',
    parameters: { Irp: irp },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-iomarkirppending',
  },
  IoGetCurrentIrpStackLocation: {
    summary: "This driver's stack location in an IRP.",
    returns: 'PIO_STACK_LOCATION',
    parameters: { Irp: readIrp },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-iogetcurrentirpstacklocation',
  },
  IoGetNextIrpStackLocation: {
    summary: "The next lower driver's stack location in an IRP.",
    returns: 'PIO_STACK_LOCATION',
    parameters: { Irp: readIrp },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-iogetnextirpstacklocation',
  },
  IoSkipCurrentIrpStackLocation: {
    summary: "Lets the next lower driver use this driver's stack location.",
    returns: 'VOID',
    parameters: { Irp: irp },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-ioskipcurrentirpstacklocation',
  },
  IoSetNextIrpStackLocation: {
    summary: "Makes the next stack location of an IRP the driver's own.",
    returns: 'VOID',
    parameters: { Irp: irp },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-iosetnextirpstacklocation',
  },
  IoCopyCurrentIrpStackLocationToNext: {
    summary: "Copies this driver's stack location to that of the next lower driver.",
    returns: 'VOID',
    parameters: { Irp: irp },
    irql: upToDispatch,
    page: 'wdm/nf-wdm-iocopycurrentirpstacklocationtonext',
  },
});
