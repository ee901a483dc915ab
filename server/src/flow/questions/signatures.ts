import { callbacks, isCallback, isKnown, type CallbackName } from '../../knowledge';
import { namesWithoutConvention } from '../../model/calling-convention';
import { typeText } from '../../model/ctype';
import { knownCall } from '../../model/dispatch';
import { functionInSlot, withoutCasts } from '../../model/references';
import { isPointerTo, structureName, targetOf } from '../../model/types';
import type { FunctionDefinition, Unit } from '../../model/unit';
import type { Node } from '../../syntax/tree';
import type { Analysis } from '../analysis';

/** A function that is called as something which it is not made for. */
export interface SignatureMismatch {
  /** Its name where it is defined; where another's function is handed on, the argument. */
  readonly node: Node;
  readonly name: string;
  /** What is wrong with it, as a part of a sentence. */
  readonly what: string;
  /** Where only the calling convention is missing: the names in its headers. */
  readonly withoutConvention?: readonly Node[];
}

/** The functions of a file whose prototypes do not fit what WSK, or the I/O manager, calls, in the order of the text. */
export const signatureMismatches = (analysis: Analysis): SignatureMismatch[] =>
  [...ofCallbacks(analysis), ...ofCompletionRoutines(analysis)].sort((one, other) => one.node - other.node);

function ofCallbacks(analysis: Analysis): SignatureMismatch[] {
  const { unit } = analysis;
  return analysis.functions.flatMap((definition) => {
    const slot = analysis.slotsOf(definition).find(({ table }) => table !== undefined);
    if (slot === undefined || !isCallback(slot.callback)) return [];
    const { nameNode: node, name } = definition;
    const what = mismatch(unit, definition, slot.callback);
    return what === undefined ? lackOfConvention(unit, definition, slot.callback) : [{ node, name, what }];
  });
}

function lackOfConvention(unit: Unit, definition: FunctionDefinition, callback: CallbackName): SignatureMismatch[] {
  const { nameNode: node, name } = definition;
  const names = namesWithoutConvention(unit, definition);
  const what = `is declared without WSKAPI, which a ${callback} callback has on x86`;
  return names === undefined ? [] : [{ node, name, what, withoutConvention: names }];
}

function mismatch(unit: Unit, { parameters, returns }: FunctionDefinition, callback: CallbackName): string | undefined {
  const api = callbacks[callback];
  const expected = Object.entries(api.parameters);
  const given = parameters.filter(({ type }) => typeText(type) !== 'void' && typeText(type) !== 'VOID');
  if (given.length !== expected.length)
    return `takes ${given.length} parameters, but WSK passes ${expected.length} to a ${callback} callback`;
  const returned = typeText(returns);
  if (OTHER_RESULTS.has(returned) && returned !== api.returns)
    return `returns ${returned}, but a ${callback} callback ${api.returns}`;
  const wrong = expected.find(([, { type }], index) => {
    const structure = STRUCTURES.find((name) => type.includes(name));
    const own = given[index]?.type;
    if (structure === undefined || own === undefined || type.includes('*')) return false;
    const other = structureName(unit, targetOf(unit, own));
    return other?.startsWith('WSK_') === true && !isPointerTo(unit, own, structure);
  });
  return wrong && `takes another structure where WSK passes a ${wrong[1].type} to a ${callback} callback`;
}

/** What is certainly not the result of another type's function. */
const OTHER_RESULTS: ReadonlySet<string> = new Set(['void', 'VOID', 'NTSTATUS', 'WSK_INSPECT_ACTION', 'BOOLEAN']);

const STRUCTURES = ['WSK_SOCKET', 'WSK_DATA_INDICATION', 'WSK_DATAGRAM_INDICATION', 'WSK_INSPECT_ID'];

/** A device, an IRP and a context. */
const COMPLETION_PARAMETERS = 3;

/** What is handed to IoSetCompletionRoutine and takes other parameters. That a routine returns nothing is another rule's. */
function ofCompletionRoutines(analysis: Analysis): SignatureMismatch[] {
  const { unit } = analysis;
  const found = new Map<Node, SignatureMismatch>();
  for (const call of analysis.functions.flatMap(({ body }) => unit.tree.descendants(body, 'call_expression'))) {
    const known = knownCall(unit, call);
    if (known?.name !== 'IoSetCompletionRoutine' && known?.name !== 'IoSetCompletionRoutineEx') continue;
    const argument = known.argument('CompletionRoutine');
    const name = argument === undefined ? undefined : functionInSlot(unit, argument);
    if (argument === undefined || name === undefined) continue;
    const wrong = routineMismatch(analysis, withoutCasts(unit, argument), name);
    if (wrong !== undefined) found.set(wrong.node, wrong);
  }
  return [...found.values()];
}

function routineMismatch(analysis: Analysis, argument: Node, name: string): SignatureMismatch | undefined {
  const definition = analysis.functionNamed(name);
  if (definition === undefined)
    return isKnown(name)
      ? { node: argument, name, what: 'is a function of the kernel, and no IoCompletion routine' }
      : undefined;
  const count = definition.parameters.length;
  if (count === COMPLETION_PARAMETERS) return undefined;
  const what = `takes ${count} parameters, but an IoCompletion routine takes 3`;
  return { node: definition.nameNode, name, what };
}
