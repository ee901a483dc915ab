/** Types of C and the WDK by their size in bytes on 64-bit Windows, where a pointer has 8. The compile oracle asserts each. */
const bySize = {
  1: ['char', 'unsigned char', 'CHAR', 'UCHAR', 'BYTE', 'BOOLEAN', 'UINT8', 'INT8', 'KIRQL', 'bool'],
  2: ['short', 'unsigned short', 'SHORT', 'USHORT', 'WORD', 'WCHAR', 'UINT16', 'INT16', 'ADDRESS_FAMILY'],
  4: [
    ...['int', 'unsigned', 'unsigned int', 'long', 'unsigned long', 'INT', 'UINT', 'LONG', 'ULONG', 'DWORD', 'BOOL'],
    ...['UINT32', 'INT32', 'ULONG32', 'LONG32', 'NTSTATUS', 'IN_ADDR'],
  ],
  8: [
    ...['long long', 'unsigned long long', 'LONGLONG', 'ULONGLONG', 'LONG64', 'ULONG64', 'UINT64', 'INT64', 'size_t'],
    ...['SIZE_T', 'SSIZE_T', 'ULONG_PTR', 'LONG_PTR', 'UINT_PTR', 'INT_PTR', 'HANDLE', 'LARGE_INTEGER'],
  ],
  16: [
    ...['GUID', 'NPIID', 'SOCKADDR', 'SOCKADDR_IN', 'IN6_ADDR', 'WSK_INSPECT_ID', 'WSK_EVENT_CALLBACK_CONTROL'],
    ...['WSK_EXTENSION_CONTROL_OUT', 'WSK_TDI_MAP_INFO'],
  ],
  24: ['WSK_EXTENSION_CONTROL_IN', 'WSK_BUF'],
  28: ['SOCKADDR_IN6', 'SOCKADDR_INET'],
  40: ['SECURITY_DESCRIPTOR'],
  128: ['SOCKADDR_STORAGE'],
} as const;

/** The size in bytes of a type, by its name without leading underscores. */
export const typeSizes: Readonly<Record<string, number>> = Object.fromEntries(
  Object.entries(bySize).flatMap(([size, names]) => names.map((name) => [name, Number(size)])),
);

/** The size in bytes of a pointer. */
export const POINTER_SIZE = 8;
