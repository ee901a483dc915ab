import { clientControlCodes } from './client-control-codes';
import type { Control } from './control-shape';
import { ioControlCodes } from './io-control-codes';
import { socketOptions } from './socket-options';

export type { Control, ControlBuffer, ControlKind, ControlOperation, ControlPhase } from './control-shape';

/** Socket options, I/O control codes and client control codes, by name. */
export const controls = { ...socketOptions, ...ioControlCodes, ...clientControlCodes } as const satisfies Readonly<
  Record<string, Control>
>;

export type ControlName = keyof typeof controls;

/** What the table says of a socket option or control code, or undefined where there is none of that name. */
export const describeControl = (name: string): Control | undefined =>
  Object.hasOwn(controls, name) ? controls[name as ControlName] : undefined;
