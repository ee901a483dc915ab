import type { Analysis } from '../flow/analysis';
import { categoryMade } from '../flow/questions/socket';
import type { Use } from '../flow/summary/summary';
import type { SocketCategory } from '../knowledge/shape';
import { typeOf } from '../model/expression-type';
import { outlineOf } from '../model/outline';
import { withoutCasts } from '../model/references';
import { declaredVariableOf } from '../model/scope';
import { isPointerTo } from '../model/type-table';
import type { FunctionDefinition, Unit } from '../model/unit';
import type { Node } from '../syntax/tree';
import type { Span } from '../text/span';
import type { Hint } from './hint';

/** A socket that is stored where it was made. */
interface Stored {
  /** What it is stored in. */
  readonly target: Node;
  /** The value, without casts. */
  readonly value: Node;
}

/** The category of each socket that is stored where it comes to be, within a part of the file. */
export function socketHints(analysis: Analysis, within: Span): Hint[] {
  const { unit } = analysis;
  const { tree } = unit;
  return storedIn(unit, within).flatMap((stored): Hint[] => {
    const node = tree.enclosing(stored.target, 'function_definition');
    const definition = unit.functions.find((one) => one.node === node);
    const category = definition && categoryOf(analysis, definition, stored);
    if (category === undefined) return [];
    const about = `The socket that is stored here is a ${WORDS[category]}.`;
    const at = tree.end(stored.target);
    return [{ at, label: `: ${WORDS[category]}`, kind: 'type', about }];
  });
}

const WORDS: Readonly<Record<SocketCategory, string>> = {
  basic: 'basic socket',
  listening: 'listening socket',
  datagram: 'datagram socket',
  connection: 'connection-oriented socket',
  stream: 'stream socket',
};

/** `*Listener = (PWSK_SOCKET)Irp->IoStatus.Information;`, `PWSK_SOCKET Listener = CreateListener(Server);` */
function storedIn(unit: Unit, { start, end }: Span): Stored[] {
  const { tree } = unit;
  const outline = outlineOf(tree);
  const isIn = (node: Node) => tree.end(node) >= start && tree.start(node) <= end;
  return [
    ...outline.assignment_expression
      .filter(isIn)
      .flatMap((node) => stored(unit, tree.field(node, 'left'), tree.field(node, 'right'))),
    ...outline.init_declarator
      .filter(isIn)
      .flatMap((node) => stored(unit, tree.field(node, 'declarator'), tree.field(node, 'value'))),
  ];
}

function stored(unit: Unit, target: Node | undefined, given: Node | undefined): Stored[] {
  if (target === undefined || given === undefined) return [];
  const value = withoutCasts(unit, given);
  const canBe = isInformation(unit, value) || unit.tree.kind(value) === 'call_expression';
  return canBe && isSocket(unit, target) ? [{ target, value }] : [];
}

/** `…IoStatus.Information` */
function isInformation({ tree }: Unit, value: Node): boolean {
  if (tree.kind(value) !== 'field_expression') return false;
  const [object, field] = [tree.field(value, 'argument'), tree.field(value, 'field')];
  if (object === undefined || field === undefined || tree.textOf(field) !== 'Information') return false;
  const status = tree.field(object, 'field');
  return status !== undefined && tree.textOf(status) === 'IoStatus';
}

function isSocket(unit: Unit, target: Node): boolean {
  const { tree } = unit;
  const [name] = tree.kind(target) === 'pointer_declarator' ? tree.descendants(target, 'identifier') : [];
  const type = name === undefined ? typeOf(unit, target) : declaredVariableOf(unit, name)?.type;
  return type !== undefined && isPointerTo(unit, type, 'WSK_SOCKET');
}

/** The one category that all requests have which may have brought the socket. */
function categoryOf(
  analysis: Analysis,
  definition: FunctionDefinition,
  { target, value }: Stored,
): SocketCategory | undefined {
  const { tree } = analysis.unit;
  const made = makingUses(analysis.resultOf(definition)?.uses ?? []);
  if (tree.kind(value) === 'call_expression') return common(made.filter((use) => isMadeBy(analysis, use, value)));
  const here = made.filter(({ through }) => through.length === 0);
  const before = here.flatMap((use) => {
    const at = analysis.locate(use.at)?.at.start;
    return at === undefined || at > tree.start(target) ? [] : [{ use, at }];
  });
  const irp = irpOf(analysis.unit, value);
  const same = before.filter(({ use }) => plain(use.arguments.get('Irp')?.text) === irp);
  const last = Math.max(...same.map(({ at }) => at));
  if (same.length > 0) return common(same.filter(({ at }) => at === last).map(({ use }) => use));
  if (here.length > 0) return undefined;
  const completed = makingUses(analysis.usesCompletedBy(analysis.idOf(definition)).map(({ use }) => use));
  return common([...made, ...completed]);
}

const MAKES = /^Wsk(?:Socket|SocketConnect|Accept)$/;

const makingUses = (uses: readonly Use[]): Use[] => uses.filter(({ callee }) => MAKES.test(callee));

function common(uses: readonly Use[]): SocketCategory | undefined {
  const [first, ...rest] = uses.map(categoryMade);
  return rest.every((category) => category === first) ? first : undefined;
}

/** Whether a use was seen through a call of this file. */
function isMadeBy(analysis: Analysis, { through }: Use, call: Node): boolean {
  const { tree } = analysis.unit;
  const [step] = through;
  const callee = tree.field(call, 'function');
  const at = step && analysis.locate(step.at)?.at;
  return callee !== undefined && at?.start === tree.start(callee);
}

/** How the source spells the IRP of `Irp->IoStatus.Information`. */
function irpOf(unit: Unit, information: Node): string | undefined {
  const { tree } = unit;
  const status = tree.field(information, 'argument');
  const irp = status === undefined ? undefined : tree.field(status, 'argument');
  return irp === undefined ? undefined : plain(tree.textOf(withoutCasts(unit, irp)));
}

const plain = (text: string | undefined): string | undefined => text?.replaceAll(/\s+/g, '');
