import { optional, reads, writes } from './parameters';
import { defineFunctions } from './shape';

const testedStatus = reads('NTSTATUS', 'value', 'The status.');

/** Macros that look like calls. */
export const macroFunctions = defineFunctions({
  NT_ASSERT: {
    summary:
      'Stops in the debugger of a checked build where the condition is false. It checks nothing in a free build.',
    returns: 'BOOLEAN',
    parameters: {
      Condition: reads('BOOLEAN', 'value', 'The condition.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: '',
  },
  ASSERT: {
    summary:
      'Stops in the debugger of a checked build where the condition is false. It checks nothing in a free build.',
    returns: 'VOID',
    parameters: {
      Condition: reads('BOOLEAN', 'value', 'The condition.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: '',
  },
  NT_VERIFY: {
    summary: 'Evaluates the condition in every build, and stops in the debugger of a checked build where it is false.',
    returns: 'BOOLEAN',
    parameters: {
      Condition: reads('BOOLEAN', 'value', 'The condition.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: '',
  },
  PAGED_CODE: {
    summary: 'Checks in checked builds that the IRQL lets paged code run.',
    returns: 'VOID',
    parameters: {},
    irql: { max: 'APC_LEVEL' },
    notes: ['Event callbacks and completion routines run at up to DISPATCH_LEVEL: it does not belong there.'],
    rules: ['pageable-memory-in-callback'],
    page: '',
  },
  UNREFERENCED_PARAMETER: {
    summary: 'Tells the compiler that a parameter is not used on purpose.',
    returns: 'VOID',
    parameters: {
      Parameter: reads('PVOID', 'value', 'The parameter.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: '',
  },
  NT_SUCCESS: {
    summary: 'Tells whether a status is a success or an information. STATUS_PENDING is one.',
    returns: 'BOOLEAN',
    parameters: {
      Status: testedStatus,
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'https://learn.microsoft.com/windows-hardware/drivers/kernel/using-ntstatus-values',
  },
  InitializeObjectAttributes: {
    summary: 'Fills in the attributes of an object to open.',
    returns: 'VOID',
    parameters: {
      p: writes('POBJECT_ATTRIBUTES', 'value', 'The attributes.'),
      n: optional(reads('PUNICODE_STRING', 'value', 'The name of the object, or NULL.')),
      a: reads('ULONG', 'value', 'OBJ_KERNEL_HANDLE and other flags.'),
      r: optional(reads('HANDLE', 'value', 'The folder that the name is in, or NULL.')),
      s: optional(reads('PSECURITY_DESCRIPTOR', 'value', 'The security descriptor, or NULL.')),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'https://learn.microsoft.com/windows/win32/api/ntdef/nf-ntdef-initializeobjectattributes',
  },
  CONTAINING_RECORD: {
    summary: 'The structure that holds a member.',
    returns: 'PVOID',
    parameters: {
      Address: reads('PVOID', 'value', 'The address of the member.'),
      Type: reads('type', 'value', 'The type of the structure.'),
      Field: reads('member', 'value', 'The name of the member.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'https://learn.microsoft.com/windows/win32/api/ntdef/nf-ntdef-containing_record',
  },
  FIELD_OFFSET: {
    summary: 'The offset of a member in bytes.',
    returns: 'LONG',
    parameters: {
      type: reads('type', 'value', 'The type of the structure.'),
      field: reads('member', 'value', 'The name of the member.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-field_offset',
  },
  RTL_NUMBER_OF: {
    summary: 'The number of elements of an array.',
    returns: 'SIZE_T',
    parameters: {
      A: reads('array', 'value', 'The array.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: '',
  },
  ARRAYSIZE: {
    summary: 'The number of elements of an array.',
    returns: 'SIZE_T',
    parameters: {
      A: reads('array', 'value', 'The array.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: '',
  },
  MAKE_WSK_VERSION: {
    summary: 'A version number of the WSK NPI.',
    returns: 'USHORT',
    parameters: {
      Mj: reads('USHORT', 'value', 'The major version, 1 today.'),
      Mn: reads('USHORT', 'value', 'The minor version, 0 today.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: '',
  },
  FlagOn: {
    summary: 'The flags of a mask that are set.',
    returns: 'ULONG',
    parameters: {
      Flags: reads('ULONG', 'value', 'The flags.'),
      SingleFlag: reads('ULONG', 'value', 'The mask.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: '',
  },
  BooleanFlagOn: {
    summary: 'Tells whether a flag is set.',
    returns: 'BOOLEAN',
    parameters: {
      Flags: reads('ULONG', 'value', 'The flags.'),
      SingleFlag: reads('ULONG', 'value', 'The flag.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: '',
  },
  NT_ERROR: {
    summary: 'Tells whether a status is an error.',
    returns: 'BOOLEAN',
    parameters: {
      Status: testedStatus,
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'https://learn.microsoft.com/windows-hardware/drivers/kernel/using-ntstatus-values',
  },
  NT_WARNING: {
    summary: 'Tells whether a status is a warning.',
    returns: 'BOOLEAN',
    parameters: {
      Status: testedStatus,
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'https://learn.microsoft.com/windows-hardware/drivers/kernel/using-ntstatus-values',
  },
  NT_INFORMATION: {
    summary: 'Tells whether a status is an information.',
    returns: 'BOOLEAN',
    parameters: {
      Status: testedStatus,
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'https://learn.microsoft.com/windows-hardware/drivers/kernel/using-ntstatus-values',
  },
});
