/** A C enumeration with its enumerators, or a group of constants that one parameter takes. */
export interface Enumeration {
  readonly summary: string;
  /** Enumerator to what it says. */
  readonly enumerators: Readonly<Record<string, string>>;
  readonly notes?: readonly string[];
  readonly rules?: readonly string[];
  /** Path below the API reference, or a whole address. */
  readonly page: string;
}

/** Enumerations of wsk.h, and those of the kernel that WSK code names, by name. */
export const enumerations = {
  WSK_INSPECT_ACTION: {
    summary:
      'What becomes of a connection request: the result of WskInspectEvent, and the argument of WskInspectComplete.',
    enumerators: {
      WskInspectReject: 'Refuses the connection request.',
      WskInspectAccept: 'Lets the connection be made. WskAcceptEvent or WskAbortEvent may come after it.',
      WskInspectPend:
        'Decides later: the driver copies the inspect ID, and calls WskInspectComplete. Only WskInspectEvent may return it.',
      WskInspectMax: 'Is the number of actions, and no action.',
    },
    notes: [
      'The network guide writes InspectAccept, InspectReject and InspectPend. wsk.h and the reference have the names with Wsk, and those compile.',
    ],
    rules: ['inspect-action-invalid', 'pended-inspection-never-finished'],
    page: 'wsk/nc-wsk-pfn_wsk_inspect_event',
  },
  WSK_CONTROL_SOCKET_TYPE: {
    summary: 'What WskControlSocket is asked to do.',
    enumerators: {
      WskSetOption: 'Sets the socket option that ControlCode names.',
      WskGetOption: 'Gets the socket option that ControlCode names.',
      WskIoctl: 'Does what the I/O control code in ControlCode says. Level is 0 then.',
      WskControlMax: 'Is the number of requests, and no request.',
    },
    rules: ['control-code-in-wrong-request'],
    page: 'wsk/nc-wsk-pfn_wsk_control_socket',
  },
  EVENT_TYPE: {
    summary: 'What sort of event KeInitializeEvent makes.',
    enumerators: {
      NotificationEvent: 'Stays signaled, for all that wait, until it is reset. Reset it before the next request.',
      SynchronizationEvent: 'Lets one waiting thread go, and is reset by that.',
    },
    rules: ['event-reused-without-reset'],
    page: 'wdm/nf-wdm-keinitializeevent',
  },
  KWAIT_REASON: {
    summary: 'Why a thread waits, for tools that look at it.',
    enumerators: { Executive: 'A driver waits on its own account. It is what a driver passes.' },
    page: 'wdm/nf-wdm-kewaitforsingleobject',
  },
  MODE: {
    summary: 'On whose behalf something is done.',
    enumerators: {
      KernelMode: 'For the kernel. Arguments are trusted, and a wait cannot be ended by what a user does.',
      UserMode: 'For a process. The stack of a waiting thread may be paged out, so nothing on it may be given to WSK.',
    },
    page: 'wdm/nf-wdm-kewaitforsingleobject',
  },
  WAIT_TYPE: {
    summary: 'How many of several objects KeWaitForMultipleObjects waits for.',
    enumerators: {
      WaitAll: 'The wait is over when all objects are signaled at once.',
      WaitAny: 'The wait is over when one object is; STATUS_WAIT_0 plus its index says which.',
    },
    page: 'wdm/nf-wdm-kewaitformultipleobjects',
  },
  IO_COMPLETION_ROUTINE_RESULT: {
    summary: 'What an IoCompletion routine returns.',
    enumerators: {
      ContinueCompletion: 'Is STATUS_SUCCESS: completion goes on. Only for an IRP that another driver made.',
      StopCompletion:
        'Is STATUS_MORE_PROCESSING_REQUIRED: the IRP goes no further. It is what the routine of an own IRP returns.',
    },
    rules: ['completion-routine-lets-own-irp-go-on'],
    page: 'https://learn.microsoft.com/windows-hardware/drivers/kernel/implementing-an-iocompletion-routine',
  },
  LOCK_OPERATION: {
    summary: 'What MmProbeAndLockPages locks pages for.',
    enumerators: {
      IoReadAccess: 'The driver and WSK only read the pages: data to be sent.',
      IoWriteAccess: 'The pages are written: a buffer to receive into.',
      IoModifyAccess: 'The pages are read and written.',
    },
    page: 'wdm/nf-wdm-mmprobeandlockpages',
  },
  MEMORY_CACHING_TYPE: {
    summary: 'How a mapping of pages uses the cache of the processor.',
    enumerators: { MmCached: 'Uses it, as ordinary memory does. It is what a mapping of data takes.' },
    page: 'wdm/ne-wdm-_memory_caching_type',
  },
  MM_PAGE_PRIORITY: {
    summary: 'How hard MmGetSystemAddressForMdlSafe tries to find space for a mapping.',
    enumerators: {
      NormalPagePriority: 'Tries as for most requests. The result can be NULL all the same.',
      HighPagePriority: 'Tries as long as there is any. The result can be NULL all the same.',
    },
    rules: ['result-used-before-null-check'],
    page: 'wdm/nf-wdm-mmgetsystemaddressformdlsafe',
  },
  WORK_QUEUE_TYPE: {
    summary: 'Which system threads run a work item.',
    enumerators: {
      DelayedWorkQueue: 'Those of ordinary priority. It is what a driver takes.',
      CriticalWorkQueue: 'Those of higher priority, for short work that others wait for.',
    },
    page: 'wdm/nf-wdm-ioqueueworkitem',
  },
  POOL_TYPE: {
    summary: 'Which pool memory comes from.',
    enumerators: {
      NonPagedPool: 'Memory that is never paged out, and that can be executed. Prefer NonPagedPoolNx.',
      NonPagedPoolNx: 'Memory that is never paged out. Buffers, contexts and addresses for WSK belong here.',
      PagedPool: 'Memory that can be paged out. Nothing that WSK or a callback touches may be in it.',
    },
    rules: ['paged-memory-given-to-wsk'],
    page: 'wdm/ne-wdm-_pool_type',
  },
} as const satisfies Readonly<Record<string, Enumeration>>;
