import type { kernelStructures } from './kernel-structures';
import type { MeaningsOf } from './structure-meaning';

const opaque = 'Only the functions of the kernel look inside. It lives in non-paged memory.';

/** Kernel structures that WSK drivers reach into. Source: the pages of wdm.h and the kernel guide. */
export const kernelStructureMeanings = {
  IRP: {
    summary: 'A request to a driver. WSK uses one to report how an operation ended.',
    ownership:
      'Made by IoAllocateIrp it belongs to the driver, which frees it by IoFreeIrp, in or after its completion routine. From the WSK call until then it belongs to WSK.',
    notes: ['Before it is used again, IoReuseIrp, and set the completion routine again.'],
    rules: ['irp-used-when-not-owned', 'irp-reused-without-ioreuseirp', 'irp-without-completion-routine', 'irp-leaked'],
    page: 'wdm/ns-wdm-_irp',
    members: {
      MdlAddress: 'The MDL of the buffer, for a request with direct I/O from above. WSK does not use it.',
      Flags: 'Flags of the I/O manager.',
      IoStatus: 'How the request ended: good once the completion routine is called.',
      RequestorMode: 'Whether a user or the kernel sent the request.',
      PendingReturned:
        'A lower driver returned STATUS_PENDING: pass it on by IoMarkIrpPending where the IRP is not your own.',
      StackCount: 'How many stack locations there are.',
      CurrentLocation: 'Which stack location is in use.',
      Cancel: 'Somebody called IoCancelIrp.',
      CancelIrql: 'The level to go back to from IoAcquireCancelSpinLock in a cancel routine.',
      CancelRoutine: 'The cancel routine of the driver that holds the IRP. WSK sets its own.',
      UserIosb: 'Where the I/O manager puts the result for the sender.',
      UserEvent: 'An event that the I/O manager sets when the request is over.',
      UserBuffer: 'The buffer of the sender, for a request without buffering.',
      AssociatedIrp: 'The system buffer, or the master IRP.',
      Tail: 'Links and places for the driver that holds the IRP.',
    },
  },
  IRP_ASSOCIATED: {
    summary: 'What is associated with an IRP; an unnamed union in C.',
    page: 'wdm/ns-wdm-_irp',
    members: {
      MasterIrp: 'The IRP of which this one is a part.',
      SystemBuffer: 'The buffer that the I/O manager made, for a request with buffered I/O.',
    },
  },
  IRP_TAIL: {
    summary: 'Links and places of an IRP; an unnamed union in C.',
    page: 'wdm/ns-wdm-_irp',
    members: { Overlay: 'The part that drivers may use.', CompletionKey: 'For completion ports.' },
  },
  IRP_TAIL_OVERLAY: {
    summary: 'The part of an IRP that the driver holding it may use; an unnamed structure in C.',
    page: 'wdm/ns-wdm-_irp',
    members: {
      DriverContext: 'Four pointers for the driver that holds the IRP.',
      Thread: 'The thread that sent the request.',
      ListEntry: 'Links the IRP into a queue of the driver that holds it.',
      CurrentStackLocation: 'The stack location in use. IoGetCurrentIrpStackLocation reads it.',
      OriginalFileObject: 'The file object that the request was sent to.',
    },
  },
  IO_STATUS_BLOCK: {
    summary: 'How a request ended.',
    ownership: 'Part of the IRP: read it before the IRP is freed or used again.',
    notes: ['What Information holds depends on the function; look at it only when Status is a success.'],
    rules: ['completion-status-ignored', 'pending-taken-for-success'],
    page: 'wdm/ns-wdm-_io_status_block',
    members: {
      Status: 'How the request ended. What the WSK function returned does not tell it.',
      Pointer: 'Reserved; shares its place with Status.',
      Information: 'On success: a number of bytes, the new socket, or what else the function says.',
    },
  },
  IO_STACK_LOCATION: {
    summary: 'What one driver of a stack is asked to do by an IRP.',
    notes: ['WSK fills in its own: a driver allocates one for WSK and leaves it alone.'],
    rules: ['irp-stack-location-filled-in', 'irp-without-stack-location'],
    page: 'wdm/ns-wdm-_io_stack_location',
    members: {
      MajorFunction: 'What sort of request it is: IRP_MJ_….',
      MinorFunction: 'What sort it is more closely.',
      Flags: 'Flags of the request.',
      Control: 'On which outcomes the completion routine is called, and whether the IRP is pending.',
      DeviceObject: 'The device that is asked.',
      FileObject: 'The file object that is asked.',
      CompletionRoutine: 'Set by IoSetCompletionRoutine.',
      Context: 'Handed to the completion routine.',
    },
  },
  DRIVER_OBJECT: {
    summary: 'A loaded driver, as DriverEntry gets it.',
    ownership: 'The I/O manager owns it. DriverEntry fills in the routines.',
    rules: ['unload-without-deregister'],
    page: 'wdm/ns-wdm-_driver_object',
    members: {
      DeviceObject: 'The first device of the driver.',
      DriverUnload: 'Called before the driver is unloaded: deregister from WSK there at the latest.',
      MajorFunction: 'The dispatch routines, by IRP_MJ_….',
      DriverName: 'The name of the driver object.',
    },
  },
  DEVICE_OBJECT: {
    summary: 'A device of a driver.',
    ownership: 'Made by IoCreateDevice, freed by IoDeleteDevice.',
    page: 'wdm/ns-wdm-_device_object',
    members: {
      DriverObject: 'The driver it belongs to.',
      NextDevice: 'The next device of the same driver.',
      CurrentIrp: 'The IRP in work, for a driver with StartIo.',
      Flags: 'DO_… flags.',
      DeviceExtension: 'Memory for the driver, of the size given to IoCreateDevice. It is non-paged.',
      StackSize: 'How many stack locations an IRP for it needs.',
    },
  },
  MDL: {
    summary: 'Describes the pages behind a buffer. WSK sends from, and receives into, chains of them.',
    ownership:
      'Made by IoAllocateMdl, freed by IoFreeMdl once the IRP is completed. IoFreeMdl frees one, not its chain.',
    notes: [
      'MmBuildMdlForNonPagedPool or MmProbeAndLockPages makes it ready for WSK.',
      'Read it by MmGetMdlByteCount and the like, except for Next.',
    ],
    rules: ['mdl-leaked', 'mdl-not-locked', 'data-buffer-freed-while-pending'],
    page: 'wdm/ns-wdm-_mdl',
    members: {
      Next: 'The next MDL of the chain, or NULL.',
      Size: 'Size of the structure with its pages.',
      MdlFlags: 'What was done to it: locked, mapped, non-paged pool.',
      MappedSystemVa: 'Where it is mapped; use MmGetSystemAddressForMdlSafe.',
      StartVa: 'The first page; use MmGetMdlVirtualAddress.',
      ByteCount: 'How many bytes it describes; use MmGetMdlByteCount.',
      ByteOffset: 'Where in the first page it begins; use MmGetMdlByteOffset.',
    },
  },
  KEVENT: {
    summary: 'An event to wait for.',
    ownership: `${opaque} On the stack it must outlive every request that sets it.`,
    rules: ['stack-event-outlived-by-irp', 'event-not-initialised'],
    page: 'wdm/nf-wdm-keinitializeevent',
    members: {},
  },
  KMUTEX: { summary: 'A mutex to wait for.', ownership: opaque, page: 'wdm/nf-wdm-keinitializemutex', members: {} },
  KSEMAPHORE: {
    summary: 'A semaphore to wait for.',
    ownership: opaque,
    page: 'wdm/nf-wdm-keinitializesemaphore',
    members: {},
  },
  KTIMER: {
    summary: 'A timer.',
    ownership: `${opaque} Cancel it before its memory goes.`,
    page: 'wdm/nf-wdm-keinitializetimer',
    members: {},
  },
  KDPC: {
    summary: 'A deferred procedure call, which runs at DISPATCH_LEVEL.',
    ownership: opaque,
    page: 'wdm/nf-wdm-keinitializedpc',
    members: {},
  },
  LIST_ENTRY: {
    summary: 'A link of a doubly linked list, or its head.',
    ownership: 'Part of the structure that is linked.',
    page: 'https://learn.microsoft.com/windows/win32/api/ntdef/ns-ntdef-list_entry',
    members: { Flink: 'The next link; the first one, in a head.', Blink: 'The link before; the last one, in a head.' },
  },
  UNICODE_STRING: {
    summary: 'A counted string of UTF-16 characters.',
    ownership: 'Whoever made the buffer frees it. For WskGetAddressInfo it must stay until the IRP is completed.',
    notes: ['WskGetAddressInfo wants it ended by a null character, although it is counted. wsk.h says so.'],
    rules: ['argument-gone-before-completion'],
    page: 'https://learn.microsoft.com/windows/win32/api/ntdef/ns-ntdef-_unicode_string',
    members: {
      Length: 'Length in bytes, without a null character at the end.',
      MaximumLength: 'Size of the buffer in bytes.',
      Buffer: 'The characters. They need not end with a null character.',
    },
  },
  ANSI_STRING: {
    summary: 'A counted string of 8-bit characters.',
    ownership: 'Whoever made the buffer frees it.',
    page: 'https://learn.microsoft.com/windows/win32/api/ntdef/ns-ntdef-string',
    members: {
      Length: 'Length in bytes, without a null character at the end.',
      MaximumLength: 'Size of the buffer in bytes.',
      Buffer: 'The characters. They need not end with a null character.',
    },
  },
  LARGE_INTEGER: {
    summary: 'A signed number of 64 bits. A time counts units of 100 ns; a negative one is relative to now.',
    page: 'https://learn.microsoft.com/windows/win32/api/winnt/ns-winnt-large_integer-r1',
    members: { LowPart: 'The low 32 bits.', HighPart: 'The high 32 bits.', QuadPart: 'The whole number.' },
  },
} as const satisfies MeaningsOf<typeof kernelStructures>;
