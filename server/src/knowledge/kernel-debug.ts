import { ends } from './effects';
import { optional, reads, writes } from './parameters';
import { defineFunctions } from './shape';

/** The debugger, exceptions, and the end of the system. */
export const debugFunctions = defineFunctions({
  ExInitializeDriverRuntime: {
    summary: 'Chooses how pool routines of this driver behave.',
    returns: 'VOID',
    parameters: {
      RuntimeFlags: reads('ULONG', 'value', 'DrvRtPoolNxOptIn in most drivers.'),
    },
    irql: { max: 'PASSIVE_LEVEL' },
    page: 'wdm/nf-wdm-exinitializedriverruntime',
  },
  DbgPrint: {
    summary: 'Prints to the debugger.',
    returns: 'ULONG',
    parameters: {
      Format: reads('PCSTR', 'value', 'The format.'),
    },
    variadic: true,
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-dbgprint',
  },
  DbgPrintEx: {
    summary: 'Prints to the debugger where its level is on.',
    returns: 'ULONG',
    parameters: {
      ComponentId: reads('ULONG', 'value', 'DPFLTR_IHVDRIVER_ID, for one.'),
      Level: reads('ULONG', 'value', 'DPFLTR_ERROR_LEVEL, for one.'),
      Format: reads('PCSTR', 'value', 'The format.'),
    },
    variadic: true,
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-dbgprintex',
  },
  KdPrint: {
    summary: 'Prints to the debugger in checked builds.',
    returns: 'VOID',
    parameters: {
      Arguments: reads('VOID', 'value', 'The format and what it names, in parentheses of their own.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-kdprint',
  },
  KdPrintEx: {
    summary: 'Prints to the debugger in checked builds.',
    returns: 'VOID',
    parameters: {
      Arguments: reads('VOID', 'value', 'The arguments of DbgPrintEx, in parentheses of their own.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-kdprintex',
  },
  DbgBreakPoint: {
    summary: 'Breaks into the debugger.',
    returns: 'VOID',
    parameters: {},
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-dbgbreakpoint',
  },
  KeBugCheckEx: {
    summary: 'Stops the system.',
    returns: 'VOID',
    parameters: {
      BugCheckCode: reads('ULONG', 'value', 'The code.'),
      BugCheckParameter1: reads('ULONG_PTR', 'value', 'Shown with the code.'),
      BugCheckParameter2: reads('ULONG_PTR', 'value', 'Shown with the code.'),
      BugCheckParameter3: reads('ULONG_PTR', 'value', 'Shown with the code.'),
      BugCheckParameter4: reads('ULONG_PTR', 'value', 'Shown with the code.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    effects: [{ effect: 'ends' }],
    page: 'wdm/nf-wdm-kebugcheckex',
  },
  KeBugCheck: {
    summary: 'Stops the system.',
    returns: 'VOID',
    parameters: {
      BugCheckCode: reads('ULONG', 'value', 'The code.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    effects: [{ effect: 'ends' }],
    page: 'ntddk/nf-ntddk-kebugcheck',
  },
  ExRaiseStatus: {
    summary: 'Raises an exception with a status.',
    returns: 'VOID',
    parameters: {
      Status: reads('NTSTATUS', 'value', 'The status.'),
    },
    irql: { max: 'APC_LEVEL' },
    effects: [{ effect: 'ends' }],
    raisesException: true,
    page: 'wdm/nf-wdm-exraisestatus',
  },
  ExRaiseAccessViolation: {
    summary: 'Raises STATUS_ACCESS_VIOLATION.',
    returns: 'VOID',
    parameters: {},
    irql: { max: 'PASSIVE_LEVEL' },
    effects: [{ effect: 'ends' }],
    raisesException: true,
    page: 'ntddk/nf-ntddk-exraiseaccessviolation',
  },
  RtlFailFast: {
    summary: 'Stops the system at once.',
    returns: 'VOID',
    parameters: {
      Code: reads('ULONG', 'value', 'The code of the failure, FAST_FAIL_FATAL_APP_EXIT for one.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    effects: [ends],
    page: '',
  },
  DbgRaiseAssertionFailure: {
    summary: 'Breaks into the debugger as a failed assertion does.',
    returns: 'VOID',
    parameters: {},
    irql: { max: 'HIGH_LEVEL' },
    page: '',
  },
  RtlCaptureStackBackTrace: {
    summary: 'Notes the callers of this function.',
    returns: 'USHORT',
    parameters: {
      FramesToSkip: reads('ULONG', 'value', 'How many callers to leave out.'),
      FramesToCapture: reads('ULONG', 'value', 'How many callers to note.'),
      BackTrace: writes('PVOID *', 'value', 'Receives their addresses.'),
      BackTraceHash: optional(writes('PULONG', 'value', 'Receives a hash of them, or NULL.')),
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: 'ntifs/nf-ntifs-rtlcapturestackbacktrace',
  },
});
