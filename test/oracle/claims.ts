import { callbacks, describe, wskFunctions } from '../../server/src/knowledge';
import type { Parameter } from '../../server/src/knowledge/shape';
import type { Members } from '../../server/src/knowledge/structures';
import { datagramRelease } from '../../server/src/knowledge/transfer';

// What the tables say, as C that compiles only where the headers say the same.

/** What a prototype is made of. */
export interface Signature {
  readonly returns: string;
  readonly parameters: Readonly<Record<string, Pick<Parameter, 'type'>>>;
  readonly variadic?: true;
}

const parametersOf = ({ parameters, variadic }: Signature): string => {
  const listed = Object.entries(parameters).map(([name, { type }]) => `${type} ${name}`);
  return [...listed, ...(variadic === true ? ['...'] : [])].join(', ') || 'VOID';
};

const isSame = (left: string, right: string): string => `__builtin_types_compatible_p(${left}, ${right})`;

const assertion = (condition: string, message: string): string => `_Static_assert(${condition}, "${message}");`;

/** The typedef of a function pointer, said again: C takes that if it is the same. */
export const typedefClaim = (typedef: string, signature: Signature): string =>
  `typedef ${signature.returns} (WSKAPI *${typedef})(${parametersOf(signature)});`;

/** Functions and callbacks of wsk.h, each with all its parameters. A function's page is named after its typedef. */
export function wskClaims(): string[] {
  return [
    ...Object.entries(wskFunctions).map(([name, entry]) =>
      entry.page.startsWith('wsk/nc-wsk-')
        ? typedefClaim(entry.page.slice('wsk/nc-wsk-'.length).toUpperCase(), entry)
        : `${entry.returns} NTAPI ${name}(${parametersOf(entry)});`,
    ),
    typedefClaim('PFN_WSK_RELEASE_DATAGRAM_INDICATION_LIST', datagramRelease),
    ...Object.values(callbacks).map((entry) => typedefClaim(entry.typedef, entry)),
  ];
}

/** The kernel functions of those names. What a header has as a macro has no type that could be compared. */
export const kernelClaims = (names: readonly string[]): string[] =>
  names.flatMap((name) => {
    const entry = describe(name);
    if (entry === undefined) return [];
    const type = `${entry.returns} (${parametersOf(entry)})`;
    return [`#ifndef ${name}`, assertion(isSame(`__typeof__(${name})`, type), name), '#endif'];
  });

/** A structure with all its members, their types and their order. `Basic` is a member in C++ only. */
export function structureClaims(structure: string, table: Members): string[] {
  const members = Object.keys(table).filter((member) => member !== 'Basic');
  const of = (member: string): string => `((${structure} *)0)->${member}`;
  const types = members.map((member) =>
    assertion(isSame(`__typeof__(${of(member)})`, table[member] ?? ''), `type of ${structure}.${member}`),
  );
  const ends = members.map((member) => `FIELD_OFFSET(${structure}, ${member}) + sizeof(${of(member)})`);
  const places = members.map((member, index) => {
    const next = members[index + 1];
    const place = next === undefined ? `sizeof(${structure})` : `FIELD_OFFSET(${structure}, ${next})`;
    const alignment = next === undefined ? `_Alignof(${structure})` : `_Alignof(__typeof__(${of(next)}))`;
    const end = ends[index] ?? '';
    return assertion(`${end} <= ${place} && ${place} - (${end}) < ${alignment}`, `behind ${structure}.${member}`);
  });
  return [...types, ...places];
}

/** The value of a constant, as a signed number of 32 bits or as an unsigned one. */
export const constantClaim = (name: string, value: number): string =>
  assertion(`(LONGLONG)(${name}) == ${value}LL || (ULONGLONG)(${name}) == (ULONG)${value}LL`, `value of ${name}`);

/** The size of a type in bytes. */
export const sizeClaim = (type: string, size: number): string =>
  assertion(`sizeof(${type}) == ${size}`, `size of ${type}`);
