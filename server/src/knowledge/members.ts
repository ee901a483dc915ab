/** The members of a structure and their types, as C writes them, in the order of the declaration. */
export type Members = Readonly<Record<string, string>>;
