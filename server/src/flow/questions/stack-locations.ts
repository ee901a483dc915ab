import type { Analysis } from '../analysis';
import { anchorKey } from '../anchor';
import { callsIn, requestsMadeFrom } from './requests-in-sight';
import type { Argument, Use } from '../summary/summary';

/** A call that makes an IRP without room for a stack location. */
export interface IrpWithoutLocation {
  /** The function that makes the IRP. */
  readonly callee: string;
  /** The argument that is too small. */
  readonly argument: Argument;
  readonly tooSmall: 'number of locations' | 'size of the memory';
  /** The first request to WSK that the IRP is used for. */
  readonly request: Use;
}

/** The calls of a file that make an IRP without a stack location which then goes to WSK, in the order of the text. */
export function irpsWithoutLocation(analysis: Analysis): readonly IrpWithoutLocation[] {
  const calls = callsIn(analysis, ['IoAllocateIrp', 'IoAllocateIrpEx', 'IoInitializeIrp']).flatMap((call) => {
    const wrong = tooSmallIn(call);
    return wrong === undefined ? [] : [{ call, ...wrong }];
  });
  const found = new Map<string, IrpWithoutLocation>();
  for (const { call, argument, tooSmall } of calls) {
    const key = anchorKey(call.at);
    const [request] = requestsMadeFrom(analysis, call.at);
    if (request !== undefined && !found.has(key))
      found.set(key, { callee: call.callee, argument, tooSmall, request: request.use });
  }
  return [...found.values()];
}

function tooSmallIn({ arguments: named }: Use): Pick<IrpWithoutLocation, 'argument' | 'tooSmall'> | undefined {
  const [locations, size] = [named.get('StackSize'), named.get('PacketSize')];
  if (locations?.value.kind === 'number' && locations.value.value <= 0)
    return { argument: locations, tooSmall: 'number of locations' };
  return size !== undefined && IRP_ALONE.test(size.text)
    ? { argument: size, tooSmall: 'size of the memory' }
    : undefined;
}

/** The size of an IRP without any stack location, as it is written. */
const IRP_ALONE = /^(?:\(\w+\)\s*)?(?:sizeof\s*\(\s*(?:struct\s+_)?IRP\s*\)|IoSizeOfIrp\s*\(\s*0\s*\))$/;
