import { describe, requestFunctions, type RequestName } from '../../knowledge';
import type { Control } from '../../knowledge/options';
import type { Analysis } from '../analysis';
import { isConstant } from '../constant';
import { controlRequest } from './control-request';
import type { Argument, Use } from '../summary/summary';
import { wrongCalls, type WrongCall } from './wrong-calls';

/** An IRP that is missing, or is not to be there. */
export interface MistakenIrp {
  /** The option or code that decides; undefined where the function always wants one. */
  readonly code: string | undefined;
  /** The argument as the source spells it. */
  readonly irp: string;
}

/** The calls of a file that pass NULL where the function, the option or the code needs an IRP. */
export const callsWithoutIrp = (analysis: Analysis): WrongCall<MistakenIrp>[] => callsWhere(analysis, isMissing);

/** The calls of a file that pass an IRP with a code that completes at once and takes none. */
export const callsWithIrpTooMany = (analysis: Analysis): WrongCall<MistakenIrp>[] => callsWhere(analysis, isTooMany);

/** Says whether a call is wrong; the code that makes it so may be undefined. */
type Test = (use: Use, irp: Argument) => { readonly code: string | undefined } | undefined;

const callsWhere = (analysis: Analysis, test: Test): WrongCall<MistakenIrp>[] =>
  wrongCalls<RequestName, MistakenIrp>(analysis, requestFunctions, (use) => {
    const irp = use.arguments.get('Irp');
    const wrong = irp === undefined || use.isDoubtful ? undefined : test(use, irp);
    return irp && wrong && { marked: 'Irp', because: [], detail: { ...wrong, irp: irp.text } };
  });

const isMissing: Test = (use, irp) => {
  if (!isWrittenNull(irp)) return undefined;
  return isControl(use) ? codeThat(use, 'required') : { code: undefined };
};

const isTooMany: Test = (use, irp) => (isPresent(irp) ? codeWithoutIrp(use) : undefined);

/** The code of a request that takes no IRP. */
export function codeWithoutIrp(use: Use): { readonly code: string } | undefined {
  return isControl(use) ? codeThat(use, 'NULL') : undefined;
}

/** The option or code of a request, where that is in order but for its IRP, and of that the tables say so. */
function codeThat(use: Use, wanted: Control['irp']): { readonly code: string } | undefined {
  const { name, control, operation } = controlRequest(use) ?? {};
  if (name === undefined || control?.irp !== wanted || operation === undefined) return undefined;
  const level = use.arguments.get('Level');
  const isOfLevel = control.level === undefined || (level !== undefined && isConstant(level.value, control.level));
  return isOfLevel && control.operations.includes(operation) ? { code: name } : undefined;
}

/**
 * Whether an IRP is a NULL that was written down: in the call, or in a variable or parameter of the function. One in memory
 * goes with other members, of which the function may know by its caller; one that a test has shown is another mistake.
 */
const isWrittenNull = ({ value, text }: Argument): boolean =>
  value.kind === 'number' &&
  value.value === 0 &&
  (WRITTEN.test(text) || (value.name !== undefined && /^\w+$/.test(text)));

const WRITTEN = /^(?:NULL|nullptr|0|\(PIRP\)\s*(?:NULL|0))$/;

/** Whether the function serves many requests, with an IRP and without. */
const isControl = ({ callee }: Use): boolean => describe(callee)?.parameters['ControlCode'] !== undefined;

/** Whether an IRP is certainly there: it lies in memory of the driver, was made, or was given a routine. */
const isPresent = ({ value, facts }: Argument): boolean =>
  value.kind === 'address' ||
  (['own', 'foreign', 'has-routine'] as const).some((fact) => facts.get(fact)?.isDoubtful === false);
