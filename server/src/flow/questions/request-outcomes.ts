import { knownCall } from '../../model/dispatch';
import { withoutCasts } from '../../model/references';
import type { FunctionDefinition } from '../../model/unit';
import type { Node } from '../../syntax/tree';
import type { Span } from '../../text/span';
import { nodeAt, spanHere, type Analysis } from '../analysis';
import { anchorKey } from '../anchor';
import { completionRoutines } from './completion';
import { controlFlow, successors, type Point } from '../graph/cfg';
import type { SeenOutcome } from '../run/function-run';
import type { Site } from '../state/object';

/** A place where a driver relies on what a request should have brought. */
export interface ReliedOn {
  readonly definition: FunctionDefinition;
  readonly at: Span;
  /** What is used, as the source spells it. */
  readonly text: string;
  /** The call of WSK; the one that has freed the IRP. */
  readonly request: Site;
}

/** The places of a file where IoStatus of an IRP is read while WSK may still have it: the first for each request. */
export const readsWhilePending = (analysis: Analysis): ReliedOn[] =>
  analysis.functions.flatMap((definition) => firstOf(analysis, definition, ({ state }) => state === 'pending'));

/**
 * The places of a file where IoStatus of an IRP is read that was freed before: the first for each IRP. What an IoCompletion
 * routine returns is another mistake.
 */
export function readsOfFreedIrps(analysis: Analysis): ReliedOn[] {
  const { tree } = analysis.unit;
  const routines = new Set(completionRoutines(analysis).map(({ definition }) => definition));
  return analysis.functions.flatMap((definition) =>
    firstOf(analysis, definition, ({ state, from }) => {
      const isReturned = tree.enclosing(nodeAt(definition, from), 'return_statement') !== undefined;
      return state === 'freed' && !(isReturned && routines.has(definition));
    }),
  );
}

/**
 * The places of a file where the socket or the count of a request is used by code that has not looked how it ended: the first
 * for each request. What is only written down, counted or handed on beside the status is not a use.
 */
export const usesWithoutTest = (analysis: Analysis): ReliedOn[] => [
  ...analysis.functions.flatMap((definition) =>
    firstOf(analysis, definition, (seen) =>
      seen.state === 'unread' ? isTakenBlindly(analysis, definition, seen) : seen.state === 'untested',
    ),
  ),
  ...takenByRoutines(analysis),
];

function firstOf(
  analysis: Analysis,
  definition: FunctionDefinition,
  isAsked: (seen: SeenOutcome) => boolean,
): readonly ReliedOn[] {
  const { tree } = analysis.unit;
  const found = new Map<string, ReliedOn>();
  const seen = [...(analysis.resultOf(definition)?.outcomes ?? [])].sort((a, b) => a.from - b.from);
  for (const one of seen) {
    const key = [one.request.at, ...one.request.through.map(({ at }) => at)].map(anchorKey).join();
    if (found.has(key) || !isAsked(one)) continue;
    const node = withoutCasts(analysis.unit, nodeAt(definition, one.from));
    found.set(key, { definition, at: tree.span(node), text: tree.textOf(node), request: one.request });
  }
  return [...found.values()];
}

/**
 * Whether IoStatus.Information is taken after a wait by a function that never asks for the status, nor lets another one ask.
 * What has not waited takes it on the ways on which the call has returned the outcome.
 */
function isTakenBlindly(analysis: Analysis, definition: FunctionDefinition, { from, request }: SeenOutcome): boolean {
  const { tree } = analysis.unit;
  const node = nodeAt(definition, from);
  const start = spanHere(analysis, request.at)?.start;
  if (start === undefined || !isTaken(analysis, node)) return false;
  const later = tree.descendants(definition.body, 'call_expression').filter((call) => tree.start(call) > start);
  const next = later.find((call) => tree.start(call) > tree.start(node) && isRequest(analysis, call));
  const end = next === undefined ? tree.end(definition.body) : tree.start(next);
  if (readsStatus(tree.text.slice(start, end))) return false;
  const calls = later.filter((call) => tree.start(call) < end);
  if (calls.some((call) => knownCall(analysis.unit, call) === undefined && !isMessage(analysis, call))) return false;
  return calls.some((call) => isWait(analysis, call) && leadsTo(analysis, definition, call, node));
}

