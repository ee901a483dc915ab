import type { MeaningsOf } from './structure-meaning';
import type { wskStructures } from './wsk-structures';

/** The structures of wsk.h that hold data: sockets, buffers, indications, inspections, controls, transports. */
export const dataStructureMeanings = {
  WSK_SOCKET: {
    summary: 'A socket. All that a driver may touch is its dispatch table.',
    ownership: 'WSK allocates it, and frees it when the IRP of WskCloseSocket is completed.',
    notes: ['Where a socket is made, its address comes in IoStatus.Information, or as AcceptSocket of WskAcceptEvent.'],
    rules: ['socket-used-after-close', 'wsk-owned-object-touched', 'dispatch-cast-to-wrong-category'],
    page: 'wsk/ns-wsk-_wsk_socket',
    members: {
      Dispatch: 'The provider dispatch table of the category of the socket: cast it to that type and no other.',
    },
  },
  WSK_BUF: {
    summary: 'A buffer to send from or receive into: a place in a chain of MDLs.',
    ownership:
      'The driver owns it. The MDLs and the memory behind them must stay until the IRP is completed; the WSK_BUF itself may be gone when the function returns.',
    notes: ['The memory is non-paged, or its pages are locked.'],
    rules: ['wsk-buf-out-of-range', 'data-buffer-freed-while-pending', 'mdl-not-locked', 'input-left-uninitialised'],
    page: 'wsk/ns-wsk-_wsk_buf',
    members: {
      Mdl: 'The first MDL of a chain. May be NULL only where Length is 0.',
      Offset: 'Where the data begins, in bytes from the start of the first MDL. It lies inside that MDL.',
      Length: 'How many bytes are sent, may be received, or have arrived. It can reach over all MDLs of the chain.',
    },
  },
  WSK_BUF_LIST: {
    summary: 'A list of buffers, one for each datagram that WskSendMessages sends.',
    ownership: 'The driver owns it. Keep it until the IRP is completed.',
    since: 'Windows 8',
    rules: ['argument-gone-before-completion', 'input-left-uninitialised'],
    page: 'wsk/ns-wsk-wsk_buf_list',
    members: { Next: 'The next element, or NULL on the last.', Buffer: 'The data of one datagram.' },
  },
  WSK_DATA_INDICATION: {
    summary: 'A list of buffers with data that has arrived on a connection.',
    ownership:
      'WSK owns it. After STATUS_PENDING from WskReceiveEvent the driver holds the list until it calls WskRelease with its head; otherwise it is gone when the callback returns.',
    notes: ['Each element is a chain of MDLs with an offset and a length: walk both, the list and the chains.'],
    rules: ['indication-taken-as-one-buffer', 'indication-kept-after-success', 'indication-not-released'],
    page: 'wsk/ns-wsk-_wsk_data_indication',
    members: { Next: 'The next element, or NULL on the last.', Buffer: 'One piece of the data.' },
  },
  WSK_DATAGRAM_INDICATION: {
    summary: 'A list of datagrams that have arrived.',
    ownership:
      'WSK owns it. After STATUS_PENDING from WskReceiveFromEvent the driver holds the list until it calls WskRelease with its head; otherwise it is gone when the callback returns.',
    rules: ['indication-taken-as-one-buffer', 'indication-kept-after-success', 'indication-not-released'],
    page: 'wsk/ns-wsk-_wsk_datagram_indication',
    members: {
      Next: 'The next datagram, or NULL on the last.',
      Buffer: 'The data of one datagram.',
      ControlInfo: 'Control information, such as the address the datagram was sent to; NULL where there is none.',
      ControlInfoLength: 'Size of the control information in bytes; 0 where there is none.',
      RemoteAddress: 'Who sent the datagram. It is gone with the indication.',
    },
  },
  WSK_INSPECT_ID: {
    summary: 'Names one connection request that is being inspected.',
    ownership: 'WSK owns it while the callback runs. Copy the structure to keep it; never keep the pointer.',
    notes: ['Two IDs are the same request when both members are equal. Their addresses say nothing.'],
    rules: ['inspect-id-compared-by-pointer', 'inspect-id-pointer-kept', 'one-slot-for-inspect-ids'],
    page: 'wsk/ns-wsk-_wsk_inspect_id',
    members: {
      Key: 'One half of the identity. Compare it together with SerialNumber.',
      SerialNumber: 'The other half of the identity. Compare it together with Key.',
    },
  },
  WSK_EVENT_CALLBACK_CONTROL: {
    summary: 'Which event callbacks SO_WSK_EVENT_CALLBACK or WSK_SET_STATIC_EVENT_CALLBACKS switches.',
    ownership: 'The driver owns it. With an IRP it must stay until the IRP is completed.',
    rules: ['invalid-event-mask', 'several-events-disabled-at-once', 'wrong-npi-for-callbacks'],
    page: 'wsk/ns-wsk-_wsk_event_callback_control',
    members: {
      NpiId: '&NPI_WSK_INTERFACE_ID for the callbacks of wsk.h, or the identifier of an extension interface.',
      EventMask: 'WSK_EVENT_ flags joined by OR. To disable: one flag together with WSK_EVENT_DISABLE.',
    },
  },
  WSK_EXTENSION_CONTROL_IN: {
    summary: 'What a client says when it registers for an extension interface of a socket.',
    ownership: 'The driver owns it. What it points to must live as long as the socket.',
    page: 'wsk/ns-wsk-_wsk_extension_control_in',
    members: {
      NpiId: 'The identifier of the extension interface.',
      ClientContext: 'Handed to the callbacks of the extension.',
      ClientDispatch: 'The callbacks of the client, in the structure that the extension defines.',
    },
  },
  WSK_EXTENSION_CONTROL_OUT: {
    summary: 'What WSK answers when a client registers for an extension interface of a socket.',
    ownership: 'The driver owns it. Keep both pointers for as long as the extension is used.',
    page: 'wsk/ns-wsk-_wsk_extension_control_out',
    members: {
      ProviderContext: 'Handed to every function of the extension that asks for it.',
      ProviderDispatch: 'The functions of the extension, in the structure that it defines.',
    },
  },
  WSK_PROVIDER_CHARACTERISTICS: {
    summary: 'The versions of the NPI that WSK has.',
    ownership: 'The driver owns it; WskQueryProviderCharacteristics fills it.',
    notes: ['Split a version by WSK_MAJOR_VERSION and WSK_MINOR_VERSION.'],
    rules: ['version-encoded-by-hand'],
    page: 'wsk/ns-wsk-_wsk_provider_characteristics',
    members: { HighestVersion: 'The highest version there is.', LowestVersion: 'The lowest version there is.' },
  },
  WSK_TRANSPORT: {
    summary: 'One transport on which sockets can be created, as WSK_TRANSPORT_LIST_QUERY lists it.',
    ownership: 'The driver owns it: an element of the array it gave.',
    page: 'wsk/ns-wsk-_wsk_transport',
    members: {
      Version: 'The version of the NPI that the transport has.',
      SocketType: 'SOCK_STREAM, SOCK_DGRAM or SOCK_RAW.',
      Protocol: 'The protocol, such as IPPROTO_TCP.',
      AddressFamily: 'AF_INET or AF_INET6.',
      ProviderId: 'Names the provider of the transport.',
    },
  },
  WSK_TDI_MAP: {
    summary: 'Maps one combination of family, type and protocol to the device of a TDI transport. Deprecated.',
    ownership: 'The driver owns it.',
    rules: ['deprecated-control-code'],
    page: 'wsk/ns-wsk-_wsk_tdi_map',
    members: {
      SocketType: 'SOCK_STREAM, SOCK_DGRAM or SOCK_RAW.',
      AddressFamily: 'The address family.',
      Protocol: 'The protocol.',
      TdiDeviceName: 'The name of the device, ended by a null character.',
    },
  },
  WSK_TDI_MAP_INFO: {
    summary: 'The input of WSK_TDI_DEVICENAME_MAPPING. Deprecated.',
    ownership: 'The driver owns it.',
    rules: ['deprecated-control-code'],
    page: 'wsk/ns-wsk-_wsk_tdi_map_info',
    members: { ElementCount: 'How many mappings there are.', Map: 'The array of mappings.' },
  },
} as const satisfies Partial<MeaningsOf<typeof wskStructures>>;
