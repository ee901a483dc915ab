/**
 * Members of address structures that lie in one place under several names: a driver writes one as a SOCKADDR_IN6 and reads
 * it as a SOCKADDR. From the declarations in ws2def.h and ws2ipdef.h.
 */
const SHARED: readonly (readonly string[])[] = [
  ['sa_family', 'sin_family', 'sin6_family', 'ss_family', 'si_family'],
  ['sin_port', 'sin6_port'],
];

/** The other names of the place in which a member of an address lies; none for any other member. */
export const otherNamesOfAddressMember = (name: string): readonly string[] =>
  SHARED.find((names) => names.includes(name))?.filter((other) => other !== name) ?? [];
