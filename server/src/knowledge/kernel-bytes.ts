import { reads, writes } from './parameters';
import { defineFunctions } from './shape';

const byteLength = reads('SIZE_T', 'value', 'The number of bytes.');
const byteCount = reads('size_t', 'value', 'The number of bytes.');

/** Plain memory. */
export const byteFunctions = defineFunctions({
  RtlZeroMemory: {
    summary: 'Fills memory with zeros.',
    returns: 'VOID',
    parameters: {
      Destination: writes('PVOID', 'value', 'The memory to fill.'),
      Length: reads('SIZE_T', 'value', 'The size of the memory in bytes.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-rtlzeromemory',
  },
  RtlSecureZeroMemory: {
    summary: 'Fills memory with zeros, which no compiler leaves out.',
    returns: 'PVOID',
    parameters: {
      ptr: writes('PVOID', 'value', 'The memory to fill.'),
      cnt: reads('SIZE_T', 'value', 'The size of the memory in bytes.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-rtlsecurezeromemory',
  },
  RtlFillMemory: {
    summary: 'Fills memory with a byte.',
    returns: 'VOID',
    parameters: {
      Destination: writes('PVOID', 'value', 'The memory to fill.'),
      Length: reads('SIZE_T', 'value', 'The size of the memory in bytes.'),
      Fill: reads('INT', 'value', 'The byte to fill the memory with.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-rtlfillmemory',
  },
  RtlCopyMemory: {
    summary: 'Copies memory that does not overlap.',
    returns: 'VOID',
    parameters: {
      Destination: writes('PVOID', 'value', 'Where the bytes go.'),
      Source: reads('CONST VOID *', 'value', 'Where the bytes come from.'),
      Length: byteLength,
    },
    irql: { max: 'HIGH_LEVEL' },
    raisesException: true,
    page: 'wdm/nf-wdm-rtlcopymemory',
  },
  RtlMoveMemory: {
    summary: 'Copies memory that may overlap.',
    returns: 'VOID',
    parameters: {
      Destination: writes('PVOID', 'value', 'Where the bytes go.'),
      Source: reads('CONST VOID *', 'value', 'Where the bytes come from.'),
      Length: byteLength,
    },
    irql: { max: 'HIGH_LEVEL' },
    raisesException: true,
    page: 'wdm/nf-wdm-rtlmovememory',
  },
  RtlCompareMemory: {
    summary: 'The number of bytes that are equal from the start.',
    returns: 'SIZE_T',
    parameters: {
      Source1: reads('CONST VOID *', 'value', 'The first block of memory.'),
      Source2: reads('CONST VOID *', 'value', 'The second block of memory.'),
      Length: byteLength,
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-rtlcomparememory',
  },
  RtlEqualMemory: {
    summary: 'Tells whether two blocks are equal.',
    returns: 'BOOLEAN',
    parameters: {
      Destination: reads('CONST VOID *', 'value', 'The first block of memory.'),
      Source: reads('CONST VOID *', 'value', 'The second block of memory.'),
      Length: byteLength,
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-rtlequalmemory',
  },
  memcpy: {
    summary: 'Copies memory that does not overlap.',
    returns: 'void *',
    parameters: {
      dest: writes('void *', 'value', 'Where the bytes go.'),
      src: reads('const void *', 'value', 'Where the bytes come from.'),
      count: byteCount,
    },
    irql: { max: 'HIGH_LEVEL' },
    raisesException: true,
    page: 'https://learn.microsoft.com/cpp/c-runtime-library/reference/memcpy-wmemcpy',
  },
  memmove: {
    summary: 'Copies memory that may overlap.',
    returns: 'void *',
    parameters: {
      dest: writes('void *', 'value', 'Where the bytes go.'),
      src: reads('const void *', 'value', 'Where the bytes come from.'),
      count: byteCount,
    },
    irql: { max: 'HIGH_LEVEL' },
    raisesException: true,
    page: 'https://learn.microsoft.com/cpp/c-runtime-library/reference/memmove-wmemmove',
  },
  memset: {
    summary: 'Fills memory with a byte.',
    returns: 'void *',
    parameters: {
      dest: writes('void *', 'value', 'The memory to fill.'),
      c: reads('int', 'value', 'The byte to fill the memory with.'),
      count: byteCount,
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'https://learn.microsoft.com/cpp/c-runtime-library/reference/memset-wmemset',
  },
  memcmp: {
    summary: 'Compares two blocks; 0 where they are equal.',
    returns: 'int',
    parameters: {
      buffer1: reads('const void *', 'value', 'The first block of memory.'),
      buffer2: reads('const void *', 'value', 'The second block of memory.'),
      count: byteCount,
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'https://learn.microsoft.com/cpp/c-runtime-library/reference/memcmp-wmemcmp',
  },
});
