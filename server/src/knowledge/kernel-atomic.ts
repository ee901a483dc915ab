import { reads, writes } from './parameters';
import { defineFunctions } from './shape';

/** Reads and writes of memory that others share. */
export const atomicFunctions = defineFunctions({
  ReadNoFence: {
    summary: 'Reads a value that others write, in one piece.',
    returns: 'LONG',
    parameters: {
      Source: reads('LONG const volatile *', 'value', 'Where the value is.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: '',
  },
  ReadNoFence64: {
    summary: 'Reads a value that others write, in one piece.',
    returns: 'LONG64',
    parameters: {
      Source: reads('LONG64 const volatile *', 'value', 'Where the value is.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: '',
  },
  ReadBooleanNoFence: {
    summary: 'Reads a value that others write, in one piece.',
    returns: 'BOOLEAN',
    parameters: {
      Source: reads('BOOLEAN const volatile *', 'value', 'Where the value is.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: '',
  },
  ReadULongNoFence: {
    summary: 'Reads a value that others write, in one piece.',
    returns: 'ULONG',
    parameters: {
      Source: reads('ULONG const volatile *', 'value', 'Where the value is.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: '',
  },
  ReadULong64NoFence: {
    summary: 'Reads a value that others write, in one piece.',
    returns: 'ULONG64',
    parameters: {
      Source: reads('ULONG64 const volatile *', 'value', 'Where the value is.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: '',
  },
  ReadPointerNoFence: {
    summary: 'Reads a value that others write, in one piece.',
    returns: 'PVOID',
    parameters: {
      Source: reads('PVOID const volatile *', 'value', 'Where the value is.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: '',
  },
  ReadPointerAcquire: {
    summary: 'Reads a value that others write, in one piece, before all that follows.',
    returns: 'PVOID',
    parameters: {
      Source: reads('PVOID const volatile *', 'value', 'Where the value is.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: '',
  },
  WriteNoFence: {
    summary: 'Writes a value that others read, in one piece.',
    returns: 'VOID',
    parameters: {
      Destination: writes('LONG volatile *', 'value', 'Where the value goes.'),
      Value: reads('LONG', 'value', 'The value to write.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: '',
  },
  WriteNoFence64: {
    summary: 'Writes a value that others read, in one piece.',
    returns: 'VOID',
    parameters: {
      Destination: writes('LONG64 volatile *', 'value', 'Where the value goes.'),
      Value: reads('LONG64', 'value', 'The value to write.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: '',
  },
  WriteBooleanNoFence: {
    summary: 'Writes a value that others read, in one piece.',
    returns: 'VOID',
    parameters: {
      Destination: writes('BOOLEAN volatile *', 'value', 'Where the value goes.'),
      Value: reads('BOOLEAN', 'value', 'The value to write.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: '',
  },
  WriteULongNoFence: {
    summary: 'Writes a value that others read, in one piece.',
    returns: 'VOID',
    parameters: {
      Destination: writes('ULONG volatile *', 'value', 'Where the value goes.'),
      Value: reads('ULONG', 'value', 'The value to write.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: '',
  },
  WritePointerNoFence: {
    summary: 'Writes a value that others read, in one piece.',
    returns: 'VOID',
    parameters: {
      Destination: writes('PVOID volatile *', 'value', 'Where the value goes.'),
      Value: reads('PVOID', 'value', 'The value to write.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: '',
  },
  WritePointerRelease: {
    summary: 'Writes a value that others read, in one piece, after all that came before.',
    returns: 'VOID',
    parameters: {
      Destination: writes('PVOID volatile *', 'value', 'Where the value goes.'),
      Value: reads('PVOID', 'value', 'The value to write.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: '',
  },
});
