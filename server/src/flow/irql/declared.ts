import type { Irql } from '../../knowledge/shape';
import type { FunctionAnnotations } from '../../model/annotations';
import { keyOf, RESULT } from './place';
import { exactly } from './range';
import {
  ENTRY,
  levelHeldBy,
  levelIn,
  type ArgumentCondition,
  type IrqlNeed,
  type IrqlSummary,
  type Level,
} from './summary';

/**
 * What the annotations of a function's header tell its callers, where nobody can see its body.
 *
 * @returns undefined where they say nothing of the IRQL.
 */
export function declaredSummary(name: string, annotations: FunctionAnnotations): IrqlSummary | undefined {
  const { raises, saves, restores } = annotations;
  const needs = declaredNeeds(annotations);
  if (raises === undefined && saves.length === 0 && restores.length === 0 && needs.length === 0 && !annotations.same) {
    return undefined;
  }
  const restored = restores.map((each) => levelHeldBy(keyOf(placeOf(each))))[0];
  const raised = raises === undefined ? undefined : levelIn(exactly(raises, { kind: 'raise', name }));
  const leaves: Level = raised ?? restored ?? ENTRY;
  return { leaves, saves: saves.map((each) => ({ place: keyOf(placeOf(each)), level: ENTRY })), needs };
}

/** The levels that a function's own header asks for, for every call, or where an argument says so. */
export function declaredNeeds({ max, min, conditional }: FunctionAnnotations): IrqlNeed[] {
  const bounds = [{ max, min, when: [] }, ...conditional.flatMap(conditionalNeed)];
  return bounds.flatMap((bound) => declaredNeed(bound.max, bound.min, bound.when));
}

/** A condition that is about more than one argument gives nothing. */
const conditionalNeed = ({ max, min, argument }: FunctionAnnotations['conditional'][number]) =>
  argument === undefined ? [] : [{ max, min, when: [argument] }];

function declaredNeed(max: Irql | undefined, min: Irql | undefined, when: readonly ArgumentCondition[]): IrqlNeed[] {
  if (max === undefined && min === undefined) return [];
  return [
    {
      kind: 'annotation',
      max: max ?? 'HIGH_LEVEL',
      ...(min === undefined ? {} : { min }),
      chain: [],
      when,
      isCertain: true,
    },
  ];
}

/** A parameter that holds a level: as itself where the level is read, behind the pointer otherwise. */
const placeOf = (where: FunctionAnnotations['saves'][number]) =>
  where === 'result' ? RESULT : { root: `param${where.parameter}`, path: where.isPointer ? ['*'] : [] };
