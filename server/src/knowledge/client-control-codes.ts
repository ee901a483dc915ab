import type { Control } from './control-shape';

const request = {
  kind: 'client control code',
  operations: ['WskControlClient'],
  categories: [],
  input: {},
  output: {},
  irp: 'NULL',
  irql: 'DISPATCH_LEVEL',
} as const;

const descriptor = { type: 'PSECURITY_DESCRIPTOR', size: 'sizeof(PSECURITY_DESCRIPTOR)' } as const;
const onlyForTdi = 'Use it only where TDI transports are needed. Windows no longer supports TDI.';

/** The control codes of WskControlClient, by name. Source: the wsk-… pages of the network guide. */
export const clientControlCodes = {
  WSK_TRANSPORT_LIST_QUERY: {
    ...request,
    summary: 'Gets the transports on which sockets can be created.',
    output: {
      WskControlClient: {
        type: 'WSK_TRANSPORT',
        about: 'Receives an array. NULL with a size of 0 asks for the size.',
        optional: true,
      },
    },
    returnsSize: true,
    phase: 'any',
    when: 'At any time.',
    failures: {
      STATUS_BUFFER_OVERFLOW:
        'The array is too small; *OutputSizeReturned has the size that is needed. Allocate it and ask again.',
    },
    notes: [
      'The list has the valid combinations of address family, socket type and protocol.',
      'OutputSizeReturned points to a SIZE_T, as the header and this page say; the page of WskControlClient says ULONG.',
    ],
    rules: ['irp-not-allowed', 'output-size-returned-of-wrong-type'],
    page: 'wsk-transport-list-query',
  },
  WSK_TRANSPORT_LIST_CHANGE: {
    ...request,
    summary: 'Completes when the list of transports changes.',
    phase: 'any',
    when: 'At any time. WskDeregister cancels it.',
    irp: 'required',
    notes: ['It tells of one change. To hear of the next, send it again.'],
    rules: ['irp-missing'],
    page: 'wsk-transport-list-change',
  },
  WSK_CACHE_SD: {
    ...request,
    summary: 'Makes a cached copy of a security descriptor, the only form that sockets take.',
    input: {
      WskControlClient: { ...descriptor, about: 'The address of a pointer to the descriptor to be cached.' },
    },
    output: { WskControlClient: { ...descriptor, about: 'Receives a pointer to the cached copy.' } },
    phase: 'any',
    when: 'At any time.',
    notes: ['WSK owns the cached copy. Give it back by WSK_RELEASE_SD; do not free it.'],
    rules: ['irp-not-allowed', 'acquired-object-leaked', 'released-by-wrong-function'],
    page: 'wsk-cache-sd',
  },
  WSK_RELEASE_SD: {
    ...request,
    summary: 'Gives back a security descriptor that WSK_CACHE_SD made.',
    input: { WskControlClient: { ...descriptor, about: 'The address of the pointer to the cached copy.' } },
    phase: 'any',
    when: 'Once every request that uses it is completed.',
    notes: [
      'A request may use it until its IRP is completed, not until the function has returned. One translation of the page says the opposite.',
    ],
    rules: ['irp-not-allowed', 'descriptor-released-before-completion', 'descriptor-not-cached'],
    page: 'wsk-release-sd',
  },
  WSK_TDI_DEVICENAME_MAPPING: {
    ...request,
    summary: 'Maps combinations of family, type and protocol to devices of TDI transports. Deprecated.',
    input: {
      WskControlClient: {
        type: 'WSK_TDI_MAP_INFO',
        size: 'sizeof(WSK_TDI_MAP_INFO)',
        about: 'The number of mappings, and the array.',
      },
    },
    phase: 'before any socket',
    when: 'Before the client has any socket.',
    deprecated: true,
    notes: [onlyForTdi],
    rules: ['deprecated-control-code', 'option-set-too-late', 'irp-not-allowed'],
    page: 'wsk-tdi-devicename-mapping',
  },
  WSK_SET_STATIC_EVENT_CALLBACKS: {
    ...request,
    summary: 'Enables event callbacks for all sockets of the client, for good.',
    input: {
      WskControlClient: {
        type: 'WSK_EVENT_CALLBACK_CONTROL',
        size: 'sizeof(WSK_EVENT_CALLBACK_CONTROL)',
        about: 'The NPI, and the events of all socket categories together, without WSK_EVENT_DISABLE.',
      },
    },
    phase: 'before any socket',
    when: 'Before the client has any socket.',
    notes: [
      'It is faster than enabling the same callbacks on every socket.',
      'A callback can run as soon as the socket exists, before its creator stored the PWSK_SOCKET anywhere: expect that in the callback. This is our inference; no page says it.',
      'The dispatch table of every socket needs the callbacks of its category from then on.',
    ],
    rules: [
      'static-callbacks-set-after-socket',
      'static-callback-toggled',
      'enabled-callback-missing',
      'invalid-event-mask',
      'irp-not-allowed',
    ],
    page: 'wsk-set-static-event-callbacks',
  },
  WSK_TDI_BEHAVIOR: {
    ...request,
    summary: 'Says whether sockets of the client go round TDI transports. Deprecated.',
    input: {
      WskControlClient: { type: 'ULONG', size: 'sizeof(ULONG)', about: '0, or WSK_TDI_BEHAVIOR_BYPASS_TDI.' },
    },
    phase: 'before any socket',
    when: 'Before the client has any socket.',
    deprecated: true,
    notes: [onlyForTdi, 'Use it only to override what WSK does by itself.'],
    rules: ['deprecated-control-code', 'option-set-too-late', 'irp-not-allowed'],
    page: 'wsk-tdi-behavior',
  },
} as const satisfies Readonly<Record<string, Control>>;
