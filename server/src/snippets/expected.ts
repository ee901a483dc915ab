/** Declarations that more than one snippet expects of the driver, in the words of the snippets that have them. */

/** Closing a connection from a callback, as in `wskcloseasync`. */
export const beginClose = 'VOID BeginClose(PVOID SocketContext);';

/** The same for a listening socket. */
export const beginCloseListener = 'VOID BeginCloseListener(PVOID SocketContext);';

/** The list of pending inspections, as `wskinspectlist` begins. */
export const inspectionTypes: readonly string[] = [
  'typedef struct _LISTENER {',
  '    PWSK_SOCKET Socket;',
  '    KSPIN_LOCK Lock;',
  '    LIST_ENTRY PendingRequests;',
  '} LISTENER;',
  '',
  'typedef struct _PENDING_REQUEST {',
  '    LIST_ENTRY Link;',
  '    WSK_INSPECT_ID InspectID;',
  '} PENDING_REQUEST;',
];

export const takePending = 'PENDING_REQUEST *TakePending(LISTENER *Listener, const WSK_INSPECT_ID *InspectID);';

/** What a callback does once its socket no longer works. */
export const closeLater = (call: string): readonly string[] => [
  '        // The socket no longer works. It is closed, but a callback must not wait for that.',
  `        ${call};`,
];
