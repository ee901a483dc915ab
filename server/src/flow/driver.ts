import type { LastingName } from '../model/lasting';
import type { Anchor, FunctionId } from './anchor';
import type { Use } from './summary/summary';

export type { LastingName } from '../model/lasting';

/** A call of WskControlSocket or WskControlClient, as it is seen from a function that nobody calls on the way to it. */
export interface ControlView {
  readonly use: Use;
  /** Whether the call, or one on the way to it, stands in a loop. */
  readonly isRepeated: boolean;
}

/** What one driver does as a whole, in whichever of its files. */
export interface Driver {
  /** The routines that it is unloaded with. */
  readonly unloadRoutines: ReadonlySet<FunctionId>;
  /** Whether it names a function in a file that is in sight. */
  names(name: LastingName): boolean;
  /** The same; true also where code that is not in sight may do so. */
  mayCall(name: LastingName): boolean;
  /** Whether it may call a function elsewhere than in DriverEntry and what that calls. */
  mayCallAfterStart(name: LastingName): boolean;
  /** Where it calls a function, as far as these calls were followed: in the order of the files and of their texts. */
  callsOf(name: LastingName): readonly Anchor[];
  /**
   * The captures of the provider NPI that still hold, without doubt, on some way out of the one function through which all
   * calls of a function are made: there they are not made. None where there are several such functions.
   */
  capturedDespite(name: LastingName): readonly Anchor[];
  /** All that it asks of sockets and of clients; undefined where a part of the driver is not in sight, or was not followed. */
  controls(): readonly ControlView[] | undefined;
}
