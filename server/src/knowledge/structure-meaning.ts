/** What a structure is for; its members and their types stand in the tables of structures. */
export interface StructureMeaning<Member extends string = string> {
  readonly summary: string;
  /** Who allocates it, who frees it, and how long it must live. */
  readonly ownership?: string;
  readonly notes?: readonly string[];
  readonly rules?: readonly string[];
  readonly since?: string;
  /** Path below the API reference, or a whole address; empty where there is no page. */
  readonly page: string;
  /** A plain sentence for each member. One that holds a WSK function or callback needs none: its own summary stands for it. */
  readonly members: Readonly<Partial<Record<Member, string>>>;
}

/** Meanings of all structures of a table, each with sentences for its own members only. */
export type MeaningsOf<Structures> = {
  readonly [Name in keyof Structures]: StructureMeaning<string & keyof Structures[Name]>;
};
