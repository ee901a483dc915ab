import { changes, reads, writes } from './parameters';
import { defineFunctions } from './shape';

const strict = reads('BOOLEAN', 'value', 'Whether all four parts must be there.');
const port = reads('USHORT', 'value', 'The port in network byte order, or 0 for none.');

/** Addresses as text, and byte order. */
export const addressFunctions = defineFunctions({
  RtlIpv4StringToAddressW: {
    summary: 'Reads an IPv4 address from text.',
    returns: 'NTSTATUS',
    parameters: {
      S: reads('PCWSTR', 'value', 'The text.'),
      Strict: strict,
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
      Strict: strict,
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
  htons: {
    summary: 'Turns a 16-bit number from host into network byte order.',
    returns: 'USHORT',
    parameters: {
      hostshort: reads('USHORT', 'value', 'The number, in host byte order.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'https://learn.microsoft.com/windows/win32/api/winsock2/nf-winsock2-htons',
  },
  ntohs: {
    summary: 'Turns a 16-bit number from network into host byte order.',
    returns: 'USHORT',
    parameters: {
      netshort: reads('USHORT', 'value', 'The number, in network byte order.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'https://learn.microsoft.com/windows/win32/api/winsock2/nf-winsock2-ntohs',
  },
  htonl: {
    summary: 'Turns a 32-bit number from host into network byte order.',
    returns: 'ULONG',
    parameters: {
      hostlong: reads('ULONG', 'value', 'The number, in host byte order.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'https://learn.microsoft.com/windows/win32/api/winsock2/nf-winsock2-htonl',
  },
  ntohl: {
    summary: 'Turns a 32-bit number from network into host byte order.',
    returns: 'ULONG',
    parameters: {
      netlong: reads('ULONG', 'value', 'The number, in network byte order.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'https://learn.microsoft.com/windows/win32/api/winsock2/nf-winsock2-ntohl',
  },
  RtlIpv6StringToAddressA: {
    summary: 'Reads an IPv6 address from text.',
    returns: 'NTSTATUS',
    parameters: {
      S: reads('PCSTR', 'value', 'The text.'),
      Terminator: writes('PCSTR *', 'value', 'Receives where the address ends.'),
      Addr: writes('struct in6_addr *', 'address', 'Receives the address.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    page: 'https://learn.microsoft.com/windows/win32/api/ip2string/nf-ip2string-rtlipv6stringtoaddressa',
  },
  RtlIpv6AddressToStringW: {
    summary: 'Writes an IPv6 address as text.',
    returns: 'PWSTR',
    parameters: {
      Addr: reads('const struct in6_addr *', 'address', 'The address.'),
      S: writes('PWSTR', 'value', 'Room for 46 characters.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    page: 'https://learn.microsoft.com/windows/win32/api/ip2string/nf-ip2string-rtlipv6addresstostringw',
  },
  RtlIpv4StringToAddressExA: {
    summary: 'Reads an IPv4 address and port from text.',
    returns: 'NTSTATUS',
    parameters: {
      AddressString: reads('PCSTR', 'value', 'The text.'),
      Strict: strict,
      Address: writes('struct in_addr *', 'address', 'Receives the address.'),
      Port: writes('PUSHORT', 'value', 'Receives the port in network byte order; 0 where the text has none.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    page: 'https://learn.microsoft.com/windows/win32/api/ip2string/nf-ip2string-rtlipv4stringtoaddressexa',
  },
  RtlIpv6StringToAddressExA: {
    summary: 'Reads an IPv6 address, its scope and port from text.',
    returns: 'NTSTATUS',
    parameters: {
      AddressString: reads('PCSTR', 'value', 'The text.'),
      Address: writes('struct in6_addr *', 'address', 'Receives the address.'),
      ScopeId: writes('PULONG', 'value', 'Receives the scope.'),
      Port: writes('PUSHORT', 'value', 'Receives the port in network byte order; 0 where the text has none.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    page: 'https://learn.microsoft.com/windows/win32/api/ip2string/nf-ip2string-rtlipv6stringtoaddressexa',
  },
  RtlIpv4AddressToStringExA: {
    summary: 'Writes an IPv4 address and port as text.',
    returns: 'NTSTATUS',
    parameters: {
      Address: reads('const struct in_addr *', 'address', 'The address.'),
      Port: port,
      AddressString: writes('PSTR', 'value', 'Where the text goes.'),
      AddressStringLength: changes('PULONG', 'value', 'The room in characters; receives the number that was written.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    page: 'https://learn.microsoft.com/windows/win32/api/ip2string/nf-ip2string-rtlipv4addresstostringexa',
  },
  RtlIpv6AddressToStringExA: {
    summary: 'Writes an IPv6 address, its scope and port as text.',
    returns: 'NTSTATUS',
    parameters: {
      Address: reads('const struct in6_addr *', 'address', 'The address.'),
      ScopeId: reads('ULONG', 'value', 'The scope, or 0.'),
      Port: port,
      AddressString: writes('PSTR', 'value', 'Where the text goes.'),
      AddressStringLength: changes('PULONG', 'value', 'The room in characters; receives the number that was written.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    page: 'https://learn.microsoft.com/windows/win32/api/ip2string/nf-ip2string-rtlipv6addresstostringexa',
  },
  RtlIpv4StringToAddressExW: {
    summary: 'Reads an IPv4 address and port from text.',
    returns: 'NTSTATUS',
    parameters: {
      AddressString: reads('PCWSTR', 'value', 'The text.'),
      Strict: strict,
      Address: writes('struct in_addr *', 'address', 'Receives the address.'),
      Port: writes('PUSHORT', 'value', 'Receives the port in network byte order; 0 where the text has none.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    page: 'https://learn.microsoft.com/windows/win32/api/ip2string/nf-ip2string-rtlipv4stringtoaddressexw',
  },
  RtlIpv6StringToAddressExW: {
    summary: 'Reads an IPv6 address, its scope and port from text.',
    returns: 'NTSTATUS',
    parameters: {
      AddressString: reads('PCWSTR', 'value', 'The text.'),
      Address: writes('struct in6_addr *', 'address', 'Receives the address.'),
      ScopeId: writes('PULONG', 'value', 'Receives the scope.'),
      Port: writes('PUSHORT', 'value', 'Receives the port in network byte order; 0 where the text has none.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    page: 'https://learn.microsoft.com/windows/win32/api/ip2string/nf-ip2string-rtlipv6stringtoaddressexw',
  },
  RtlIpv4AddressToStringExW: {
    summary: 'Writes an IPv4 address and port as text.',
    returns: 'NTSTATUS',
    parameters: {
      Address: reads('const struct in_addr *', 'address', 'The address.'),
      Port: port,
      AddressString: writes('PWSTR', 'value', 'Where the text goes.'),
      AddressStringLength: changes('PULONG', 'value', 'The room in characters; receives the number that was written.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    page: 'https://learn.microsoft.com/windows/win32/api/ip2string/nf-ip2string-rtlipv4addresstostringexw',
  },
  RtlIpv6AddressToStringExW: {
    summary: 'Writes an IPv6 address, its scope and port as text.',
    returns: 'NTSTATUS',
    parameters: {
      Address: reads('const struct in6_addr *', 'address', 'The address.'),
      ScopeId: reads('ULONG', 'value', 'The scope, or 0.'),
      Port: port,
      AddressString: writes('PWSTR', 'value', 'Where the text goes.'),
      AddressStringLength: changes('PULONG', 'value', 'The room in characters; receives the number that was written.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    page: 'https://learn.microsoft.com/windows/win32/api/ip2string/nf-ip2string-rtlipv6addresstostringexw',
  },
});
