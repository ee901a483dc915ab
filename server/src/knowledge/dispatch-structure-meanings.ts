import type { MeaningsOf, StructureMeaning } from './structure-meaning';
import type { wskStructures } from './wsk-structures';

const client =
  'The driver owns it. It is constant, and must stay unchanged for as long as a socket uses it. Declare it static and const.';
const provider = 'WSK owns it. It is good until the socket is closed; only read it.';

const clientRules = ['client-dispatch-not-constant', 'enabled-callback-missing', 'client-dispatch-of-wrong-type'];
const providerRules = [
  'dispatch-cast-to-wrong-category',
  'dispatch-of-another-object',
  'function-on-wrong-socket-category',
];

const basicPlace =
  'In C, WskControlSocket and WskCloseSocket are members of this table; in C++ they are members of its Basic.';
const reserved = 'Reserved, and not in every wsk.h. Do not call it.';

const forSocket = {
  ownership: provider,
  notes: [basicPlace],
  rules: providerRules,
} as const satisfies Partial<StructureMeaning>;

/** What each category adds to the basic table in C++, and in C without a name. */
const basic = 'The functions that every socket has. In C it has no name; its members are members of this table.';

/** The structures of wsk.h that tie driver and WSK together: registration, NPIs and dispatch tables. */
export const dispatchStructureMeanings = {
  WSK_REGISTRATION: {
    summary: 'A registration of a client, from WskRegister to WskDeregister.',
    ownership: 'The driver allocates it where it stays: a static variable or non-paged memory. WSK alone looks inside.',
    notes: ['wsk.h calls it reserved throughout: neither read nor copy its members.'],
    rules: ['registration-on-stack', 'wsk-owned-object-touched', 'registration-object-mismatch'],
    page: 'wsk/ns-wsk-_wsk_registration',
    members: {
      ReservedRegistrationState: 'Reserved for WSK.',
      ReservedRegistrationContext: 'Reserved for WSK.',
      ReservedRegistrationLock: 'Reserved for WSK.',
    },
  },
  WSK_CLIENT_NPI: {
    summary: 'What a client shows WSK when it registers: its context and its dispatch table.',
    ownership: 'The driver owns it. The structure may go once WskRegister has returned; the dispatch table must stay.',
    rules: ['registration-on-stack'],
    page: 'wsk/ns-wsk-_wsk_client_npi',
    members: {
      ClientContext: 'Handed to WskClientEvent. NULL where there is none.',
      Dispatch: 'The dispatch table of the client.',
    },
  },
  WSK_CLIENT_DISPATCH: {
    summary: 'Which version of the NPI a client wants, and its callback for events that concern no socket.',
    ownership: 'The driver owns it. It is constant, and must stay until WskDeregister has returned.',
    notes: ['The other members have to suit the version. There is one layout today, that of version 1.0.'],
    rules: ['client-table-value-wrong', 'version-encoded-by-hand', 'registration-on-stack'],
    page: 'wsk/ns-wsk-_wsk_client_dispatch',
    members: {
      Version: 'The version wanted, made by MAKE_WSK_VERSION.',
      Reserved: 'Is 0.',
      WskClientEvent: 'The callback, or NULL. No event is defined today.',
    },
  },
  WSK_PROVIDER_NPI: {
    summary: 'What WSK shows a client: the client object and the dispatch table of WSK.',
    ownership:
      'The driver owns the structure. WSK owns what it points to, which is good from WskCaptureProviderNPI to WskReleaseProviderNPI.',
    rules: ['provider-used-while-not-captured'],
    page: 'wsk/ns-wsk-_wsk_provider_npi',
    members: {
      Client: 'The client object: the first argument of the functions in Dispatch.',
      Dispatch: 'The functions of WSK that belong to no socket.',
    },
  },
  WSK_PROVIDER_DISPATCH: {
    summary: 'The functions of WSK that belong to no socket.',
    ownership: 'WSK owns it. It is good until WskReleaseProviderNPI.',
    notes: [
      'It comes in a WSK_PROVIDER_NPI. The page says WSK_CLIENT_NPI, which is a slip.',
      'The functions of name resolution exist since Windows 7.',
    ],
    rules: ['provider-used-while-not-captured', 'function-not-available'],
    page: 'wsk/ns-wsk-_wsk_provider_dispatch',
    members: {
      Version: 'The version of the NPI. Its minor part may be higher than the one asked for.',
      Reserved: 'Reserved for WSK.',
    },
  },
  WSK_CLIENT_LISTEN_DISPATCH: {
    summary: 'The event callbacks of a listening socket.',
    ownership: client,
    notes: [
      'A callback that is never enabled may be NULL. Conditional accept needs WskInspectEvent and WskAbortEvent.',
    ],
    rules: [...clientRules, 'conditional-accept-without-callbacks'],
    page: 'wsk/ns-wsk-_wsk_client_listen_dispatch',
    members: {},
  },
  WSK_CLIENT_DATAGRAM_DISPATCH: {
    summary: 'The event callback of a datagram socket.',
    ownership: client,
    notes: ['A callback that is never enabled may be NULL.'],
    rules: clientRules,
    page: 'wsk/ns-wsk-_wsk_client_datagram_dispatch',
    members: {},
  },
  WSK_CLIENT_CONNECTION_DISPATCH: {
    summary: 'The event callbacks of a connection-oriented socket.',
    ownership: client,
    notes: ['A callback that is never enabled may be NULL. Static and inherited events are enabled, too.'],
    rules: clientRules,
    page: 'wsk/ns-wsk-_wsk_client_connection_dispatch',
    members: {},
  },
  WSK_CLIENT_STREAM_DISPATCH: {
    summary: 'The event callbacks of a stream socket, for either role that it may take.',
    ownership: client,
    since: 'Windows 10, version 1703',
    rules: clientRules,
    page: 'wsk/ns-wsk-_wsk_client_stream_dispatch',
    members: {
      Listen: 'The callbacks for when the socket listens.',
      Connect: 'The callbacks for when the socket connects.',
    },
  },
  WSK_PROVIDER_BASIC_DISPATCH: {
    summary: 'The functions of a basic socket, which every other socket has as well.',
    ownership: provider,
    notes: [
      'The tables of the other categories begin with it. In C it has no name there, in C++ it is the member Basic.',
      'The table of every socket may be read as this one.',
    ],
    rules: providerRules,
    page: 'wsk/ns-wsk-_wsk_provider_basic_dispatch',
    members: {},
  },
  WSK_PROVIDER_LISTEN_DISPATCH: {
    ...forSocket,
    summary: 'The functions of a listening socket.',
    page: 'wsk/ns-wsk-_wsk_provider_listen_dispatch',
    members: { Basic: basic },
  },
  WSK_PROVIDER_DATAGRAM_DISPATCH: {
    ...forSocket,
    summary: 'The functions of a datagram socket.',
    page: 'wsk/ns-wsk-_wsk_provider_datagram_dispatch',
    members: { Basic: basic },
  },
  WSK_PROVIDER_CONNECTION_DISPATCH: {
    ...forSocket,
    summary: 'The functions of a connection-oriented socket.',
    page: 'wsk/ns-wsk-_wsk_provider_connection_dispatch',
    members: { Basic: basic, WskSendEx: reserved, WskReceiveEx: reserved },
  },
  WSK_PROVIDER_STREAM_DISPATCH: {
    ...forSocket,
    summary: 'The functions of a stream socket.',
    notes: [
      basicPlace,
      'It has no WskInspectComplete, and no page describes conditional accept mode for stream sockets.',
      'Most lists of options and events in the guide are older than stream sockets and leave them out.',
    ],
    since: 'Windows 10, version 1703',
    page: 'wsk/ns-wsk-_wsk_provider_stream_dispatch',
    members: { Basic: basic, WskSendEx: reserved, WskReceiveEx: reserved },
  },
} as const satisfies Partial<MeaningsOf<typeof wskStructures>>;
