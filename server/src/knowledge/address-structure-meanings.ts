import type { addressStructures } from './address-structures';
import type { MeaningsOf } from './structure-meaning';

const win32 = (page: string): string => `https://learn.microsoft.com/windows/win32/api/${page}`;
const big = 'In network byte order: RtlUshortByteSwap, or htons where it is there.';

/** Structures of addresses, of name resolution and of the Network Module Registrar. */
export const addressStructureMeanings = {
  SOCKADDR: {
    summary:
      'A transport address of any family. It stands for the structure of the family, and is too small for AF_INET6.',
    notes: ['As a buffer take SOCKADDR_IN, SOCKADDR_IN6, or SOCKADDR_STORAGE, which is large enough for all.'],
    rules: ['address-of-wrong-family', 'address-buffer-size-wrong'],
    page: win32('ws2def/ns-ws2def-sockaddr'),
    members: {
      sa_family: 'The address family, which says what the rest is.',
      sa_data: 'The rest. Its layout is that of the family.',
    },
  },
  SOCKADDR_IN: {
    summary: 'A transport address of AF_INET.',
    rules: ['address-of-wrong-family', 'input-left-uninitialised'],
    page: win32('ws2def/ns-ws2def-sockaddr_in'),
    members: {
      sin_family: 'AF_INET.',
      sin_port: `The port; 0 lets the transport choose one when binding. ${big}`,
      sin_addr: 'The IPv4 address in network byte order. INADDR_ANY is the wildcard.',
      sin_zero: 'All zero.',
    },
  },
  SOCKADDR_IN6: {
    summary: 'A transport address of AF_INET6.',
    rules: ['address-of-wrong-family', 'input-left-uninitialised'],
    page: win32('ws2ipdef/ns-ws2ipdef-sockaddr_in6_lh'),
    members: {
      sin6_family: 'AF_INET6.',
      sin6_port: `The port; 0 lets the transport choose one when binding. ${big}`,
      sin6_flowinfo: 'Flow information, 0 as a rule.',
      sin6_addr: 'The IPv6 address. All zero is the wildcard.',
      sin6_scope_id: 'The interface, for an address that is good on one link only.',
    },
  },
  SOCKADDR_INET: {
    summary: 'An address of AF_INET or AF_INET6, as a union.',
    page: win32('ws2ipdef/ns-ws2ipdef-sockaddr_inet'),
    members: {
      Ipv4: 'The address, where si_family is AF_INET.',
      Ipv6: 'The address, where si_family is AF_INET6.',
      si_family: 'The address family, which says which of the two it is.',
    },
  },
  SOCKADDR_STORAGE: {
    summary: 'Room for an address of any family, aligned for all.',
    page: win32('ws2def/ns-ws2def-sockaddr_storage_lh'),
    members: { ss_family: 'The address family, which says what the rest is.' },
  },
  SOCKET_ADDRESS: {
    summary: 'An address with its length.',
    page: win32('ws2def/ns-ws2def-socket_address'),
    members: { lpSockaddr: 'The address.', iSockaddrLength: 'Its length in bytes.' },
  },
  SOCKET_ADDRESS_LIST: {
    summary: 'A list of addresses, as SIO_ADDRESS_LIST_QUERY gives it.',
    ownership: 'The driver owns the buffer. The addresses lie behind the list, in the same buffer.',
    page: win32('ws2def/ns-ws2def-socket_address_list'),
    members: { iAddressCount: 'How many addresses there are.', Address: 'The addresses.' },
  },
  ADDRINFOEXW: {
    summary: 'One result of WskGetAddressInfo, or a hint for it.',
    ownership: 'WSK owns results: give the whole list back by WskFreeAddressInfo. The driver owns a hint.',
    notes: ['In a hint, all members but ai_flags, ai_family, ai_socktype and ai_protocol are 0 or NULL.'],
    rules: ['acquired-object-leaked', 'released-by-wrong-function'],
    page: win32('ws2def/ns-ws2def-addrinfoexw'),
    members: {
      ai_flags: 'AI_… flags of a hint.',
      ai_family: 'AF_INET or AF_INET6; AF_UNSPEC in a hint for either.',
      ai_socktype: 'SOCK_STREAM, SOCK_DGRAM or SOCK_RAW; 0 in a hint for any.',
      ai_protocol: 'The protocol; 0 in a hint for any.',
      ai_addrlen: 'Length of the address in bytes.',
      ai_canonname: 'The canonical name of the host, in the first result, where it was asked for.',
      ai_addr: 'The address. Copy it before the list is given back.',
      ai_blob: 'Data of the name space.',
      ai_bloblen: 'Length of that data in bytes.',
      ai_provider: 'The name space provider.',
      ai_next: 'The next result, or NULL.',
    },
  },
  CMSGHDR: {
    summary: 'The head of one piece of control information of a datagram.',
    notes: ['Walk and measure it by the WSA_CMSG_ macros; the pieces are aligned.'],
    page: win32('ws2def/ns-ws2def-wsacmsghdr'),
    members: {
      cmsg_len: 'Length in bytes, with this head.',
      cmsg_level: 'The protocol that the piece belongs to, such as IPPROTO_IP.',
      cmsg_type: 'What the piece is, such as IP_PKTINFO.',
    },
  },
  IN_PKTINFO: {
    summary: 'Where an IPv4 datagram arrived, or is to be sent from.',
    page: win32('ws2ipdef/ns-ws2ipdef-in_pktinfo'),
    members: { ipi_addr: 'The local address.', ipi_ifindex: 'The index of the interface.' },
  },
  IN6_PKTINFO: {
    summary: 'Where an IPv6 datagram arrived, or is to be sent from.',
    page: win32('ws2ipdef/ns-ws2ipdef-in6_pktinfo'),
    members: { ipi6_addr: 'The local address.', ipi6_ifindex: 'The index of the interface.' },
  },
  NPI_MODULEID: {
    summary: 'Names a network module to the Network Module Registrar.',
    ownership: 'The driver owns it. It must stay while the module is registered.',
    page: 'netioddk/ns-netioddk-_npi_registration_instance',
    members: { Length: 'Size of the structure in bytes.', Type: 'Whether a GUID or an interface LUID follows.' },
  },
  NPI_REGISTRATION_INSTANCE: {
    summary: 'What a network module registers with the Network Module Registrar.',
    ownership: 'The driver owns it. It must stay while the module is registered.',
    rules: ['client-table-value-wrong'],
    page: 'netioddk/ns-netioddk-_npi_registration_instance',
    members: {
      Version: 'The version of the structure, 0.',
      Size: 'Size of the structure in bytes.',
      NpiId: '&NPI_WSK_INTERFACE_ID for a client of WSK.',
      ModuleId: 'Names the module.',
      Number: 'A number that tells registrations of one module apart, 0 as a rule.',
      NpiSpecificCharacteristics: 'What the NPI defines. For a WSK client a pointer to the version it wants.',
    },
  },
  NPI_CLIENT_CHARACTERISTICS: {
    summary: 'A client, as it registers with the Network Module Registrar.',
    ownership: 'The driver owns it. It must stay until the client is deregistered.',
    notes: ['For WSK, WskRegister does the same with less. This way is kept for drivers that already go it.'],
    rules: ['nmr-binding-mishandled', 'client-table-value-wrong'],
    page: 'netioddk/ns-netioddk-_npi_client_characteristics',
    members: {
      Version: 'The version of the structure, 0.',
      Length: 'Size of the structure in bytes.',
      ClientAttachProvider: 'Called when a provider is there to attach to.',
      ClientDetachProvider: 'Called when the provider goes, or the client is deregistered.',
      ClientCleanupBindingContext: 'Called when the binding is gone: free its context there.',
      ClientRegistrationInstance: 'What is registered.',
    },
  },
} as const satisfies MeaningsOf<typeof addressStructures>;
