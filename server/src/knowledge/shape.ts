export type Irql = 'PASSIVE_LEVEL' | 'APC_LEVEL' | 'DISPATCH_LEVEL' | 'HIGH_LEVEL';
export type SocketCategory = 'basic' | 'listening' | 'datagram' | 'connection' | 'stream';

/** What a parameter is, in the words in which rules ask for it. */
export type ParameterRole =
  | 'client'
  | 'socket'
  | 'irp'
  | 'buffer'
  | 'flags'
  | 'address'
  | 'context'
  | 'routine'
  | 'inspect-id'
  | 'registration'
  | 'event'
  | 'value';

export interface Parameter {
  readonly type: string;
  /** Whether the callee reads or writes what the argument points at; 'in' leaves it as it was. */
  readonly flow: 'in' | 'out' | 'inout';
  readonly role: ParameterRole;
  /** NULL, or 0, is allowed. */
  readonly optional?: true;
  /** The only flags the function accepts here; none at all where the list is empty. */
  readonly flags?: readonly string[];
  /** One or two plain sentences for the hover. */
  readonly about: string;
}

/** What a driver must give back after it got it; the words of the documentation. */
export type Resource =
  | 'IRP'
  | 'MDL'
  | 'locked pages'
  | 'mapping'
  | 'pool'
  | 'lookaside list'
  | 'lookaside entry'
  | 'socket'
  | 'registration'
  | 'provider NPI'
  | 'provider characteristics'
  | 'address information'
  | 'indication'
  | 'security descriptor'
  | 'work item'
  | 'handle'
  | 'reference'
  | 'remove lock'
  | 'rundown protection'
  | 'spin lock'
  | 'mutex'
  | 'resource lock'
  | 'push lock'
  | 'critical region'
  | 'cancel spin lock'
  | 'NMR registration'
  | 'NMR binding'
  | 'string';

/** Of these the thread, or the system, has one only: no argument names it. */
export type SoleResource = Extract<Resource, 'critical region' | 'cancel spin lock'>;

/** What is known of an object from some call on. */
export type Fact =
  /** A socket that was made in sight. */
  | 'made'
  /** A socket that was connected, or accepted. */
  | 'connected'
  /** An IRP that this driver made, and must not let go on. */
  | 'own'
  /** An IRP that another driver made and sent here. */
  | 'foreign'
  /** A socket that has a local transport address. */
  | 'bound'
  /** A listening socket that asks WskInspectEvent about each connection request. */
  | 'conditional'
  /** A client that has created a socket. */
  | 'has-socket'
  /**
   * An IRP as it was made or reset, but for the completion routine that may have been set; a socket that was made and
   * that nothing may have bound.
   */
  | 'fresh'
  /** An IRP that has a completion routine, set since it was made or last handed on. */
  | 'has-routine'
  /** An IRP that WSK was given, and that nothing has shown to be completed. */
  | 'submitted'
  /** An IRP that WSK was given and has completed. */
  | 'completed'
  /** An IRP that WSK was given, and that its completion routine frees: nobody else may touch it from there on. */
  | 'handed-over'
  /** An object that was given back: freed, closed, deregistered. */
  | 'released'
  /** A registration through which the provider NPI was captured, and not released since. */
  | 'captured'
  /** A registration of which the provider NPI was released, and not captured since. */
  | 'npi-released'
  /** An object that this driver has to give back, and that nobody can come to but by what the function knows. */
  | 'owed'
  /** An object that others can come to from here on: it is in a list, in a file-level variable, or with a routine. */
  | 'shared'
  /** An event that was set, or initialised so, and not cleared since. */
  | 'signaled'
  /** An event that was cleared, or initialised so, and that nothing may have set since. */
  | 'clear'
  /** An event that stays signaled until it is cleared. */
  | 'notification'
  /** An event that the wait which it ends clears. */
  | 'synchronization'
  /** Memory that may be paged out, or an MDL that describes such memory. */
  | 'pageable'
  /** An object for which the function has waited until it was signaled: with it, a request of the caller may have completed. */
  | 'awaited'
  /** What may be NULL, and no test has shown that it is not: of what an allocation gave, or a callback was handed. */
  | 'maybe-null'
  /** A pending IRP that was cancelled, or for which a wait was that may have ended without it. */
  | 'given-up';

/**
 * What a call does to the objects it is given, as data for the flow engine.
 * The names are those of the function's parameters; `result` is what it returns.
 */
