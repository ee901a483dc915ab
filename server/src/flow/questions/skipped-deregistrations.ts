import type { FunctionDefinition } from '../../model/unit';
import type { Span } from '../../text/span';
import { nodeAt, type Analysis } from '../analysis';
import { isConstant } from '../constant';
import type { Site } from '../state/object';
import { sameRange } from '../state/range';
import type { Value } from '../state/terms';
import { isFromEntry } from '../step/use';
import type { Exit } from '../summary/summary';

/** A function that ends a registration, but not where it has no memory for what it does before. */
export interface SkippedDeregistration {
  readonly routine: string;
  /** The `return` that leaves the deregistration out. */
  readonly at: Span;
  /** The variable that holds the registration, or what it is a part of. */
  readonly registration: string;
  /** Where it is deregistered otherwise. */
  readonly otherwise: Site;
}

/**
 * The functions of a file on whose success a registration in a variable depends that nobody else ends. Only want of
 * memory counts: any other way out may be taken because there is no registration yet, or not any more.
 */
export const skippedDeregistrations = (analysis: Analysis): SkippedDeregistration[] =>
  analysis.driver.names('WskDeregister')
    ? analysis.functions.flatMap((definition) => skippedIn(analysis, definition) ?? [])
    : [];

function skippedIn(analysis: Analysis, definition: FunctionDefinition): SkippedDeregistration | undefined {
  const result = analysis.resultOf(definition);
  if (result?.uses.some(({ callee }) => callee === 'WskRegister') !== false) return undefined;
  const { exits } = result.summary;
  for (const ended of exits) {
    const done = deregisteredIn(ended);
    const skipping = done && exits.find((exit) => isWithoutMemory(exit) && skips(exit, ended, done.registration));
    const from = skipping && result.returns.find(({ value }) => value === skipping.returns)?.from;
    if (done === undefined || from === undefined || isEndedElsewhere(analysis, definition, done.registration)) continue;
    const at = analysis.unit.tree.span(nodeAt(definition, from));
    return { routine: definition.name, at, registration: done.name, otherwise: done.at };
  }
  return undefined;
}

interface Deregistration {
  readonly registration: Value;
  readonly name: string;
  readonly at: Site;
}

/** What a way out certainly deregisters, in the function itself. */
function deregisteredIn({ objects, doubts }: Exit): Deregistration | undefined {
  for (const [registration, { facts }] of doubts.size > 0 ? [] : objects) {
    const [released, name] = [facts.get('released'), nameOf(registration)];
    const isHere = released?.site.callee === 'WskDeregister' && released.site.through.length === 0;
    if (isHere && !released.isMerged && name !== undefined) return { registration, name, at: released.site };
  }
  return undefined;
}

const isWithoutMemory = ({ returns, doubts }: Exit): boolean =>
  doubts.size === 0 &&
  returns !== undefined &&
  (isConstant(returns, 'STATUS_INSUFFICIENT_RESOURCES') || isConstant(returns, 'STATUS_NO_MEMORY'));

/** Whether one way out leaves the registration as it was where nothing but the function itself tells it from another. */
function skips(exit: Exit, ended: Exit, registration: Value): boolean {
  const [here, there] = [givenOn(exit), givenOn(ended)];
  const isSame = here.every(([symbol, range]) => {
    const other = there.find(([one]) => one === symbol)?.[1];
    return other !== undefined && sameRange(range, other);
  });
  return isSame && !exit.objects.some(([object, { facts }]) => object === registration && facts.has('released'));
}

/** What must hold on entry for a function to end so. */
const givenOn = ({ when }: Exit): Exit['when'] => when.filter(([symbol]) => isFromEntry(symbol));

function nameOf(registration: Value): string | undefined {
  const place = registration.kind === 'address' ? registration.region.root.place : undefined;
  return place?.is === 'variable' ? place.variable.name : undefined;
}

/** Whether another function ends the registration, one aside that makes it and gives it up. */
function isEndedElsewhere(analysis: Analysis, own: FunctionDefinition, registration: Value): boolean {
  const others = new Set(analysis.driver.callsOf('WskDeregister').map(({ owner }) => owner));
  others.delete(analysis.idOf(own));
  return [...others].some((owner) => {
    const made = analysis.usesMadeIn(owner).filter(({ within }) => within === owner);
    const ends = made.some(
      ({ use }) =>
        use.callee === 'WskDeregister' && use.arguments.get('WskRegistration')?.value.key === registration.key,
    );
    return ends && !made.some(({ use }) => use.callee === 'WskRegister');
  });
}
