import { reads, writes } from './parameters';
import { defineFunctions } from './shape';

/** Plain memory. */
export const byteFunctions = defineFunctions({
  RtlZeroMemory: {
    summary: 'Fills memory with zeros.',
    returns: 'VOID',
    parameters: {
      Destination: writes('PVOID', 'value', 'The memory.'),
      Length: reads('SIZE_T', 'value', 'Its size in bytes.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-rtlzeromemory',
  },
  RtlSecureZeroMemory: {
    summary: 'Fills memory with zeros, which no compiler leaves out.',
    returns: 'PVOID',
    parameters: {
      ptr: writes('PVOID', 'value', 'The memory.'),
      cnt: reads('SIZE_T', 'value', 'Its size in bytes.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-rtlsecurezeromemory',
  },
  RtlFillMemory: {
    summary: 'Fills memory with a byte.',
    returns: 'VOID',
    parameters: {
      Destination: writes('PVOID', 'value', 'The memory.'),
      Length: reads('SIZE_T', 'value', 'Its size in bytes.'),
      Fill: reads('INT', 'value', 'The byte.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-rtlfillmemory',
  },
  RtlCopyMemory: {
    summary: 'Copies memory that does not overlap.',
    returns: 'VOID',
    parameters: {
      Destination: writes('PVOID', 'value', 'Where to.'),
      Source: reads('CONST VOID *', 'value', 'Where from.'),
      Length: reads('SIZE_T', 'value', 'The size in bytes.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-rtlcopymemory',
  },
  RtlMoveMemory: {
    summary: 'Copies memory that may overlap.',
    returns: 'VOID',
    parameters: {
      Destination: writes('PVOID', 'value', 'Where to.'),
      Source: reads('CONST VOID *', 'value', 'Where from.'),
      Length: reads('SIZE_T', 'value', 'The size in bytes.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-rtlmovememory',
  },
  RtlCompareMemory: {
    summary: 'The number of bytes that are equal from the start.',
    returns: 'SIZE_T',
    parameters: {
      Source1: reads('CONST VOID *', 'value', 'One block.'),
      Source2: reads('CONST VOID *', 'value', 'The other block.'),
      Length: reads('SIZE_T', 'value', 'The size in bytes.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-rtlcomparememory',
  },
  RtlEqualMemory: {
    summary: 'Tells whether two blocks are equal.',
    returns: 'BOOLEAN',
    parameters: {
      Destination: reads('CONST VOID *', 'value', 'One block.'),
      Source: reads('CONST VOID *', 'value', 'The other block.'),
      Length: reads('SIZE_T', 'value', 'The size in bytes.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-rtlequalmemory',
  },
  memcpy: {
    summary: 'Copies memory that does not overlap.',
    returns: 'void *',
    parameters: {
      dest: writes('void *', 'value', 'Where to.'),
      src: reads('const void *', 'value', 'Where from.'),
      count: reads('size_t', 'value', 'The size in bytes.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'https://learn.microsoft.com/cpp/c-runtime-library/reference/memcpy-wmemcpy',
  },
  memmove: {
    summary: 'Copies memory that may overlap.',
    returns: 'void *',
    parameters: {
      dest: writes('void *', 'value', 'Where to.'),
      src: reads('const void *', 'value', 'Where from.'),
      count: reads('size_t', 'value', 'The size in bytes.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'https://learn.microsoft.com/cpp/c-runtime-library/reference/memmove-wmemmove',
  },
  memset: {
    summary: 'Fills memory with a byte.',
    returns: 'void *',
    parameters: {
      dest: writes('void *', 'value', 'The memory.'),
      c: reads('int', 'value', 'The byte.'),
      count: reads('size_t', 'value', 'The size in bytes.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'https://learn.microsoft.com/cpp/c-runtime-library/reference/memset-wmemset',
  },
  memcmp: {
    summary: 'Compares two blocks; 0 where they are equal.',
    returns: 'int',
    parameters: {
      buffer1: reads('const void *', 'value', 'One block.'),
      buffer2: reads('const void *', 'value', 'The other block.'),
      count: reads('size_t', 'value', 'The size in bytes.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'https://learn.microsoft.com/cpp/c-runtime-library/reference/memcmp-wmemcmp',
  },
});
