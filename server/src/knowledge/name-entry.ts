/** What a name is that stands for no function, in the words of Microsoft's pages. */
export type NameKind =
  | 'structure'
  | 'enumeration'
  | 'enumerator'
  | 'flag'
  | 'event flag'
  | 'status'
  | 'constant'
  | 'macro'
  | 'socket option'
  | 'I/O control code'
  | 'client control code'
  | 'address family'
  | 'socket type'
  | 'protocol'
  | 'type';

/** What is known of a name that is no function. */
export interface NameEntry {
  readonly kind: NameKind;
  /** What it is or does, in one or two sentences. */
  readonly summary: string;
  /** C text of the value or the declaration. */
  readonly value?: string;
  /** The enumeration of an enumerator, the level of an option, the functions that take a flag, the structure behind a pointer type. */
  readonly of?: string;
  /** What else to know, one plain sentence or two each, the most needed first. */
  readonly facts: readonly string[];
  /** Names of the rules on mistakes with it. */
  readonly rules?: readonly string[];
  /** The whole address of Microsoft's page, or empty where there is none. */
  readonly page: string;
}

/** A member of a structure: its type as C writes it, and a plain sentence or two. */
export interface MemberEntry {
  readonly type: string;
  readonly about: string;
}