/** Whether a call only prints: it gets a text, and nobody looks at what it returns. */
function isMessage({ unit: { tree } }: Analysis, call: Node): boolean {
  const [parent, list] = [tree.parent(call), tree.field(call, 'arguments')];
  const isStatement = parent !== undefined && tree.kind(parent) === 'expression_statement';
  return isStatement && list !== undefined && tree.descendants(list, 'string_literal').length > 0;
}

const isRequest = ({ unit }: Analysis, call: Node): boolean => knownCall(unit, call)?.api.tables !== undefined;

const isWait = ({ unit }: Analysis, call: Node): boolean =>
  knownCall(unit, call)?.api.effects?.some(({ effect }) => effect === 'waits') === true;

/** Whether control can come from one place of a function to another. */
function leadsTo({ unit: { tree } }: Analysis, { body }: FunctionDefinition, from: Node, to: Node): boolean {
  const points = controlFlow(tree, body)?.points ?? [];
  const holds = (node: Node) => (point: Point) => 'node' in point && isWithin(tree.span(node), tree.span(point.node));
  const reached = new Set(points.flatMap((point, index) => (holds(from)(point) ? [index] : [])));
  // A set hands out what is added while it is gone through.
  for (const index of reached) {
    const point = points[index];
    if (point !== undefined) for (const next of successors(point)) reached.add(next);
  }
  return points.some((point, index) => reached.has(index) && holds(to)(point));
}

const isWithin = (inner: Span, outer: Span): boolean => outer.start <= inner.start && inner.end <= outer.end;

/** Whether a value is kept or returned: what is printed, added up or handed on decides nothing here. */
function isTaken({ unit: { tree } }: Analysis, node: Node): boolean {
  for (let at = tree.parent(node); at !== undefined; at = tree.parent(at)) {
    switch (tree.kind(at)) {
      case 'parenthesized_expression':
      case 'cast_expression':
      case 'conditional_expression':
        continue;
      case 'assignment_expression':
        return tree.textOf(tree.field(at, 'operator') ?? at) === '=';
      case 'init_declarator':
      case 'return_statement':
        return true;
      default:
        return false;
    }
  }
  return false;
}

const readsStatus = (text: string): boolean => /\bIoStatus\b(?!\s*\.\s*Information\b)/.test(text);

/** An IoCompletion routine that takes the socket and frees the IRP: nobody can ask for the status afterwards. */
function takenByRoutines(analysis: Analysis): ReliedOn[] {
  const { tree } = analysis.unit;
  return completionRoutines(analysis).flatMap(({ definition, request, irp }): ReliedOn[] => {
    const name = definition.parameters[1]?.name;
    if (irp !== 'own' || name === undefined || readsStatus(tree.textOf(definition.body))) return [];
    const calls = tree.descendants(definition.body, 'call_expression');
    const handed = calls.filter((call) => argumentsOf(analysis, call).includes(name));
    const isFreed = handed.some((call) => tree.textOf(tree.field(call, 'function') ?? call) === 'IoFreeIrp');
    if (!isFreed || handed.some((call) => knownCall(analysis.unit, call) === undefined)) return [];
    const taken = tree
      .descendants(definition.body, 'field_expression')
      .find((node) => isInformationOf(tree.textOf(node), name) && isTaken(analysis, node));
    if (taken === undefined) return [];
    const site = { at: request.at, callee: request.callee, through: [] };
    return [{ definition, at: tree.span(taken), text: tree.textOf(taken), request: site }];
  });
}

const isInformationOf = (text: string, irp: string): boolean =>
  text.replace(/\s/g, '') === `${irp}->IoStatus.Information`;

function argumentsOf({ unit: { tree } }: Analysis, call: Node): readonly string[] {
  const list = tree.field(call, 'arguments');
  return list === undefined ? [] : tree.descendants(list, 'identifier').map((name) => tree.textOf(name));
}
