import { acquires, mayAcquire, releases } from './effects';
import { optional, reads, writes } from './parameters';
import { defineFunctions } from './shape';

const handle = reads('HANDLE', 'value', 'The handle.');
const desiredAccess = reads('ACCESS_MASK', 'value', 'The access that is wanted.');
const objectType = optional(reads('POBJECT_TYPE', 'value', 'The type, or NULL.'));
const accessMode = reads('KPROCESSOR_MODE', 'value', 'KernelMode or UserMode.');
const heldObject = reads('PVOID', 'value', 'The object, of which the caller has a pointer.');
const registryKey = reads('HANDLE', 'value', 'The registry key.');

/** Objects, handles, the registry and files. */
export const handleFunctions = defineFunctions({
  ObReferenceObjectByHandle: {
    summary: 'Gets the object of a handle, and keeps it alive.',
    returns: 'NTSTATUS',
    parameters: {
      Handle: handle,
      DesiredAccess: desiredAccess,
      ObjectType: objectType,
      AccessMode: accessMode,
      Object: writes('PVOID *', 'value', 'Receives the object, which ObDereferenceObject releases.'),
      HandleInformation: optional(writes('POBJECT_HANDLE_INFORMATION', 'value', 'Not for drivers: NULL.')),
    },
    irql: { max: 'PASSIVE_LEVEL' },
    effects: [mayAcquire('Object', 'reference', { held: 'pointee' })],
    page: 'wdm/nf-wdm-obreferenceobjectbyhandle',
  },
  ObReferenceObject: {
    summary: 'Keeps an object alive.',
    returns: 'VOID',
    parameters: {
      Object: heldObject,
    },
    irql: { max: 'DISPATCH_LEVEL' },
    effects: [acquires('Object', 'reference')],
    page: 'wdm/nf-wdm-obfreferenceobject',
  },
  ObDereferenceObject: {
    summary: 'Releases an object.',
    returns: 'VOID',
    parameters: {
      Object: heldObject,
    },
    irql: { max: 'DISPATCH_LEVEL' },
    effects: [releases('Object', 'reference')],
    page: 'wdm/nf-wdm-obdereferenceobject',
  },
  ObDereferenceObjectWithTag: {
    summary: 'Releases an object, with the tag that it was referenced with.',
    returns: 'VOID',
    parameters: {
      Object: heldObject,
      Tag: reads('ULONG', 'value', 'Four characters that name who keeps the object alive.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    effects: [releases('Object', 'reference')],
    page: 'wdm/nf-wdm-obdereferenceobjectwithtag',
  },
  ZwClose: {
    summary: 'Closes a handle.',
    returns: 'NTSTATUS',
    parameters: {
      Handle: handle,
    },
    irql: { max: 'PASSIVE_LEVEL' },
    effects: [releases('Handle', 'handle')],
    page: 'wdm/nf-wdm-zwclose',
  },
  ZwOpenKey: {
    summary: 'Opens a registry key.',
    returns: 'NTSTATUS',
    parameters: {
      KeyHandle: writes('PHANDLE', 'value', 'Receives the handle.'),
      DesiredAccess: desiredAccess,
      ObjectAttributes: reads('POBJECT_ATTRIBUTES', 'value', 'Names the key.'),
    },
    irql: { max: 'PASSIVE_LEVEL' },
    effects: [mayAcquire('KeyHandle', 'handle', { held: 'pointee' })],
    page: 'wdm/nf-wdm-zwopenkey',
  },
  ZwQueryValueKey: {
    summary: 'Reads a value of a registry key.',
    returns: 'NTSTATUS',
    parameters: {
      KeyHandle: registryKey,
      ValueName: reads('PUNICODE_STRING', 'value', 'The name of the value.'),
      KeyValueInformationClass: reads('KEY_VALUE_INFORMATION_CLASS', 'value', 'What is wanted.'),
      KeyValueInformation: optional(writes('PVOID', 'buffer', 'Receives what is wanted; NULL to learn the size.')),
      Length: reads('ULONG', 'value', 'The size of the buffer in bytes.'),
      ResultLength: writes('PULONG', 'value', 'Receives the size that is needed.'),
    },
    irql: { max: 'PASSIVE_LEVEL' },
    page: 'wdm/nf-wdm-zwqueryvaluekey',
  },
  ZwSetValueKey: {
    summary: 'Writes a value of a registry key.',
    returns: 'NTSTATUS',
    parameters: {
      KeyHandle: registryKey,
      ValueName: reads('PUNICODE_STRING', 'value', 'The name of the value.'),
      TitleIndex: optional(reads('ULONG', 'value', 'Reserved: 0.')),
      Type: reads('ULONG', 'value', 'REG_SZ or another type.'),
      Data: optional(reads('PVOID', 'buffer', 'The data of the value, or NULL for none.')),
      DataSize: reads('ULONG', 'value', 'The size of the data in bytes.'),
    },
    irql: { max: 'PASSIVE_LEVEL' },
    page: 'wdm/nf-wdm-zwsetvaluekey',
  },
  ZwQueryKey: {
    summary: 'Tells what a registry key holds.',
    returns: 'NTSTATUS',
    parameters: {
      KeyHandle: registryKey,
      KeyInformationClass: reads('KEY_INFORMATION_CLASS', 'value', 'What is wanted.'),
      KeyInformation: optional(writes('PVOID', 'buffer', 'Receives what is wanted; NULL to learn the size.')),
      Length: reads('ULONG', 'value', 'The size of the buffer in bytes.'),
      ResultLength: writes('PULONG', 'value', 'Receives the size that is needed.'),
    },
    irql: { max: 'PASSIVE_LEVEL' },
    page: 'wdm/nf-wdm-zwquerykey',
  },
  ZwEnumerateValueKey: {
    summary: 'Reads a value of a registry key by its index.',
    returns: 'NTSTATUS',
    parameters: {
      KeyHandle: registryKey,
      Index: reads('ULONG', 'value', 'The index, from 0.'),
      KeyValueInformationClass: reads('KEY_VALUE_INFORMATION_CLASS', 'value', 'What is wanted.'),
      KeyValueInformation: optional(writes('PVOID', 'buffer', 'Receives what is wanted; NULL to learn the size.')),
      Length: reads('ULONG', 'value', 'The size of the buffer in bytes.'),
      ResultLength: writes('PULONG', 'value', 'Receives the size that is needed.'),
    },
    irql: { max: 'PASSIVE_LEVEL' },
    page: 'wdm/nf-wdm-zwenumeratevaluekey',
  },
  ObReferenceObjectByHandleWithTag: {
    summary: 'Gets the object of a handle, and keeps it alive under a tag.',
    returns: 'NTSTATUS',
    parameters: {
      Handle: handle,
      DesiredAccess: desiredAccess,
      ObjectType: objectType,
      AccessMode: accessMode,
      Tag: reads('ULONG', 'value', 'Four characters that name who keeps the object alive.'),
      Object: writes('PVOID *', 'value', 'Receives the object, which ObDereferenceObjectWithTag releases.'),
      HandleInformation: optional(writes('POBJECT_HANDLE_INFORMATION', 'value', 'Not for drivers: NULL.')),
    },
    irql: { max: 'PASSIVE_LEVEL' },
    effects: [mayAcquire('Object', 'reference', { held: 'pointee' })],
    page: 'wdm/nf-wdm-obreferenceobjectbyhandlewithtag',
  },
  ZwCreateFile: {
    summary: 'Opens or creates a file.',
    returns: 'NTSTATUS',
    parameters: {
      FileHandle: writes('PHANDLE', 'value', 'Receives the handle.'),
      DesiredAccess: desiredAccess,
      ObjectAttributes: reads('POBJECT_ATTRIBUTES', 'value', 'Names the file.'),
      IoStatusBlock: writes('PIO_STATUS_BLOCK', 'value', 'Receives the outcome.'),
      AllocationSize: optional(reads('PLARGE_INTEGER', 'value', 'The size for a new file, or NULL.')),
      FileAttributes: reads('ULONG', 'value', 'FILE_ATTRIBUTE_NORMAL, for one.'),
      ShareAccess: reads('ULONG', 'value', 'How others may open it.'),
      CreateDisposition: reads('ULONG', 'value', 'Whether to open or create.'),
      CreateOptions: reads('ULONG', 'value', 'How to open it.'),
      EaBuffer: optional(reads('PVOID', 'buffer', 'NULL in most drivers.')),
      EaLength: reads('ULONG', 'value', '0 in most drivers.'),
    },
    irql: { max: 'PASSIVE_LEVEL' },
    effects: [mayAcquire('FileHandle', 'handle', { held: 'pointee' })],
    page: 'wdm/nf-wdm-zwcreatefile',
  },
  ZwWaitForSingleObject: {
    summary: 'Waits for the object of a handle.',
    returns: 'NTSTATUS',
    parameters: {
      Handle: handle,
      Alertable: reads('BOOLEAN', 'value', 'FALSE, or the wait may end early.'),
      Timeout: optional(reads('PLARGE_INTEGER', 'value', 'The time in units of 100 ns; NULL to wait without end.')),
    },
    irql: { max: 'PASSIVE_LEVEL' },
    effects: [{ effect: 'waits', object: 'Handle', timeout: 'Timeout', alertable: 'Alertable' }],
    readsShared: true,
    page: 'ntifs/nf-ntifs-zwwaitforsingleobject',
  },
  ZwSetInformationThread: {
    summary: 'Sets something of a thread.',
    returns: 'NTSTATUS',
    parameters: {
      ThreadHandle: reads('HANDLE', 'value', 'The thread.'),
      ThreadInformationClass: reads('THREADINFOCLASS', 'value', 'What to set.'),
      ThreadInformation: reads('PVOID', 'buffer', 'The value.'),
      ThreadInformationLength: reads('ULONG', 'value', 'The size of the data in bytes.'),
    },
    irql: { max: 'PASSIVE_LEVEL' },
    page: 'ntddk/nf-ntddk-zwsetinformationthread',
  },
  ObfReferenceObject: {
    summary: 'Keeps an object alive.',
    returns: 'LONG_PTR',
    parameters: {
      Object: heldObject,
    },
    irql: { max: 'DISPATCH_LEVEL' },
    effects: [acquires('Object', 'reference')],
    page: 'wdm/nf-wdm-obfreferenceobject',
  },
  ObfDereferenceObject: {
    summary: 'Releases an object.',
    returns: 'LONG_PTR',
    parameters: {
      Object: heldObject,
    },
    irql: { max: 'DISPATCH_LEVEL' },
    effects: [releases('Object', 'reference')],
    page: 'wdm/nf-wdm-obdereferenceobject',
  },
  ObReferenceObjectByPointer: {
    summary: 'Keeps an object alive, where it has the type and access.',
    returns: 'NTSTATUS',
    parameters: {
      Object: heldObject,
      DesiredAccess: desiredAccess,
      ObjectType: objectType,
      AccessMode: accessMode,
    },
    irql: { max: 'DISPATCH_LEVEL' },
    effects: [mayAcquire('Object', 'reference')],
    page: 'wdm/nf-wdm-obreferenceobjectbypointer',
  },
  ObDereferenceObjectDeferDelete: {
    summary: 'Releases an object, which is deleted later if this was the last reference.',
    returns: 'VOID',
    parameters: {
      Object: heldObject,
    },
    irql: { max: 'DISPATCH_LEVEL' },
    effects: [releases('Object', 'reference')],
    page: 'wdm/nf-wdm-obdereferenceobjectdeferdelete',
  },
  ObReferenceObjectWithTag: {
    summary: 'Keeps an object alive under a tag.',
    returns: 'VOID',
    parameters: {
      Object: heldObject,
      Tag: reads('ULONG', 'value', 'Four characters that name who keeps the object alive.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    effects: [acquires('Object', 'reference')],
    page: 'wdm/nf-wdm-obreferenceobjectwithtag',
  },
  ObOpenObjectByPointer: {
    summary: 'Opens a handle to an object.',
    returns: 'NTSTATUS',
    parameters: {
      Object: heldObject,
      HandleAttributes: reads('ULONG', 'value', 'OBJ_KERNEL_HANDLE, for one.'),
      PassedAccessState: optional(reads('PACCESS_STATE', 'value', 'NULL in most drivers.')),
      DesiredAccess: desiredAccess,
      ObjectType: objectType,
      AccessMode: accessMode,
      Handle: writes('PHANDLE', 'value', 'Receives the handle, which ZwClose closes.'),
    },
    irql: { max: 'APC_LEVEL' },
    effects: [mayAcquire('Handle', 'handle', { held: 'pointee' })],
    page: 'ntifs/nf-ntifs-obopenobjectbypointer',
  },
});
