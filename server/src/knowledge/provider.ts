import { alwaysCompleted, requestValues, submitsIrp } from './outcomes';
import { changes, flags, optional, reads, requiredIrp, reservedFlags, writes } from './parameters';
import { defineFunctions } from './shape';

const client = reads(
  'PWSK_CLIENT',
  'client',
  'The Client member of the provider NPI that WskCaptureProviderNPI filled.',
);

const owningProcess = optional(
  reads('PEPROCESS', 'value', 'The process whose security context is used; NULL for the current one.'),
);

const owningThread = optional(
  reads('PETHREAD', 'value', 'The thread whose security context is used; NULL for none in particular.'),
);

const securityDescriptor = optional(
  reads(
    'PSECURITY_DESCRIPTOR',
    'value',
    'A descriptor cached with WSK_CACHE_SD, or NULL, so that the local address is not shared. It must stay cached until the IRP is completed.',
  ),
);

const socketContext = optional(
  reads(
    'PVOID',
    'context',
    "What the socket's event callbacks are given: non-paged memory, or NULL where there are none.",
  ),
);

const socketInformation = `${alwaysCompleted} On success IoStatus.Information is the new PWSK_SOCKET.`;

/** The functions of WSK_PROVIDER_DISPATCH, which are called with the client object. */
export const providerFunctions = defineFunctions({
  WskSocket: {
    summary: 'Creates a socket.',
    returns: 'NTSTATUS',
    parameters: {
      Client: client,
      AddressFamily: reads('ADDRESS_FAMILY', 'value', 'AF_INET or AF_INET6.'),
      SocketType: reads('USHORT', 'value', 'SOCK_STREAM, SOCK_DGRAM or SOCK_RAW.'),
      Protocol: reads('ULONG', 'value', 'IPPROTO_TCP, IPPROTO_UDP or, for a raw socket, another protocol.'),
      Flags: flags(
        [
          'WSK_FLAG_BASIC_SOCKET',
          'WSK_FLAG_LISTEN_SOCKET',
          'WSK_FLAG_CONNECTION_SOCKET',
          'WSK_FLAG_DATAGRAM_SOCKET',
          'WSK_FLAG_STREAM_SOCKET',
        ],
        'The category of the socket: exactly one flag.',
      ),
      SocketContext: socketContext,
      Dispatch: optional(
        reads(
          'CONST VOID *',
          'value',
          'The client dispatch table for this category, or NULL where no event callback is used. It must be constant and outlive the socket.',
        ),
      ),
      OwningProcess: owningProcess,
      OwningThread: owningThread,
      SecurityDescriptor: securityDescriptor,
      Irp: requiredIrp,
    },
    irql: { max: 'DISPATCH_LEVEL' },
    tables: ['WSK_PROVIDER_DISPATCH'],
    irp: socketInformation,
    values: requestValues,
    effects: [{ effect: 'marks', object: 'Client', fact: 'has-socket', unlessFailed: true }, ...submitsIrp],
    since: 'Windows Vista',
    page: 'wsk/nc-wsk-pfn_wsk_socket',
  },
  WskSocketConnect: {
    summary: 'Creates a connection-oriented socket, binds it and connects it, all in one request.',
    returns: 'NTSTATUS',
    parameters: {
      Client: client,
      SocketType: reads('USHORT', 'value', 'SOCK_STREAM.'),
      Protocol: reads('ULONG', 'value', 'IPPROTO_TCP.'),
      LocalAddress: reads(
        'PSOCKADDR',
        'address',
        'The local address to bind to. Its family is the family of the socket.',
      ),
      RemoteAddress: reads('PSOCKADDR', 'address', 'The address to connect to, of the same family.'),
      Flags: reservedFlags,
      SocketContext: socketContext,
      Dispatch: optional(
        reads(
          'CONST WSK_CLIENT_CONNECTION_DISPATCH *',
          'value',
          'The table of event callbacks, or NULL where none is used. It must be constant and outlive the socket.',
        ),
      ),
      OwningProcess: owningProcess,
      OwningThread: owningThread,
      SecurityDescriptor: securityDescriptor,
      Irp: requiredIrp,
    },
    irql: { max: 'DISPATCH_LEVEL' },
    tables: ['WSK_PROVIDER_DISPATCH'],
    irp: `${socketInformation} Options that must be set before the socket is bound need WskSocket and WskBind instead.`,
    values: requestValues,
    effects: [{ effect: 'marks', object: 'Client', fact: 'has-socket', unlessFailed: true }, ...submitsIrp],
    since: 'Windows Vista',
    page: 'wsk/nc-wsk-pfn_wsk_socket_connect',
  },
  WskControlClient: {
    summary: 'Carries out a control operation on the client object.',
    returns: 'NTSTATUS',
    parameters: {
      Client: client,
      ControlCode: reads('ULONG', 'value', 'The client control code, WSK_SET_STATIC_EVENT_CALLBACKS for one.'),
      InputSize: reads('SIZE_T', 'value', 'The size of the input buffer in bytes, or 0.'),
      InputBuffer: optional(
        reads('PVOID', 'buffer', 'The input, or NULL. It must be non-paged where there is an IRP.'),
      ),
      OutputSize: reads('SIZE_T', 'value', 'The size of the output buffer in bytes, or 0.'),
      OutputBuffer: optional(
        writes(
          'PVOID',
          'buffer',
          'Receives the output; NULL where there is none. It must be non-paged where there is an IRP.',
        ),
      ),
      OutputSizeReturned: optional(
        writes('SIZE_T *', 'value', 'Receives the number of bytes of output where there is no IRP; otherwise NULL.'),
      ),
      Irp: changes('PIRP', 'irp', 'The IRP, or NULL: the control code says which.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    tables: ['WSK_PROVIDER_DISPATCH'],
    irp: 'Only WSK_TRANSPORT_LIST_CHANGE takes an IRP, which WSK then completes whatever the function returns; all other codes want NULL.',
    values: {
      ...requestValues,
      STATUS_BUFFER_OVERFLOW: 'The output buffer is too small; OutputSizeReturned tells the size that is needed.',
    },
    effects: submitsIrp,
    since: 'Windows Vista',
    page: 'wsk/nc-wsk-pfn_wsk_control_client',
  },
  WskGetAddressInfo: {
    summary: 'Turns a host name into transport addresses.',
    returns: 'NTSTATUS',
    parameters: {
      Client: client,
      NodeName: optional(reads('PUNICODE_STRING', 'value', 'The host name, or a numeric address as text.')),
      ServiceName: optional(reads('PUNICODE_STRING', 'value', 'The service name, or a port number as text.')),
      NameSpace: optional(reads('ULONG', 'value', 'The name space to ask, or 0 for any.')),
      Provider: optional(reads('GUID *', 'value', 'One name space provider, or NULL for all.')),
      Hints: optional(reads('PADDRINFOEXW', 'value', 'What kind of address is wanted, or NULL.')),
      Result: writes('PADDRINFOEXW *', 'value', 'Receives a list of addresses. WskFreeAddressInfo frees it.'),
      OwningProcess: owningProcess,
      OwningThread: owningThread,
      Irp: requiredIrp,
    },
    irql: { max: 'PASSIVE_LEVEL' },
    tables: ['WSK_PROVIDER_DISPATCH'],
    irp: `${alwaysCompleted} Result must stay valid until then.`,
    values: {
      ...requestValues,
      STATUS_NO_MATCH: 'No address was found.',
      STATUS_INVALID_PARAMETER: 'A parameter is wrong. The IRP is completed with a failure status.',
    },
    effects: submitsIrp,
    since: 'Windows 7',
    page: 'wsk/nc-wsk-pfn_wsk_get_address_info',
  },
  WskFreeAddressInfo: {
    summary: 'Frees a list of addresses that WskGetAddressInfo returned.',
    returns: 'VOID',
    parameters: {
      Client: client,
      AddrInfo: reads('PADDRINFOEXW', 'value', 'The list.'),
    },
    irql: { max: 'PASSIVE_LEVEL' },
    tables: ['WSK_PROVIDER_DISPATCH'],
    since: 'Windows 7',
    page: 'wsk/nc-wsk-pfn_wsk_free_address_info',
  },
  WskGetNameInfo: {
    summary: 'Turns a transport address into a host name and a service name.',
    returns: 'NTSTATUS',
    parameters: {
      Client: client,
      SockAddr: reads('PSOCKADDR', 'address', 'The transport address.'),
      SockAddrLength: reads('ULONG', 'value', 'Its size in bytes, at most sizeof(SOCKADDR_STORAGE).'),
      NodeName: optional(writes('PUNICODE_STRING', 'value', 'Receives the host name; NULL where it is not wanted.')),
      ServiceName: optional(
        writes('PUNICODE_STRING', 'value', 'Receives the service name; NULL where it is not wanted.'),
      ),
      Flags: flags(
        ['NI_NOFQDN', 'NI_NUMERICHOST', 'NI_NAMEREQD', 'NI_NUMERICSERV', 'NI_DGRAM'],
        'How the names are to be written, or 0.',
      ),
      OwningProcess: owningProcess,
      OwningThread: owningThread,
      Irp: requiredIrp,
    },
    irql: { max: 'PASSIVE_LEVEL' },
    tables: ['WSK_PROVIDER_DISPATCH'],
    irp: `${alwaysCompleted} The strings must stay valid until then.`,
    values: {
      ...requestValues,
      STATUS_NO_MATCH: 'No name was found.',
      STATUS_INVALID_PARAMETER: 'A parameter is wrong. The IRP is completed with a failure status.',
    },
    effects: submitsIrp,
    since: 'Windows 7',
    page: 'wsk/nc-wsk-pfn_wsk_get_name_info',
  },
});
