/** The members of a structure and their types, as C writes them, in the order of the declaration. */
export type Members = Readonly<Record<string, string>>;

/** What the dispatch tables of all sockets begin with: an unnamed structure in C, `Basic` in C++. */
const basicDispatch = {
  Basic: 'WSK_PROVIDER_BASIC_DISPATCH',
  WskControlSocket: 'PFN_WSK_CONTROL_SOCKET',
  WskCloseSocket: 'PFN_WSK_CLOSE_SOCKET',
} as const;

/** Structures of wsk.h, by the name without the leading underscore. Source: Microsoft's DDI pages (ns-wsk-…) and wsk.h. */
const wskStructures = {
  WSK_SOCKET: { Dispatch: 'CONST VOID *' },
  WSK_BUF: { Mdl: 'PMDL', Offset: 'ULONG', Length: 'SIZE_T' },
  WSK_BUF_LIST: { Next: 'PWSK_BUF_LIST', Buffer: 'WSK_BUF' },
  WSK_DATA_INDICATION: { Next: 'PWSK_DATA_INDICATION', Buffer: 'WSK_BUF' },
  WSK_DATAGRAM_INDICATION: {
    Next: 'PWSK_DATAGRAM_INDICATION',
    Buffer: 'WSK_BUF',
    ControlInfo: 'PCMSGHDR',
    ControlInfoLength: 'ULONG',
    RemoteAddress: 'PSOCKADDR',
  },
  WSK_INSPECT_ID: { Key: 'ULONG_PTR', SerialNumber: 'ULONG' },
  WSK_EVENT_CALLBACK_CONTROL: { NpiId: 'PNPIID', EventMask: 'ULONG' },
  WSK_EXTENSION_CONTROL_IN: { NpiId: 'PNPIID', ClientContext: 'PVOID', ClientDispatch: 'CONST VOID *' },
  WSK_EXTENSION_CONTROL_OUT: { ProviderContext: 'PVOID', ProviderDispatch: 'CONST VOID *' },
  WSK_REGISTRATION: {
    ReservedRegistrationState: 'ULONGLONG',
    ReservedRegistrationContext: 'PVOID',
    ReservedRegistrationLock: 'KSPIN_LOCK',
  },
  WSK_CLIENT_NPI: { ClientContext: 'PVOID', Dispatch: 'CONST WSK_CLIENT_DISPATCH *' },
  WSK_CLIENT_DISPATCH: { Version: 'USHORT', Reserved: 'USHORT', WskClientEvent: 'PFN_WSK_CLIENT_EVENT' },
  WSK_PROVIDER_NPI: { Client: 'PWSK_CLIENT', Dispatch: 'CONST WSK_PROVIDER_DISPATCH *' },
  WSK_PROVIDER_DISPATCH: {
    Version: 'USHORT',
    Reserved: 'USHORT',
    WskSocket: 'PFN_WSK_SOCKET',
    WskSocketConnect: 'PFN_WSK_SOCKET_CONNECT',
    WskControlClient: 'PFN_WSK_CONTROL_CLIENT',
    WskGetAddressInfo: 'PFN_WSK_GET_ADDRESS_INFO',
    WskFreeAddressInfo: 'PFN_WSK_FREE_ADDRESS_INFO',
    WskGetNameInfo: 'PFN_WSK_GET_NAME_INFO',
  },
  WSK_PROVIDER_CHARACTERISTICS: { HighestVersion: 'USHORT', LowestVersion: 'USHORT' },
  WSK_TRANSPORT: {
    Version: 'USHORT',
    SocketType: 'USHORT',
    Protocol: 'ULONG',
    AddressFamily: 'ADDRESS_FAMILY',
    ProviderId: 'GUID',
  },
  WSK_TDI_MAP: {
    SocketType: 'USHORT',
    AddressFamily: 'ADDRESS_FAMILY',
    Protocol: 'ULONG',
    TdiDeviceName: 'PCWSTR',
  },
  WSK_TDI_MAP_INFO: { ElementCount: 'CONST ULONG', Map: 'CONST WSK_TDI_MAP *' },
  WSK_CLIENT_LISTEN_DISPATCH: {
    WskAcceptEvent: 'PFN_WSK_ACCEPT_EVENT',
    WskInspectEvent: 'PFN_WSK_INSPECT_EVENT',
    WskAbortEvent: 'PFN_WSK_ABORT_EVENT',
  },
  WSK_CLIENT_DATAGRAM_DISPATCH: { WskReceiveFromEvent: 'PFN_WSK_RECEIVE_FROM_EVENT' },
  WSK_CLIENT_CONNECTION_DISPATCH: {
    WskReceiveEvent: 'PFN_WSK_RECEIVE_EVENT',
    WskDisconnectEvent: 'PFN_WSK_DISCONNECT_EVENT',
    WskSendBacklogEvent: 'PFN_WSK_SEND_BACKLOG_EVENT',
  },
  WSK_CLIENT_STREAM_DISPATCH: {
    Listen: 'CONST WSK_CLIENT_LISTEN_DISPATCH *',
    Connect: 'CONST WSK_CLIENT_CONNECTION_DISPATCH *',
  },
  WSK_PROVIDER_BASIC_DISPATCH: {
    WskControlSocket: 'PFN_WSK_CONTROL_SOCKET',
    WskCloseSocket: 'PFN_WSK_CLOSE_SOCKET',
  },
  WSK_PROVIDER_LISTEN_DISPATCH: {
    ...basicDispatch,
    WskBind: 'PFN_WSK_BIND',
    WskAccept: 'PFN_WSK_ACCEPT',
    WskInspectComplete: 'PFN_WSK_INSPECT_COMPLETE',
    WskGetLocalAddress: 'PFN_WSK_GET_LOCAL_ADDRESS',
  },
  WSK_PROVIDER_DATAGRAM_DISPATCH: {
    ...basicDispatch,
    WskBind: 'PFN_WSK_BIND',
    WskSendTo: 'PFN_WSK_SEND_TO',
    WskReceiveFrom: 'PFN_WSK_RECEIVE_FROM',
    WskRelease: 'PFN_WSK_RELEASE_DATAGRAM_INDICATION_LIST',
    WskGetLocalAddress: 'PFN_WSK_GET_LOCAL_ADDRESS',
    WskSendMessages: 'PFN_WSK_SEND_MESSAGES',
  },
  WSK_PROVIDER_CONNECTION_DISPATCH: {
    ...basicDispatch,
    WskBind: 'PFN_WSK_BIND',
    WskConnect: 'PFN_WSK_CONNECT',
    WskGetLocalAddress: 'PFN_WSK_GET_LOCAL_ADDRESS',
    WskGetRemoteAddress: 'PFN_WSK_GET_REMOTE_ADDRESS',
    WskSend: 'PFN_WSK_SEND',
    WskReceive: 'PFN_WSK_RECEIVE',
    WskDisconnect: 'PFN_WSK_DISCONNECT',
    WskRelease: 'PFN_WSK_RELEASE_DATA_INDICATION_LIST',
    WskConnectEx: 'PFN_WSK_CONNECT_EX',
    WskSendEx: 'PFN_WSK_SEND_EX',
    WskReceiveEx: 'PFN_WSK_RECEIVE_EX',
  },
  WSK_PROVIDER_STREAM_DISPATCH: {
    ...basicDispatch,
    WskBind: 'PFN_WSK_BIND',
    WskAccept: 'PFN_WSK_ACCEPT',
    WskConnect: 'PFN_WSK_CONNECT',
    WskListen: 'PFN_WSK_LISTEN',
    WskSend: 'PFN_WSK_SEND',
    WskReceive: 'PFN_WSK_RECEIVE',
    WskDisconnect: 'PFN_WSK_DISCONNECT',
    WskRelease: 'PFN_WSK_RELEASE_DATA_INDICATION_LIST',
    WskGetLocalAddress: 'PFN_WSK_GET_LOCAL_ADDRESS',
    WskGetRemoteAddress: 'PFN_WSK_GET_REMOTE_ADDRESS',
    WskConnectEx: 'PFN_WSK_CONNECT_EX',
    WskSendEx: 'PFN_WSK_SEND_EX',
    WskReceiveEx: 'PFN_WSK_RECEIVE_EX',
  },
} as const satisfies Readonly<Record<string, Members>>;

