import { writtenNode, type Expansion } from '../../model/expansion';
import type { FunctionDefinition, Unit } from '../../model/unit';
import type { Node } from '../../syntax/tree';
import type { IrqlFacts, IrqlSetting, Offset } from './facts';
import type { IrqlRange } from './range';

/**
 * What was found out of a function with its macros replaced, by the places of the function as it is written: what a macro
 * calls is called where the macro stands.
 */
export function factsInSource(
  unit: Unit,
  definition: FunctionDefinition,
  expansion: Expansion,
  facts: IrqlFacts,
): IrqlFacts {
  if (expansion.unit === unit) return facts;
  const written = (offset: Offset): Offset =>
    writtenNode(unit, definition, expansion, (expansion.definition.node + offset) as Node) - definition.node;
  const levels = new Map<Offset, IrqlRange>();
  for (const [offset, range] of facts.levels) {
    const at = written(offset);
    // The first of what a macro does stands for where the macro is entered.
    if (!levels.has(at)) levels.set(at, range);
  }
  return { ...facts, levels, calls: facts.calls.map((call) => ({ ...call, offset: written(call.offset) })) };
}

/** The same setting, for a function whose macros are replaced. */
export function settingInExpansion(
  unit: Unit,
  definition: FunctionDefinition,
  expansion: Expansion,
  setting: IrqlSetting,
): IrqlSetting {
  if (expansion.unit === unit) return setting;
  const first = expansion.unit.tree.start(expansion.definition.node);
  const written = (offset: number): number => {
    const at = first + offset;
    return expansion.sourceOf({ start: at, end: at + 1 }).start - unit.tree.start(definition.node);
  };
  return { ...setting, requestAwaitedAt: (offset) => setting.requestAwaitedAt?.(written(offset)) };
}