export type Effect =
  /** The object is new, and NULL where `mayFail`. */
  | { readonly effect: 'makes'; readonly object: string; readonly fact: Fact; readonly mayFail?: true }
  /** The fact holds from here on; where `unlessFailed`, not if the call (or its IRP) completes with a failure. */
  | {
      readonly effect: 'marks';
      readonly object: string;
      readonly fact: Fact;
      readonly unlessFailed?: true;
      /** Only in a call with these constants, by the names of the parameters. */
      readonly where?: Readonly<Record<string, string>>;
      /** Only where this parameter points at a number that is not 0. */
      readonly nonZero?: string;
    }
  /** The routine will be called when the IRP completes. */
  | { readonly effect: 'installs'; readonly object: string; readonly routine: string; readonly context: string }
  /** The IRP loses its completion routine and its state. */
  | { readonly effect: 'resets'; readonly object: string }
  /** WSK owns the IRP until it has completed it. */
  | { readonly effect: 'submits'; readonly object: string }
  /**
   * Other code runs before the call returns: what it may write is no longer known. `object` is what is waited for;
   * `timeout` the parameter that is NULL where the wait has no end but that; `alertable` the one that lets an APC end it,
   * and `mode` the one that does so where it is UserMode.
   */
  | {
      readonly effect: 'waits';
      readonly object?: string;
      readonly timeout?: string;
      readonly alertable?: string;
      readonly mode?: string;
    }
  /**
   * The object must be given back, by a call that releases the same resource. `held` is where the object is found, if it
   * is not the argument itself: stored where the argument points (`PVOID *Object`), or in IoStatus.Information of the
   * IRP once that is completed with success. `mayFail`: the result is NULL, FALSE or a failure where nothing was acquired.
   * `when` names the argument that is FALSE where nothing is acquired.
   */
  | {
      readonly effect: 'acquires';
      readonly object: string;
      readonly resource: Resource;
      /**
       * What says that the memory may be paged out: nothing more (true), the kind of pool that the parameter holds, or the
       * memory that it points at.
       */
      readonly pageable?: true | { readonly kind: string } | { readonly as: string };
      readonly held?: 'pointee' | 'Information';
      readonly mayFail?: true;
      readonly when?: string;
    }
  /** The object is given back, and must not be used after. */
  | { readonly effect: 'releases'; readonly object: string; readonly resource: Resource }
  | { readonly effect: 'enters' | 'leaves'; readonly resource: SoleResource }
  /**
   * The event, mutex or timer is signaled from here on, or `clears`: no longer. `unless` names the argument that turns it
   * round where it is TRUE; `type` the one that says which EVENT_TYPE it becomes.
   */
  | {
      readonly effect: 'signals' | 'clears';
      readonly object: string;
      readonly unless?: string;
      readonly type?: string;
    }
  /**
   * The processor runs at this level, or at the one that the parameter names. `saves` holds the level it had: what a
   * parameter points at, or the result.
   */
  | { readonly effect: 'raises'; readonly to: Irql | { readonly parameter: string }; readonly saves?: string }
  /** The processor runs at the level again that the parameter holds, or what it points at. */
  | { readonly effect: 'restores'; readonly from: string }
  /** The call does not return. */
  | { readonly effect: 'ends' };

export interface ApiFunction {
  readonly summary: string;
  readonly returns: string;
  /** In the order of the prototype. */
  readonly parameters: Readonly<Record<string, Parameter>>;
  /** More arguments may follow those that `parameters` names; the function only reads them. */
  readonly variadic?: true;
  /**
   * The highest IRQL at which it may be called; `note` where that depends on something, and `atMost` how high it may be then,
   * if no argument shows on what.
   */
  readonly irql: { readonly min?: Irql; readonly max: Irql; readonly note?: string; readonly atMost?: Irql };
  /** The socket categories whose dispatch table holds the function; none for an export or a provider function. */
  readonly sockets?: readonly SocketCategory[];
  /** The dispatch tables (WSK_PROVIDER_…) it is reached through; none for an export. */
  readonly tables?: readonly string[];
  /** What becomes of the IRP, and what IoStatus.Information holds then, for the hover. */
  readonly irp?: string;
  /** Who owns what the call is given and gives, and who frees it, for the hover. */
  readonly ownership?: string;
  /** What else a driver should know, one sentence each; advice that no rule can give stands here. */
  readonly notes?: readonly string[];
  /** Names of the rules on the mistakes that drivers make with it, the most frequent first. */
  readonly rules?: readonly string[];
  /** Return value to what it means and obliges to. */
  readonly values?: Readonly<Record<string, string>>;
  readonly effects?: readonly Effect[];
  /** The parameters by which it gets something that it keeps, or hands on, beside those that `kept.ts` and the role `context` name. */
  readonly keeps?: readonly string[];
  /** The result depends on memory that others write, as that of an interlocked operation does. */
  readonly readsShared?: true;
  /** It raises an exception where the driver has done nothing wrong: for memory of a user process, or a quota used up. */
  readonly raisesException?: true;
  readonly since?: string;
  /** Path below https://learn.microsoft.com/windows-hardware/drivers/ddi/, without extension. A whole address elsewhere; empty where none is. */
  readonly page: string;
}

export interface ApiCallback {
  readonly summary: string;
  readonly returns: string;
  readonly parameters: Readonly<Record<string, Parameter>>;
  readonly irql: { readonly max: Irql; readonly note?: string };
  /** The function pointer's typedef. */
  readonly typedef: string;
  /** The client dispatch table that has a slot for it. */
  readonly table: string;
  readonly ownership?: string;
  readonly notes?: readonly string[];
  readonly rules?: readonly string[];
  readonly values: Readonly<Record<string, string>>;
  /** How it is switched on and off. */
  readonly enabled: string;
  readonly page: string;
}

/** Keeps the literal keys of a table, so that a misspelt function or parameter is a compile error in a rule. */
export const defineFunctions = <const T extends Readonly<Record<string, ApiFunction>>>(table: T): T => table;
export const defineCallbacks = <const T extends Readonly<Record<string, ApiCallback>>>(table: T): T => table;
