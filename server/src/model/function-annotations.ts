import type { Irql } from '../knowledge/shape';

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

/** Nothing said. */
export const noAnnotations: FunctionAnnotations = {
  conditional: [],
  same: false,
  saves: [],
  restores: [],
  savesGlobal: [],
  restoresGlobal: [],
  classes: [],
  dispatchTypes: [],
};

/** What two headers of one function say together; where they disagree, the second holds. */
export function together(one: FunctionAnnotations, other: FunctionAnnotations): FunctionAnnotations {
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
