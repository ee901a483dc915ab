import type { FunctionDefinition } from '../../model/unit';
import type { Node } from '../../syntax/tree';
import type { Span } from '../../text/span';
import { nodeAt, type Analysis } from '../analysis';
import type { Site } from '../state/object';
import type { Region, Value } from '../state/terms';
import { isInCondition } from './untested';

/** A call of a function whose failure leaves NULL behind, in a function that goes on as if it could not fail. */
export interface IgnoredFailure {
  /** The name of the function that is called. */
  readonly at: Span;
  readonly callee: string;
  /** The member that is NULL then, from the structure that others hand on: `Request.Irp`. */
  readonly member: string;
  /** The call that should have given the pointer. */
  readonly origin: Site;
}

/**
 * The calls of a file of which nobody looks whether they have failed, although an IRP is NULL then that stands in a
 * structure, and functions of the file hand that on without a look. In the order of the text.
 */
export function ignoredFailures(analysis: Analysis): IgnoredFailure[] {
  return analysis.functions.flatMap((definition) => {
    const found = new Map<Node, IgnoredFailure>();
    for (const { from, place, origin } of analysis.resultOf(definition)?.leftNull ?? []) {
      const call = nodeAt(definition, from);
      const member = pathTo(place);
      const name = analysis.unit.tree.field(call, 'function');
      if (name === undefined || found.has(call) || isTested(analysis, definition, member)) continue;
      if (!analysis.ofFile('members used untested', membersUsed).some((used) => isPartOf(member, used))) continue;
      const { tree } = analysis.unit;
      found.set(call, { at: tree.span(name), callee: tree.textOf(name), member, origin });
    }
    return [...found.values()].sort((one, other) => one.at.start - other.at.start);
  });
}

/** The members that lead to a place in what a pointer points at. */
function pathTo(region: Region): string {
  const names: string[] = [];
  for (let at = region; at.place.is === 'member'; at = at.place.of) names.unshift(at.place.name);
  return names.join('.');
}

/** Whether the function itself asks what stands there. */
function isTested({ unit }: Analysis, { body }: FunctionDefinition, member: string): boolean {
  const { tree } = unit;
  const last = member.split('.').at(-1);
  return tree
    .descendants(body, 'field_expression')
    .some((node) => tree.textOf(tree.field(node, 'field') ?? node) === last && isInCondition(unit, node));
}

/** The members of structures that functions of a file were given, which they hand on as an IRP without a test. */
function membersUsed(file: Analysis): readonly string[] {
  const used = new Set<string>();
  for (const definition of file.functions) {
    for (const { arguments: named, when } of file.resultOf(definition)?.uses ?? []) {
      const irp = named.get('Irp')?.value;
      const member = irp === undefined || when.some(([tested]) => tested === irp) ? undefined : memberRead(irp);
      if (member !== undefined) used.add(member);
    }
  }
  return [...used].sort();
}

function memberRead(value: Value): string | undefined {
  if (value.kind !== 'symbol' || value.origin.from !== 'memory') return undefined;
  const { region } = value.origin;
  return region.place.is === 'member' && region.root.place.is === 'pointee' ? pathTo(region) : undefined;
}

/** Whether a path of members is the other, or its end. */
const isPartOf = (member: string, used: string): boolean => used === member || used.endsWith(`.${member}`);
