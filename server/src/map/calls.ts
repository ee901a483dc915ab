import { describe, isWskFunction } from '../knowledge';
import type { Analysis, SeenUse } from '../flow/analysis';
import type { FunctionId } from '../flow/anchor';
import type { ReportedFinding } from '../lint/run';
import { knownCall, type KnownCall } from '../model/dispatch';
import type { FunctionDefinition } from '../model/unit';
import type { Node } from '../syntax/tree';
import type { Place } from './graph';

/** A file of the driver, with what the rules say of it. */
export interface MapFile {
  readonly analysis: Analysis;
  readonly findings: readonly ReportedFinding[];
}

/** A function of the driver. */
export interface DriverFunction {
  readonly id: FunctionId;
  readonly definition: FunctionDefinition;
  readonly analysis: Analysis;
}

/** A call that the map is about, as its source and as the engine have it. */
export interface Call {
  readonly callee: string;
  readonly within: DriverFunction;
  /** The name in the call. */
  readonly place: Place;
  /** Undefined where the source has it in a macro. */
  readonly known: KnownCall | undefined;
  /** As it is seen from the functions that lead to it; none where the function was not followed, or never comes there. */
  readonly views: readonly SeenUse[];
}

/** What else than WSK's own functions the map is about. */
const KERNEL: ReadonlySet<string> = new Set([
  'IoAllocateIrp',
  'IoAllocateIrpEx',
  'IoInitializeIrp',
  'IoFreeIrp',
  'IoCancelIrp',
  'IoSetCompletionRoutine',
  'IoSetCompletionRoutineEx',
  'KeWaitForSingleObject',
  'KeWaitForMultipleObjects',
  'NmrRegisterClient',
  'NmrDeregisterClient',
  'NmrClientAttachProvider',
]);

const isOfConcern = (callee: string): boolean => isWskFunction(callee) || KERNEL.has(callee);

/** The functions of some files, in the order of the files and of their texts. */
export const functionsOf = (files: readonly MapFile[]): readonly DriverFunction[] =>
  files.flatMap(({ analysis }) =>
    analysis.unit.functions.map((definition) => ({ id: analysis.idOf(definition), definition, analysis })),
  );

/** The calls that a function makes, in the order of the text. */
export function callsOf(within: DriverFunction): readonly Call[] {
  const found = new Map<number, Call>();
  const { analysis, definition, id } = within;
  const { tree, file } = analysis.unit;
  for (const node of tree.descendants(definition.body, 'call_expression')) {
    const known = knownCall(analysis.unit, node);
    if (known === undefined || !isOfConcern(known.name)) continue;
    const at = tree.span(known.nameNode);
    found.set(at.start, { callee: known.name, within, place: { path: file.path, at }, known, views: [] });
  }
  for (const seen of analysis.usesMadeIn(id)) {
    const location = analysis.locate(seen.use.at);
    const { callee } = seen.use;
    if (location?.path !== file.path || !isOfConcern(callee)) continue;
    const before = found.get(location.at.start);
    const known = before?.callee === callee ? before.known : undefined;
    const views = before?.callee === callee ? [...before.views, seen] : [seen];
    found.set(location.at.start, { callee, within, place: location, known, views });
  }
  return [...found.values()].sort((one, other) => one.place.at.start - other.place.at.start);
}

/** The expression that is passed for a parameter. */
export const argumentOf = ({ known }: Call, parameter: string): Node | undefined => known?.argument(parameter);

/** What is passed for a parameter as the source spells it, without casts that a name in it does not need. */
export const argumentText = (call: Call, parameter: string): string | undefined => {
  const node = argumentOf(call, parameter);
  if (node !== undefined) return call.within.analysis.unit.tree.textOf(node);
  return call.views[0]?.use.arguments.get(parameter)?.text;
};

/** The parameter through which a function of WSK is handed a socket; undefined for one that is handed none. */
export function socketParameterOf(callee: string): string | undefined {
  const parameters = isWskFunction(callee) ? Object.keys(describe(callee)?.parameters ?? {}) : [];
  return parameters.find((name) => name === 'Socket' || name === 'ListenSocket');
}

/** The name of a function, where a row speaks of it. */
export const nameOf = ({ definition }: DriverFunction): string => definition.name;

/** The name in a function's header. */
export const placeOfFunction = ({ analysis: { unit }, definition }: DriverFunction): Place => ({
  path: unit.file.path,
  at: unit.tree.span(definition.nameNode),
});
