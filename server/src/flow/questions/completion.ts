import type { FunctionDefinition } from '../../model/unit';
import type { Node } from '../../syntax/tree';
import { nodeAt, type Analysis } from '../analysis';
import { rangeOfParameter } from './callbacks';
import { ownerOf, requestOf, telling, type IrpOwner, type Request } from './request';
import type { Site } from '../state/object';
import { isOnlyZero } from '../state/range';
import type { Value } from '../state/terms';
import type { Use } from '../summary/summary';

/** A function of the file that is called when a request to WSK completes. */
export interface CompletionRoutine {
  readonly definition: FunctionDefinition;
  /** Whose the IRPs of the requests are; 'unknown' where that does not show for one of them, or where both occur. */
  readonly irp: IrpOwner;
  /** The first of the requests. */
  readonly request: Use;
  readonly installed: Site;
  /** Where the request's IRP came from, where that shows. */
  readonly origin: Site | undefined;
  /** Not those that only a call by hand, without an IRP, can take. */
  readonly exits: readonly Exit[];
}

/** A value that a function can return. */
export interface Exit {
  /** The expression that gives the value: an arm of a `? :`, not the whole. */
  readonly node: Node;
  readonly value: Value;
}

/** The functions of a file that complete requests made anywhere in the project, each once, in the order of the text. */
export const completionRoutines = (analysis: Analysis): CompletionRoutine[] =>
  analysis.functions.flatMap((definition) => routineOf(analysis, definition) ?? []);

function routineOf(analysis: Analysis, definition: FunctionDefinition): CompletionRoutine | undefined {
  const requests = telling(
    analysis
      .usesCompletedBy(analysis.idOf(definition))
      .flatMap((seen) => requestOf(seen) ?? [])
      .filter(isOfConcern),
  );
  const first = requests.find(({ use }) => use.kind === 'wsk');
  const installed = first?.use.arguments.get('Irp')?.installed?.site;
  if (first === undefined || installed === undefined) return undefined;
  return {
    definition,
    irp: ownerOf(requests),
    request: first.use,
    installed,
    origin: first.origin,
    exits: exitsWithIrp(analysis, definition),
  };
}

/** The position of the IRP among the parameters of an IoCompletion routine. */
const IRP = 1;

function exitsWithIrp(analysis: Analysis, definition: FunctionDefinition): Exit[] {
  const result = analysis.resultOf(definition);
  const isWithoutIrp = (value: Value): boolean => {
    const same = result?.summary.exits.filter(({ returns }) => returns === value) ?? [];
    return same.length > 0 && same.every(({ when }) => isOnlyZero(rangeOfParameter(when, IRP)));
  };
  return (result?.returns ?? [])
    .filter(({ value }) => !isWithoutIrp(value))
    .map(({ from, value }) => ({ node: nodeAt(definition, from), value }));
}

/** An own IRP that goes to another driver is none of our business; one from above that does shows who shares the routine. */
const isOfConcern = ({ use, irp }: Request): boolean => use.kind === 'wsk' || irp !== 'own';
