import type { FunctionDefinition } from '../../model/unit';
import type { Span } from '../../text/span';
import { nodeAt, spanHere, type Analysis } from '../analysis';
import { sameAnchor } from '../anchor';
import { isConstant } from '../constant';
import type { Site } from '../state/object';
import type { Value } from '../state/terms';
import type { Use } from '../summary/summary';

/** A call that takes back what a request uses which may be pending. */
export interface TakenBack {
  /** The argument that is taken back, and as the source spells it. */
  readonly at: Span;
  readonly text: string;
  /** The function that takes it back. */
  readonly callee: string;
  /** The call of WSK that was given it. */
  readonly request: Site;
}

/** The calls of a file that free or unlock the data of a request, or the MDL that describes it, while it may be pending. */
export const buffersTakenBack = (analysis: Analysis): TakenBack[] =>
  takenBack(analysis, RELEASES, (use, request, uses, definition) => {
    const mdl = request.arguments.get('Buffer')?.behind?.holds.get('Mdl');
    const freed = use.arguments.get(RELEASES[use.callee] ?? '')?.value;
    if (mdl?.kind !== 'symbol' || freed === undefined) return false;
    return freed === mdl || freed === memoryOf(analysis, definition, mdl, uses);
  });

/** The calls of a file that give WSK back a security descriptor which a request uses that may be pending. */
export const descriptorsTakenBack = (analysis: Analysis): TakenBack[] =>
  takenBack(analysis, { WskControlClient: 'InputBuffer' }, (use, request) => {
    const code = use.arguments.get('ControlCode')?.value;
    if (code === undefined || !isConstant(code, 'WSK_RELEASE_SD')) return false;
    const freed = use.arguments.get('InputBuffer')?.behind?.holds.get('');
    return freed !== undefined && freed.kind !== 'number' && freed === descriptorOf(request);
  });

/** What takes memory back, and the parameter for it. */
const RELEASES: Readonly<Record<string, string>> = {
  IoFreeMdl: 'Mdl',
  MmUnlockPages: 'MemoryDescriptorList',
  ExFreePool: 'P',
  ExFreePoolWithTag: 'P',
  ExFreePool2: 'P',
};

type IsOf = (use: Use, request: Use, uses: readonly Use[], definition: FunctionDefinition) => boolean;

/** Of each request the first call that takes something of it back. */
const takenBack = (analysis: Analysis, calls: Readonly<Record<string, string>>, isOf: IsOf): TakenBack[] =>
  analysis.functions.flatMap((definition) => {
    const uses = analysis.resultOf(definition)?.uses ?? [];
    const found = new Map<number, TakenBack>();
    const told = new Set<Use>();
    for (const use of uses) {
      const argument = use.through.length > 0 ? undefined : use.arguments.get(calls[use.callee] ?? '');
      const at = argument && spanHere(analysis, argument.at);
      if (argument === undefined || at === undefined || found.has(at.start)) continue;
      const requests = requestsOf(use, uses, (one) => !told.has(one) && isOf(use, one, uses, definition));
      const [request] = requests;
      if (request === undefined) continue;
      for (const one of requests) told.add(one);
      found.set(at.start, { at, text: argument.text, callee: use.callee, request: siteOf(request) });
    }
    return [...found.values()];
  });

/** The first pending request of which one view is asked for, in all its views. */
const requestsOf = ({ pending = [] }: Use, uses: readonly Use[], isAsked: (one: Use) => boolean): readonly Use[] =>
  pending.map((site) => uses.filter((one) => isAt(one, site))).find((views) => views.some(isAsked)) ?? [];

const siteOf = ({ at, callee, through }: Use): Site => ({ at, callee, through });

const isAt = ({ kind, at, through }: Use, site: Site): boolean =>
  kind === 'wsk' &&
  sameAnchor(at, site.at) &&
  through.length === site.through.length &&
  through.every((step, index) => sameAnchor(step.at, site.through[index]?.at ?? at));

/** The memory that the function has made an MDL for. */
function memoryOf(
  analysis: Analysis,
  definition: FunctionDefinition,
  { origin }: Extract<Value, { kind: 'symbol' }>,
  uses: readonly Use[],
): Value | undefined {
  const { tree } = analysis.unit;
  if (origin.from !== 'call' || origin.part !== '') return undefined;
  const name = tree.field(nodeAt(definition, origin.at), 'function');
  const made = uses.find(
    ({ callee, at }) =>
      callee === 'IoAllocateMdl' && name !== undefined && spanHere(analysis, at)?.start === tree.start(name),
  );
  const memory = made?.arguments.get('VirtualAddress')?.value;
  return memory?.kind === 'number' ? undefined : memory;
}

/** The cached descriptor that a request was given. */
function descriptorOf({ callee, arguments: named }: Use): Value | undefined {
  if (callee !== 'WskControlSocket') return named.get('SecurityDescriptor')?.value;
  const code = named.get('ControlCode')?.value;
  const isSecurity = code !== undefined && isConstant(code, 'SO_WSK_SECURITY');
  return isSecurity ? named.get('InputBuffer')?.behind?.holds.get('') : undefined;
}
