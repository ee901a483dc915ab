import { waitingRequest } from './request';
import { defineSnippets } from './snippet';

/** Creating, binding and closing sockets, and moving data. Those that wait need the routine of `wsksync`. */
export const socketSnippets = defineSnippets([
  {
    name: 'Create a socket',
    prefix: 'wsksocket',
    description: 'Creates a socket and waits for it (SignalEvent is in wsksync)',
    context: 'file',
    body: waitingRequest({
      header: [
        'static NTSTATUS ${1:CreateSocket}(PWSK_PROVIDER_NPI ProviderNpi, PVOID SocketContext, PWSK_SOCKET *Socket)',
      ],
      declarations: [],
      call: [
        '    ProviderNpi->Dispatch->WskSocket(ProviderNpi->Client, ${2:AF_INET}, ${3:SOCK_STREAM}, ${4:IPPROTO_TCP},',
        '                                     ${5:WSK_FLAG_LISTEN_SOCKET}, SocketContext, &${6:ListenDispatch},',
        '                                     NULL, NULL, NULL, Irp);',
      ],
      onCompletion: [
        '    if (NT_SUCCESS(Status)) {',
        '        *Socket = (PWSK_SOCKET)Irp->IoStatus.Information;',
        '    }',
      ],
    }),
  },
  {
    name: 'Bind a socket',
    prefix: 'wskbind',
    description: 'Binds a socket to a local address and waits (SignalEvent is in wsksync)',
    context: 'file',
    body: waitingRequest({
      header: ['static NTSTATUS ${1:BindSocket}(PWSK_SOCKET Socket, PSOCKADDR LocalAddress)'],
      declarations: ['    const ${2:WSK_PROVIDER_LISTEN_DISPATCH} *Dispatch = Socket->Dispatch;'],
      call: ['    Dispatch->WskBind(Socket, LocalAddress, 0, Irp);'],
    }),
  },
  {
    name: 'Send data',
    prefix: 'wsksend',
    description: 'Sends what an MDL describes over a connection and waits (SignalEvent is in wsksync)',
    context: 'file',
    body: waitingRequest({
      header: ['static NTSTATUS ${1:SendData}(PWSK_SOCKET Socket, PMDL Mdl, SIZE_T Length)'],
      declarations: [
        '    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Socket->Dispatch;',
        '    WSK_BUF Buffer = { Mdl, 0, Length };',
      ],
      call: ['    Dispatch->WskSend(Socket, &Buffer, ${2:0}, Irp);'],
    }),
  },
  {
    name: 'Receive data',
    prefix: 'wskreceive',
    description: 'Receives into what an MDL describes and waits; 0 bytes mean the end (SignalEvent is in wsksync)',
    context: 'file',
    body: waitingRequest({
      header: ['static NTSTATUS ${1:ReceiveData}(PWSK_SOCKET Socket, PMDL Mdl, SIZE_T Length, PSIZE_T Received)'],
      declarations: [
        '    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Socket->Dispatch;',
        '    WSK_BUF Buffer = { Mdl, 0, Length };',
      ],
      call: ['    Dispatch->WskReceive(Socket, &Buffer, ${2:0}, Irp);'],
      onCompletion: ['    *Received = NT_SUCCESS(Status) ? Irp->IoStatus.Information : 0;'],
    }),
  },
  {
    name: 'Send a datagram',
    prefix: 'wsksendto',
    description: 'Sends one datagram and waits (SignalEvent is in wsksync)',
    context: 'file',
    body: waitingRequest({
      header: [
        'static NTSTATUS ${1:SendDatagram}(PWSK_SOCKET Socket, PMDL Mdl, SIZE_T Length, PSOCKADDR RemoteAddress)',
      ],
      declarations: [
        '    const WSK_PROVIDER_DATAGRAM_DISPATCH *Dispatch = Socket->Dispatch;',
        '    WSK_BUF Buffer = { Mdl, 0, Length };',
      ],
      call: ['    Dispatch->WskSendTo(Socket, &Buffer, 0, RemoteAddress, 0, NULL, Irp);'],
    }),
  },
  {
    name: 'Disconnect a socket',
    prefix: 'wskdisconnect',
    description: 'Ends a connection gracefully and waits (SignalEvent is in wsksync)',
    context: 'file',
    body: waitingRequest({
      header: ['static NTSTATUS ${1:DisconnectSocket}(PWSK_SOCKET Socket)'],
      declarations: ['    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Socket->Dispatch;'],
      call: ['    Dispatch->WskDisconnect(Socket, NULL, ${2:0}, Irp);'],
    }),
  },
  {
    name: 'Close a socket',
    prefix: 'wskclose',
    description: 'Closes a socket and waits, at PASSIVE_LEVEL and not in a callback (SignalEvent is in wsksync)',
    context: 'file',
    body: waitingRequest({
      header: ['static NTSTATUS ${1:CloseSocket}(PWSK_SOCKET Socket)'],
      declarations: ['    const WSK_PROVIDER_BASIC_DISPATCH *Dispatch = Socket->Dispatch;'],
      call: ['    Dispatch->WskCloseSocket(Socket, Irp);'],
    }),
  },
]);