/** Kernel and address structures that WSK drivers reach into: the members that matter to them. */
const kernelStructures = {
  IRP: {
    MdlAddress: 'PMDL',
    Flags: 'ULONG',
    IoStatus: 'IO_STATUS_BLOCK',
    RequestorMode: 'KPROCESSOR_MODE',
    PendingReturned: 'BOOLEAN',
    StackCount: 'CHAR',
    CurrentLocation: 'CHAR',
    Cancel: 'BOOLEAN',
    CancelIrql: 'KIRQL',
    CancelRoutine: 'PDRIVER_CANCEL',
    UserIosb: 'PIO_STATUS_BLOCK',
    UserEvent: 'PKEVENT',
    UserBuffer: 'PVOID',
    AssociatedIrp: 'IRP_ASSOCIATED',
    Tail: 'IRP_TAIL',
  },
  /** Stands for the unnamed union of an IRP's AssociatedIrp member. */
  IRP_ASSOCIATED: { MasterIrp: 'PIRP', SystemBuffer: 'PVOID' },
  /** Stands for the unnamed unions of an IRP's Tail member. */
  IRP_TAIL: { Overlay: 'IRP_TAIL_OVERLAY', CompletionKey: 'PVOID' },
  IRP_TAIL_OVERLAY: {
    DriverContext: 'PVOID *',
    Thread: 'PETHREAD',
    ListEntry: 'LIST_ENTRY',
    CurrentStackLocation: 'PIO_STACK_LOCATION',
    OriginalFileObject: 'PFILE_OBJECT',
  },
  IO_STATUS_BLOCK: { Status: 'NTSTATUS', Pointer: 'PVOID', Information: 'ULONG_PTR' },
  IO_STACK_LOCATION: {
    MajorFunction: 'UCHAR',
    MinorFunction: 'UCHAR',
    Flags: 'UCHAR',
    Control: 'UCHAR',
    DeviceObject: 'PDEVICE_OBJECT',
    FileObject: 'PFILE_OBJECT',
    CompletionRoutine: 'PIO_COMPLETION_ROUTINE',
    Context: 'PVOID',
  },
  DRIVER_OBJECT: {
    DeviceObject: 'PDEVICE_OBJECT',
    DriverUnload: 'PDRIVER_UNLOAD',
    MajorFunction: 'PDRIVER_DISPATCH *',
    DriverName: 'UNICODE_STRING',
  },
  DEVICE_OBJECT: {
    DriverObject: 'PDRIVER_OBJECT',
    NextDevice: 'PDEVICE_OBJECT',
    CurrentIrp: 'PIRP',
    Flags: 'ULONG',
    DeviceExtension: 'PVOID',
    StackSize: 'CCHAR',
  },
  MDL: {
    Next: 'PMDL',
    Size: 'CSHORT',
    MdlFlags: 'CSHORT',
    MappedSystemVa: 'PVOID',
    StartVa: 'PVOID',
    ByteCount: 'ULONG',
    ByteOffset: 'ULONG',
  },
  /** Opaque: only Ke routines may look inside. */
  KEVENT: {},
  KMUTEX: {},
  KSEMAPHORE: {},
  KTIMER: {},
  KDPC: {},
  LIST_ENTRY: { Flink: 'PLIST_ENTRY', Blink: 'PLIST_ENTRY' },
  UNICODE_STRING: { Length: 'USHORT', MaximumLength: 'USHORT', Buffer: 'PWCH' },
  ANSI_STRING: { Length: 'USHORT', MaximumLength: 'USHORT', Buffer: 'PCHAR' },
  LARGE_INTEGER: { LowPart: 'ULONG', HighPart: 'LONG', QuadPart: 'LONGLONG' },
  SOCKADDR: { sa_family: 'ADDRESS_FAMILY', sa_data: 'CHAR *' },
  SOCKADDR_IN: { sin_family: 'ADDRESS_FAMILY', sin_port: 'USHORT', sin_addr: 'IN_ADDR', sin_zero: 'CHAR *' },
  SOCKADDR_IN6: {
    sin6_family: 'ADDRESS_FAMILY',
    sin6_port: 'USHORT',
    sin6_flowinfo: 'ULONG',
    sin6_addr: 'IN6_ADDR',
    sin6_scope_id: 'ULONG',
  },
  SOCKADDR_STORAGE: { ss_family: 'ADDRESS_FAMILY' },
} as const satisfies Readonly<Record<string, Members>>;

/**
 * Structure name to its members. A file's own declaration comes first; this is for what headers declare. `P<NAME>` and
 * `CONST <NAME> *` are pointers to the structure `<NAME>`.
 */
export const structures: Readonly<Record<string, Members>> = { ...kernelStructures, ...wskStructures };
