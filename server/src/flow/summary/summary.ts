import type { Fact } from '../../knowledge/shape';
import type { Anchor, FunctionId } from '../anchor';
import type { Installed, ObjectState, Site, Step, Tie } from '../state/object';
import type { Range } from '../state/range';
import type { Region, Symbol, Value } from '../state/terms';

/**
 * What a caller must know of a function, in terms of its parameters and of memory as it was on entry.
 * A value: computed once its callees' are, never changed afterwards.
 */
export interface Summary {
  readonly id: FunctionId;
  readonly name: string;
  /** The ways in which it can end. Empty where it never returns. */
  readonly exits: readonly Exit[];
  /** The WSK calls that are made on the way, here or further down. */
  readonly uses: readonly Use[];
  /** The parameters that it goes through on every way, before or without a look whether they are NULL. */
  readonly needs: readonly number[];
  /** Undefined for a function of C. */
  readonly taking?: Taking | undefined;
}

/** How a function of C++ takes what it is given. */
export interface Taking {
  /** How many parameters are written in its header. */
  readonly count: number;
  /** The numbers of those that are references. */
  readonly references: readonly number[];
  /** Whether it is a method: the object is the parameter behind all others. */
  readonly isMethod: boolean;
}

export interface Exit {
  readonly returns: Value | undefined;
  /** What must hold on entry for it to end so. */
  readonly when: readonly (readonly [Symbol, Range])[];
  readonly writes: readonly (readonly [Region, Value])[];
  /** Regions that somebody else may have written; undefined for all memory that others can reach. */
  readonly forgets: readonly (Region | undefined)[];
  readonly objects: readonly (readonly [Value, ObjectState])[];
  readonly ties: readonly (readonly [Symbol, Tie])[];
  readonly pending: readonly Installed[];
  /** Which way is taken depends on values that the engine had lost. */
  readonly doubts: ReadonlySet<string>;
}

/** A call that rules ask for, with what is known of its arguments there. */
export interface Use {
  readonly callee: string;
  /**
   * A call of WSK, one that hands an IRP to another driver, or one that resets, frees or waits for an object; `local` for
   * one that is of interest only in the function that makes it.
   */
  readonly kind: 'wsk' | 'driver' | 'kernel' | 'local';
  /** The dispatch table that the source calls it through; undefined for an export, and where that does not show. */
  readonly table: string | undefined;
  /** The socket whose table is named in the call, where that is not in the words of the socket that is passed. */
  readonly tableOwner: TableOwner | undefined;
  /** The name in the call. */
  readonly at: Anchor;
  readonly arguments: ReadonlyMap<string, Argument>;
  /** The calls that lead here from the function that is looked at, the outermost first. */
  readonly through: readonly Step[];
  /** What must hold on entry for this call to be reached. */
  readonly when: readonly (readonly [Symbol, Range])[];
  /** Whether it is reached depends on values that the engine had lost: what callers know is in doubt here. */
  readonly isDoubtful: boolean;
  /** What the function had waited for before, of which a caller may know more. */
  readonly awaited: readonly Awaited[];
  /** What code out of sight could come to before; undefined for file-level variables. */
  readonly forgets: readonly (Region | undefined)[];
  /** The calls of WSK whose requests may be pending, where rules ask for that (`step/asked.ts`); as the function that makes the call sees it. */
  readonly pending?: readonly Site[] | undefined;
}

/** As the function that makes the call sees it. */
export interface TableOwner {
  readonly value: Value;
  /** As the source spells it. */
  readonly text: string;
}

export interface Argument {
  readonly value: Value;
  readonly at: Anchor;
  /** As the source spells it. */
  readonly text: string;
  readonly facts: ReadonlyMap<Fact, KnownFact>;
  /** Of a socket: what it was made with. */
  readonly making: Making | undefined;
  readonly installed: Installed | undefined;
  /** What is known of the events that the installed routine signals. */
  readonly events: readonly SeenEvent[];
  /** What it points at, where rules ask for that (`step/asked.ts`). */
  readonly behind?: Behind | undefined;
}

/** The memory that a pointer leads to. */
export interface Behind {
  /** What stands there, as it is declared; undefined where only bytes, or nothing, is declared. */
  readonly object: SeenObject | undefined;
  /** What the asked members hold, '' being the whole; only where the place is known. */
  readonly holds: ReadonlyMap<string, Value>;
  /** The asked members of a local of the function that nothing was stored in since it was declared. */
  readonly unset: readonly string[];
}

export interface SeenObject {
  /** The type as C spells it. */
  readonly type: string;
  /** In bytes on 64-bit Windows; undefined where that is not known. */
  readonly size: number | undefined;
  readonly isPointer: boolean;
  /** It is one variable, or one member that is no structure, and not what some pointer leads to: no more memory belongs to it. */
  readonly isAll: boolean;
}

/** What a socket was made with, in terms of what the function was given where it is not known here. */
export interface Making {
  /** The flag of its category. */
  readonly flags: Value;
  readonly family: Value;
  /** The table of the driver's event callbacks. */
  readonly dispatch: Value;
}

/** An object that was waited for, with no end but that it was signaled. */
export interface Awaited {
  readonly object: Value;
  readonly site: Site;
}

export interface SeenEvent {
  readonly event: Value;
  readonly facts: ReadonlyMap<Fact, KnownFact>;
}

export interface KnownFact {
  readonly site: Site;
  readonly isDoubtful: boolean;
}
