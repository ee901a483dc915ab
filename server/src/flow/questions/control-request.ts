import { knownConstants } from '../../knowledge/constants';
import { controls, describeControl, type Control, type ControlOperation } from '../../knowledge/options';
import { isConstant } from '../constant';
import type { Argument, Use } from '../summary/summary';

/** What a call of WskControlSocket or WskControlClient asks for. */
export interface ControlRequest {
  readonly operation: ControlOperation;
  /** The option or control code, by the name of its constant; undefined where the tables have none, or it is not known. */
  readonly name: string | undefined;
  readonly control: Control | undefined;
}

const OPERATIONS = ['WskSetOption', 'WskGetOption', 'WskIoctl'] as const;

/** What is asked for; undefined for a call of anything else, and where the kind of request is not known. */
export function controlRequest({ callee, arguments: named }: Use): ControlRequest | undefined {
  const [type, code, level] = [named.get('RequestType'), named.get('ControlCode'), named.get('Level')];
  if (callee !== 'WskControlSocket' && callee !== 'WskControlClient') return undefined;
  const operation =
    callee === 'WskControlClient'
      ? callee
      : OPERATIONS.find((known) => type !== undefined && isConstant(type.value, known));
  if (operation === undefined) return undefined;
  const name = code && controlMeant(code, operation, level);
  return { operation, name, control: name === undefined ? undefined : describeControl(name) };
}

/** Options of different levels have the same numbers: without its name an option is known only beside SOL_SOCKET. */
function controlMeant(
  { value }: Argument,
  operation: ControlOperation,
  level: Argument | undefined,
): string | undefined {
  if (value.kind !== 'number' && value.kind !== 'named') return undefined;
  if (value.name !== undefined && Object.hasOwn(controls, value.name)) return value.name;
  const isOption = operation === 'WskSetOption' || operation === 'WskGetOption';
  const isOfSocket = level !== undefined && isConstant(level.value, 'SOL_SOCKET');
  if (value.kind === 'named' || (isOption && !isOfSocket)) return undefined;
  return Object.entries<Control>(controls).find(
    ([name, { operations }]) =>
      operations.includes(operation) && ((knownConstants[name] ?? 0) | 0) === (value.value | 0),
  )?.[0];
}
