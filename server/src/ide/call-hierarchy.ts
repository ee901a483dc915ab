import { describeCallback } from '../knowledge';
import { installations, type Installation } from '../flow/irql/entry';
import type { FunctionId } from '../flow/anchor';
import { perUnit } from '../model/per-unit';
import { declaredVariableOf } from '../model/scope';
import type { FunctionDefinition, Unit } from '../model/unit';
import type { ListedFunction } from '../project/directory';
import type { Node } from '../syntax/tree';
import type { Span } from '../text/span';
import { callbacksIn, unitsWith, type ProjectSight } from './project-sight';
import { socketsMade } from './sockets-made';
import { nameNodeOf, subjectAt } from './subject';

/** A function that calls another, or leads to WSK or the kernel calling it. */
export interface CallEdge {
  readonly other: ListedFunction;
  /** How one comes from the caller to the called function; undefined for a call by its name. */
  readonly through: string | undefined;
  /** The places in the caller. */
  readonly at: readonly Span[];
}

/** The function whose name stands at an offset; undefined where there is none in the project. */
export function callableAt(sight: ProjectSight, unit: Unit, offset: number): ListedFunction | undefined {
  const subject = subjectAt(unit, offset)?.subject;
  return subject?.kind === 'function' ? sight.directory.meaning(unit.file.path, subject.name) : undefined;
}

/**
 * The functions that call a function, and those that make the requests which it completes, make the sockets whose events
 * it is called for, or hand it over.
 */
export function incomingCalls(sight: ProjectSight, id: FunctionId): CallEdge[] {
  const called = sight.directory.get(id);
  if (called === undefined) return [];
  const found = new Edges(sight);
  for (const unit of unitsWith(sight, called.name)) addCallers(found, sight, unit, called);
  const analysis = sight.analysisOf(called.path);
  for (const { use } of analysis?.usesCompletedBy(id) ?? []) {
    const place = analysis?.locate(use.at);
    if (place !== undefined) found.addFrom(place.path, whenCompleted(use.callee), place.at);
  }
  addMakers(found, sight, called);
  if (found.isEmpty) addInstallers(found, sight, called);
  return found.all;
}

/** Where no request shows that a routine completes, or no socket: the functions that hand it over. */
function addInstallers(found: Edges, sight: ProjectSight, { id, name }: ListedFunction): void {
  for (const unit of unitsWith(sight, name)) {
    const { path } = unit.file;
    if (sight.directory.meaning(path, name)?.id !== id) continue;
    for (const one of installations(unit))
      if (one.name === name) found.addFrom(path, handedOver(one), unit.tree.span(nameNodeOf(unit, one)));
  }
}

/** The functions that make the sockets of which a function is an event callback. */
function addMakers(found: Edges, sight: ProjectSight, called: ListedFunction): void {
  const events = new Map(called.slots.map(({ table, callback }) => [table, callback]));
  for (const path of events.size === 0 ? [] : sight.directory.driverOf(called.path)) {
    const unit = sight.unitOf(path);
    for (const { table, node } of unit === undefined ? [] : socketsMade(unit)) {
      const event = events.get(table);
      if (unit !== undefined && event !== undefined) found.addFrom(path, asEvent(event), unit.tree.span(node));
    }
  }
}

/** The functions that call a function by its name, or hand it over. */
function addCallers(found: Edges, sight: ProjectSight, unit: Unit, { id, name }: ListedFunction): void {
  const { path } = unit.file;
  if (sight.directory.meaning(path, name)?.id !== id) return;
  for (const node of calleesByName(unit).get(name) ?? [])
    if (namesFunction(unit, node)) found.addFrom(path, undefined, unit.tree.span(node));
  for (const one of installations(unit))
    if (one.name === name && isHandedOver(one))
      found.addFrom(path, handedOver(one), unit.tree.span(nameNodeOf(unit, one)));
}

/** The functions that a function calls, and those that WSK or the kernel call on account of what it does. */
export function outgoingCalls(sight: ProjectSight, id: FunctionId): CallEdge[] {
  const caller = sight.directory.get(id);
  const unit = caller && sight.unitOf(caller.path);
  const definition = unit?.functions.find(({ node }) => unit.tree.start(node) === caller?.at.start);
  if (caller === undefined || unit === undefined || definition === undefined) return [];
  const found = new Edges(sight);
  const { tree } = unit;
  const { path } = caller;
  for (const node of callees(unit, definition.body))
    if (namesFunction(unit, node)) found.addTo(path, tree.textOf(node), undefined, tree.span(node));
  addCompleted(found, sight, caller);
  addCallbacks(found, sight, unit, definition);
  for (const one of installations(unit))
    if (isHandedOver(one) && isIn(unit, one.node, definition.body))
      found.addTo(path, one.name, handedOver(one), tree.span(nameNodeOf(unit, one)));
  return found.all;
}

