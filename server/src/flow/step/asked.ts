/**
 * Functions of the kernel, and exports of WSK, of which the calls are kept with what is known of their arguments: rules ask
 * for them in the function that makes the call. What is here costs memory for each call; what no rule asks for is not here.
 */
export const ASKED: ReadonlySet<string> = new Set([
  'IoAllocateIrp',
  'IoAllocateIrpEx',
  'IoInitializeIrp',
  'IoCancelIrp',
  'WskRegister',
  'WskDeregister',
  'WskCaptureProviderNPI',
  'WskReleaseProviderNPI',
  'NmrRegisterClient',
  'NmrDeregisterClient',
  'MmBuildMdlForNonPagedPool',
  'IoAllocateMdl',
  'IoFreeMdl',
  'MmUnlockPages',
  'ExFreePool',
  'ExFreePoolWithTag',
  'ExFreePool2',
]);

/** Those that take back what a pending request may use: rules ask which requests are pending there. */
export const ENDING: ReadonlySet<string> = new Set([
  'IoFreeMdl',
  'MmUnlockPages',
  'ExFreePool',
  'ExFreePoolWithTag',
  'ExFreePool2',
  'WskControlClient',
]);

/** What rules ask of the memory behind an argument: the members whose values they want, '' for the whole of it. */
export type AskedBehind = Readonly<Record<string, readonly string[]>>;

const ofControl: AskedBehind = {
  InputBuffer: ['', 'NpiId', 'EventMask', 'ClientContext', 'ClientDispatch'],
  OutputBuffer: [],
  OutputSizeReturned: [],
};

/** The family of an address, by whichever name it was set. */
const FAMILY = ['sin_family', 'sin6_family', 'sa_family', 'ss_family', 'si_family'];

const ofBuffer: AskedBehind = { Buffer: ['Mdl', 'Offset', 'Length'] };

/** By function and parameter. Each costs memory for every call, too. */
export const ASKED_BEHIND: Readonly<Record<string, AskedBehind>> = {
  WskControlSocket: ofControl,
  WskControlClient: { ...ofControl, Client: [] },
  WskGetAddressInfo: { Client: [] },
  WskGetNameInfo: {
    Client: [],
    SockAddr: [],
    NodeName: ['Buffer', 'MaximumLength'],
    ServiceName: ['Buffer', 'MaximumLength'],
  },
  WskRegister: { WskClientNpi: ['Dispatch', 'ClientContext'] },
  WskSocket: { Client: [], Dispatch: [] },
  WskSocketConnect: { Client: [], Dispatch: [], LocalAddress: FAMILY, RemoteAddress: FAMILY },
  WskAccept: { AcceptSocketDispatch: [], LocalAddress: [], RemoteAddress: [] },
  WskBind: { LocalAddress: FAMILY },
  WskConnect: { RemoteAddress: FAMILY },
  WskConnectEx: { ...ofBuffer, RemoteAddress: FAMILY },
  WskSend: ofBuffer,
  WskReceive: ofBuffer,
  WskGetLocalAddress: { LocalAddress: [] },
  WskGetRemoteAddress: { RemoteAddress: [] },
  WskDisconnect: ofBuffer,
  WskSendTo: { ...ofBuffer, RemoteAddress: FAMILY },
  WskReceiveFrom: { ...ofBuffer, RemoteAddress: [], ControlLength: [''] },
  WskSendMessages: { BufferList: ['Next', 'Buffer.Mdl', 'Buffer.Offset', 'Buffer.Length'], RemoteAddress: FAMILY },
};
