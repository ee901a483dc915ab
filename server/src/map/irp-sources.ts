import type { Argument } from '../flow/summary/summary';
import { perUnit } from '../model/per-unit';
import { functionReferenced } from '../model/references';
import { declaredDispatchRoutines, dispatchRoutinesSetIn } from '../model/roles';
import type { Node } from '../syntax/tree';
import { argumentOf, type Call, type DriverFunction } from './calls';
import { PointerFlow } from './pointer-flow';
import { parametersOfType } from './pointer-places';

/** A place where IRPs come from. */
export interface IrpSource {
  readonly id: string;
  readonly from:
    | { readonly kind: 'call'; readonly call: Call }
    /** A dispatch routine, which is handed those of drivers above. */
    | { readonly kind: 'above'; readonly routine: DriverFunction }
    /** Where the driver keeps it, if that shows, and the first request that is handed it. */
    | { readonly kind: 'unknown'; readonly name: string | undefined; readonly call: Call };
}

const ALLOCATING: ReadonlySet<string> = new Set(['IoAllocateIrp', 'IoAllocateIrpEx', 'IoInitializeIrp']);

/** Which IRPs the calls of a driver are about. */
export class IrpSources {
  readonly #sources = new Map<string, IrpSource>();
  readonly #byPlace = new Map<string, IrpSource>();
  readonly #flow: PointerFlow;

  constructor(functions: readonly DriverFunction[], calls: readonly Call[]) {
    const allocations = new Map<string, Call>();
    const counts = new Map<string, number>();
    for (const call of calls) {
      if (!ALLOCATING.has(call.callee)) continue;
      const base = `irp ${call.within.id}`;
      const count = (counts.get(base) ?? 0) + 1;
      counts.set(base, count);
      const id = count === 1 ? base : `${base} ${count}`;
      this.#add({ id, from: { kind: 'call', call } }, call);
      if (call.known !== undefined) allocations.set(nodeKey(call.within, call.known.node), call);
    }
    this.#flow = new PointerFlow(functions, 'IRP', (within, node) => {
      const call = allocations.get(nodeKey(within, node));
      return call === undefined ? [] : [this.#byPlace.get(placeKey(call))?.id ?? ''];
    });
    for (const call of allocations.values()) if (call.callee === 'IoInitializeIrp') this.#addInitialised(call);
    for (const routine of functions) this.#addFromAbove(routine);
    for (const call of calls) this.#handToRoutine(call);
    this.#flow.follow(functions);
  }

  get all(): readonly IrpSource[] {
    return [...this.#sources.values()];
  }

  /** The IRPs that a request is handed; one of unknown origin where that does not show, none where it is handed none. */
  handedTo(request: Call): readonly IrpSource[] {
    const known = this.knownFor(request);
    return known.length > 0 || isWithout(request) ? known : this.#unknown(request, argumentOf(request, 'Irp'));
  }

  /** The IRPs that a call is about, as far as that shows. */
  knownFor(call: Call): readonly IrpSource[] {
    if (isWithout(call)) return [];
    const node = argumentOf(call, 'Irp');
    const views = call.views.flatMap(({ use }) => use.arguments.get('Irp') ?? []);
    const certain = [...new Set(views.flatMap((irp) => this.#allocatedAt(call, irp) ?? []))];
    const isCertain = views.length > 0 && views.every((irp) => this.#allocatedAt(call, irp) !== undefined);
    if (isCertain) return certain;
    const flowing = node === undefined ? [] : [...this.#flow.sourcesOf(call.within, node)];
    return [...new Set([...certain, ...flowing.flatMap((id) => this.#sources.get(id) ?? [])])];
  }

  /** The names under which a driver keeps an IRP, the most telling first. */
  holdersOf({ id }: IrpSource): readonly string[] {
    return this.#flow.holdersOf(id);
  }

  #add(source: IrpSource, call?: Call): void {
    this.#sources.set(source.id, source);
    if (call !== undefined) this.#byPlace.set(placeKey(call), source);
  }

  #addInitialised(call: Call): void {
    const node = argumentOf(call, 'Irp');
    const source = this.#byPlace.get(placeKey(call));
    if (node !== undefined && source !== undefined) this.#flow.addAt(call.within, node, source.id);
  }

  #addFromAbove(routine: DriverFunction): void {
    const { analysis, definition } = routine;
    const { unit } = analysis;
    const isDispatch = dispatchRoutines(unit).has(definition.name);
    const [index] = isDispatch ? parametersOfType(unit, definition, 'IRP') : [];
    if (index === undefined) return;
    const source: IrpSource = { id: `irp from above ${routine.id}`, from: { kind: 'above', routine } };
    this.#add(source);
    this.#flow.addParameter(routine, index, source.id);
  }

  /** What `IoSetCompletionRoutine` is given comes to the routine that it names. */
  #handToRoutine(call: Call): void {
    if (!call.callee.startsWith('IoSetCompletionRoutine')) return;
    const [irp, routine] = [argumentOf(call, 'Irp'), argumentOf(call, 'CompletionRoutine')];
    const { unit } = call.within.analysis;
    const name = routine === undefined ? undefined : functionReferenced(unit, routine);
    const to = name === undefined ? undefined : this.#flow.functionNamed(name, unit.file.path);
    if (irp !== undefined && to !== undefined) this.#flow.hand(call.within, irp, to, IRP_OF_ROUTINE);
  }

  #allocatedAt({ within: { analysis } }: Call, { facts }: Argument): IrpSource | undefined {
    const own = facts.get('own');
    const location = own === undefined || own.isDoubtful ? undefined : analysis.locate(own.site.at);
    return location && this.#byPlace.get(`${location.path}:${location.at.start}`);
  }

  #unknown(call: Call, node: Node | undefined): readonly IrpSource[] {
    const name = node === undefined ? undefined : this.#flow.holderNamed(call.within, node);
    const id = `irp unknown ${name ?? ''}`.trimEnd();
    const known = this.#sources.get(id);
    if (known !== undefined) return [known];
    const source: IrpSource = { id, from: { kind: 'unknown', name, call } };
    this.#add(source);
    return [source];
  }
}

/** The names of the functions of a file that the I/O manager hands the IRPs of drivers above. */
const dispatchRoutines = perUnit(
  (unit): ReadonlySet<string> =>
    new Set([
      ...declaredDispatchRoutines(unit),
      ...unit.functions.flatMap((definition) => [...dispatchRoutinesSetIn(unit, definition)]),
    ]),
);

/** NULL stands in the place of the IRP. */
function isWithout(call: Call): boolean {
  const node = argumentOf(call, 'Irp');
  const views = call.views.flatMap(({ use }) => use.arguments.get('Irp') ?? []);
  if (views.length > 0) return views.every(({ value }) => value.kind === 'number');
  return node !== undefined && /^(?:NULL|0|nullptr)$/.test(call.within.analysis.unit.tree.textOf(node));
}

/** The place of Irp in the parameters of an IoCompletion routine. */
const IRP_OF_ROUTINE = 1;

const placeKey = ({ place: { path, at } }: Call): string => `${path}:${at.start}`;

const nodeKey = ({ analysis }: DriverFunction, node: Node): string => `${analysis.unit.file.path}:${node}`;
