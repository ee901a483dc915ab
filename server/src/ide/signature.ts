import { describeName } from '../knowledge/names';
import { learn } from '../knowledge/pages';
import type { ApiFunction, Parameter } from '../knowledge/shape';
import type { Unit } from '../model/unit';
import type { Span } from '../text/span';
import { placeAt } from './place';
import { callAt } from './place-call';

export interface SignatureParameter {
  /** Where it stands in the label, in UTF-16 units. */
  readonly span: Span;
  /** Markdown. */
  readonly documentation: string;
}

/** The prototype of the function that is being called. */
export interface SignatureText {
  readonly label: string;
  /** Markdown. */
  readonly documentation: string;
  readonly parameters: readonly SignatureParameter[];
  /** The index of the parameter whose argument is being typed. */
  readonly active: number;
}

/**
 * The prototype of the known function whose arguments an offset is in, in UTF-16 units, in whichever spelling it is called;
 * the call may be unfinished. Undefined in all other places, and behind the last argument that the function takes.
 */
export function signatureAt(unit: Unit, offset: number): SignatureText | undefined {
  const place = placeAt(unit.tree, offset);
  if (place.within === 'comment' || place.within === 'directive') return undefined;
  const call = callAt(unit, place);
  if (call === undefined) return undefined;
  const { label, parameters } = labelOf(call.name, call.api);
  const active = call.api.variadic === true ? Math.min(call.index, parameters.length - 1) : call.index;
  if (active > Math.max(0, parameters.length - 1)) return undefined;
  return { label, parameters, active, documentation: textOf(call.api) };
}

function labelOf(name: string, api: ApiFunction): Pick<SignatureText, 'label' | 'parameters'> {
  const parameters: SignatureParameter[] = [];
  let label = `${api.returns} ${name}(`;
  const add = (text: string, documentation: string): void => {
    if (parameters.length > 0) label += ', ';
    parameters.push({ span: { start: label.length, end: label.length + text.length }, documentation });
    label += text;
  };
  for (const [parameterName, parameter] of Object.entries(api.parameters)) {
    add(declared(parameter.type, parameterName), parameterText(parameter));
  }
  if (api.variadic === true) add('...', 'The values that the format names.');
  return { label: `${label})`, parameters };
}

const declared = (type: string, name: string): string => (type.endsWith('*') ? `${type}${name}` : `${type} ${name}`);

const DIRECTIONS = { in: 'In', out: 'Out', inout: 'In and out' } as const;

/** Markdown of what an argument for a parameter must be. */
export function parameterText(parameter: Parameter): string {
  const { about, flow, optional, flags = [] } = parameter;
  const isPointer = /\*|^P[A-Z]|^LP[A-Z]/.test(parameter.type);
  const direction = isPointer ? `*${DIRECTIONS[flow]}${optional === true ? ', may be NULL' : ''}.* ` : '';
  const takes = flags.map((flag) => `- \`${flag}\`${meaningOf(flag)}`);
  return [`${direction}${about}`, ...(takes.length === 0 ? [] : ['', ...takes])].join('\n');
}

function meaningOf(name: string): string {
  const summary = describeName(name)?.summary;
  return summary === undefined ? '' : `: ${summary}`;
}

/** Markdown below the parameter: what the function does, and where it may be called. */
function textOf({ summary, irql, irp, page }: ApiFunction): string {
  const level = irql.max === 'HIGH_LEVEL' ? 'any' : irql.max === 'PASSIVE_LEVEL' ? 'PASSIVE_LEVEL' : `≤ ${irql.max}`;
  const link = page === '' ? '' : ` · [Microsoft's page](${learn.ddi(page)})`;
  return [summary, ...(irp === undefined ? [] : [irp]), `IRQL: ${level}${link}`].join('\n\n');
}
