import { callbacks, type CallbackName } from '../knowledge';
import type { ApiCallback, Parameter } from '../knowledge/shape';
import { typeSpelt, type CType } from '../model/ctype';
import { declaredBy, functionDeclarator } from '../model/declarators';
import { prototypesOf, type Prototype } from '../model/prototypes';
import { resolve, structureName } from '../model/type-table';
import type { FunctionDefinition, Unit } from '../model/unit';

/** The types that a function takes and gives. */
interface Shape {
  readonly returns: CType;
  readonly parameters: readonly CType[];
}

const shapeOf = (returns: string, parameters: Readonly<Record<string, Parameter>>): Shape => ({
  returns: typeSpelt(returns),
  parameters: Object.values(parameters).map(({ type }) => typeSpelt(type)),
});

/** The functions of the file that have the prototype of an event callback, in the order of the text. */
export const functionsFor = (unit: Unit, callback: CallbackName): readonly string[] =>
  functionsLike(unit, shapeOf(callbacks[callback].returns, callbacks[callback].parameters));

const COMPLETION_ROUTINE: Shape = {
  returns: typeSpelt('NTSTATUS'),
  parameters: ['PDEVICE_OBJECT', 'PIRP', 'PVOID'].map(typeSpelt),
};

/** The functions of the file that have the prototype of an IoCompletion routine. */
export const completionRoutinesIn = (unit: Unit): readonly string[] => functionsLike(unit, COMPLETION_ROUTINE);

export const isLikeCompletionRoutine = (unit: Unit, definition: FunctionDefinition): boolean =>
  isLike(unit, shapeOfDefinition(definition), COMPLETION_ROUTINE);

/**
 * The event callback that has the prototype of a function. Undefined where none has it, and for a prototype without a type
 * of wsk.h: any function may have that.
 */
export function callbackLike(unit: Unit, definition: FunctionDefinition): CallbackName | undefined {
  const own = shapeOfDefinition(definition);
  return (Object.keys(callbacks) as CallbackName[]).find((name) => {
    const { returns, parameters }: ApiCallback = callbacks[name];
    const types = [returns, ...Object.values(parameters).map(({ type }) => type)];
    return types.some((type) => type.includes('WSK_')) && isLike(unit, own, shapeOf(returns, parameters));
  });
}

const shapeOfDefinition = ({ returns, parameters }: FunctionDefinition): Shape => ({
  returns,
  parameters: parameters.map(({ type }) => type),
});

function functionsLike(unit: Unit, wanted: Shape): readonly string[] {
  const defined = unit.functions
    .filter((each) => isLike(unit, shapeOfDefinition(each), wanted))
    .map(({ name }) => name);
  const declared = [...prototypesOf(unit)]
    .filter(([name, [first]]) => !unit.defines(name) && first !== undefined && isDeclaredLike(unit, first, wanted))
    .map(([name]) => name);
  return [...new Set([...defined, ...declared])];
}

function isDeclaredLike(unit: Unit, { node, type }: Prototype, wanted: Shape): boolean {
  const { tree } = unit;
  const declarator = tree.field(node, 'declarator');
  const header = declarator === undefined ? undefined : functionDeclarator(tree, declarator);
  const list = header === undefined ? undefined : tree.field(header, 'parameters');
  if (type.kind !== 'function' || list === undefined) return false;
  const parameters = tree.namedChildren(list).map((parameter) => declaredBy(tree, parameter).type);
  return isLike(unit, { returns: type.returns, parameters }, wanted);
}

const isLike = (unit: Unit, own: Shape, wanted: Shape): boolean =>
  own.parameters.length === wanted.parameters.length &&
  isSame(unit, own.returns, wanted.returns) &&
  own.parameters.every((type, index) => isSame(unit, type, wanted.parameters[index]));

function isSame(unit: Unit, one: CType, other: CType | undefined): boolean {
  return other !== undefined && spelt(unit, one) === spelt(unit, other);
}

/** A type by its structure and its pointers, whatever typedefs spell it. */
function spelt(unit: Unit, type: CType): string {
  const resolved = resolve(unit, type);
  if (resolved.kind === 'pointer') return `${spelt(unit, resolved.to)}*`;
  if (resolved.kind === 'array') return `${spelt(unit, resolved.of)}*`;
  if (resolved.kind === 'named') return resolved.name.toUpperCase().replace(/^_/, '');
  return structureName(unit, resolved) ?? resolved.kind;
}
