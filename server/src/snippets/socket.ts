import { dispatchOf, keepSocket, signalEvent, waitingRequest } from './request';
import { defineSnippets } from './snippet';

const connectionDispatch = 'extern const WSK_CLIENT_CONNECTION_DISPATCH ConnectionDispatch;';
const bindable =
  '${2|WSK_PROVIDER_LISTEN_DISPATCH,WSK_PROVIDER_CONNECTION_DISPATCH,WSK_PROVIDER_DATAGRAM_DISPATCH,WSK_PROVIDER_STREAM_DISPATCH|}';
const connected = '${2|WSK_PROVIDER_CONNECTION_DISPATCH,WSK_PROVIDER_STREAM_DISPATCH|}';

/** Creating, binding and connecting sockets. Those that wait need the routine of `wsksync`. */
export const socketSnippets = defineSnippets([
  {
    name: 'Create a socket',
    prefix: 'wsksocket',
    description: 'Creates a socket and waits for it (SignalEvent is in wsksync)',
    context: 'file',
    for: ['WskSocket'],
    needs: [...signalEvent, 'extern const WSK_CLIENT_LISTEN_DISPATCH ListenDispatch;'],
    body: waitingRequest({
      header: [
        'static NTSTATUS ${1:CreateSocket}(PWSK_PROVIDER_NPI ProviderNpi, PVOID SocketContext, PWSK_SOCKET *Socket)',
      ],
      call: [
        '    ProviderNpi->Dispatch->WskSocket(',
        '        ProviderNpi->Client, ${2|AF_INET,AF_INET6|}, ${3|SOCK_STREAM,SOCK_DGRAM|}, ${4|IPPROTO_TCP,IPPROTO_UDP|},',
        '        ${5|WSK_FLAG_LISTEN_SOCKET,WSK_FLAG_CONNECTION_SOCKET,WSK_FLAG_DATAGRAM_SOCKET,WSK_FLAG_STREAM_SOCKET|}, SocketContext, &${6:ListenDispatch},',
        '        NULL, NULL, NULL, Irp);',
      ],
      onCompletion: keepSocket,
    }),
  },
  {
    name: 'Create, bind and connect a socket',
    prefix: 'wsksocketconnect',
    description:
      'Creates a connected socket in one request, where no option must be set before (SignalEvent is in wsksync)',
    context: 'file',
    for: ['WskSocketConnect'],
    needs: [...signalEvent, connectionDispatch],
    body: waitingRequest({
      header: [
        'static NTSTATUS ${1:CreateConnection}(',
        '    PWSK_PROVIDER_NPI ProviderNpi, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,',
        '    PVOID SocketContext, PWSK_SOCKET *Socket)',
      ],
      call: [
        '    ProviderNpi->Dispatch->WskSocketConnect(',
        '        ProviderNpi->Client, SOCK_STREAM, IPPROTO_TCP, LocalAddress, RemoteAddress, 0,',
        '        SocketContext, &${2:ConnectionDispatch}, NULL, NULL, NULL, Irp);',
      ],
      onCompletion: keepSocket,
    }),
  },
  {
    name: 'IPv4 address',
    prefix: 'wskaddress',
    description: 'Local IPv4 address: any interface and a port, in network byte order',
    context: 'body',
    for: [],
    body: [
      'SOCKADDR_IN ${1:LocalAddress} = { 0 };',
      '$1.sin_family = AF_INET;',
      '$1.sin_port = RtlUshortByteSwap(${2:8080});',
      '$1.sin_addr.s_addr = ${3:INADDR_ANY};',
      '$0',
    ],
  },
  {
    name: 'IPv6 address',
    prefix: 'wskaddress6',
    description: 'Local IPv6 address: any interface, which is all zeros, and a port in network byte order',
    context: 'body',
    for: [],
    body: [
      'SOCKADDR_IN6 ${1:LocalAddress} = { 0 };',
      '$1.sin6_family = AF_INET6;',
      '$1.sin6_port = RtlUshortByteSwap(${2:8080});',
      '$0',
    ],
  },
  {
    name: 'Bind a socket',
    prefix: 'wskbind',
    description: 'Binds a socket to a local address and waits (SignalEvent is in wsksync)',
    context: 'file',
    for: ['WskBind'],
    needs: signalEvent,
    body: waitingRequest({
      header: ['static NTSTATUS ${1:BindSocket}(PWSK_SOCKET Socket, PSOCKADDR LocalAddress)'],
      declarations: [...dispatchOf(bindable)],
      call: ['    Dispatch->WskBind(Socket, LocalAddress, 0, Irp);'],
    }),
  },
  {
    name: 'Connect a socket',
    prefix: 'wskconnect',
    description: 'Connects a bound socket to a remote address and waits (SignalEvent is in wsksync)',
    context: 'file',
    for: ['WskConnect'],
    needs: signalEvent,
    body: waitingRequest({
      header: ['static NTSTATUS ${1:ConnectSocket}(PWSK_SOCKET Socket, PSOCKADDR RemoteAddress)'],
      declarations: [...dispatchOf(connected)],
      call: ['    Dispatch->WskConnect(Socket, RemoteAddress, 0, Irp);'],
    }),
  },
  {
    name: 'Connect a socket with the first data',
    prefix: 'wskconnectex',
    description:
      'Connects a bound socket and sends up to 65535 bytes; since Windows 10 1703 (SignalEvent is in wsksync)',
    context: 'file',
    for: ['WskConnectEx'],
    needs: signalEvent,
    body: waitingRequest({
      header: ['static NTSTATUS ${1:ConnectAndSend}(PWSK_SOCKET Socket, PSOCKADDR RemoteAddress, PWSK_BUF Buffer)'],
      declarations: [...dispatchOf(connected)],
      call: ['    Dispatch->WskConnectEx(Socket, RemoteAddress, Buffer, 0, Irp);'],
    }),
  },
  {
    name: 'Make a stream socket listen',
    prefix: 'wsklisten',
    description: 'Makes a bound stream socket a listening one; since Windows 10 1703 (SignalEvent is in wsksync)',
    context: 'file',
    for: ['WskListen'],
    needs: signalEvent,
    body: waitingRequest({
      header: ['static NTSTATUS ${1:ListenOnSocket}(PWSK_SOCKET Socket)'],
      declarations: [...dispatchOf('WSK_PROVIDER_STREAM_DISPATCH')],
      call: ['    Dispatch->WskListen(Socket, Irp);'],
    }),
  },
  {
    name: 'Local address of a socket',
    prefix: 'wsklocaladdress',
    description: 'Asks which address a socket is bound to, with room for any family (SignalEvent is in wsksync)',
    context: 'file',
    for: ['WskGetLocalAddress'],
    needs: signalEvent,
    body: waitingRequest({
      header: ['static NTSTATUS ${1:GetLocalAddress}(PWSK_SOCKET Socket, PSOCKADDR_STORAGE LocalAddress)'],
      declarations: [...dispatchOf(bindable)],
      call: [
        '',
        '    // LocalAddress is in non-paged memory or on the stack of this thread.',
        '    Dispatch->WskGetLocalAddress(Socket, (PSOCKADDR)LocalAddress, Irp);',
      ],
    }),
  },
  {
    name: 'Remote address of a socket',
    prefix: 'wskremoteaddress',
    description: 'Asks whom a socket is connected to, with room for any family (SignalEvent is in wsksync)',
    context: 'file',
    for: ['WskGetRemoteAddress'],
    needs: signalEvent,
    body: waitingRequest({
      header: ['static NTSTATUS ${1:GetRemoteAddress}(PWSK_SOCKET Socket, PSOCKADDR_STORAGE RemoteAddress)'],
      declarations: [...dispatchOf(connected)],
      call: [
        '',
        '    // RemoteAddress is in non-paged memory or on the stack of this thread.',
        '    Dispatch->WskGetRemoteAddress(Socket, (PSOCKADDR)RemoteAddress, Irp);',
      ],
    }),
  },
]);
