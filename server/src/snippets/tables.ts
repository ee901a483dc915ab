import { defineSnippets } from './snippet';

const prototypes = {
  accept:
    'NTSTATUS WSKAPI AcceptEvent(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress, PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext, const WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch);',
  inspect:
    'WSK_INSPECT_ACTION WSKAPI InspectEvent(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress, PWSK_INSPECT_ID InspectID);',
  abort: 'NTSTATUS WSKAPI AbortEvent(PVOID SocketContext, PWSK_INSPECT_ID InspectID);',
  receive:
    'NTSTATUS WSKAPI ReceiveEvent(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted);',
  disconnect: 'NTSTATUS WSKAPI DisconnectEvent(PVOID SocketContext, ULONG Flags);',
  backlog: 'NTSTATUS WSKAPI SendBacklogEvent(PVOID SocketContext, SIZE_T IdealBacklogSize);',
  receiveFrom:
    'NTSTATUS WSKAPI ReceiveFromEvent(PVOID SocketContext, ULONG Flags, PWSK_DATAGRAM_INDICATION DataIndication);',
};

/** Client dispatch tables, and what stands in their braces. */
export const tableSnippets = defineSnippets([
  {
    name: 'Dispatch table of a listening socket',
    prefix: 'wsklistentable',
    description: 'Client dispatch table with the event callbacks of listening sockets',
    context: 'file',
    for: [],
    needs: [prototypes.accept],
    body: [
      'static const WSK_CLIENT_LISTEN_DISPATCH ${1:ListenDispatch} = {',
      '    .WskAcceptEvent = ${2:AcceptEvent},',
      '    .WskInspectEvent = ${3:NULL},',
      '    .WskAbortEvent = ${4:NULL},',
      '};',
      '$0',
    ],
  },
  {
    name: 'Dispatch table of a connection',
    prefix: 'wskconnectiontable',
    description: 'Client dispatch table with the event callbacks of connection-oriented sockets',
    context: 'file',
    for: [],
    needs: [prototypes.receive, prototypes.disconnect],
    body: [
      'static const WSK_CLIENT_CONNECTION_DISPATCH ${1:ConnectionDispatch} = {',
      '    .WskReceiveEvent = ${2:ReceiveEvent},',
      '    .WskDisconnectEvent = ${3:DisconnectEvent},',
      '    .WskSendBacklogEvent = ${4:NULL},',
      '};',
      '$0',
    ],
  },
  {
    name: 'Dispatch table of a datagram socket',
    prefix: 'wskdatagramtable',
    description: 'Client dispatch table with the event callback of datagram sockets',
    context: 'file',
    for: [],
    needs: [prototypes.receiveFrom],
    body: [
      'static const WSK_CLIENT_DATAGRAM_DISPATCH ${1:DatagramDispatch} = {',
      '    .WskReceiveFromEvent = ${2:ReceiveFromEvent},',
      '};',
      '$0',
    ],
  },
  {
    name: 'Dispatch table of a stream socket',
    prefix: 'wskstreamtable',
    description: 'Client dispatch table of stream sockets: one table for listening, one for a connection',
    context: 'file',
    for: [],
    needs: [
      'extern const WSK_CLIENT_LISTEN_DISPATCH ListenDispatch;',
      'extern const WSK_CLIENT_CONNECTION_DISPATCH ConnectionDispatch;',
    ],
    body: [
      'static const WSK_CLIENT_STREAM_DISPATCH ${1:StreamDispatch} = {',
      '    .Listen = &${2:ListenDispatch},',
      '    .Connect = &${3:ConnectionDispatch},',
      '};',
      '$0',
    ],
  },
  {
    name: 'Entries of a listening dispatch table',
    prefix: 'wsklistenentries',
    description: 'The three event callbacks of a WSK_CLIENT_LISTEN_DISPATCH; the last two for conditional accept',
    context: 'initialiser',
    initialises: 'WSK_CLIENT_LISTEN_DISPATCH',
    for: [],
    needs: [prototypes.accept, prototypes.inspect, prototypes.abort],
    body: [
      '.WskAcceptEvent = ${1:AcceptEvent},',
      '.WskInspectEvent = ${2:InspectEvent},',
      '.WskAbortEvent = ${3:AbortEvent},',
      '$0',
    ],
  },
  {
    name: 'Entries of a connection dispatch table',
    prefix: 'wskconnectionentries',
    description: 'The three event callbacks of a WSK_CLIENT_CONNECTION_DISPATCH',
    context: 'initialiser',
    initialises: 'WSK_CLIENT_CONNECTION_DISPATCH',
    for: [],
    needs: [prototypes.receive, prototypes.disconnect, prototypes.backlog],
    body: [
      '.WskReceiveEvent = ${1:ReceiveEvent},',
      '.WskDisconnectEvent = ${2:DisconnectEvent},',
      '.WskSendBacklogEvent = ${3:SendBacklogEvent},',
      '$0',
    ],
  },
  {
    name: 'Entry of a datagram dispatch table',
    prefix: 'wskdatagramentry',
    description: 'The event callback of a WSK_CLIENT_DATAGRAM_DISPATCH',
    context: 'initialiser',
    initialises: 'WSK_CLIENT_DATAGRAM_DISPATCH',
    for: [],
    needs: [prototypes.receiveFrom],
    body: ['.WskReceiveFromEvent = ${1:ReceiveFromEvent},', '$0'],
  },
]);
