import type { Annotation } from '../syntax/parser';
import type { Node } from '../syntax/tree';
import { readAnnotation } from './annotation-reader';
import { noAnnotations, together, type ConditionalBound, type FunctionAnnotations } from './function-annotations';
import { headersOf, type Header } from './headers';
import { perContext } from './per-unit';
import type { Unit } from './unit';

export type { FunctionAnnotations } from './function-annotations';

/** What the headers in this file, and in those that it includes, say of a function of this name. Nothing where it has none. */
export function annotationsOf(unit: Unit, name: string): FunctionAnnotations {
  const own = declaredAnnotations(unit).get(name);
  const included = unit.included.flatMap(({ annotations }) => annotations.get(name) ?? []);
  if (included.length === 0) return own ?? noAnnotations;
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
      return readAnnotation(
        unit,
        known,
        annotation,
        isInList && at >= 0 ? { index: at, node: header.parameters[at] } : undefined,
      );
    },
    { ...noAnnotations, classes },
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
