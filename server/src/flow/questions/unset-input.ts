import type { FunctionName } from '../../knowledge';
import { bufferMistake } from './control-buffers';
import { controlRequest } from './control-request';
import type { Argument, Use } from '../summary/summary';

/** What reaches WSK through an argument although the function never stored anything there. */
export interface UnsetInput {
  readonly parameter: string;
  readonly argument: Argument;
  /** The members of the structure, '' where the whole is one value. */
  readonly members: readonly string[];
  /** The same as C names them in the function that declares the variable. */
  readonly names: readonly string[];
}

/** What must be set, by function and parameter; '' is the whole. Sources: the pages of these functions and structures. */
const MUST_BE_SET: Readonly<Partial<Record<FunctionName, Readonly<Record<string, readonly string[]>>>>> = {
  WskRegister: { WskClientNpi: ['Dispatch', 'ClientContext'] },
  WskSend: { Buffer: ['Mdl', 'Offset', 'Length'] },
  WskReceive: { Buffer: ['Mdl', 'Offset', 'Length'] },
  WskSendTo: { Buffer: ['Mdl', 'Offset', 'Length'] },
  WskReceiveFrom: { Buffer: ['Mdl', 'Offset', 'Length'], ControlLength: [''] },
  WskDisconnect: { Buffer: ['Mdl', 'Offset', 'Length'] },
  WskConnectEx: { Buffer: ['Mdl', 'Offset', 'Length'] },
  WskSendMessages: { BufferList: ['Next', 'Buffer.Mdl', 'Buffer.Offset', 'Buffer.Length'] },
};

/** By control code, of the input buffer. Which NPI the callbacks are of is another question. */
const OF_CONTROL: Readonly<Record<string, readonly string[]>> = {
  SO_WSK_EVENT_CALLBACK: ['EventMask'],
  WSK_SET_STATIC_EVENT_CALLBACKS: ['EventMask'],
  SIO_WSK_REGISTER_EXTENSION: ['NpiId', 'ClientContext', 'ClientDispatch'],
};

/** The functions of which `unsetInput` can say something. */
export const FUNCTIONS_WITH_INPUT = [
  ...(Object.keys(MUST_BE_SET) as FunctionName[]),
  'WskControlSocket',
  'WskControlClient',
] as const;

/** The first argument of a call that leads to something unset; undefined where there is none, or that does not show. */
export function unsetInput(use: Use): UnsetInput | undefined {
  // Where the buffer is not the structure that the code takes, it has none of its members.
  if (use.isDoubtful || bufferMistake(use) !== undefined) return undefined;
  const control = controlRequest(use)?.name;
  const wanted =
    control === undefined ? MUST_BE_SET[use.callee as FunctionName] : { InputBuffer: OF_CONTROL[control] ?? [] };
  for (const [parameter, members] of Object.entries(wanted ?? {})) {
    const argument = use.arguments.get(parameter);
    const unset = members.filter((member) => argument?.behind?.unset.includes(member) === true);
    if (argument !== undefined && unset.length > 0)
      return { parameter, argument, members: unset, names: unset.map((member) => nameIn(argument, member)) };
  }
  return undefined;
}

function nameIn({ value, text }: Argument, member: string): string {
  const place = value.kind === 'address' ? value.region.place : undefined;
  const whole = place?.is === 'variable' ? place.variable.name : `*${text}`;
  return member === '' ? whole : `${whole}.${member}`;
}
