import type { Use } from '../flow/summary/summary';
import type { Call } from './calls';
import type { Draft } from './draft';
import { callOf, routineId, type Parts } from './draw-requests';
import { callbackId } from './draw-sockets';
import type { EdgeKind } from './graph';

const KINDS: Readonly<Record<string, EdgeKind>> = {
  WskCloseSocket: 'closes',
  IoFreeIrp: 'frees',
};

/** Draws what callbacks and completion routines close and free, themselves or in a function that they call. */
export function drawEndings(draft: Draft, parts: Parts): void {
  for (const each of parts.functions) {
    const { analysis, definition, id } = each;
    const slots = analysis.slotsOf(definition).map(({ callback }) => callbackId(id, callback));
    const nodes = [routineId(id), ...slots].filter((node) => draft.has(node));
    const endings = nodes.length === 0 ? [] : (analysis.resultOf(definition)?.uses ?? []).flatMap(ending);
    for (const { use, kind } of endings) {
      const call = callOf(parts, analysis, use);
      if (call === undefined) continue;
      const touched = touchedBy(parts, call, kind, use.through.length > 0);
      const pairs = nodes.flatMap((from) => touched.map((to) => ({ from, to })));
      for (const { from, to } of pairs) draft.edge(from, to, kind, use.callee, call.place);
    }
  }
}

function ending(use: Use): readonly { use: Use; kind: EdgeKind }[] {
  const kind = KINDS[use.callee];
  return kind === undefined ? [] : [{ use, kind }];
}

/** A helper closes for all that call it: which of these it is here does not show, unless there is one only. */
function touchedBy({ sockets, irps }: Parts, call: Call, kind: EdgeKind, isInHelper: boolean): readonly string[] {
  const touched = (kind === 'closes' ? sockets.handedTo(call) : irps.knownFor(call)).map(({ id }) => id);
  return isInHelper && touched.length > 1 ? [] : touched;
}