/** The event callbacks of the sockets that a function makes. */
function addCallbacks(found: Edges, sight: ProjectSight, unit: Unit, { body }: FunctionDefinition): void {
  for (const { node, table } of socketsMade(unit)) {
    if (!isIn(unit, node, body)) continue;
    for (const called of callbacksIn(sight, unit.file.path, table)) {
      const slot = called.slots.find((one) => one.table === table);
      if (slot !== undefined) found.add(called, asEvent(slot.callback), unit.tree.span(node));
    }
  }
}

/** The routines that complete the requests which a function makes. */
function addCompleted(found: Edges, sight: ProjectSight, { id, path }: ListedFunction): void {
  const analysis = sight.analysisOf(path);
  for (const { use } of analysis?.usesMadeIn(id) ?? []) {
    const routine = use.arguments.get('Irp')?.installed?.routine;
    const meant = routine?.kind === 'function' ? routine.meant : undefined;
    const called = meant && sight.directory.get(meant);
    const place = analysis?.locate(use.at);
    if (called !== undefined && place !== undefined) found.add(called, whenCompleted(use.callee), place.at);
  }
}

const COMPLETION = 'IO_COMPLETION_ROUTINE';

const whenCompleted = (request: string): string => `when ${request} completes`;
const asEvent = (event: string): string => `WSK calls it as ${event}`;

const handedOver = ({ role }: Installation): string =>
  describeCallback(role) === undefined ? `the kernel calls it as ${role}` : asEvent(role);

/** The names that are called, in the order of the text. */
function callees({ tree }: Unit, whole: Node): Node[] {
  return tree.descendants(whole, 'call_expression').flatMap((node) => {
    const callee = tree.field(node, 'function');
    return callee !== undefined && tree.kind(callee) === 'identifier' ? [callee] : [];
  });
}

/** Those of a file by what they say: whoever asks for the callers of one function asks for those of the next. */
const calleesByName = perUnit((unit): ReadonlyMap<string, readonly Node[]> => {
  const found = new Map<string, Node[]>();
  for (const node of callees(unit, unit.tree.root)) {
    const name = unit.tree.textOf(node);
    const known = found.get(name);
    if (known === undefined) found.set(name, [node]);
    else known.push(node);
  }
  return found;
});

/** Whether a name that is called is that of a function, and not of a pointer to one. */
const namesFunction = (unit: Unit, callee: Node): boolean => declaredVariableOf(unit, callee) === undefined;

/** Whether it is handed to the kernel to be called; a completion routine is called for the requests that it completes. */
const isHandedOver = ({ call, role }: Installation): boolean => call !== undefined && role !== COMPLETION;

const isIn = ({ tree }: Unit, node: Node, whole: Node): boolean =>
  tree.start(whole) <= tree.start(node) && tree.end(node) <= tree.end(whole);

/** One edge for each function and each way to it, with all places. */
class Edges {
  readonly #sight: ProjectSight;
  readonly #byKey = new Map<string, { other: ListedFunction; through: string | undefined; at: Span[] }>();

  constructor(sight: ProjectSight) {
    this.#sight = sight;
  }

  add(other: ListedFunction, through: string | undefined, at: Span): void {
    const key = `${other.id} ${through ?? ''}`;
    const known = this.#byKey.get(key) ?? { other, through, at: [] };
    this.#byKey.set(key, known);
    if (!known.at.some(({ start }) => start === at.start)) known.at.push(at);
  }

  /** From the function that a place is in. */
  addFrom(path: string, through: string | undefined, at: Span): void {
    const caller = this.#sight.directory.at(path, at.start);
    if (caller !== undefined) this.add(caller, through, at);
  }

  /** To the function that a name means. */
  addTo(path: string, name: string, through: string | undefined, at: Span): void {
    const called = this.#sight.directory.meaning(path, name);
    if (called !== undefined) this.add(called, through, at);
  }

  get isEmpty(): boolean {
    return this.#byKey.size === 0;
  }

  get all(): CallEdge[] {
    return [...this.#byKey.values()];
  }
}
