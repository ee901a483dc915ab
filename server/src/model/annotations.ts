import type { Irql } from '../knowledge/shape';
import type { Annotation } from '../syntax/parser';
import type { Node } from '../syntax/tree';
import { headersOf, type Header } from './headers';
import { perContext } from './per-unit';
import type { Unit } from './unit';

/** Where a function leaves or finds a level: in what it returns, or in a parameter (from 0) or what that points at. */
export type AnnotatedPlace = 'result' | { readonly parameter: number; readonly isPointer: boolean };

/** A bound that holds only where a condition does: `_When_(Wait == 1, _IRQL_requires_max_(APC_LEVEL))`. */
export interface ConditionalBound {
  /** As the source spells it. */
  readonly condition: string;
  /** The same as a question about one argument, where it is as simple as that: the parameter (from 0) is zero, or is not. */
  readonly argument?: { readonly parameter: number; readonly isZero: boolean };
  readonly max?: Irql;
  readonly min?: Irql;
}

/** What the headers of a function say of the IRQL: that of its definition, and those of its prototypes, together. */
export interface FunctionAnnotations {
  /** The highest level at which it may be called. */
  readonly max?: Irql;
  /** The lowest. */
  readonly min?: Irql;
  readonly conditional: readonly ConditionalBound[];
  /** It leaves at the level at which it was entered. */
  readonly same: boolean;
  /** The level at which it leaves. */
  readonly raises?: Irql;
  readonly saves: readonly AnnotatedPlace[];
  readonly restores: readonly AnnotatedPlace[];
  /** What it keeps the level in that no parameter shows, such as `SpinLock`. */
  readonly savesGlobal: readonly string[];
  readonly restoresGlobal: readonly string[];
  /** The function types of the WDK that it has: by `_Function_class_`, and by the type that a prototype names. */
  readonly classes: readonly string[];
  /** The major functions of `_Dispatch_type_`. */
  readonly dispatchTypes: readonly string[];
}

const NONE: FunctionAnnotations = {
  conditional: [],
  same: false,
  saves: [],
  restores: [],
  savesGlobal: [],
  restoresGlobal: [],
  classes: [],
  dispatchTypes: [],
};

/** What the headers in this file, and in those that it includes, say of a function of this name. Nothing where it has none. */
export function annotationsOf(unit: Unit, name: string): FunctionAnnotations {
  const own = declaredAnnotations(unit).get(name);
  const included = unit.included.flatMap(({ annotations }) => annotations.get(name) ?? []);
  if (included.length === 0) return own ?? NONE;
  return [...included, ...(own === undefined ? [] : [own])].reduce(together);
}

/** What the headers in the file itself say, by the name of the function. */
export const declaredAnnotations = perContext((unit): ReadonlyMap<string, FunctionAnnotations> => {
  const found = new Map<string, FunctionAnnotations>();
  for (const header of headersOf(unit)) {
    const own = ofHeader(unit, header);
    const known = found.get(header.name);
    found.set(header.name, known === undefined ? own : together(known, own));
  }
  return found;
});

function ofHeader(unit: Unit, header: Header): FunctionAnnotations {
  const { annotations } = unit.parsedText;
  const own = annotations.slice(firstFrom(annotations, header.from), firstFrom(annotations, header.to));
  const classes = header.typeName === undefined ? [] : [header.typeName];
  const known = own.reduce<FunctionAnnotations>(
    (known, annotation) => {
      const at = header.parameters.findIndex((node) => annotation.start < unit.tree.end(node));
      const list = header.parameters[0];
      const isInList = list !== undefined && annotation.start >= startOfList(unit, list);
      return read(
        unit,
        known,
        annotation,
        isInList && at >= 0 ? { index: at, node: header.parameters[at] } : undefined,
      );
    },
    { ...NONE, classes },
  );
  return {
    ...known,
    conditional: known.conditional.map((bound) => withArgument(bound, argumentIn(unit, header, bound.condition))),
  };
}

const withArgument = (bound: ConditionalBound, argument: ConditionalBound['argument']): ConditionalBound =>
  argument === undefined ? bound : { ...bound, argument };

