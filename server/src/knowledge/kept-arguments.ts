import type { FunctionName } from './index';

/**
 * The arguments, beside MDLs, that WSK reads or writes until the IRP is completed: what the pages of these functions say
 * must stay valid. A WSK_BUF need not, nor the address of a send or a connect.
 */
const KEPT: Partial<Record<FunctionName, readonly string[]>> = {
  WskControlSocket: ['InputBuffer', 'OutputBuffer'],
  WskControlClient: ['InputBuffer', 'OutputBuffer'],
  WskAccept: ['LocalAddress', 'RemoteAddress'],
  WskReceiveFrom: ['RemoteAddress', 'ControlLength', 'ControlInfo', 'ControlFlags'],
  WskSendTo: ['ControlInfo'],
  WskSendMessages: ['ControlInfo'],
  WskGetLocalAddress: ['LocalAddress'],
  WskGetRemoteAddress: ['RemoteAddress'],
  WskGetAddressInfo: ['Result', 'Hints'],
  WskGetNameInfo: ['NodeName', 'ServiceName'],
};

/** Whether what an argument points at belongs to the request until the IRP is completed. */
export const isKeptUntilCompletion = (callee: string, parameter: string): boolean =>
  (KEPT as Readonly<Record<string, readonly string[] | undefined>>)[callee]?.includes(parameter) === true;
