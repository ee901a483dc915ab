import { constantNamed } from '../../model/constants';
import { visibleMacros } from '../../model/macros';
import { declaredVariableOf } from '../../model/scope';
import type { Unit } from '../../model/unit';
import type { Node } from '../../syntax/tree';
import type { Span } from '../../text/span';
import type { Analysis } from '../analysis';
import { returnedConstants } from './callback-returns';
import { eventCallbacks } from './callbacks';
import { isConstant, nameOf } from '../constant';
import type { Value } from '../state/terms';
import { wrongCalls } from './wrong-calls';

/** Where a request to connect is decided with what is no decision. */
export interface InvalidAction {
  readonly at: Span;
  /** As the source spells it. */
  readonly given: string;
  /** The actions that are allowed there. */
  readonly allowed: readonly string[];
  /** The action that is certainly meant. */
  readonly meant: string | undefined;
}

/** The values that are no action where WskInspectEvent returns or WskInspectComplete is called, in the order of the text. */
export const invalidActions = (analysis: Analysis): InvalidAction[] =>
  [...returned(analysis), ...withOldName(analysis), ...completed(analysis)].sort(
    (one, other) => one.at.start - other.at.start,
  );

const FINAL = ['WskInspectAccept', 'WskInspectReject'];
const ALL = [...FINAL, 'WskInspectPend'];

function returned(analysis: Analysis): InvalidAction[] {
  const { tree } = analysis.unit;
  const wrong = returnedConstants(analysis, ['WskInspectEvent'], ({ value }) => isNoAction(value, ALL));
  return wrong.map(({ node, exit }) => ({
    at: tree.span(node),
    given: nameOf(exit.value) ?? tree.textOf(node),
    allowed: ALL,
    // A variable that carries a truth value may have been meant for one.
    meant: node === exit.node ? meantBy(exit.value) : undefined,
  }));
}

/** A status, a truth value, or a number that is none of the actions. */
function isNoAction(value: Value, allowed: readonly string[]): boolean {
  if (value.kind === 'named') return value.name.startsWith('STATUS_');
  if (value.kind !== 'number') return false;
  if (value.name !== undefined && OTHER_TYPE.test(value.name)) return true;
  return !allowed.some((action) => isConstant(value, action));
}

/** Names of constants that are certainly of another type, whatever their number. */
const OTHER_TYPE = /^(?:STATUS_\w+|TRUE|FALSE|true|false)$/;

/** TRUE and FALSE have the numbers of the two actions that they stand for. */
function meantBy(value: Value): string | undefined {
  const name = nameOf(value)?.toUpperCase();
  return name === 'TRUE' ? 'WskInspectAccept' : name === 'FALSE' ? 'WskInspectReject' : undefined;
}

/** The names that the guide gives to the actions, and that no header has. */
const GUIDE_NAME = /^Inspect(?:Accept|Reject|Pend)$/;

/** `return InspectAccept;`, where nothing that is in sight or included defines the name. */
function withOldName(analysis: Analysis): InvalidAction[] {
  const { unit } = analysis;
  const nodes = eventCallbacks(analysis, 'WskInspectEvent').flatMap(({ exits }) => exits.map(({ node }) => node));
  return [...new Set(nodes)].flatMap((node) => {
    const given = unit.tree.textOf(node);
    if (!GUIDE_NAME.test(given) || isDefined(unit, node)) return [];
    return [{ at: unit.tree.span(node), given, allowed: ALL, meant: `Wsk${given}` }];
  });
}

/** Whether a name is defined, or may be, in a header of the driver's that is not in sight. */
function isDefined(unit: Unit, node: Node): boolean {
  const { tree } = unit;
  const name = tree.textOf(node);
  const isKnown =
    declaredVariableOf(unit, node) !== undefined ||
    visibleMacros(unit).has(name) ||
    constantNamed(unit, name) !== undefined;
  return isKnown || /^\s*#\s*include\s*"/m.test(tree.text);
}

/** Of WskInspectComplete no value says "later". */
const completed = (analysis: Analysis): InvalidAction[] =>
  wrongCalls<'WskInspectComplete', Value>(analysis, ['WskInspectComplete'], (use) => {
    const value = use.arguments.get('Action')?.value;
    if (value === undefined || !isNoAction(value, FINAL)) return undefined;
    return { marked: 'Action', because: [], detail: value };
  }).map(({ at, detail, use }) => ({
    at,
    given: nameOf(detail) ?? use.arguments.get('Action')?.text ?? '',
    allowed: FINAL,
    meant: meantBy(detail),
  }));
