import { changes, optional, reads, writes } from './parameters';
import { defineFunctions } from './shape';

/** Counted strings, addresses as text, and byte order. */
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
      Buffer: reads('PWCHAR', 'value', 'The buffer.'),
      BufferSize: reads('USHORT', 'value', 'Its size in bytes.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-rtlinitemptyunicodestring',
  },
  RtlCopyUnicodeString: {
    summary: 'Copies a counted string.',
    returns: 'VOID',
    parameters: {
      DestinationString: changes('PUNICODE_STRING', 'value', 'Where to.'),
      SourceString: optional(reads('PCUNICODE_STRING', 'value', 'Where from.')),
    },
    irql: { max: 'HIGH_LEVEL', note: 'PASSIVE_LEVEL where a buffer is pageable.' },
    page: 'wdm/nf-wdm-rtlcopyunicodestring',
  },
  RtlAppendUnicodeToString: {
    summary: 'Appends text to a counted string.',
    returns: 'NTSTATUS',
    parameters: {
      Destination: changes('PUNICODE_STRING', 'value', 'Where to.'),
      Source: optional(reads('PCWSTR', 'value', 'The text.')),
    },
    irql: { max: 'HIGH_LEVEL', note: 'PASSIVE_LEVEL where a buffer is pageable.' },
    page: 'wdm/nf-wdm-rtlappendunicodetostring',
  },
  RtlAppendUnicodeStringToString: {
    summary: 'Appends a counted string to another.',
    returns: 'NTSTATUS',
    parameters: {
      Destination: changes('PUNICODE_STRING', 'value', 'Where to.'),
      Source: reads('PCUNICODE_STRING', 'value', 'The string.'),
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
      DestinationString: changes('PUNICODE_STRING', 'value', 'Where to.'),
      SourceString: reads('PCANSI_STRING', 'value', 'Where from.'),
      AllocateDestinationString: reads(
        'BOOLEAN',
        'value',
        'Whether the buffer is allocated; RtlFreeUnicodeString frees it.',
      ),
    },
    irql: { max: 'PASSIVE_LEVEL' },
    page: 'wdm/nf-wdm-rtlansistringtounicodestring',
  },
  RtlUnicodeStringToAnsiString: {
    summary: 'Turns Unicode text into ANSI text.',
    returns: 'NTSTATUS',
    parameters: {
      DestinationString: changes('PANSI_STRING', 'value', 'Where to.'),
      SourceString: reads('PCUNICODE_STRING', 'value', 'Where from.'),
      AllocateDestinationString: reads(
        'BOOLEAN',
        'value',
        'Whether the buffer is allocated; RtlFreeAnsiString frees it.',
      ),
    },
    irql: { max: 'PASSIVE_LEVEL' },
    page: 'wdm/nf-wdm-rtlunicodestringtoansistring',
  },
  RtlFreeUnicodeString: {
    summary: 'Frees the buffer of a counted string that a routine allocated.',
    returns: 'VOID',
    parameters: {
      UnicodeString: changes('PUNICODE_STRING', 'value', 'The string.'),
    },
    irql: { max: 'APC_LEVEL' },
    page: 'wdm/nf-wdm-rtlfreeunicodestring',
  },
  RtlFreeAnsiString: {
    summary: 'Frees the buffer of a counted string that a routine allocated.',
    returns: 'VOID',
    parameters: {
      AnsiString: changes('PANSI_STRING', 'value', 'The string.'),
    },
    irql: { max: 'APC_LEVEL' },
    page: 'wdm/nf-wdm-rtlfreeansistring',
  },
  RtlIntegerToUnicodeString: {
    summary: 'Writes a number as text.',
    returns: 'NTSTATUS',
    parameters: {
      Value: reads('ULONG', 'value', 'The number.'),
      Base: reads('ULONG', 'value', 'The base, or 0 for 10.'),
      String: changes('PUNICODE_STRING', 'value', 'Where to.'),
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
  RtlIpv4StringToAddressW: {
    summary: 'Reads an IPv4 address from text.',
    returns: 'NTSTATUS',
    parameters: {
      S: reads('PCWSTR', 'value', 'The text.'),
      Strict: reads('BOOLEAN', 'value', 'Whether all four parts must be there.'),
      Terminator: writes('LPCWSTR *', 'value', 'Receives where the address ends.'),
      Addr: writes('struct in_addr *', 'address', 'Receives the address.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    page: 'https://learn.microsoft.com/windows/win32/api/ip2string/nf-ip2string-rtlipv4stringtoaddressw',
  },
  RtlIpv4StringToAddressA: {
    summary: 'Reads an IPv4 address from text.',
    returns: 'NTSTATUS',
    parameters: {
      S: reads('PCSTR', 'value', 'The text.'),
      Strict: reads('BOOLEAN', 'value', 'Whether all four parts must be there.'),
      Terminator: writes('PCSTR *', 'value', 'Receives where the address ends.'),
      Addr: writes('struct in_addr *', 'address', 'Receives the address.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    page: 'https://learn.microsoft.com/windows/win32/api/ip2string/nf-ip2string-rtlipv4stringtoaddressa',
  },
  RtlIpv6StringToAddressW: {
    summary: 'Reads an IPv6 address from text.',
    returns: 'NTSTATUS',
    parameters: {
      S: reads('PCWSTR', 'value', 'The text.'),
      Terminator: writes('PCWSTR *', 'value', 'Receives where the address ends.'),
      Addr: writes('struct in6_addr *', 'address', 'Receives the address.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    page: 'https://learn.microsoft.com/windows/win32/api/ip2string/nf-ip2string-rtlipv6stringtoaddressw',
  },
  RtlIpv4AddressToStringA: {
    summary: 'Writes an IPv4 address as text.',
    returns: 'PSTR',
    parameters: {
      Addr: reads('const struct in_addr *', 'address', 'The address.'),
      S: writes('PSTR', 'value', 'Room for 16 characters.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    page: 'https://learn.microsoft.com/windows/win32/api/ip2string/nf-ip2string-rtlipv4addresstostringa',
  },
  RtlIpv4AddressToStringW: {
    summary: 'Writes an IPv4 address as text.',
    returns: 'PWSTR',
    parameters: {
      Addr: reads('const struct in_addr *', 'address', 'The address.'),
      S: writes('PWSTR', 'value', 'Room for 16 characters.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    page: 'https://learn.microsoft.com/windows/win32/api/ip2string/nf-ip2string-rtlipv4addresstostringw',
  },
  RtlIpv6AddressToStringA: {
    summary: 'Writes an IPv6 address as text.',
    returns: 'PSTR',
    parameters: {
      Addr: reads('const struct in6_addr *', 'address', 'The address.'),
      S: writes('PSTR', 'value', 'Room for 46 characters.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    page: 'https://learn.microsoft.com/windows/win32/api/ip2string/nf-ip2string-rtlipv6addresstostringa',
  },
  RtlStringCbPrintfA: {
    summary: 'Writes formatted text.',
    returns: 'NTSTATUS',
    parameters: {
      pszDest: writes('NTSTRSAFE_PSTR', 'value', 'Where to.'),
      cbDest: reads('size_t', 'value', 'The size of that in bytes.'),
      pszFormat: reads('NTSTRSAFE_PCSTR', 'value', 'The format.'),
    },
    variadic: true,
    irql: { max: 'PASSIVE_LEVEL' },
    page: 'ntstrsafe/nf-ntstrsafe-rtlstringcbprintfa',
  },
  RtlStringCbPrintfW: {
    summary: 'Writes formatted text.',
    returns: 'NTSTATUS',
    parameters: {
      pszDest: writes('NTSTRSAFE_PWSTR', 'value', 'Where to.'),
      cbDest: reads('size_t', 'value', 'The size of that in bytes.'),
      pszFormat: reads('NTSTRSAFE_PCWSTR', 'value', 'The format.'),
    },
    variadic: true,
    irql: { max: 'PASSIVE_LEVEL' },
    page: 'ntstrsafe/nf-ntstrsafe-rtlstringcbprintfw',
  },
  RtlUshortByteSwap: {
    summary: 'Swaps the bytes of a 16-bit number, as between host and network order.',
    returns: 'USHORT',
    parameters: {
      Source: reads('USHORT', 'value', 'The number.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-rtlushortbyteswap',
  },
  RtlUlongByteSwap: {
    summary: 'Swaps the bytes of a 32-bit number, as between host and network order.',
    returns: 'ULONG',
    parameters: {
      Source: reads('ULONG', 'value', 'The number.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-rtlulongbyteswap',
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
});
