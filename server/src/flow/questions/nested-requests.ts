import type { Span } from '../../text/span';
import { spanHere, type Analysis } from '../analysis';
import type { FunctionId } from '../anchor';
import { completionRoutines, type CompletionRoutine } from './completion';
import { barredCalls, type BarredCall } from '../irql/barred-calls';
import type { Use } from '../summary/summary';
import { isZero } from '../state/terms';

/** A request that a completion routine makes while another one completes. */
export interface NestedRequest {
  readonly routine: CompletionRoutine;
  /** The name in the call of WSK, or in that of the helper which leads there. */
  readonly at: Span;
  /** The helper that the routine calls; undefined where it makes the request itself. */
  readonly through: string | undefined;
  readonly use: Use;
  /** Whether it has an IRP, whose routine may then run within this one; a call without is over when it returns. */
  readonly hasIrp: boolean;
}

/**
 * The calls in the completion routines of a file that hand WSK another request, or control a socket or client without
 * an IRP, each once, in the order of the text. One that is waited for is left out: the wait is what has to go, and the
 * request then goes elsewhere with it.
 */
export function nestedRequests(analysis: Analysis): readonly NestedRequest[] {
  const found = new Map<number, NestedRequest>();
  const { forThemselves, forRequests } = barredCalls(analysis);
  const waits = [...forThemselves, ...forRequests];
  for (const routine of completionRoutines(analysis)) {
    for (const request of [...seenIn(analysis, routine), ...startedAgain(analysis, routine)])
      if (!found.has(request.at.start) && !waits.some((wait) => isAwaitedBy(wait, request)))
        found.set(request.at.start, request);
  }
  return [...found.values()].sort((a, b) => a.at.start - b.at.start);
}

/** Whether a wait is for a request: by the helper that makes it, or somewhere on the way there. */
function isAwaitedBy({ at, definition, need }: BarredCall, request: NestedRequest): boolean {
  const { routine, use } = request;
  if (at.start === request.at.start) return true;
  const onTheWay = [routine.definition.name, request.through, ...use.through.map(({ callee }) => callee)];
  return need.blocks?.request === use.callee && onTheWay.includes(definition.name);
}

const seenIn = (analysis: Analysis, routine: CompletionRoutine): readonly NestedRequest[] =>
  (analysis.resultOf(routine.definition)?.uses ?? []).flatMap((use) => {
    const [step] = use.through;
    const hasIrp = isRequest(use);
    const at = hasIrp || isControl(use) ? spanHere(analysis, step?.at ?? use.at) : undefined;
    return at === undefined ? [] : [{ routine, at, through: step?.callee, use, hasIrp }];
  });

/**
 * The calls in a routine of a function of the file that makes a request which the same routine completes. The two lead to
 * each other, so that neither is told what the other does.
 */
function startedAgain(analysis: Analysis, routine: CompletionRoutine): readonly NestedRequest[] {
  const { tree } = analysis.unit;
  const id = analysis.idOf(routine.definition);
  return tree.descendants(routine.definition.body, 'call_expression').flatMap((call) => {
    const name = tree.field(call, 'function');
    const callee = name === undefined ? undefined : analysis.functionNamed(tree.textOf(name));
    const uses = callee === undefined ? [] : (analysis.resultOf(callee)?.uses ?? []);
    const use = uses.find((one) => one.through.length === 0 && isRequest(one) && isCompletedBy(one, id));
    if (name === undefined || callee === undefined || use === undefined) return [];
    return [{ routine, at: tree.span(name), through: callee.name, use, hasIrp: true }];
  });
}

function isCompletedBy({ arguments: named }: Use, id: FunctionId): boolean {
  const routine = named.get('Irp')?.installed?.routine;
  return routine?.kind === 'function' && routine.meant === id;
}

/** WskRelease only gives back what the driver has kept, and is as right here as anywhere. */
const isControl = ({ kind, callee }: Use): boolean =>
  kind === 'wsk' && (callee === 'WskControlSocket' || callee === 'WskControlClient');

/** Whether a call hands WSK a request: one without an IRP is done when it returns, and completes nothing. */
function isRequest({ kind, arguments: named }: Use): boolean {
  const irp = named.get('Irp')?.value;
  return kind === 'wsk' && irp !== undefined && !isZero(irp);
}
