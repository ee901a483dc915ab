import { FIELDS, NAMED_KINDS, TOKEN_KINDS, type Field, type Kind } from './kinds';

/** A kind's number is its index here, in every tree; `ERROR` is 0. */
export const KIND_NAMES: readonly Kind[] = [...NAMED_KINDS, ...TOKEN_KINDS];
/** A field's number is its index here, in every tree; 0 stands for none. */
export const FIELD_NAMES: readonly (Field | undefined)[] = [undefined, ...FIELDS];

const KIND_NUMBERS: ReadonlyMap<string, number> = new Map(KIND_NAMES.map((name, number) => [name, number]));
const FIELD_NUMBERS: ReadonlyMap<string, number> = new Map(FIELDS.map((name, index) => [name, index + 1]));

/** The number of a kind. */
export const kindNumber = (kind: Kind): number => KIND_NUMBERS.get(kind) ?? 0;

/** Whether the kind of this number is one that the grammar has a name for, and no token. */
export const isNamedKind = (number: number): boolean => number < NAMED_KINDS.length;

/** The grammar counts its kinds in 16 bits. */
const GRAMMAR_KINDS = 1 << 16;

/** Translates the numbers of one build of the grammar to ours. The name is asked for once for each number. */
export class Numbering {
  /** 0 where the number has not occurred; else ours and 1. */
  private readonly kinds = new Uint16Array(GRAMMAR_KINDS);
  private readonly fields: number[] = [0];

  kind(number: number, name: () => string): number {
    const known = this.kinds[number] ?? 0;
    if (known > 0) return known - 1;
    const found = KIND_NUMBERS.get(name()) ?? 0;
    this.kinds[number] = found + 1;
    return found;
  }

  field(number: number, name: () => string): number {
    return (this.fields[number] ??= FIELD_NUMBERS.get(name()) ?? 0);
  }
}
