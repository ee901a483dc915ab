import { categoryMade, categoryOf } from '../flow/questions/socket';
import type { Argument, Use } from '../flow/summary/summary';
import { describe } from '../knowledge';
import { categories } from '../knowledge/categories';
import type { SocketCategory } from '../knowledge/shape';
import type { Node } from '../syntax/tree';
import { argumentOf, socketParameterOf, type Call, type DriverFunction } from './calls';
import { PointerFlow } from './pointer-flow';

/** A place where sockets come from: a call that makes them, for each category that it makes, or a callback that is given them. */
export interface SocketSource {
  readonly id: string;
  /** Undefined where the flag does not show. */
  readonly category: SocketCategory | undefined;
  readonly from:
    | { readonly kind: 'call'; readonly call: Call }
    | { readonly kind: 'callback'; readonly callback: DriverFunction }
    /** Nobody knows: where the driver keeps it, if that shows, and the first call that is made with it. */
    | { readonly kind: 'unknown'; readonly name: string | undefined; readonly call: Call };
}

const CREATING: ReadonlySet<string> = new Set(['WskSocket', 'WskSocketConnect', 'WskAccept']);

/** Which sockets the calls of a driver are about. */
export class SocketSources {
  readonly #sources = new Map<string, SocketSource>();
  /** The sources of a call that makes sockets, by where its name stands. */
  readonly #made = new Map<string, readonly SocketSource[]>();
  readonly #flow: PointerFlow;

  /**
   * @param calls Those of all functions.
   * @param acceptCallbacks The functions that WSK calls as WskAcceptEvent.
   */
  constructor(
    functions: readonly DriverFunction[],
    calls: readonly Call[],
    acceptCallbacks: readonly DriverFunction[],
  ) {
    const counts = new Map<string, number>();
    for (const call of calls) if (CREATING.has(call.callee)) this.#addMade(call, counts);
    this.#flow = new PointerFlow(functions, 'WSK_SOCKET', (within, node) => this.#pickedUp(within, node));
    for (const callback of acceptCallbacks) {
      const id = `socket accepted by ${callback.id}`;
      this.#sources.set(id, { id, category: 'connection', from: { kind: 'callback', callback } });
      this.#flow.addParameter(callback, ACCEPT_SOCKET, id);
    }
    for (const [place, sources] of this.#certainLocals(calls)) this.#flow.restrict(place, sources);
    this.#flow.follow(functions);
    // A call that every socket has says nothing of a category: it is about those that other calls have shown.
    for (const call of calls) if (onlyCategoryOf(call) !== undefined) this.handedTo(call);
  }

  /** All that are known, in the order of the files and of their texts; those of unknown origin once a call asked for them. */
  get all(): readonly SocketSource[] {
    return [...this.#sources.values()];
  }

  /** Those that a call makes. */
  madeBy(call: Call): readonly SocketSource[] {
    return this.#made.get(placeKey(call)) ?? [];
  }

  /** The sockets that a call is handed; one of unknown origin where that does not show. */
  handedTo(call: Call): readonly SocketSource[] {
    const parameter = socketParameterOf(call.callee);
    if (parameter === undefined) return [];
    const certain = this.#certain(call, parameter);
    const sources = certain.isAll ? certain.sources : [...certain.sources, ...this.#flowing(call, parameter)];
    const fitting = [...new Set(sources)].filter(({ category }) => fits(category, call));
    return fitting.length > 0 ? fitting : this.#unknown(call, parameter);
  }

  /** The names under which a driver keeps a socket, the most telling first. */
  holdersOf({ id }: SocketSource): readonly string[] {
    return this.#flow.holdersOf(id);
  }

  #addMade(call: Call, counts: Map<string, number>): void {
    const base = `socket ${call.within.id} ${call.callee}`;
    const count = (counts.get(base) ?? 0) + 1;
    counts.set(base, count);
    const known = new Set(call.views.flatMap(({ use }) => categoryMade(use) ?? []));
    const made = (known.size === 0 ? [madeAlways(call)] : [...known].sort()).map((category): SocketSource => {
      const which = known.size > 1 ? ` ${category ?? ''}` : '';
      return { id: `${base}${count > 1 ? ` ${count}` : ''}${which}`, category, from: { kind: 'call', call } };
    });
    for (const source of made) this.#sources.set(source.id, source);
    this.#made.set(placeKey(call), made);
  }

  /** `Irp->IoStatus.Information`, where a request that makes a socket has completed. */
  #pickedUp({ analysis, definition, id }: DriverFunction, node: Node): readonly string[] {
    const irp = /^(.*?)(?:->|\.)\s*IoStatus\s*\.\s*Information$/s.exec(analysis.unit.tree.textOf(node))?.[1];
    if (irp === undefined || analysis.unit.tree.kind(node) !== 'field_expression') return [];
    const uses = [
      ...(analysis.resultOf(definition)?.uses ?? []),
      ...analysis.usesCompletedBy(id).map(({ use }) => use),
    ].filter(({ callee }) => CREATING.has(callee));
    const same = uses.filter((use) => use.arguments.get('Irp')?.text === irp);
    const made = (same.length > 0 ? same : uses).flatMap((use) => this.#madeByUse(analysis, use));
    return [...new Set(made.map((source) => source.id))];
  }

  #madeByUse(analysis: DriverFunction['analysis'], use: Use): readonly SocketSource[] {
    const location = analysis.locate(use.at);
    const made = location === undefined ? [] : (this.#made.get(`${location.path}:${location.at.start}`) ?? []);
    const category = categoryMade(use);
    return category === undefined ? made : made.filter((source) => source.category === category);
  }

  /** What the engine knows for certain of the socket of a call. `isAll`: there is no other. */
  #certain(call: Call, parameter: string): { sources: readonly SocketSource[]; isAll: boolean } {
    const known = call.views.map(({ use }) => ({
      isOwn: use.through.length === 0,
      sources: this.#madeAt(call, use.arguments.get(parameter)),
    }));
    const sources = [...new Set(known.flatMap((one) => one.sources))];
    const own = known.filter(({ isOwn }) => isOwn);
    return { sources, isAll: own.length > 0 && own.every((one) => one.sources.length > 0) };
  }

  #madeAt({ within: { analysis } }: Call, socket: Argument | undefined): readonly SocketSource[] {
    const made = socket?.facts.get('made');
    if (socket === undefined || made === undefined || made.isDoubtful) return [];
    const location = analysis.locate(made.site.at);
    const sources = location === undefined ? [] : (this.#made.get(`${location.path}:${location.at.start}`) ?? []);
    const category = categoryOf(socket)?.is;
    return category === undefined ? sources : sources.filter((source) => source.category === category);
  }

  #flowing(call: Call, parameter: string): readonly SocketSource[] {
    const node = argumentOf(call, parameter);
    const ids = node === undefined ? [] : this.#flow.sourcesOf(call.within, node);
    return [...ids].flatMap((id) => this.#sources.get(id) ?? []);
  }

  /** The variables of functions in which only sockets stand that the engine knows wherever they are used. */
  #certainLocals(calls: readonly Call[]): ReadonlyMap<string, ReadonlySet<string>> {
    const found = new Map<string, Set<string>>();
    const uncertain = new Set<string>();
    for (const call of calls) {
      const parameter = socketParameterOf(call.callee);
      const node = parameter === undefined ? undefined : argumentOf(call, parameter);
      const place = node === undefined ? undefined : this.#flow.localOf(call.within, node);
      if (parameter === undefined || place === undefined) continue;
      const { sources, isAll } = this.#certain(call, parameter);
      if (!isAll) uncertain.add(place);
      found.set(place, new Set([...(found.get(place) ?? []), ...sources.map(({ id }) => id)]));
    }
    for (const place of uncertain) found.delete(place);
    return found;
  }

