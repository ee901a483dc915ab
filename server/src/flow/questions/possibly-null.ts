import { isPointerTo, typeOf } from '../../model/types';
import type { FunctionDefinition, Unit } from '../../model/unit';
import type { Node } from '../../syntax/tree';
import type { Span } from '../../text/span';
import { withoutCasts } from '../../model/references';
import { nodeAt, spanHere, type Analysis } from '../analysis';
import { anchorKey } from '../anchor';
import type { Site } from '../state/object';

/** A place where a pointer is gone through that no test on the way there has shown not to be NULL. */
export interface PossiblyNull {
  readonly definition: FunctionDefinition;
  /** The pointer, or the argument for a parameter that must not be NULL. */
  readonly at: Span;
  /** As the source spells it. */
  readonly text: string;
  /** Where it came from: the call that has given it, or the parameter (`HEADER`) of the function. */
  readonly origin: Site;
}

/**
 * The places of a file where a pointer is read through, written through, or handed to a function that does so, and may be
 * NULL: an IRP or an MDL that was just allocated, the address of an MDL's memory; or a parameter that is an indication, an
 * accepted socket, an IRP or an MDL, of which the caller knows more. Of all that one call or parameter gave the first of a
 * function, in the order of the text.
 */
export function possiblyNull(analysis: Analysis): PossiblyNull[] {
  const { tree } = analysis.unit;
  return analysis.functions.flatMap((definition) => {
    const found = new Map<string, PossiblyNull>();
    const seen = [...(analysis.resultOf(definition)?.dereferences ?? [])].sort((a, b) => a.from - b.from);
    for (const { from, origin } of seen) {
      const key = [origin.at, ...origin.through.map(({ at }) => at)].map(anchorKey).join();
      if (found.has(key)) continue;
      const node = withoutCasts(analysis.unit, nodeAt(definition, from));
      if (isResident(analysis, origin)) continue;
      found.set(key, { definition, at: tree.span(node), text: tree.textOf(node), origin });
    }
    return [...found.values()];
  });
}

/** Whether an address may be that of an MDL which the file makes of non-paged memory: it is mapped already, and never NULL. */
function isResident(analysis: Analysis, { callee, at }: Site): boolean {
  const { unit } = analysis;
  if (callee !== 'MmGetSystemAddressForMdlSafe' || !analysis.ofFile('resident MDLs', makesResidentMdls)) return false;
  const mdl = spanHere(analysis, { ...at, part: 0 });
  return mdl === undefined || !isOfIndication(unit, unit.tree.nodeAt(mdl.start + 1));
}

const makesResidentMdls = ({ unit: { tree } }: Analysis): boolean =>
  tree
    .descendants(tree.root, 'call_expression')
    .some((call) => tree.textOf(tree.field(call, 'function') ?? call) === 'MmBuildMdlForNonPagedPool');

/** Whether an expression begins with an indication: its MDLs are WSK's, which does not say whether they are mapped. */
const isOfIndication = (unit: Unit, first: Node): boolean =>
  INDICATIONS.some((name) => isPointerTo(unit, typeOf(unit, first), name));

const INDICATIONS = ['WSK_DATA_INDICATION', 'WSK_DATAGRAM_INDICATION'];
