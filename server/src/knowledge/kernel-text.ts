import { mayAcquire } from './effects';
import { changes, optional, reads, writes } from './parameters';
import { defineFunctions } from './shape';
import { formattedText, inlineText } from './text-irql';

const charactersOfDestination = reads('size_t', 'value', 'The size of the destination in characters.');

/** Text of the safe string library, UTF-8, and numbers that may not overflow. */
export const textFunctions = defineFunctions({
  RtlStringCchCopyW: {
    summary: 'Copies text, and cuts it off where it does not fit.',
    returns: 'NTSTATUS',
    parameters: {
      pszDest: writes('NTSTRSAFE_PWSTR', 'value', 'Where the text goes.'),
      cchDest: charactersOfDestination,
      pszSrc: reads('NTSTRSAFE_PCWSTR', 'value', 'The text to copy.'),
    },
    irql: inlineText,
    values: {
      STATUS_SUCCESS: 'All is copied.',
      STATUS_BUFFER_OVERFLOW: 'The text was cut off. It ends with a NUL all the same.',
      other: 'It failed.',
    },
    page: 'ntstrsafe/nf-ntstrsafe-rtlstringcchcopyw',
  },
  RtlStringCbCopyW: {
    summary: 'Copies text, and cuts it off where it does not fit.',
    returns: 'NTSTATUS',
    parameters: {
      pszDest: writes('NTSTRSAFE_PWSTR', 'value', 'Where the text goes.'),
      cbDest: reads('size_t', 'value', 'The size of the destination in bytes.'),
      pszSrc: reads('NTSTRSAFE_PCWSTR', 'value', 'The text to copy.'),
    },
    irql: inlineText,
    values: {
      STATUS_SUCCESS: 'All is copied.',
      STATUS_BUFFER_OVERFLOW: 'The text was cut off. It ends with a NUL all the same.',
      other: 'It failed.',
    },
    page: 'ntstrsafe/nf-ntstrsafe-rtlstringcbcopyw',
  },
  RtlStringCchPrintfW: {
    summary: 'Writes formatted text, and cuts it off where it does not fit.',
    returns: 'NTSTATUS',
    parameters: {
      pszDest: writes('NTSTRSAFE_PWSTR', 'value', 'Where the text goes.'),
      cchDest: charactersOfDestination,
      pszFormat: reads('NTSTRSAFE_PCWSTR', 'value', 'The format, as for printf.'),
    },
    variadic: true,
    irql: formattedText,
    page: 'ntstrsafe/nf-ntstrsafe-rtlstringcchprintfw',
  },
  RtlStringCchCopyA: {
    summary: 'Copies text, and cuts it off where it does not fit.',
    returns: 'NTSTATUS',
    parameters: {
      pszDest: writes('NTSTRSAFE_PSTR', 'value', 'Where the text goes.'),
      cchDest: charactersOfDestination,
      pszSrc: reads('NTSTRSAFE_PCSTR', 'value', 'The text to copy.'),
    },
    irql: inlineText,
    values: {
      STATUS_SUCCESS: 'All is copied.',
      STATUS_BUFFER_OVERFLOW: 'The text was cut off. It ends with a NUL all the same.',
      other: 'It failed.',
    },
    page: 'ntstrsafe/nf-ntstrsafe-rtlstringcchcopya',
  },
  RtlStringCbCopyA: {
    summary: 'Copies text, and cuts it off where it does not fit.',
    returns: 'NTSTATUS',
    parameters: {
      pszDest: writes('NTSTRSAFE_PSTR', 'value', 'Where the text goes.'),
      cbDest: reads('size_t', 'value', 'The size of the destination in bytes.'),
      pszSrc: reads('NTSTRSAFE_PCSTR', 'value', 'The text to copy.'),
    },
    irql: inlineText,
    values: {
      STATUS_SUCCESS: 'All is copied.',
      STATUS_BUFFER_OVERFLOW: 'The text was cut off. It ends with a NUL all the same.',
      other: 'It failed.',
    },
    page: 'ntstrsafe/nf-ntstrsafe-rtlstringcbcopya',
  },
  RtlStringCchPrintfA: {
    summary: 'Writes formatted text, and cuts it off where it does not fit.',
    returns: 'NTSTATUS',
    parameters: {
      pszDest: writes('NTSTRSAFE_PSTR', 'value', 'Where the text goes.'),
      cchDest: charactersOfDestination,
      pszFormat: reads('NTSTRSAFE_PCSTR', 'value', 'The format, as for printf.'),
    },
    variadic: true,
    irql: formattedText,
    page: 'ntstrsafe/nf-ntstrsafe-rtlstringcchprintfa',
  },
  RtlStringCbPrintfExA: {
    summary: 'Writes formatted text, and tells where it ends.',
    returns: 'NTSTATUS',
    parameters: {
      pszDest: optional(writes('NTSTRSAFE_PSTR', 'value', 'Where the text goes, or NULL with cbDest 0.')),
      cbDest: reads('size_t', 'value', 'The size of the destination in bytes.'),
      ppszDestEnd: optional(writes('NTSTRSAFE_PSTR *', 'value', 'Receives where the text ends, or NULL.')),
      pcbRemaining: optional(writes('size_t *', 'value', 'Receives how many bytes are left, or NULL.')),
      dwFlags: reads('DWORD', 'value', 'STRSAFE_… flags, or 0.'),
      pszFormat: optional(reads('NTSTRSAFE_PCSTR', 'value', 'The format, as for printf, or NULL for no text.')),
    },
    variadic: true,
    irql: formattedText,
    page: 'ntstrsafe/nf-ntstrsafe-rtlstringcbprintfexa',
  },
  RtlUnicodeStringInit: {
    summary: 'Makes a counted string of text that ends with a NUL.',
    returns: 'NTSTATUS',
    parameters: {
      DestinationString: writes('PUNICODE_STRING', 'value', 'The counted string.'),
      pszSrc: optional(reads('NTSTRSAFE_PCWSTR', 'value', 'The text, or NULL.')),
    },
    irql: inlineText,
    page: 'ntstrsafe/nf-ntstrsafe-rtlunicodestringinit',
  },
  RtlUTF8ToUnicodeN: {
    summary: 'Turns UTF-8 text into Unicode text.',
    returns: 'NTSTATUS',
    parameters: {
      UnicodeStringDestination: optional(writes('PWSTR', 'value', 'Where the text goes; NULL to learn the size.')),
      UnicodeStringMaxByteCount: reads('ULONG', 'value', 'The size of the destination in bytes.'),
      UnicodeStringActualByteCount: writes('PULONG', 'value', 'Receives how many bytes were written, or are needed.'),
      UTF8StringSource: reads('PCCH', 'value', 'The text.'),
      UTF8StringByteCount: reads('ULONG', 'value', 'The size of the text in bytes.'),
    },
    irql: { max: 'PASSIVE_LEVEL' },
    page: 'wdm/nf-wdm-rtlutf8tounicoden',
  },
  RtlUnicodeToUTF8N: {
    summary: 'Turns Unicode text into UTF-8 text.',
    returns: 'NTSTATUS',
    parameters: {
      UTF8StringDestination: writes('PCHAR', 'value', 'Where the text goes.'),
      UTF8StringMaxByteCount: reads('ULONG', 'value', 'The size of the destination in bytes.'),
      UTF8StringActualByteCount: writes('PULONG', 'value', 'Receives how many bytes were written, or are needed.'),
      UnicodeStringSource: reads('PCWCH', 'value', 'The text.'),
      UnicodeStringByteCount: reads('ULONG', 'value', 'The size of the text in bytes.'),
    },
    irql: { max: 'PASSIVE_LEVEL' },
    page: 'wdm/nf-wdm-rtlunicodetoutf8n',
  },
  RtlInitString: {
    summary: 'Makes a counted string of text that ends with a NUL.',
    returns: 'VOID',
    parameters: {
      DestinationString: writes('PSTRING', 'value', 'The counted string.'),
      SourceString: optional(reads('PCSZ', 'value', 'The text, or NULL.')),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-rtlinitstring',
  },
  RtlEqualString: {
    summary: 'Tells whether two counted strings are equal.',
    returns: 'BOOLEAN',
    parameters: {
      String1: reads('const STRING *', 'value', 'One string.'),
      String2: reads('const STRING *', 'value', 'The other string.'),
      CaseInSensitive: reads('BOOLEAN', 'value', 'Whether case does not matter.'),
    },
    irql: { max: 'PASSIVE_LEVEL' },
    page: 'ntddk/nf-ntddk-rtlequalstring',
  },
  RtlUpcaseUnicodeString: {
    summary: 'Turns text into upper case.',
    returns: 'NTSTATUS',
    parameters: {
      DestinationString: changes('PUNICODE_STRING', 'value', 'Where the text goes.'),
      SourceString: reads('PCUNICODE_STRING', 'value', 'The text.'),
      AllocateDestinationString: reads(
        'BOOLEAN',
        'value',
        'Whether the buffer is allocated; RtlFreeUnicodeString frees it.',
      ),
    },
    irql: { max: 'APC_LEVEL' },
    effects: [mayAcquire('DestinationString', 'string', { when: 'AllocateDestinationString' })],
    page: 'ntddk/nf-ntddk-rtlupcaseunicodestring',
  },
  RtlStringFromGUID: {
    summary: 'Writes a GUID as text.',
    returns: 'NTSTATUS',
    parameters: {
      Guid: reads('REFGUID', 'value', 'The GUID.'),
      GuidString: writes('PUNICODE_STRING', 'value', 'Receives the text, whose buffer RtlFreeUnicodeString frees.'),
    },
    irql: { max: 'PASSIVE_LEVEL' },
    effects: [mayAcquire('GuidString', 'string')],
    page: 'wdm/nf-wdm-rtlstringfromguid',
  },
  RtlNtStatusToDosError: {
    summary: 'Turns a status into a Win32 error.',
    returns: 'ULONG',
    parameters: {
      Status: reads('NTSTATUS', 'value', 'The status.'),
    },
    irql: { max: 'APC_LEVEL' },
    page: 'ntifs/nf-ntifs-rtlntstatustodoserror',
  },
  RtlUlonglongByteSwap: {
    summary: 'Swaps the bytes of a 64-bit number, as between host and network order.',
    returns: 'ULONGLONG',
    parameters: {
      Source: reads('ULONGLONG', 'value', 'The number.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-rtlulonglongbyteswap',
  },
  RtlULongAdd: {
    summary: 'Adds two numbers, and fails where the result does not fit.',
    returns: 'NTSTATUS',
    parameters: {
      ulAugend: reads('ULONG', 'value', 'One number.'),
      ulAddend: reads('ULONG', 'value', 'The other number.'),
      pulResult: writes('PULONG', 'value', 'Receives the result.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'ntintsafe/nf-ntintsafe-rtlulongadd',
  },
  RtlULongMult: {
    summary: 'Multiplies two numbers, and fails where the result does not fit.',
    returns: 'NTSTATUS',
    parameters: {
      ulMultiplicand: reads('ULONG', 'value', 'One number.'),
      ulMultiplier: reads('ULONG', 'value', 'The other number.'),
      pulResult: writes('PULONG', 'value', 'Receives the result.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'ntintsafe/nf-ntintsafe-rtlulongmult',
  },
  RtlULongSub: {
    summary: 'Subtracts a number from another, and fails where the result does not fit.',
    returns: 'NTSTATUS',
    parameters: {
      ulMinuend: reads('ULONG', 'value', 'The number to subtract from.'),
      ulSubtrahend: reads('ULONG', 'value', 'The number to subtract.'),
      pulResult: writes('PULONG', 'value', 'Receives the result.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'ntintsafe/nf-ntintsafe-rtlulongsub',
  },
  RtlSIZETAdd: {
    summary: 'Adds two numbers, and fails where the result does not fit.',
    returns: 'NTSTATUS',
    parameters: {
      Augend: reads('SIZE_T', 'value', 'One number.'),
      Addend: reads('SIZE_T', 'value', 'The other number.'),
      pResult: writes('SIZE_T *', 'value', 'Receives the result.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'ntintsafe/nf-ntintsafe-rtlsizetadd',
  },
  RtlSIZETMult: {
    summary: 'Multiplies two numbers, and fails where the result does not fit.',
    returns: 'NTSTATUS',
    parameters: {
      Multiplicand: reads('SIZE_T', 'value', 'One number.'),
      Multiplier: reads('SIZE_T', 'value', 'The other number.'),
      pResult: writes('SIZE_T *', 'value', 'Receives the result.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'ntintsafe/nf-ntintsafe-rtlsizetmult',
  },
});
