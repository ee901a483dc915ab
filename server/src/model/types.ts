/** As much of C's types as rules need. Qualifiers are dropped. */
export type CType =
  | { readonly kind: 'named'; readonly name: string }
  | { readonly kind: 'struct'; readonly tag: string }
  | { readonly kind: 'pointer'; readonly to: CType }
  | { readonly kind: 'array'; readonly of: CType }
  | { readonly kind: 'function'; readonly returns: CType }
  | { readonly kind: 'unknown' };

export const unknownType: CType = { kind: 'unknown' };
