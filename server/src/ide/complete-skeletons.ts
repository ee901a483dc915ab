import { callbacks, type CallbackName } from '../knowledge';
import type { ApiCallback } from '../knowledge/shape';
import { declared } from './markdown';

/**
 * What a callback does until a person has written more: right in every case, and it takes nothing that it would owe. What
 * starts to close a socket is the driver's own, and has to be written: the compiler asks for it by its name.
 */
const BODIES: Readonly<Record<CallbackName, readonly string[]>> = {
  WskClientEvent: ['return STATUS_NOT_IMPLEMENTED;'],
  WskAcceptEvent: [
    'if (AcceptSocket == NULL) {',
    '    // The listening socket no longer works: start to close it, but do not wait for that here.',
    '    BeginCloseListener(SocketContext);',
    '    return STATUS_REQUEST_NOT_ACCEPTED;',
    '}',
    '',
    '// To take the connection, set *AcceptSocketContext and *AcceptSocketDispatch and return STATUS_SUCCESS.',
    'return STATUS_REQUEST_NOT_ACCEPTED;',
  ],
  WskInspectEvent: [
    'if (InspectID == NULL) {',
    '    // The listening socket no longer works: start to close it, but do not wait for that here.',
    '    BeginCloseListener(SocketContext);',
    '    return WskInspectReject;',
    '}',
    '',
    'return WskInspectAccept;',
  ],
  WskAbortEvent: [
    '// Find the pending request whose Key and SerialNumber are those of InspectID, and forget it.',
    'return STATUS_SUCCESS;',
  ],
  WskReceiveFromEvent: [
    'if (DataIndication == NULL) {',
    '    // The socket no longer works: start to close it, but do not wait for that here.',
    '    BeginClose(SocketContext);',
    '    return STATUS_SUCCESS;',
    '}',
    '',
    '// Copy what is needed of the list here: it is not valid after the return.',
    'return STATUS_SUCCESS;',
  ],
  WskReceiveEvent: [
    'if (DataIndication == NULL) {',
    '    // The socket no longer works: start to close it, but do not wait for that here.',
    '    BeginClose(SocketContext);',
    '    return STATUS_SUCCESS;',
    '}',
    '',
    '// Copy what is needed of the list here: it is not valid after the return.',
    'return STATUS_SUCCESS;',
  ],
  WskDisconnectEvent: [
    'if ((Flags & WSK_FLAG_ABORTIVE) != 0) {',
    '    // Nothing can be sent any more.',
    '    return STATUS_SUCCESS;',
    '}',
    '',
    '// Nothing more will come; what is left can still be sent.',
    'return STATUS_SUCCESS;',
  ],
  WskSendBacklogEvent: ['// Keep so many bytes outstanding from now on.', 'return STATUS_SUCCESS;'],
};

/** A function of the driver that is a callback, ready to be filled in: four spaces a level, and a line break at its end. */
export function callbackSkeleton(callback: CallbackName, functionName: string): string {
  const { returns, parameters }: ApiCallback = callbacks[callback];
  const body = BODIES[callback];
  const names = Object.keys(parameters);
  const unused = names.filter((name) => !body.some((line) => isUsed(line, name)));
  const list = Object.entries(parameters).map(([name, { type }]) => `    ${declared(type, name)}`);
  return [
    `static ${returns} WSKAPI ${functionName}(`,
    `${list.join(',\n')})`,
    '{',
    ...unused.map((name) => `    UNREFERENCED_PARAMETER(${name});`),
    ...(unused.length === 0 ? [] : ['']),
    ...body.map((line) => (line === '' ? '' : `    ${line}`)),
    '}',
    '',
  ].join('\n');
}

const isUsed = (line: string, name: string): boolean =>
  !line.startsWith('//') && new RegExp(`\\b${name}\\b`).test(line);
