import { changes, reads } from './parameters';
import { defineFunctions } from './shape';

const irp = changes('PIRP', 'irp', 'The IRP.');

const readIrp = reads('PIRP', 'irp', 'The IRP.');

/** The stack locations of an IRP, and its way to other drivers and back. */
export const irpStackFunctions = defineFunctions({
  IoCallDriver: {
    summary: 'Sends an IRP to the driver of a device object.',
    returns: 'NTSTATUS',
    parameters: {
      DeviceObject: reads('PDEVICE_OBJECT', 'value', 'The device object of the driver that the IRP goes to.'),
      Irp: irp,
    },
    irql: { max: 'DISPATCH_LEVEL' },
    notes: ['An IRP for WSK does not go through it: the WSK function sends it.'],
    effects: [{ effect: 'submits', object: 'Irp' }],
    page: 'wdm/nf-wdm-iocalldriver',
  },
  IofCallDriver: {
    summary: 'Sends an IRP to the driver of a device object.',
    returns: 'NTSTATUS',
    parameters: {
      DeviceObject: reads('PDEVICE_OBJECT', 'value', 'The device object of the driver that the IRP goes to.'),
      Irp: irp,
    },
    irql: { max: 'DISPATCH_LEVEL' },
    effects: [{ effect: 'submits', object: 'Irp' }],
    page: 'wdm/nf-wdm-iocalldriver',
  },
  IoCompleteRequest: {
    summary: 'Completes an IRP that was sent to this driver, and gives it back to the I/O manager.',
    returns: 'VOID',
    parameters: { Irp: irp, PriorityBoost: reads('CCHAR', 'value', 'IO_NO_INCREMENT or another IO_…_INCREMENT.') },
    irql: { max: 'DISPATCH_LEVEL' },
    rules: ['foreign-irp-completion-mishandled', 'irp-used-when-not-owned'],
    effects: [{ effect: 'submits', object: 'Irp' }],
    page: 'wdm/nf-wdm-iocompleterequest',
  },
  IofCompleteRequest: {
    summary: 'Completes an IRP that was sent to this driver, and gives it back to the I/O manager.',
    returns: 'VOID',
    parameters: { Irp: irp, PriorityBoost: reads('CCHAR', 'value', 'IO_NO_INCREMENT or another IO_…_INCREMENT.') },
    irql: { max: 'DISPATCH_LEVEL' },
    effects: [{ effect: 'submits', object: 'Irp' }],
    page: 'wdm/nf-wdm-iocompleterequest',
  },
  IoMarkIrpPending: {
    summary: 'Marks an IRP as pending, after which the dispatch routine returns STATUS_PENDING.',
    returns: 'VOID',
    parameters: { Irp: irp },
    irql: { max: 'HIGH_LEVEL' },
    notes: ['A completion routine of an IRP from above calls it where Irp->PendingReturned is TRUE.'],
    rules: ['foreign-irp-completion-mishandled'],
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
    notes: [
      'WSK fills in its stack location itself: for an IRP of this driver nothing is to be set but the completion routine.',
    ],
    rules: ['irp-stack-location-filled-in'],
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
    notes: [
      'WSK fills in its stack location itself: for an IRP of this driver nothing is to be set but the completion routine.',
    ],
    rules: ['irp-stack-location-filled-in'],
    page: 'wdm/nf-wdm-iosetnextirpstacklocation',
  },
  IoCopyCurrentIrpStackLocationToNext: {
    summary: "Copies this driver's stack location to that of the next lower driver.",
    returns: 'VOID',
    parameters: { Irp: irp },
    irql: { max: 'DISPATCH_LEVEL' },
    notes: [
      'WSK fills in its stack location itself: for an IRP of this driver nothing is to be set but the completion routine.',
    ],
    rules: ['irp-stack-location-filled-in'],
    page: 'wdm/nf-wdm-iocopycurrentirpstacklocationtonext',
  },
});
