import { changes, optional, reads, writes } from './parameters';
import { defineFunctions } from './shape';

/** Threads, processes and the IRQL. */
export const threadFunctions = defineFunctions({
  KeGetCurrentThread: {
    summary: 'The thread that runs this code.',
    returns: 'PKTHREAD',
    parameters: {},
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-kegetcurrentthread',
  },
  KeSetPriorityThread: {
    summary: 'Sets the priority of a thread.',
    returns: 'KPRIORITY',
    parameters: {
      Thread: changes('PKTHREAD', 'value', 'The thread.'),
      Priority: reads('KPRIORITY', 'value', 'The priority.'),
    },
    irql: { max: 'PASSIVE_LEVEL' },
    page: 'wdm/nf-wdm-kesetprioritythread',
  },
  KeGetCurrentIrql: {
    summary: 'The IRQL of this processor.',
    returns: 'KIRQL',
    parameters: {},
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-kegetcurrentirql',
  },
  KeRaiseIrql: {
    summary: 'Raises the IRQL.',
    returns: 'VOID',
    parameters: {
      NewIrql: reads('KIRQL', 'value', 'The new IRQL.'),
      OldIrql: writes('PKIRQL', 'value', 'Receives the IRQL before.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-keraiseirql',
  },
  KeLowerIrql: {
    summary: 'Lowers the IRQL to what it was.',
    returns: 'VOID',
    parameters: {
      NewIrql: reads('KIRQL', 'value', 'The IRQL before.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-kelowerirql',
  },
  KeEnterCriticalRegion: {
    summary: 'Holds back normal kernel APCs.',
    returns: 'VOID',
    parameters: {},
    irql: { max: 'APC_LEVEL' },
    page: 'wdm/nf-wdm-keentercriticalregion',
  },
  KeLeaveCriticalRegion: {
    summary: 'Lets normal kernel APCs through again.',
    returns: 'VOID',
    parameters: {},
    irql: { max: 'APC_LEVEL' },
    page: 'wdm/nf-wdm-keleavecriticalregion',
  },
  KeMemoryBarrier: {
    summary: 'Keeps memory accesses in order.',
    returns: 'VOID',
    parameters: {},
    irql: { max: 'HIGH_LEVEL' },
    effects: [{ effect: 'waits' }],
    page: 'wdm/nf-wdm-kememorybarrier',
  },
  PsCreateSystemThread: {
    summary: 'Starts a system thread.',
    returns: 'NTSTATUS',
    parameters: {
      ThreadHandle: writes('PHANDLE', 'value', 'Receives a handle, which ZwClose closes.'),
      DesiredAccess: reads('ULONG', 'value', 'THREAD_ALL_ACCESS in most drivers.'),
      ObjectAttributes: optional(reads('POBJECT_ATTRIBUTES', 'value', 'OBJ_KERNEL_HANDLE in most drivers, or NULL.')),
      ProcessHandle: optional(reads('HANDLE', 'value', 'NULL for the system process.')),
      ClientId: optional(writes('PCLIENT_ID', 'value', 'Receives the identity, or NULL.')),
      StartRoutine: reads('PKSTART_ROUTINE', 'routine', 'What the thread runs.'),
      StartContext: optional(reads('PVOID', 'context', 'What it is given.')),
    },
    irql: { max: 'PASSIVE_LEVEL' },
    page: 'wdm/nf-wdm-pscreatesystemthread',
  },
  PsTerminateSystemThread: {
    summary: 'Ends the system thread that calls it.',
    returns: 'NTSTATUS',
    parameters: {
      ExitStatus: reads('NTSTATUS', 'value', 'The exit status.'),
    },
    irql: { max: 'PASSIVE_LEVEL' },
    effects: [{ effect: 'ends' }],
    page: 'wdm/nf-wdm-psterminatesystemthread',
  },
  PsGetCurrentThreadId: {
    summary: 'The identity of the thread that runs this code.',
    returns: 'HANDLE',
    parameters: {},
    irql: { max: 'HIGH_LEVEL' },
    page: 'ntddk/nf-ntddk-psgetcurrentthreadid',
  },
  PsGetCurrentProcessId: {
    summary: 'The identity of the process that runs this code.',
    returns: 'HANDLE',
    parameters: {},
    irql: { max: 'HIGH_LEVEL' },
    page: 'ntddk/nf-ntddk-psgetcurrentprocessid',
  },
  PsGetCurrentProcess: {
    summary: 'The process that runs this code.',
    returns: 'PEPROCESS',
    parameters: {},
    irql: { max: 'HIGH_LEVEL' },
    page: '',
  },
  PsGetCurrentThread: {
    summary: 'The thread that runs this code.',
    returns: 'PETHREAD',
    parameters: {},
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-psgetcurrentthread',
  },
});
