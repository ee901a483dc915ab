import type { Control, ControlBuffer } from './control-shape';

const number = (about: string): ControlBuffer => ({ type: 'ULONG', size: 'sizeof(ULONG)', about });

/** An option that is a number, and can be set and got. */
const setting = (set: string, get: string): Pick<Control, 'operations' | 'input' | 'output'> => ({
  operations: ['WskSetOption', 'WskGetOption'],
  input: { WskSetOption: number(set) },
  output: { WskGetOption: number(get) },
});

const onOrOff = setting('1 turns it on, 0 turns it off.', '1 where it is on, 0 where it is off.');

const asked = { kind: 'socket option', level: 'SOL_SOCKET', irp: 'required', irql: 'DISPATCH_LEVEL' } as const;
const allButBasic = ['listening', 'datagram', 'connection'] as const;
const streamUnsaid = 'The page does not mention stream sockets.';
const beside =
  'A wildcard may come beside a specific address of another socket, unless the second socket has SO_EXCLUSIVEADDRUSE. A specific address beside a wildcard is refused where the first socket has SO_EXCLUSIVEADDRUSE, allowed where both have SO_REUSEADDR, and otherwise up to the security descriptor of the first.';

/** The socket options of level SOL_SOCKET that WSK documents, by name. Source: the so-… pages of the network guide. */
export const socketOptions = {
  SO_BROADCAST: {
    ...asked,
    ...onOrOff,
    summary: 'Allows broadcast datagrams to be sent.',
    categories: ['datagram'],
    phase: 'any',
    when: 'On a datagram socket, at any time.',
    default: '0: a broadcast is refused.',
    rules: ['broadcast-without-option'],
    page: 'so-broadcast',
  },
  SO_CONDITIONAL_ACCEPT: {
    ...asked,
    ...onOrOff,
    summary: 'Turns conditional accept mode on: WskInspectEvent is asked about every connection request.',
    categories: ['listening'],
    phase: 'before bind',
    when: 'On a listening socket, before WskBind.',
    enables: ['WskInspectEvent', 'WskAbortEvent'],
    default: '0: every request is accepted without asking.',
    notes: [
      'The dispatch table needs WskInspectEvent and WskAbortEvent; nothing else enables them, and nothing disables them.',
      'It is the only feature of WSK that cannot be had without callbacks.',
      'Not every transport supports it, so look at the result of setting it.',
    ],
    rules: ['conditional-accept-after-bind', 'conditional-accept-without-callbacks', 'conditional-accept-turned-off'],
    page: 'so-conditional-accept',
  },
  SO_EXCLUSIVEADDRUSE: {
    ...asked,
    ...onOrOff,
    summary: 'Keeps all other sockets off the local transport address, whatever options they have.',
    categories: allButBasic,
    phase: 'before bind',
    when: 'On any socket but a basic one, before WskBind.',
    default: '0: the address may be shared under the rules of SO_REUSEADDR.',
    notes: ['Such a socket shares its address with nobody, and takes none that is in use.', beside, streamUnsaid],
    rules: ['option-set-too-late', 'option-on-wrong-socket-category'],
    page: 'so-exclusiveaddruse',
  },
  SO_KEEPALIVE: {
    ...asked,
    ...onOrOff,
    summary: 'Sends keep-alive packets on a connection that is idle.',
    categories: ['listening', 'connection'],
    phase: 'any',
    when: 'On a listening or a connection-oriented socket.',
    default: '0: none are sent.',
    notes: [
      'An accepted socket inherits it from its listening socket and can be set differently.',
      'Not every transport supports keep-alive packets, so look at the result.',
      streamUnsaid,
    ],
    rules: ['option-on-wrong-socket-category'],
    page: 'so-keepalive',
  },
  SO_RCVBUF: {
    ...asked,
    ...setting('The size of the receive buffer in bytes.', 'Receives the size in bytes.'),
    summary: 'Sets how much the transport may buffer of what arrives.',
    categories: allButBasic,
    phase: 'any',
    when: 'On any socket but a basic one.',
    default: 'Chosen by the transport.',
    notes: [
      'An accepted socket inherits it from its listening socket and can be set differently.',
      'Not every transport supports it, so look at the result.',
      streamUnsaid,
    ],
    rules: ['option-on-wrong-socket-category'],
    page: 'so-rcvbuf',
  },
  SO_REUSEADDR: {
    ...asked,
    ...onOrOff,
    summary: 'Lets the socket be bound to a local transport address that another socket has.',
    categories: allButBasic,
    phase: 'before bind',
    when: 'On any socket but a basic one, before WskBind.',
    default: '0: an address in use is refused.',
    notes: [
      'Two sockets have the same address only where both set it. STATUS_ADDRESS_ALREADY_EXISTS says that the address is taken, STATUS_ACCESS_DENIED that it may not be shared.',
      beside,
      'The security descriptor of the first socket decides who may share with it; without one nobody may.',
      streamUnsaid,
    ],
    rules: ['option-set-too-late', 'option-on-wrong-socket-category'],
    page: 'so-reuseaddr',
  },
  SO_WSK_EVENT_CALLBACK: {
    ...asked,
    summary: 'Switches event callbacks of one socket on or off.',
    operations: ['WskSetOption'],
    input: {
      WskSetOption: {
        type: 'WSK_EVENT_CALLBACK_CONTROL',
        size: 'sizeof(WSK_EVENT_CALLBACK_CONTROL)',
        about: 'The NPI, and the events. To switch off: exactly one event together with WSK_EVENT_DISABLE.',
      },
    },
    output: {},
    categories: allButBasic,
    phase: 'bound or connected',
    when: 'After WskBind on a listening or datagram socket, once connected on a connection-oriented one.',
    irp: 'NULL to enable, optional to disable',
    default: 'All off, except those enabled for the whole client, or inherited from the listening socket.',
    failures: {
      STATUS_PENDING: 'Disabling with an IRP: it completes when callbacks that are running have returned.',
      STATUS_EVENT_PENDING:
        'Disabling without an IRP while a callback runs: no new call begins, but one is not over yet. wsk.h names another status in a comment; the page holds.',
    },
    notes: [
      'Instead of a callback the function may be called: that takes an IRP and memory of the driver, a callback takes neither.',
      'WskInspectEvent and WskAbortEvent have no flag: SO_CONDITIONAL_ACCEPT alone enables them.',
      'What WSK_SET_STATIC_EVENT_CALLBACKS enabled cannot be disabled here.',
      'On a listening socket the events of connections may be given, too: sockets accepted by WskAcceptEvent inherit them.',
      'One page says that a basic socket has no events, another that this option applies to it with an extension; both hold, as no extension is defined.',
    ],
    rules: [
      'invalid-event-mask',
      'several-events-disabled-at-once',
      'enabled-callback-missing',
      'callback-enabled-too-early',
      'static-callback-toggled',
      'wrong-npi-for-callbacks',
    ],
    page: 'so-wsk-event-callback',
  },
  SO_WSK_SECURITY: {
    ...asked,
    summary: 'Sets the security descriptor that decides who may share the local transport address.',
    operations: ['WskSetOption', 'WskGetOption'],
    input: {
      WskSetOption: {
        type: 'PSECURITY_DESCRIPTOR',
        size: 'sizeof(PSECURITY_DESCRIPTOR)',
        about: 'The address of a pointer to a descriptor that came from WSK_CACHE_SD.',
      },
    },
    output: {
      WskGetOption: {
        type: 'PSECURITY_DESCRIPTOR',
        size: 'sizeof(PSECURITY_DESCRIPTOR)',
        about: 'Receives the pointer to the cached descriptor.',
      },
    },
    categories: allButBasic,
    phase: 'before bind',
    when: 'On any socket but a basic one, before WskBind.',
    default: 'The descriptor given to WskSocket or WskSocketConnect; without one the address cannot be shared.',
    notes: [
      'It takes the place of a descriptor that the socket was created with.',
      'To get makes a cached copy: give it back by WSK_RELEASE_SD. What was set may be released once the IRP is completed.',
      streamUnsaid,
    ],
    rules: ['descriptor-not-cached', 'descriptor-released-before-completion', 'option-set-too-late'],
    page: 'so-wsk-security',
  },
} as const satisfies Readonly<Record<string, Control>>;
