import type { Parameter, ParameterRole } from './shape';

/** A parameter whose pointee, if it has one, the function leaves as it was. */
export const reads = (type: string, role: ParameterRole, about: string): Parameter => ({
  type,
  flow: 'in',
  role,
  about,
});

/** A pointer to memory that the function fills and does not look at. */
export const writes = (type: string, role: ParameterRole, about: string): Parameter => ({
  type,
  flow: 'out',
  role,
  about,
});

/** A pointer to memory that the function reads and changes. */
export const changes = (type: string, role: ParameterRole, about: string): Parameter => ({
  type,
  flow: 'inout',
  role,
  about,
});

/** The same parameter where NULL, or 0, is allowed. */
export const optional = (parameter: Parameter): Parameter => ({ ...parameter, optional: true });

/** A parameter of which the function takes these flags and no other. */
export const flags = (names: readonly string[], about: string): Parameter => ({
  ...reads('ULONG', 'flags', about),
  flags: names,
});

export const reservedFlags = flags([], 'Reserved by the system: pass 0.');

/** The IRP of a WSK function that completes it whatever it returns. */
export const requiredIrp = changes(
  'PIRP',
  'irp',
  'The IRP of the request, never NULL, with room for one stack location. WSK owns it until it has completed it. Where this driver allocated it, it needs a completion routine first.',
);

/** The socket that a function of its dispatch table is called for. */
export const socket = reads(
  'PWSK_SOCKET',
  'socket',
  'The socket: the one whose Dispatch table this function was taken from.',
);

/** The client object that a function of WSK_PROVIDER_DISPATCH is called for. */
export const client = reads(
  'PWSK_CLIENT',
  'client',
  'The client object: the Client member of the provider NPI that WskCaptureProviderNPI filled. It is opaque.',
);

/** What belongs in the memory of an address that WSK writes when the IRP is completed. */
export const addressMemory =
  'non-paged memory that holds the SOCKADDR of the address family and stays valid until the IRP is completed';