  #unknown(call: Call, parameter: string): readonly SocketSource[] {
    const node = argumentOf(call, parameter);
    const name = node === undefined ? undefined : this.#flow.holderNamed(call.within, node);
    const category = onlyCategoryOf(call);
    const sameName = category === undefined && name !== undefined ? this.#unknownNamed(name) : [];
    if (sameName.length > 0) return sameName;
    const id = `socket unknown ${name ?? ''} ${category ?? ''}`.trimEnd();
    const known = this.#sources.get(id);
    if (known !== undefined) return [known];
    const source: SocketSource = { id, category, from: { kind: 'unknown', name, call } };
    this.#sources.set(id, source);
    return [source];
  }

  #unknownNamed(name: string): readonly SocketSource[] {
    return this.all.filter(({ from }) => from.kind === 'unknown' && from.name === name);
  }
}

/** The place of AcceptSocket in the parameters of WskAcceptEvent. */
const ACCEPT_SOCKET = 4;

const madeAlways = ({ callee }: Call): SocketCategory | undefined =>
  callee === 'WskSocket' ? undefined : 'connection';

const placeKey = ({ place: { path, at } }: Call): string => `${path}:${at.start}`;

/** Whether a call can be about a socket of a category: by the table it is made through, or because of its function. */
function fits(category: SocketCategory | undefined, call: Call): boolean {
  return category === undefined || categoriesOf(call).includes(category);
}

function categoriesOf(call: Call): readonly SocketCategory[] {
  const table = call.known?.table ?? call.views[0]?.use.table;
  const all = Object.keys(categories) as SocketCategory[];
  const own = describe(call.callee)?.sockets ?? all;
  // What every socket has is the first part of all tables: drivers call it through whichever is at hand.
  if (own.includes('basic')) return all;
  const byTable = all.filter((category) => categories[category].provider === table);
  return byTable.length > 0 ? byTable : own;
}

function onlyCategoryOf(call: Call): SocketCategory | undefined {
  const possible = categoriesOf(call).filter((category) => category !== 'stream');
  return possible.length === 1 ? possible[0] : undefined;
}
