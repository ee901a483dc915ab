import { declaredVariableOf, variableOf } from '../../model/scope';
import { withoutCasts } from '../../model/references';
import { structureName, targetOf } from '../../model/type-table';
import type { Unit } from '../../model/unit';
import type { Node } from '../../syntax/tree';
import type { Span } from '../../text/span';
import { spanHere, type Analysis } from '../analysis';
import { sameAnchor } from '../anchor';
import type { Site } from '../state/object';
import type { Value } from '../state/terms';
import type { Exit, Use } from '../summary/summary';
import { enablings } from './enablings';

/** The context of a socket that is gone while the callbacks of the socket may still be called with it. */
export interface ContextGone {
  readonly at: Span;
  /** As the source spells it. */
  readonly text: string;
  /** It is a local of a function that the socket outlives, or is freed before the close or while that is under way. */
  readonly how: 'local' | 'freed before' | 'freed while';
  /** The call that makes the socket, or closes it. */
  readonly call: Site;
}

/** The contexts of a file that their sockets outlive, in the order of the text. */
export function contextsGone(analysis: Analysis): ContextGone[] {
  const isUnused = enablings(analysis.driver)?.length === 0;
  return analysis.functions
    .flatMap((definition) => {
      const result = analysis.resultOf(definition);
      if (result === undefined || isUnused) return [];
      const { uses, summary } = result;
      return [...localContexts(analysis, uses, summary.exits), ...freedContexts(analysis, uses)];
    })
    .sort((one, other) => one.at.start - other.at.start);
}

/** By function: the parameters for the context, and for the table of callbacks. */
const CONTEXTS: Readonly<Record<string, readonly [string, string]>> = {
  WskSocket: ['SocketContext', 'Dispatch'],
  WskSocketConnect: ['SocketContext', 'Dispatch'],
  WskAccept: ['AcceptSocketContext', 'AcceptSocketDispatch'],
};

function localContexts(analysis: Analysis, uses: readonly Use[], exits: readonly Exit[]): ContextGone[] {
  const found = new Map<number, ContextGone>();
  for (const use of uses) {
    const [context, table] = (CONTEXTS[use.callee] ?? []).map((name) => use.arguments.get(name));
    if (context === undefined || !isLocal(context.value) || table?.value.kind !== 'address') continue;
    const at = spanHere(analysis, use.through[0]?.at ?? context.at);
    if (at === undefined || !exits.some((exit) => isOpenAfter(exit, use))) continue;
    const { callee, through } = use;
    found.set(at.start, { at, text: localName(context.value), how: 'local', call: { at: use.at, callee, through } });
  }
  return [...found.values()];
}

const isLocal = (value: Value): boolean => localName(value) !== '';

/** The local variable in which an address lies; empty for any other value. */
function localName(value: Value): string {
  const place = value.kind === 'address' ? value.region.whole.place : undefined;
  const variable = place?.is === 'variable' ? place.variable : undefined;
  return variable?.kind === 'local' || variable?.kind === 'parameter' ? variable.name : '';
}

/** Whether the socket that a call has made is known to others where the function ends, and not closed. */
const isOpenAfter = ({ objects, doubts }: Exit, use: Use): boolean =>
  doubts.size === 0 &&
  objects.some(([, { facts }]) => {
    const made = facts.get('made');
    return made?.isMerged === false && sameAnchor(made.site.at, use.at) && !facts.has('released');
  });

/** By function: the parameter for the memory. */
const FREES: Readonly<Record<string, string>> = { ExFreePool: 'P', ExFreePoolWithTag: 'P', ExFreePool2: 'P' };

function freedContexts(analysis: Analysis, uses: readonly Use[]): ContextGone[] {
  const closes = uses.filter(({ callee }) => callee === 'WskCloseSocket');
  const found = new Map<number, ContextGone>();
  for (const use of closes.length === 0 ? [] : uses) {
    const memory = use.arguments.get(FREES[use.callee] ?? '');
    const at = memory && spanHere(analysis, memory.at);
    const own = memory === undefined ? [] : closes.filter((close) => isSocketOf(close, memory.value));
    if (memory === undefined || at === undefined || own.length === 0) continue;
    const gone = closedAround(analysis, use, own);
    if (gone === undefined || !isContext(analysis, at)) continue;
    found.set(at.start, { at, text: memory.text, ...gone });
  }
  return [...found.values()];
}

