import type { KnownCall } from '../../model/dispatch';
import { withoutCasts } from '../../model/references';
import { isPointerTo, typeOf } from '../../model/types';
import type { Unit } from '../../model/unit';
import type { Node } from '../../syntax/tree';
import type { Case } from '../state/case';
import type { TableOwner } from '../summary/summary';
import type { FunctionContext } from './context';
import { evaluate } from './evaluate';

/**
 * The socket whose table a function is called through, where the call itself names it (`one->Dispatch->WskSend(other, …)`)
 * in other words than the socket that it passes; undefined in all other calls.
 */
export function tableOwner(context: FunctionContext, known: KnownCall, before: Case): TableOwner | undefined {
  const { unit } = context;
  const owner = ownerNamed(unit, known.nameNode);
  const passed = known.argument('Socket') ?? known.argument('ListenSocket');
  if (owner === undefined || passed === undefined) return undefined;
  const [text, other] = [owner, passed].map((node) => unit.tree.textOf(withoutCasts(unit, node)));
  if (text === undefined || text === other) return undefined;
  const [only, second] = evaluate(context, owner, before);
  return only === undefined || second !== undefined ? undefined : { value: only.value, text };
}

/** What `socket` is in `socket->Dispatch->WskSend`, or with the basic functions named in between. */
function ownerNamed(unit: Unit, name: Node): Node | undefined {
  const { tree } = unit;
  const table = memberOf(unit, tree.parent(name));
  const isBasic = table !== undefined && fieldOf(unit, table) === 'Basic';
  const dispatch = isBasic ? memberOf(unit, table) : table;
  const owner = dispatch !== undefined && fieldOf(unit, dispatch) === 'Dispatch' ? memberOf(unit, dispatch) : undefined;
  // A structure of the driver's own may have a member of that name, too.
  return owner !== undefined && isPointerTo(unit, typeOf(unit, owner), 'WSK_SOCKET') ? owner : undefined;
}

/** What a member is one of. */
function memberOf(unit: Unit, node: Node | undefined): Node | undefined {
  const { tree } = unit;
  const of = node !== undefined && tree.kind(node) === 'field_expression' ? tree.field(node, 'argument') : undefined;
  return of && withoutCasts(unit, of);
}

function fieldOf({ tree }: Unit, node: Node): string | undefined {
  const field = tree.kind(node) === 'field_expression' ? tree.field(node, 'field') : undefined;
  return field && tree.textOf(field);
}
