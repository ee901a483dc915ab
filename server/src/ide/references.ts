import { installations } from '../flow/irql/entry';
import { declaredVariableOf } from '../model/scope';
import type { Unit } from '../model/unit';
import type { ListedFunction } from '../project/directory';
import type { Node } from '../syntax/tree';
import {
  callbacksFor,
  callbacksIn,
  inOrder,
  nameOf,
  targetOf,
  unitsWith,
  type ProjectSight,
  type Target,
} from './project-sight';
import { socketsMade } from './sockets-made';
import { contextOf, contextPosition, eventOf, nameNodeOf, subjectAt } from './subject';

/**
 * Where a function is handed over that WSK or the kernel calls; where the callbacks of an event stand, and what enables
 * them; where a context is handed over, and who gets it. Every mention of a function only where nothing else answers for C.
 *
 * @param withDeclaration Whether the function's own header counts.
 */
export function referencesAt(sight: ProjectSight, unit: Unit, offset: number, withDeclaration: boolean): Target[] {
  const { path } = unit.file;
  const subject = subjectAt(unit, offset)?.subject;
  const meant = (name: string) => sight.directory.meaning(path, name);
  switch (subject?.kind) {
    case 'function':
      return ofFunction(sight, meant(subject.name), withDeclaration);
    case 'installs':
      return subject.events.length > 0
        ? ofEvents(sight, path, subject.events)
        : inOrder(subject.names.flatMap((name) => ofFunction(sight, meant(name), withDeclaration)));
    case 'enables':
      return ofEvents(sight, path, subject.events);
    case 'context':
      return 'routine' in subject.of
        ? ofContext(sight, meant(subject.of.routine))
        : inOrder(callbacksIn(sight, path, subject.of.table).flatMap((one) => ofContext(sight, one)));
    case 'parameter':
      return ofParameter(sight, meant(subject.definition.name), subject.position);
    default:
      return [];
  }
}

/**
 * The places that hand the function over to WSK or the kernel whose body or header an offset is in. A completion routine
 * that goes through other functions is handed over where these are called, as far as the engine sees that.
 */
export function installationsAt(sight: ProjectSight, unit: Unit, offset: number): Target[] {
  const routine = sight.directory.at(unit.file.path, offset);
  if (routine === undefined) return [];
  const named = installationsOf(sight, routine);
  if (named.length > 0) return named;
  const analysis = sight.analysisOf(routine.path);
  const sites = (analysis?.usesCompletedBy(routine.id) ?? []).flatMap(({ use }) => {
    const site = use.arguments.get('Irp')?.installed?.site;
    return analysis?.locate(site?.through[0]?.at ?? site?.at ?? use.at) ?? [];
  });
  return inOrder(sites);
}

function installationsOf(sight: ProjectSight, routine: ListedFunction): Target[] {
  const found = unitsWith(sight, routine.name).flatMap((unit) =>
    installedIn(sight, unit, routine).map((one) => targetOf(unit, nameNodeOf(unit, one))),
  );
  return inOrder(found);
}

const installedIn = (sight: ProjectSight, unit: Unit, { id, name }: ListedFunction) =>
  installations(unit).filter((one) => one.name === name && sight.directory.meaning(unit.file.path, name)?.id === id);

function ofFunction(sight: ProjectSight, meant: ListedFunction | undefined, withDeclaration: boolean): Target[] {
  if (meant === undefined) return [];
  const header = withDeclaration ? [nameOf(meant)] : [];
  if (!sight.isAlone) {
    const installed = installationsOf(sight, meant);
    // Of what is handed over nowhere we know no more than others.
    return installed.length === 0 ? [] : inOrder([...header, ...installed]);
  }
  const mentions = unitsWith(sight, meant.name).flatMap((unit) => mentionsIn(sight, unit, meant));
  return inOrder([...header, ...mentions]);
}

/** Every name of a function but those that declare it. */
function mentionsIn(sight: ProjectSight, unit: Unit, { id, name }: ListedFunction): Target[] {
  const { tree } = unit;
  if (sight.directory.meaning(unit.file.path, name)?.id !== id) return [];
  return tree.descendants(tree.root, 'identifier').flatMap((node) => {
    const isMeant =
      tree.textOf(node) === name && tree.fieldOf(node) !== 'declarator' && declaredVariableOf(unit, node) === undefined;
    return isMeant ? [targetOf(unit, node)] : [];
  });
}

/** The slots in which the callbacks of some events stand, and the flags and options that enable them. */
function ofEvents(sight: ProjectSight, path: string, events: readonly string[]): Target[] {
  const paths = new Set(
    [path, ...callbacksFor(sight, path, events).map((one) => one.path)].flatMap((one) => [
      ...sight.directory.driverOf(one),
    ]),
  );
  const found = [...paths].flatMap((each) => {
    const unit = sight.unitOf(each);
    return unit === undefined ? [] : eventMentions(unit, events).map((node) => targetOf(unit, node));
  });
  return inOrder(found);
}

function eventMentions(unit: Unit, events: readonly string[]): Node[] {
  const { tree } = unit;
  const slots = installations(unit).filter(({ role, call }) => call === undefined && events.includes(role));
  const flags = tree
    .descendants(tree.root, 'identifier')
    .filter((node) => events.includes(eventOf(tree.textOf(node)) ?? ''));
  return [...slots.map((one) => nameNodeOf(unit, one)), ...flags];
}

/** The parameter through which a routine gets its context, and the arguments that hand it over. */
function ofContext(sight: ProjectSight, routine: ListedFunction | undefined): Target[] {
  if (routine === undefined) return [];
  const tables = new Set(routine.slots.flatMap(({ table }) => table ?? []));
  const handed = [...sight.directory.driverOf(routine.path)].flatMap((path) => {
    const unit = sight.unitOf(path);
    if (unit === undefined) return [];
    const inCalls = installedIn(sight, unit, routine).flatMap((one) => contextOf(one) ?? []);
    const inSockets = socketsMade(unit).flatMap(({ table, context }) => (tables.has(table) ? (context ?? []) : []));
    return [...inCalls, ...inSockets].map((node) => targetOf(unit, node));
  });
  return inOrder([...parametersOf(sight, routine), ...handed]);
}

function ofParameter(sight: ProjectSight, routine: ListedFunction | undefined, position: number): Target[] {
  const isContext = [...(routine?.roles ?? [])].some((role) => contextPosition(role) === position);
  return isContext ? ofContext(sight, routine) : [];
}

function parametersOf(sight: ProjectSight, { path, name, roles }: ListedFunction): Target[] {
  const unit = sight.unitOf(path);
  const definition = unit?.functionNamed(name);
  if (unit === undefined || definition === undefined) return [];
  return [...roles].flatMap((role) => {
    const parameter = definition.parameters[contextPosition(role)];
    const nameNode = parameter && unit.tree.descendants(parameter.node, 'identifier').at(-1);
    return nameNode === undefined ? [] : [targetOf(unit, nameNode)];
  });
}
