import { acquires, mayAcquire } from './effects';
import { changes, optional, reads, writes } from './parameters';
import { defineFunctions } from './shape';

/** Devices, and objects that drivers share. */
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
    effects: [mayAcquire('FileObject', 'reference', { held: 'pointee' })],
    page: 'wdm/nf-wdm-iogetdeviceobjectpointer',
  },
  IoAttachDeviceToDeviceStack: {
    summary: 'Attaches a device on top of a device stack.',
    returns: 'PDEVICE_OBJECT',
    parameters: {
      SourceDevice: changes('PDEVICE_OBJECT', 'value', 'The device of this driver.'),
      TargetDevice: reads('PDEVICE_OBJECT', 'value', 'A device of the stack.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    values: { NULL: 'The stack is going away.' },
    page: 'wdm/nf-wdm-ioattachdevicetodevicestack',
  },
  IoDetachDevice: {
    summary: 'Detaches the device above from a lower one.',
    returns: 'VOID',
    parameters: {
      TargetDevice: changes('PDEVICE_OBJECT', 'value', 'The lower device.'),
    },
    irql: { max: 'PASSIVE_LEVEL' },
    page: 'wdm/nf-wdm-iodetachdevice',
  },
  IoGetAttachedDeviceReference: {
    summary: 'The highest device of a stack, kept alive.',
    returns: 'PDEVICE_OBJECT',
    parameters: {
      DeviceObject: reads('PDEVICE_OBJECT', 'value', 'A device of the stack.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    ownership: 'The driver releases it with ObDereferenceObject.',
    effects: [acquires('result', 'reference')],
    readsShared: true,
    page: 'wdm/nf-wdm-iogetattacheddevicereference',
  },
  IoAllocateErrorLogEntry: {
    summary: 'Allocates an entry for the event log.',
    returns: 'PVOID',
    parameters: {
      IoObject: reads('PVOID', 'value', 'The driver or device object.'),
      EntrySize: reads('UCHAR', 'value', 'The size of the entry in bytes.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    values: { NULL: 'There is not enough memory.' },
    page: 'wdm/nf-wdm-ioallocateerrorlogentry',
  },
  IoWriteErrorLogEntry: {
    summary: 'Writes an entry to the event log, and frees it.',
    returns: 'VOID',
    parameters: {
      ElEntry: changes('PVOID', 'value', 'The entry that IoAllocateErrorLogEntry returned.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    page: 'wdm/nf-wdm-iowriteerrorlogentry',
  },
  WdmlibIoCreateDeviceSecure: {
    summary: 'Creates a device object with a security descriptor.',
    returns: 'NTSTATUS',
    parameters: {
      DriverObject: changes('PDRIVER_OBJECT', 'value', 'The driver.'),
      DeviceExtensionSize: reads('ULONG', 'value', 'The size of the extension in bytes.'),
      DeviceName: optional(reads('PCUNICODE_STRING', 'value', 'The name, or NULL.')),
      DeviceType: reads('DEVICE_TYPE', 'value', 'FILE_DEVICE_NETWORK, for one.'),
      DeviceCharacteristics: reads('ULONG', 'value', 'FILE_DEVICE_SECURE_OPEN, for one.'),
      Exclusive: reads('BOOLEAN', 'value', 'FALSE in most drivers.'),
      DefaultSDDLString: reads('PCUNICODE_STRING', 'value', 'Who may open the device, in SDDL.'),
      DeviceClassGuid: optional(reads('LPCGUID', 'value', 'The class of the device, or NULL.')),
      DeviceObject: writes('PDEVICE_OBJECT *', 'value', 'Receives the device object.'),
    },
    irql: { max: 'PASSIVE_LEVEL' },
    page: 'wdmsec/nf-wdmsec-wdmlibiocreatedevicesecure',
  },
  IoRegisterShutdownNotification: {
    summary: 'Asks for an IRP when the system shuts down.',
    returns: 'NTSTATUS',
    parameters: {
      DeviceObject: changes('PDEVICE_OBJECT', 'value', 'The device that is sent the IRP.'),
    },
    irql: { max: 'PASSIVE_LEVEL' },
    page: 'wdm/nf-wdm-ioregistershutdownnotification',
  },
  IoUnregisterShutdownNotification: {
    summary: 'Takes back IoRegisterShutdownNotification.',
    returns: 'VOID',
    parameters: {
      DeviceObject: changes('PDEVICE_OBJECT', 'value', 'The device.'),
    },
    irql: { max: 'PASSIVE_LEVEL' },
    page: 'wdm/nf-wdm-iounregistershutdownnotification',
  },
  ExCreateCallback: {
    summary: 'Opens or creates a callback object.',
    returns: 'NTSTATUS',
    parameters: {
      CallbackObject: writes(
        'PCALLBACK_OBJECT *',
        'value',
        'Receives the callback object, which ObDereferenceObject releases.',
      ),
      ObjectAttributes: reads('POBJECT_ATTRIBUTES', 'value', 'Names the callback object.'),
      Create: reads('BOOLEAN', 'value', 'Whether to create it where there is none.'),
      AllowMultipleCallbacks: reads('BOOLEAN', 'value', 'Whether several routines may be registered.'),
    },
    irql: { max: 'APC_LEVEL' },
    effects: [mayAcquire('CallbackObject', 'reference', { held: 'pointee' })],
    page: 'wdm/nf-wdm-excreatecallback',
  },
});
