import { mayAcquire, releases } from './effects';
import { changes, optional, reads, writes } from './parameters';
import { defineFunctions } from './shape';
import { formattedText } from './text-irql';

/** Counted strings, and text that ends with a NUL. */
export const stringFunctions = defineFunctions({
  RtlInitUnicodeString: {
    summary: 'Makes a counted string of text that ends with a NUL.',
    returns: 'VOID',
    parameters: {
      DestinationString: writes('PUNICODE_STRING', 'value', 'The counted string.'),
      SourceString: optional(reads('PCWSTR', 'value', 'The text, or NULL.')),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    page: 'wdm/nf-wdm-rtlinitunicodestring',
  },
  RtlInitAnsiString: {
    summary: 'Makes a counted string of text that ends with a NUL.',
    returns: 'VOID',
    parameters: {
      DestinationString: writes('PANSI_STRING', 'value', 'The counted string.'),
      SourceString: optional(reads('PCSZ', 'value', 'The text, or NULL.')),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-rtlinitansistring',
  },
  RtlInitEmptyUnicodeString: {
    summary: 'Makes an empty counted string with a buffer.',
    returns: 'VOID',
    parameters: {
      UnicodeString: writes('PUNICODE_STRING', 'value', 'The counted string.'),
      Buffer: reads('PWCHAR', 'value', 'The buffer that the text is to go to.'),
      BufferSize: reads('USHORT', 'value', 'The size of the buffer in bytes.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-rtlinitemptyunicodestring',
  },
  RtlCopyUnicodeString: {
    summary: 'Copies a counted string.',
    returns: 'VOID',
    parameters: {
      DestinationString: changes('PUNICODE_STRING', 'value', 'The counted string that receives the text.'),
      SourceString: optional(
        reads('PCUNICODE_STRING', 'value', 'The counted string to copy, or NULL for an empty one.'),
      ),
    },
    irql: { max: 'HIGH_LEVEL', note: 'PASSIVE_LEVEL where a buffer is pageable.' },
    page: 'wdm/nf-wdm-rtlcopyunicodestring',
  },
  RtlAppendUnicodeToString: {
    summary: 'Appends text to a counted string.',
    returns: 'NTSTATUS',
    parameters: {
      Destination: changes('PUNICODE_STRING', 'value', 'The counted string that receives the text.'),
      Source: optional(reads('PCWSTR', 'value', 'The text to append, or NULL for none.')),
    },
    irql: { max: 'HIGH_LEVEL', note: 'PASSIVE_LEVEL where a buffer is pageable.' },
    page: 'wdm/nf-wdm-rtlappendunicodetostring',
  },
  RtlAppendUnicodeStringToString: {
    summary: 'Appends a counted string to another.',
    returns: 'NTSTATUS',
    parameters: {
      Destination: changes('PUNICODE_STRING', 'value', 'The counted string that receives the text.'),
      Source: reads('PCUNICODE_STRING', 'value', 'The counted string.'),
    },
    irql: { max: 'HIGH_LEVEL', note: 'PASSIVE_LEVEL where a buffer is pageable.' },
    page: 'wdm/nf-wdm-rtlappendunicodestringtostring',
  },
  RtlEqualUnicodeString: {
    summary: 'Tells whether two counted strings are equal.',
    returns: 'BOOLEAN',
    parameters: {
      String1: reads('PCUNICODE_STRING', 'value', 'One string.'),
      String2: reads('PCUNICODE_STRING', 'value', 'The other string.'),
      CaseInSensitive: reads('BOOLEAN', 'value', 'Whether case does not matter.'),
    },
    irql: { max: 'PASSIVE_LEVEL' },
    page: 'wdm/nf-wdm-rtlequalunicodestring',
  },
  RtlCompareUnicodeString: {
    summary: 'Compares two counted strings.',
    returns: 'LONG',
    parameters: {
      String1: reads('PCUNICODE_STRING', 'value', 'One string.'),
      String2: reads('PCUNICODE_STRING', 'value', 'The other string.'),
      CaseInSensitive: reads('BOOLEAN', 'value', 'Whether case does not matter.'),
    },
    irql: { max: 'PASSIVE_LEVEL' },
    page: 'wdm/nf-wdm-rtlcompareunicodestring',
  },
  RtlAnsiStringToUnicodeString: {
    summary: 'Turns ANSI text into Unicode text.',
    returns: 'NTSTATUS',
    parameters: {
      DestinationString: changes('PUNICODE_STRING', 'value', 'The counted string that receives the text.'),
      SourceString: reads('PCANSI_STRING', 'value', 'The text to convert.'),
      AllocateDestinationString: reads(
        'BOOLEAN',
        'value',
        'Whether the buffer is allocated; RtlFreeUnicodeString frees it.',
      ),
    },
    irql: { max: 'PASSIVE_LEVEL' },
    effects: [mayAcquire('DestinationString', 'string', { when: 'AllocateDestinationString' })],
    page: 'wdm/nf-wdm-rtlansistringtounicodestring',
  },
  RtlUnicodeStringToAnsiString: {
    summary: 'Turns Unicode text into ANSI text.',
    returns: 'NTSTATUS',
    parameters: {
      DestinationString: changes('PANSI_STRING', 'value', 'The counted string that receives the text.'),
      SourceString: reads('PCUNICODE_STRING', 'value', 'The text to convert.'),
      AllocateDestinationString: reads(
        'BOOLEAN',
        'value',
        'Whether the buffer is allocated; RtlFreeAnsiString frees it.',
      ),
    },
    irql: { max: 'PASSIVE_LEVEL' },
    effects: [mayAcquire('DestinationString', 'string', { when: 'AllocateDestinationString' })],
    page: 'wdm/nf-wdm-rtlunicodestringtoansistring',
  },
  RtlFreeUnicodeString: {
    summary: 'Frees the buffer of a counted string that a routine allocated.',
    returns: 'VOID',
    parameters: {
      UnicodeString: changes('PUNICODE_STRING', 'value', 'The counted string.'),
    },
    irql: { max: 'APC_LEVEL' },
    effects: [releases('UnicodeString', 'string')],
    page: 'wdm/nf-wdm-rtlfreeunicodestring',
  },
  RtlFreeAnsiString: {
    summary: 'Frees the buffer of a counted string that a routine allocated.',
    returns: 'VOID',
    parameters: {
      AnsiString: changes('PANSI_STRING', 'value', 'The counted string.'),
    },
    irql: { max: 'APC_LEVEL' },
    effects: [releases('AnsiString', 'string')],
    page: 'wdm/nf-wdm-rtlfreeansistring',
  },
  RtlIntegerToUnicodeString: {
    summary: 'Writes a number as text.',
    returns: 'NTSTATUS',
    parameters: {
      Value: reads('ULONG', 'value', 'The number.'),
      Base: reads('ULONG', 'value', 'The base, or 0 for 10.'),
      String: changes('PUNICODE_STRING', 'value', 'The counted string that receives the text.'),
    },
    irql: { max: 'PASSIVE_LEVEL' },
    page: 'wdm/nf-wdm-rtlintegertounicodestring',
  },
  RtlUnicodeStringToInteger: {
    summary: 'Reads a number from text.',
    returns: 'NTSTATUS',
    parameters: {
      String: reads('PCUNICODE_STRING', 'value', 'The text.'),
      Base: reads('ULONG', 'value', 'The base, or 0 to find it out.'),
      Value: writes('PULONG', 'value', 'Receives the number.'),
    },
    irql: { max: 'PASSIVE_LEVEL' },
    page: 'wdm/nf-wdm-rtlunicodestringtointeger',
  },
  RtlStringCbPrintfA: {
    summary: 'Writes formatted text.',
    returns: 'NTSTATUS',
    parameters: {
      pszDest: writes('NTSTRSAFE_PSTR', 'value', 'The counted string that receives the text.'),
      cbDest: reads('size_t', 'value', 'The size of the destination in bytes.'),
      pszFormat: reads('NTSTRSAFE_PCSTR', 'value', 'The format, as for printf.'),
    },
    variadic: true,
    irql: formattedText,
    page: 'ntstrsafe/nf-ntstrsafe-rtlstringcbprintfa',
  },
  RtlStringCbPrintfW: {
    summary: 'Writes formatted text.',
    returns: 'NTSTATUS',
    parameters: {
      pszDest: writes('NTSTRSAFE_PWSTR', 'value', 'The counted string that receives the text.'),
      cbDest: reads('size_t', 'value', 'The size of the destination in bytes.'),
      pszFormat: reads('NTSTRSAFE_PCWSTR', 'value', 'The format, as for printf.'),
    },
    variadic: true,
    irql: formattedText,
    page: 'ntstrsafe/nf-ntstrsafe-rtlstringcbprintfw',
  },
  strlen: {
    summary: 'The length of text in characters.',
    returns: 'size_t',
    parameters: {
      str: reads('const char *', 'value', 'The text.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'https://learn.microsoft.com/cpp/c-runtime-library/reference/strlen-wcslen-mbslen-mbslen-l-mbstrlen-mbstrlen-l',
  },
  wcslen: {
    summary: 'The length of text in characters.',
    returns: 'size_t',
    parameters: {
      str: reads('const wchar_t *', 'value', 'The text.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'https://learn.microsoft.com/cpp/c-runtime-library/reference/strlen-wcslen-mbslen-mbslen-l-mbstrlen-mbstrlen-l',
  },
  strcmp: {
    summary: 'Compares two texts; 0 where they are equal.',
    returns: 'int',
    parameters: {
      string1: reads('const char *', 'value', 'The first text.'),
      string2: reads('const char *', 'value', 'The second text.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'https://learn.microsoft.com/cpp/c-runtime-library/reference/strcmp-wcscmp-mbscmp',
  },
  wcscmp: {
    summary: 'Compares two texts; 0 where they are equal.',
    returns: 'int',
    parameters: {
      string1: reads('const wchar_t *', 'value', 'The first text.'),
      string2: reads('const wchar_t *', 'value', 'The second text.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'https://learn.microsoft.com/cpp/c-runtime-library/reference/strcmp-wcscmp-mbscmp',
  },
  strncmp: {
    summary: 'Compares the start of two texts; 0 where it is equal.',
    returns: 'int',
    parameters: {
      string1: reads('const char *', 'value', 'The first text.'),
      string2: reads('const char *', 'value', 'The second text.'),
      count: reads('size_t', 'value', 'How many characters to compare at most.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'https://learn.microsoft.com/cpp/c-runtime-library/reference/strncmp-wcsncmp-mbsncmp-mbsncmp-l',
  },
  strnlen: {
    summary: 'The length of text in characters, up to a limit.',
    returns: 'size_t',
    parameters: {
      str: reads('const char *', 'value', 'The text.'),
      numberOfElements: reads('size_t', 'value', 'The limit in characters.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'https://learn.microsoft.com/cpp/c-runtime-library/reference/strnlen-strnlen-s',
  },
});
