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

export const reservedFlags = flags([], 'Reserved: must be 0.');

/** The IRP of a WSK function that completes it whatever it returns. */
export const requiredIrp = changes(
  'PIRP',
  'irp',
  'The IRP that WSK completes when the request is done. It must have a completion routine where this driver made it.',
);
