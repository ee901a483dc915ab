import { describe, type FunctionName } from '../../knowledge';
import { pagedSectionOfData, type PagedSection } from '../../model/paged';
import type { Span } from '../../text/span';
import { spanHere, type Analysis } from '../analysis';
import type { Anchor } from '../anchor';
import { onceInFile } from '../once-in-file';
import type { Site } from '../state/object';
import type { Argument, Use } from '../summary/summary';
import { wrongCalls } from './wrong-calls';

/** Memory that may be paged out, and is handed to a function that needs it to stay. */
export interface PagedMemory {
  /** What says that it may be paged out, where that stands in this file; else the argument that hands it on. */
  readonly at: Span;
  /** The argument as the source spells it. */
  readonly text: string;
  /** The function that needs it to stay, and the parameter. */
  readonly callee: string;
  readonly parameter: string;
  /** Where it is handed on. */
  readonly use: Use;
  /** Where it comes from; undefined for a variable. */
  readonly allocation: Site | undefined;
  /** What puts a variable into a pageable section. */
  readonly section: PagedSection | undefined;
  /** Whether `at` is what the allocation itself says of the kind of memory. */
  readonly isAtKind: boolean;
}

/** What may not be paged out, by function and parameter. Sources: the pages of these functions. */
const STAYS = {
  WskRegister: ['WskRegistration'],
  WskSocket: ['SocketContext'],
  WskSocketConnect: ['SocketContext'],
  WskAccept: ['AcceptSocketContext', 'LocalAddress', 'RemoteAddress'],
  WskGetLocalAddress: ['LocalAddress'],
  WskGetRemoteAddress: ['RemoteAddress'],
  WskReceiveFrom: ['RemoteAddress'],
  IoSetCompletionRoutine: ['Context'],
  IoSetCompletionRoutineEx: ['Context'],
  MmBuildMdlForNonPagedPool: ['MemoryDescriptorList'],
} as const satisfies Partial<Record<FunctionName, readonly string[]>>;

/** The memory of a file that may be paged out where it is handed on, each once, in the order of the text. */
export const pagedMemory = onceInFile((analysis): PagedMemory[] => {
  const calls = Object.keys(STAYS) as (keyof typeof STAYS)[];
  const wrong = calls.flatMap((callee) =>
    STAYS[callee].flatMap((parameter) =>
      wrongCalls<FunctionName, string>(analysis, [callee], (use) => {
        const argument = use.arguments.get(parameter);
        const known = argument?.facts.get('pageable');
        if (argument === undefined || known?.isDoubtful !== false || use.isDoubtful) return undefined;
        return { marked: parameter as never, because: [known.site], detail: argument.text };
      }).map(({ at, use, because: [allocation], detail: text }): PagedMemory => {
        const place = allocation && placeOfKind(allocation);
        const kind = place && spanHere(analysis, place.anchor);
        const base = { text, callee, parameter, use, allocation, section: undefined };
        return { ...base, at: kind ?? at, isAtKind: kind !== undefined && place?.isKind === true };
      }),
    ),
  );
  const found = new Map([...wrong, ...pagedVariables(analysis)].map((one) => [one.at.start, one] as const).reverse());
  return [...found.values()].sort((one, other) => one.at.start - other.at.start);
});

/** What of an allocation says that the memory may be paged out: the kind of pool, or else the name of the called function. */
function placeOfKind({ at, callee, through }: Site): { readonly anchor: Anchor; readonly isKind: boolean } {
  const [helper] = through;
  if (helper !== undefined) return { anchor: helper.at, isKind: false };
  const kind = describe(callee)?.effects?.flatMap((effect) =>
    effect.effect === 'acquires' && typeof effect.pageable === 'object' && 'kind' in effect.pageable
      ? [effect.pageable.kind]
      : [],
  )[0];
  const part = kind === undefined ? -1 : Object.keys(describe(callee)?.parameters ?? {}).indexOf(kind);
  return part < 0 ? { anchor: at, isKind: false } : { anchor: { ...at, part }, isKind: true };
}

/** File-level variables in pageable sections. */
function pagedVariables(analysis: Analysis): PagedMemory[] {
  return analysis.functions.flatMap((definition) =>
    (analysis.resultOf(definition)?.uses ?? []).flatMap((use) => {
      const parameters: readonly string[] = isAsked(use.callee) ? STAYS[use.callee] : [];
      if (use.through.length > 0) return [];
      return parameters.flatMap((parameter) => {
        const argument = use.arguments.get(parameter);
        const section = argument && sectionOf(analysis, argument);
        const at = argument && spanHere(analysis, argument.at);
        if (argument === undefined || section === undefined || at === undefined) return [];
        const { text } = argument;
        return { at, text, callee: use.callee, parameter, use, allocation: undefined, section, isAtKind: false };
      });
    }),
  );
}

const isAsked = (callee: string): callee is keyof typeof STAYS => Object.hasOwn(STAYS, callee);

function sectionOf({ unit }: Analysis, { value }: Argument): PagedSection | undefined {
  const place = value.kind === 'address' ? value.region.whole.place : undefined;
  const variable = place?.is === 'variable' ? place.variable : undefined;
  if (variable?.kind !== 'global' && variable?.kind !== 'static') return undefined;
  const declaration = unit.tree.enclosing(variable.node, 'declaration');
  return declaration === undefined ? undefined : pagedSectionOfData(unit, declaration);
}