/** How a free and the closes of the socket in what is freed stand to each other, where that is wrong. */
function closedAround(
  analysis: Analysis,
  free: Use,
  closes: readonly Use[],
): Pick<ContextGone, 'how' | 'call'> | undefined {
  const pending = closes.find((close) => free.pending?.some((site) => isSite(site, close)) === true);
  if (pending !== undefined) return { how: 'freed while', call: siteOf(pending) };
  const later = closes.find((close) => isBefore(analysis, free, close));
  return later && { how: 'freed before', call: siteOf(later) };
}

const siteOf = ({ at, callee, through }: Use): Site => ({ at, callee, through });

const isSite = (site: Site, { at, through }: Use): boolean =>
  sameAnchor(site.at, at) && site.through.length === through.length;

/** Whether the socket that is closed stands in a member of some memory. */
function isSocketOf({ arguments: named }: Use, memory: Value): boolean {
  const socket = named.get('Socket')?.value;
  if (socket?.kind !== 'symbol' || socket.origin.from !== 'memory') return false;
  const { whole } = socket.origin.region;
  return whole.place.is === 'pointee' && whole.place.symbol === memory;
}

/** Whether a call comes before another in any case: what follows it in its own block leads there. */
function isBefore(analysis: Analysis, use: Use, close: Use): boolean {
  const { tree } = analysis.unit;
  const [at, other] = [spanHere(analysis, use.at), spanHere(analysis, (close.through[0] ?? close).at)];
  if (at === undefined || other === undefined) return false;
  const [first, second] = [tree.nodeAt(at.start), tree.nodeAt(other.start)];
  const block = tree.enclosing(first, 'compound_statement');
  if (block === undefined || second <= first || second >= tree.endOfSubtree(block)) return false;
  const between = tree.namedChildren(block).filter((node) => node > first && node < second);
  return !between.some((node) => LEAVING.has(tree.kind(node)));
}

const LEAVING: ReadonlySet<string> = new Set([
  'return_statement',
  'goto_statement',
  'break_statement',
  'continue_statement',
  'labeled_statement',
  'case_statement',
]);

/** Whether event callbacks of the file take their contexts to point at what is freed at a place. */
const isContext = (analysis: Analysis, at: Span): boolean =>
  analysis.ofFile('context types', contextTypes).includes(typeOfFreed(analysis.unit, at));

/** The structures to which the event callbacks of a file take their contexts to point. */
function contextTypes(analysis: Analysis): readonly string[] {
  const { unit } = analysis;
  const types = analysis.functions.flatMap((definition) => {
    const context = analysis.slotsOf(definition).length === 0 ? undefined : definition.parameters[0]?.name;
    if (context === undefined) return [];
    return unit.tree
      .descendants(definition.body, 'init_declarator', 'assignment_expression')
      .flatMap((deed) => pointedAtBy(unit, deed, context) ?? []);
  });
  return [...new Set(types)];
}

/** `PCONNECTION Connection = (PCONNECTION)SocketContext;` */
function pointedAtBy(unit: Unit, deed: Node, context: string): string | undefined {
  const { tree } = unit;
  const [target, value] = [
    tree.field(deed, 'left') ?? tree.field(deed, 'declarator'),
    tree.field(deed, 'right') ?? tree.field(deed, 'value'),
  ];
  if (target === undefined || value === undefined || tree.textOf(withoutCasts(unit, value)) !== context)
    return undefined;
  const name = tree.kind(target) === 'identifier' ? target : tree.descendants(target, 'identifier')[0];
  return name === undefined ? undefined : structurePointedAt(unit, name);
}

/** The structure that what is freed is declared to be, by the variable with which the argument ends. */
const typeOfFreed = (unit: Unit, { end }: Span): string => structurePointedAt(unit, unit.tree.nodeAt(end)) ?? '';

function structurePointedAt(unit: Unit, name: Node): string | undefined {
  const variable = variableOf(unit, name) ?? declaredVariableOf(unit, name);
  return variable && structureName(unit, targetOf(unit, variable.type));
}
