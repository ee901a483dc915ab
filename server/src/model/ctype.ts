/** As much of C's types as rules need. Qualifiers are dropped. */
export type CType =
  | { readonly kind: 'named'; readonly name: string }
  /** `tag` is that of the source, or `#` and the text of a struct or union without one. */
  | { readonly kind: 'struct'; readonly tag: string }
  /** A reference of C++ is a pointer that is gone through wherever its name stands. */
  | { readonly kind: 'pointer'; readonly to: CType; readonly isReference?: true }
  | { readonly kind: 'array'; readonly of: CType }
  | { readonly kind: 'function'; readonly returns: CType }
  | { readonly kind: 'unknown' };

export const unknownType: CType = { kind: 'unknown' };

export const pointerTo = (to: CType): CType => ({ kind: 'pointer', to });

export const referenceTo = (to: CType): CType => ({ kind: 'pointer', to, isReference: true });

/** The type of what a variable of a type names: for a reference, what it refers to. */
export const referredTo = (type: CType): CType =>
  type.kind === 'pointer' && type.isReference === true ? type.to : type;

const QUALIFIERS = /\b(?:const|volatile|struct|union|unsigned|signed)\b/gi;

/** A type as the tables spell it: `CONST WSK_CLIENT_DISPATCH *`, `PIRP`, `PVOID *`. */
export function typeSpelt(text: string): CType {
  const name = text.replace(QUALIFIERS, ' ').replaceAll('*', ' ').trim();
  let type: CType = name === '' ? unknownType : { kind: 'named', name };
  for (let stars = text.split('*').length - 1; stars > 0; stars--) type = pointerTo(type);
  return type;
}

/** A type as C spells it, in short: an array by what it holds. */
export function typeText(type: CType): string {
  switch (type.kind) {
    case 'named':
      return type.name;
    case 'struct':
      return type.tag.startsWith('#') ? 'struct' : type.tag.replace(/^_+/, '');
    case 'pointer':
      return `${typeText(type.to)} ${type.isReference === true ? '&' : '*'}`;
    case 'array':
      return `${typeText(type.of)}[]`;
    case 'function':
      return `${typeText(type.returns)}()`;
    case 'unknown':
      return '?';
  }
}
