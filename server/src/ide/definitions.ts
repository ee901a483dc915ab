import { anchorKey } from '../flow/anchor';
import type { KnownCall } from '../model/dispatch';
import type { Unit } from '../model/unit';
import type { ListedFunction } from '../project/directory';
import { callbacksFor, inOrder, nameOf, type ProjectSight, type Target } from './project-sight';
import { subjectAt } from './subject';

/**
 * Where the function is that a call or a slot hands over, and where the callbacks are that a flag or an option enables.
 * Of a function's own name only where nothing else answers for C.
 */
export function definitionsAt(sight: ProjectSight, unit: Unit, offset: number): Target[] {
  const { path } = unit.file;
  const subject = subjectAt(unit, offset)?.subject;
  switch (subject?.kind) {
    case 'installs':
      return places(subject.names.flatMap((name) => sight.directory.meaning(path, name) ?? []));
    case 'enables':
      return places(callbacksFor(sight, path, subject.events));
    case 'function': {
      const meant = sight.isAlone ? sight.directory.meaning(path, subject.name) : undefined;
      return meant === undefined ? [] : [nameOf(meant)];
    }
    default:
      return [];
  }
}

/** The same, and the routines that complete a request, where its call is. */
export function implementationsAt(sight: ProjectSight, unit: Unit, offset: number): Target[] {
  const subject = subjectAt(unit, offset)?.subject;
  if (subject?.kind === 'request') return places(routinesOf(sight, unit, subject.call));
  return subject?.kind === 'function' ? [] : definitionsAt(sight, unit, offset);
}

/** The functions that complete the request which a call makes, as far as the engine sees them. */
export function routinesOf(sight: ProjectSight, unit: Unit, call: KnownCall): ListedFunction[] {
  const { tree } = unit;
  const analysis = sight.analysisOf(unit.file.path);
  const node = tree.enclosing(call.node, 'function_definition');
  const definition = analysis?.unit.functions.find((one) => one.node === node);
  if (analysis === undefined || definition === undefined) return [];
  const spans = new Map<string, number | undefined>();
  const startOf = (at: Parameters<typeof anchorKey>[0]) => {
    const key = anchorKey(at);
    if (!spans.has(key)) spans.set(key, analysis.locate(at)?.at.start);
    return spans.get(key);
  };
  const ids = analysis.usesMadeIn(analysis.idOf(definition)).flatMap(({ use }) => {
    const routine = use.arguments.get('Irp')?.installed?.routine;
    const isMeant = routine?.kind === 'function' && startOf(use.at) === tree.start(call.nameNode);
    return isMeant ? (routine.meant ?? []) : [];
  });
  return [...new Set(ids)].flatMap((id) => sight.directory.get(id) ?? []);
}

const places = (functions: readonly ListedFunction[]): Target[] => inOrder(functions.map(nameOf));
