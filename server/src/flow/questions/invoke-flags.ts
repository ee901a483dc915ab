import type { Span } from '../../text/span';
import { spanHere, type Analysis } from '../analysis';
import { anchorKey } from '../anchor';
import { ownerOf } from './request';
import { callsIn, requestsRoutedBy } from './requests-in-sight';
import type { Argument, Use } from '../summary/summary';
import { isZero } from '../state/terms';

export const INVOKE_FLAGS = ['InvokeOnSuccess', 'InvokeOnError', 'InvokeOnCancel'] as const;

/** A completion routine of an own IRP that is not called for every end of a request to WSK. */
export interface PartialRoutine {
  /** The routine, and the IRP, as the source spells them. */
  readonly routine: string;
  readonly irp: string;
  /** The flags that are FALSE, at least one. */
  readonly off: readonly { readonly flag: (typeof INVOKE_FLAGS)[number]; readonly at: Span; readonly text: string }[];
  /** The first request that it is set for. */
  readonly request: Use;
}

/** The calls of a file that set such a routine, in the order of the text. */
export function partialRoutines(analysis: Analysis): readonly PartialRoutine[] {
  const calls = callsIn(analysis, ['IoSetCompletionRoutine', 'IoSetCompletionRoutineEx']).filter(
    (call) => falseFlags(analysis, call).length > 0,
  );
  const found = new Map<string, PartialRoutine>();
  for (const call of calls) {
    const key = anchorKey(call.at);
    const set = requestsRoutedBy(analysis, call.at);
    const [routine, irp] = [call.arguments.get('CompletionRoutine'), call.arguments.get('Irp')];
    const [first] = set;
    // NULL takes the routine away: no flag is of interest then.
    if (first === undefined || routine === undefined || irp === undefined || routine.value.kind === 'number') continue;
    if (ownerOf(set) !== 'own' || found.has(key)) continue;
    found.set(key, {
      routine: routine.text.replace(/^&\s*/, ''),
      irp: irp.text,
      off: falseFlags(analysis, call),
      request: first.use,
    });
  }
  return [...found.values()];
}

const falseFlags = (analysis: Analysis, { arguments: named }: Use): PartialRoutine['off'] =>
  INVOKE_FLAGS.flatMap((flag) => {
    const argument = named.get(flag);
    const at = argument && isFalse(argument) ? spanHere(analysis, argument.at) : undefined;
    return argument === undefined || at === undefined ? [] : [{ flag, at, text: argument.text }];
  });

const isFalse = ({ value }: Argument): boolean => isZero(value);
