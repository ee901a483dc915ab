import type { Irql } from '../knowledge/shape';
import type { Annotation } from '../syntax/parser';
import type { Node } from '../syntax/tree';
import {
  noAnnotations,
  type AnnotatedPlace,
  type ConditionalBound,
  type FunctionAnnotations,
} from './function-annotations';
import type { Unit } from './unit';

/** The parameter before which an annotation stands. */
export interface Owner {
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

/** What was known with what one annotation says; the same where that is nothing of the IRQL or of a role. */
export function readAnnotation(
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
  return meaning === 'saves' || meaning === 'restores' ? readAnnotation(unit, known, { name: word }, owner) : known;
}

/** Only bounds: what else may depend on a condition is not followed. */
function readConditional(unit: Unit, known: FunctionAnnotations, inside: string): FunctionAnnotations {
  const comma = topLevelComma(inside);
  if (comma < 0) return known;
  const bounds = [...inside.slice(comma + 1).matchAll(/(\w+)\s*\(([^()]*)\)/g)].reduce(
    (bound, [, name = '', given = '']) => readAnnotation(unit, bound, { name, arguments: given.trim() }, undefined),
    noAnnotations,
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
