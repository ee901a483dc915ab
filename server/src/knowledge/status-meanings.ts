import type { statuses } from './statuses';

/** What a status says where WSK or a WSK driver meets it, and what it obliges to. */
export interface StatusMeaning {
  /** One or two plain sentences. */
  readonly about: string;
  /** What else to know, one sentence each. */
  readonly facts?: readonly string[];
  readonly rules?: readonly string[];
}

type StatusName = keyof typeof statuses;

const deadSocket = 'The socket no longer works: call WskCloseSocket as soon as possible.';
const cancelled = 'Its buffers and its IRP belong to the driver again from the completion routine on.';

/**
 * The statuses that pages of WSK name, with what happened and what is to be done.
 * Source: the pages of the functions, callbacks, options and control codes.
 */
export const wskStatusMeanings = {
  STATUS_SUCCESS: {
    about: 'It is done.',
    facts: [
      'A WSK function with an IRP has completed the IRP all the same, and the completion routine has run or will run.',
      'From WskReceiveEvent it says that the data was taken; *BytesAccepted, when set, says how much.',
    ],
    rules: ['indication-kept-after-success', 'completion-status-ignored'],
  },
  STATUS_PENDING: {
    about: 'It is under way, and there is no result yet.',
    facts: [
      'From a WSK function: the IRP is completed later. Read IoStatus in the completion routine, or wait for it.',
      'From WskReceiveEvent or WskReceiveFromEvent: the driver keeps the indication, and owes a WskRelease before the socket is closed.',
    ],
    rules: ['pending-taken-for-success', 'indication-not-released'],
  },
  STATUS_MORE_PROCESSING_REQUIRED: {
    about:
      'The IRP goes no further: it belongs to the driver again. An IoCompletion routine returns it for an own IRP.',
    facts: ['Any other value lets the I/O manager go on with an IRP that the driver frees or uses again.'],
    rules: ['completion-routine-lets-own-irp-go-on', 'foreign-irp-completion-mishandled'],
  },
  STATUS_CONTINUE_COMPLETION: {
    about: 'Is STATUS_SUCCESS: completion of the IRP goes on. Only for an IRP that another driver made.',
    rules: ['completion-routine-lets-own-irp-go-on'],
  },
  STATUS_DATA_NOT_ACCEPTED: {
    about: 'From WskReceiveEvent or WskReceiveFromEvent: none of the data was taken.',
    facts: [
      'WSK keeps the data and falls silent. On a connection WskReceive resumes the callback; on a datagram socket it has to be enabled again.',
    ],
    rules: ['receive-never-resumed'],
  },
  STATUS_REQUEST_NOT_ACCEPTED: {
    about: 'From WskAcceptEvent: the connection is refused. WSK closes the accepted socket itself.',
    facts: [
      'A comment in wsk.h also gives it to an inline request on a callback in use; the page has STATUS_EVENT_PENDING there, and that holds.',
    ],
    rules: ['rejected-socket-used', 'failed-accept-reported-as-success'],
  },
  STATUS_EVENT_PENDING: {
    about: 'The callback is being disabled, and a call to it is still running.',
    facts: ['Comes from SO_WSK_EVENT_CALLBACK without an IRP. Do not free what the callback uses yet.'],
    rules: ['pending-disable-ignored'],
  },
  STATUS_FILE_FORCED_CLOSED: {
    about: deadSocket,
    facts: ['The IRP is completed with a failure.'],
    rules: ['dead-socket-not-closed'],
  },
  STATUS_CANCELLED: {
    about: 'The request was cancelled, by IoCancelIrp or because the socket was closed.',
    facts: [cancelled, 'WskCloseSocket cancels what is pending, so every completion routine meets it.'],
  },
  STATUS_NOINTERFACE: {
    about: 'WSK does not have the version of the NPI that the client asked for.',
    facts: [
      'WskQueryProviderCharacteristics gives the versions there are. For another one deregister, and register again with another WSK_CLIENT_DISPATCH.',
    ],
  },
  STATUS_DEVICE_NOT_READY: {
    about: 'WSK was not ready within the time given, or the client is being deregistered.',
    facts: ['With WSK_NO_WAIT, or a short wait, it is no error: ask again later.'],
  },
  STATUS_NOT_IMPLEMENTED: {
    about: 'What WskClientEvent returns for every event type it does not know; none is defined today.',
    facts: ['A comment in wsk.h says STATUS_SUCCESS. The page says this one, and it holds.'],
  },
  STATUS_NOT_SUPPORTED: {
    about: 'A flag, option or interface is not supported by the transport or by WSK.',
    facts: ['The request had no effect. Go on without the flag, or do without the option.'],
  },
  STATUS_BUFFER_OVERFLOW: {
    about: 'The buffer is too small for the list; *OutputSizeReturned has the size that is needed.',
    facts: ['Allocate the size and ask again.'],
  },
  STATUS_BUFFER_TOO_SMALL: {
    about: 'The buffer is too small; nothing was written.',
    facts: ['The WFP redirect queries return it where the address and transport lists return STATUS_BUFFER_OVERFLOW.'],
  },
  STATUS_INVALID_DEVICE_REQUEST: {
    about: 'The object does not do this, now or at all.',
    facts: ['SIO_WSK_QUERY_INSPECT_ID: the socket was not accepted in conditional accept mode.'],
  },
  STATUS_INVALID_DEVICE_STATE: {
    about: 'The socket is in a state in which this is not allowed.',
    facts: ['A send or a disconnect in TCP silent mode ends so.'],
  },
  STATUS_INVALID_PARAMETER: {
    about: 'An argument does not go with the others.',
    facts: ['WskRelease returns it for a list that is not retained.'],
    rules: ['indication-released-wrongly'],
  },
  STATUS_ADDRESS_ALREADY_EXISTS: {
    about: 'Another socket has the local address, and does not share it.',
    facts: ['Whether it is shared depends on SO_REUSEADDR and SO_EXCLUSIVEADDRUSE of both sockets.'],
  },
  STATUS_ACCESS_DENIED: {
    about: 'The security descriptor of what is asked for does not allow it.',
    facts: ['From WskBind: the socket that has the address does not let this one share it.'],
  },
  STATUS_NOT_FOUND: {
    about: 'There is no such thing.',
    facts: ['A WFP redirect query: the connection was not redirected.'],
  },
  STATUS_INTEGER_OVERFLOW: { about: 'A size in the request is larger than fits.' },
  STATUS_TIMEOUT: {
    about: 'The wait ended before the object was signaled.',
    facts: [
      'The request goes on: IRP, event and buffers must live until it is completed. Cancel it by IoCancelIrp, and wait again without a limit.',
    ],
    rules: ['cancelled-irp-freed-without-wait', 'stack-event-outlived-by-irp'],
  },
  STATUS_USER_APC: {
    about: 'The wait ended because of an APC for user mode.',
    facts: ['The request that was waited for is still under way.'],
    rules: ['stack-event-outlived-by-irp'],
  },
  STATUS_ALERTED: {
    about: 'The wait ended because the thread was alerted.',
    facts: ['The request that was waited for is still under way.'],
    rules: ['stack-event-outlived-by-irp'],
  },
  STATUS_INSUFFICIENT_RESOURCES: { about: 'There was not enough memory, or something else ran out.' },
  STATUS_ALREADY_REGISTERED: { about: 'It is registered already.' },
} as const satisfies Partial<Readonly<Record<StatusName, StatusMeaning>>>;
