import { mayAcquire, mayBeNull, releases } from './effects';
import { changes, optional, reads } from './parameters';
import { defineFunctions } from './shape';

const irp = changes('PIRP', 'irp', 'The IRP.');

const deviceObject = reads('PDEVICE_OBJECT', 'value', 'The device object.');

const routine = reads(
  'PIO_COMPLETION_ROUTINE',
  'routine',
  'The IoCompletion routine: NTSTATUS (PDEVICE_OBJECT, PIRP, PVOID). NULL for none, which an IRP of this driver must not have.',
);

const routineContext = optional(
  reads(
    'PVOID',
    'context',
    'What the routine is given as its Context: non-paged memory that lives until it has run, or NULL.',
  ),
);

const invoke = (when: string) =>
  reads(
    'BOOLEAN',
    'value',
    `Whether the routine is called when the IRP completes ${when}. TRUE for an IRP of this driver.`,
  );

const installs = {
  effect: 'installs',
  object: 'Irp',
  routine: 'CompletionRoutine',
  context: 'Context',
} as const;

const upToDispatch = { max: 'DISPATCH_LEVEL' } as const;

/** IRPs: where they come from, and what is set in them. */
export const irpFunctions = defineFunctions({
  IoAllocateIrp: {
    summary: 'Allocates an IRP, which belongs to the driver until IoFreeIrp.',
    returns: 'PIRP',
    parameters: {
      StackSize: reads('CCHAR', 'value', 'The number of stack locations. WSK needs one: 0 is too few.'),
      ChargeQuota: reads('BOOLEAN', 'value', 'FALSE in a driver that is not the highest of its stack.'),
    },
    irql: upToDispatch,
    ownership:
      'The IRP belongs to the driver: it frees it with IoFreeIrp, as a rule in the completion routine, or keeps it for IoReuseIrp.',
    values: { NULL: 'There is not enough memory. Test for it before the IRP is used.' },
    rules: [
      'result-used-before-null-check',
      'irp-without-stack-location',
      'irp-leaked',
      'irp-without-completion-routine',
    ],
    effects: [
      { effect: 'makes', object: 'result', fact: 'own', mayFail: true },
      mayAcquire('result', 'IRP'),
      mayBeNull,
    ],
    page: 'wdm/nf-wdm-ioallocateirp',
  },
  IoAllocateIrpEx: {
    summary: 'Allocates an IRP for a device, which belongs to the driver until IoFreeIrp.',
    returns: 'PIRP',
    parameters: {
      DeviceObject: deviceObject,
      StackSize: reads('CCHAR', 'value', 'The number of stack locations. WSK needs one: 0 is too few.'),
      ChargeQuota: reads('BOOLEAN', 'value', 'FALSE in a driver that is not the highest of its stack.'),
    },
    irql: upToDispatch,
    ownership:
      'The IRP belongs to the driver: it frees it with IoFreeIrp, as a rule in the completion routine, or keeps it for IoReuseIrp.',
    values: { NULL: 'There is not enough memory. Test for it before the IRP is used.' },
    rules: [
      'result-used-before-null-check',
      'irp-without-stack-location',
      'irp-leaked',
      'irp-without-completion-routine',
    ],
    effects: [
      { effect: 'makes', object: 'result', fact: 'own', mayFail: true },
      mayAcquire('result', 'IRP'),
      mayBeNull,
    ],
    page: 'wdm/nf-wdm-ioallocateirpex',
  },
  IoInitializeIrp: {
    summary: 'Makes an IRP of memory that the driver allocated itself. IoFreeIrp must not free it.',
    returns: 'VOID',
    parameters: {
      Irp: changes('PIRP', 'irp', 'The memory of the IRP: non-paged, PacketSize bytes of it.'),
      PacketSize: reads('USHORT', 'value', 'The size of the memory, as IoSizeOfIrp gives it.'),
      StackSize: reads('CCHAR', 'value', 'The number of stack locations. WSK needs one: 0 is too few.'),
    },
    irql: upToDispatch,
    ownership: 'The driver keeps and frees the memory itself, not before the IRP is completed.',
    notes: [
      'The memory must have room for one stack location: IoSizeOfIrp(1) bytes.',
      'It makes an IRP from plain memory. To use an IRP again call IoReuseIrp.',
    ],
    rules: ['irp-without-stack-location', 'irp-freed-by-wrong-function', 'irp-without-completion-routine'],
    effects: [
      { effect: 'resets', object: 'Irp' },
      { effect: 'marks', object: 'Irp', fact: 'own' },
    ],
    page: 'wdm/nf-wdm-ioinitializeirp',
  },
  IoReuseIrp: {
    summary: 'Makes an IRP of the driver ready for another request. Its completion routine must be set again.',
    returns: 'VOID',
    parameters: {
      Irp: changes('PIRP', 'irp', 'The IRP to use again: allocated by this driver, and completed.'),
      Iostatus: reads('NTSTATUS', 'value', 'The status that IoStatus.Status is set to, STATUS_SUCCESS for one.'),
    },
    irql: upToDispatch,
    notes: [
      'Call it between two requests with one IRP, and set the completion routine again after it.',
      'Only for IRPs of this driver that are completed, never for one from above or one that WSK still has.',
    ],
    rules: [
      'irp-reused-without-ioreuseirp',
      'irp-without-completion-routine',
      'irp-used-when-not-owned',
      'foreign-irp-freed-or-reused',
      'event-reused-without-reset',
    ],
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
    parameters: { Irp: changes('PIRP', 'irp', 'The IRP to free: allocated by this driver, and not pending anywhere.') },
    irql: upToDispatch,
    notes: [
      'After a WSK call the completion routine frees it, whatever the call returned: not the caller as well.',
      'After IoCancelIrp wait for the completion first.',
      'It does not free the MDLs of the request.',
    ],
    rules: [
      'irp-freed-twice',
      'cancelled-irp-freed-without-wait',
      'irp-used-when-not-owned',
      'irp-leaked',
      'foreign-irp-freed-or-reused',
      'irp-freed-by-wrong-function',
    ],
    effects: [releases('Irp', 'IRP')],
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
    parameters: { Irp: changes('PIRP', 'irp', 'The IRP to cancel, still pending. It must not be freed meanwhile.') },
    irql: upToDispatch,
    values: {
      TRUE: 'The cancel routine was called.',
      FALSE: 'There was none; the IRP is marked as cancelled all the same.',
    },
    notes: ['The request can have succeeded all the same: a socket in IoStatus.Information must be closed then.'],
    rules: ['cancelled-irp-freed-without-wait', 'irp-used-when-not-owned', 'socket-never-closed'],
    effects: [{ effect: 'waits' }, { effect: 'marks', object: 'Irp', fact: 'given-up' }],
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
    notes: ['WSK sets its own on an IRP that it has been given.'],
    rules: ['cancel-routine-on-wsk-irp'],
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
    notes: [
      'For an IRP of this driver the routine returns STATUS_MORE_PROCESSING_REQUIRED, always, and all three Invoke flags are TRUE.',
      'Set it after IoReuseIrp and before the WSK call.',
      'The routine runs at up to DISPATCH_LEVEL: it must not wait, and should start no WSK request. The guide says so, though its samples speak of the next operation there.',
      'An IRP from above may go to WSK where it has a stack location left. It needs a routine only where the driver must learn of its end.',
    ],
    rules: [
      'completion-routine-lets-own-irp-go-on',
      'completion-routine-not-always-called',
      'callback-signature-mismatch',
      'wsk-call-in-completion-routine',
      'wait-in-wsk-callback',
      'stack-event-outlived-by-irp',
    ],
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
    notes: [
      'For an IRP of this driver the routine returns STATUS_MORE_PROCESSING_REQUIRED, always, and all three Invoke flags are TRUE.',
      'Set it after IoReuseIrp and before the WSK call.',
      'The routine runs at up to DISPATCH_LEVEL: it must not wait, and should start no WSK request. The guide says so, though its samples speak of the next operation there.',
    ],
    rules: [
      'completion-routine-lets-own-irp-go-on',
      'completion-routine-not-always-called',
      'callback-signature-mismatch',
      'wsk-call-in-completion-routine',
      'wait-in-wsk-callback',
      'stack-event-outlived-by-irp',
    ],
    effects: [installs],
    page: 'wdm/nf-wdm-iosetcompletionroutineex',
  },
});