/** The parameter that `Wait == 1`, `Wait != FALSE`, `!Wait` or `Wait` asks for. */
function argumentIn({ tree }: Unit, { parameters }: Header, condition: string): ConditionalBound['argument'] {
  const [, not = '', name, operator, constant = ''] =
    /^\(?\s*(!?)\s*(\w+)\s*(?:(==|!=)\s*(0|1|FALSE|TRUE|NULL))?\s*\)?$/.exec(condition) ?? [];
  const parameter = parameters.findIndex((node) => /(\w+)\W*$/.exec(tree.textOf(node))?.[1] === name);
  if (name === undefined || parameter < 0) return undefined;
  const isForZero = operator === undefined ? not === '!' : (operator === '==') === /^(?:0|FALSE|NULL)$/.test(constant);
  return not === '!' && operator !== undefined ? undefined : { parameter, isZero: isForZero };
}

function startOfList({ tree }: Unit, parameter: Node): number {
  const list = tree.parent(parameter);
  return list === undefined ? tree.start(parameter) : tree.start(list);
}

function firstFrom(annotations: readonly Annotation[], offset: number): number {
  let [low, high] = [0, annotations.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((annotations[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The parameter before which an annotation stands. */
interface Owner {
  readonly index: number;
  readonly node: Node | undefined;
}

type Words = Pick<Annotation, 'name' | 'arguments'>;

/** The names of SAL 1 and of SAL 2 for the same. */
const MEANING: Readonly<Record<string, string>> = {
  _IRQL_requires_max_: 'max',
  __drv_maxIRQL: 'max',
  _IRQL_always_function_max_: 'max',
  _IRQL_requires_min_: 'min',
  __drv_minIRQL: 'min',
  _IRQL_always_function_min_: 'min',
  _IRQL_requires_: 'exact',
  __drv_requiresIRQL: 'exact',
  _IRQL_requires_same_: 'same',
  __drv_sameIRQL: 'same',
  _IRQL_raises_: 'raises',
  __drv_raisesIRQL: 'raises',
  __drv_setsIRQL: 'raises',
  _IRQL_saves_: 'saves',
  __drv_savesIRQL: 'saves',
  _IRQL_restores_: 'restores',
  __drv_restoresIRQL: 'restores',
  _IRQL_saves_global_: 'savesGlobal',
  __drv_savesIRQLGlobal: 'savesGlobal',
  _IRQL_restores_global_: 'restoresGlobal',
  __drv_restoresIRQLGlobal: 'restoresGlobal',
  _Function_class_: 'class',
  __drv_functionClass: 'class',
  _Dispatch_type_: 'dispatch',
  __drv_dispatchType: 'dispatch',
  _When_: 'when',
  __drv_when: 'when',
  _At_: 'at',
  __drv_arg: 'at',
};

function read(
  unit: Unit,
  known: FunctionAnnotations,
  annotation: Words,
  owner: Owner | undefined,
): FunctionAnnotations {
  const meaning = MEANING[annotation.name];
  const level = levelNamed(annotation.arguments ?? '');
  if (meaning === undefined) return known;
  return level === undefined ? readWords(unit, known, annotation, owner) : { ...known, ...boundOf(meaning, level) };
}

function boundOf(meaning: string, level: Irql): Partial<FunctionAnnotations> {
  switch (meaning) {
    case 'max':
      return { max: level };
    case 'min':
      return { min: level };
    case 'exact':
      return { max: level, min: level };
    case 'raises':
      return { raises: level };
    default:
      return {};
  }
}

function readWords(
  unit: Unit,
  known: FunctionAnnotations,
  annotation: Words,
  owner: Owner | undefined,
): FunctionAnnotations {
  switch (MEANING[annotation.name]) {
    case 'same':
      return { ...known, same: true };
    case 'saves':
      return { ...known, saves: [...known.saves, placeOf(unit, owner)] };
    case 'restores':
      return { ...known, restores: [...known.restores, placeOf(unit, owner)] };
    default:
      return readNames(unit, known, annotation, owner);
  }
}

function readNames(
  unit: Unit,
  known: FunctionAnnotations,
  { name, arguments: inside = '' }: Words,
  owner: Owner | undefined,
): FunctionAnnotations {
  const [first = ''] = inside.split(',').map((word) => word.trim());
  switch (MEANING[name]) {
    case 'savesGlobal':
      return { ...known, savesGlobal: [...known.savesGlobal, first] };
    case 'restoresGlobal':
      return { ...known, restoresGlobal: [...known.restoresGlobal, first] };
    case 'class':
      return { ...known, classes: [...known.classes, first] };
    case 'dispatch':
      return { ...known, dispatchTypes: [...known.dispatchTypes, first] };
    case 'at':
      return readWithin(unit, known, inside, owner);
    case 'when':
      return readConditional(unit, known, inside);
    default:
      return known;
  }
}

/** `_At_(LockHandle->OldIrql, _IRQL_saves_)`: the parameter stands for what is in it. */
function readWithin(
  unit: Unit,
  known: FunctionAnnotations,
  inside: string,
  owner: Owner | undefined,
): FunctionAnnotations {
  const word = inside.slice(topLevelComma(inside) + 1).trim();
  const meaning = owner === undefined ? undefined : MEANING[word];
  return meaning === 'saves' || meaning === 'restores' ? read(unit, known, { name: word }, owner) : known;
}

/** Only bounds: what else may depend on a condition is not followed. */
function readConditional(unit: Unit, known: FunctionAnnotations, inside: string): FunctionAnnotations {
  const comma = topLevelComma(inside);
  if (comma < 0) return known;
  const bounds = [...inside.slice(comma + 1).matchAll(/(\w+)\s*\(([^()]*)\)/g)].reduce(
    (bound, [, name = '', given = '']) => read(unit, bound, { name, arguments: given.trim() }, undefined),
    NONE,
  );
  if (bounds.max === undefined && bounds.min === undefined) return known;
  const bound: ConditionalBound = {
    condition: inside.slice(0, comma).trim(),
    ...(bounds.max === undefined ? {} : { max: bounds.max }),
    ...(bounds.min === undefined ? {} : { min: bounds.min }),
  };
  return { ...known, conditional: [...known.conditional, bound] };
}

function topLevelComma(text: string): number {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '(') depth++;
    else if (character === ')') depth--;
    else if (character === ',' && depth === 0) return at;
  }
  return -1;
}

/** The level that a constant of the WDK names, or its number. */
function levelNamed(text: string): Irql | undefined {
  const [, name] = /^\(?\s*(\w+)\s*\)?$/.exec(text.trim()) ?? [];
  return name === undefined ? undefined : LEVELS.get(name);
}

const LEVELS: ReadonlyMap<string, Irql> = new Map([
  ['PASSIVE_LEVEL', 'PASSIVE_LEVEL'],
  ['0', 'PASSIVE_LEVEL'],
  ['APC_LEVEL', 'APC_LEVEL'],
  ['1', 'APC_LEVEL'],
  ['DISPATCH_LEVEL', 'DISPATCH_LEVEL'],
  ['2', 'DISPATCH_LEVEL'],
  ...['HIGH_LEVEL', 'DEVICE_LEVEL', 'IPI_LEVEL', 'CLOCK_LEVEL', 'PROFILE_LEVEL', 'POWER_LEVEL', 'SYNCH_LEVEL'].map(
    (name) => [name, 'HIGH_LEVEL'] as const,
  ),
]);

function placeOf({ tree }: Unit, owner: Owner | undefined): AnnotatedPlace {
  if (owner?.node === undefined) return 'result';
  const declaration = tree.textOf(owner.node);
  return { parameter: owner.index, isPointer: /\*|^\s*(?:\w+\s+)*P[A-Z]\w*\s+\w+\s*$/.test(declaration) };
}

function together(one: FunctionAnnotations, other: FunctionAnnotations): FunctionAnnotations {
  return {
    ...one,
    ...other,
    conditional: [...one.conditional, ...other.conditional],
    same: one.same || other.same,
    saves: one.saves.length > 0 ? one.saves : other.saves,
    restores: one.restores.length > 0 ? one.restores : other.restores,
    savesGlobal: [...new Set([...one.savesGlobal, ...other.savesGlobal])],
    restoresGlobal: [...new Set([...one.restoresGlobal, ...other.restoresGlobal])],
    classes: [...new Set([...one.classes, ...other.classes])],
    dispatchTypes: [...new Set([...one.dispatchTypes, ...other.dispatchTypes])],
  };
}
