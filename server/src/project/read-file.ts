import { functionId } from '../flow/anchor';
import { changedMeaning } from '../model/context';
import { factsOfFunction, fileFacts } from '../model/file-facts';
import type { FunctionDefinition, Unit } from '../model/unit';
import type { FileRecord, FunctionRecord } from './records';
import { saysTheSame, saysTheSameOfItself, type Concern } from './same-structure';

export interface ReadFile {
  readonly record: FileRecord;
  /** The functions that are new, or no longer mean what they did. */
  readonly changed: readonly FunctionRecord[];
  /** The functions that are no more. */
  readonly gone: readonly FunctionRecord[];
  /** Whether what the project as a whole says may have changed. */
  readonly isRestructured: boolean;
}

/** What is to be kept of a file. Records of its last state are taken over, and say now what the file says now. */
export function readFile(unit: Unit, before: FileRecord | undefined, concern: Concern): ReadFile {
  const facts = fileFacts(unit);
  const known = new Map(before?.functions.map((record) => [record.id, record]));
  const counts = new Map<string, number>();
  const changed: FunctionRecord[] = [];
  const meansOther = before === undefined ? () => true : changedMeaning(before.context, unit.context);
  let isRestructured = before === undefined || !saysTheSame(before.facts, facts, concern);
  const functions = unit.functions.map((definition, index) => {
    const count = counts.get(definition.name) ?? 0;
    counts.set(definition.name, count + 1);
    const id = functionId(unit.file.path, definition.name, count);
    const last = known.get(id);
    known.delete(id);
    const read = readFunction(unit, definition, index);
    if (last === undefined) {
      isRestructured = true;
      const made = {
        ...read(),
        id,
        name: definition.name,
        path: unit.file.path,
        outcome: undefined,
        readers: new Set<FunctionRecord>(),
      };
      changed.push(made);
      return made;
    }
    if (isSame(last, unit, definition) && !meansOther(last.content)) {
      last.index = index;
      last.start = unit.tree.start(definition.node);
      return last;
    }
    const now = read();
    if (last.isStatic !== now.isStatic || !saysTheSameOfItself(last.facts, now.facts, concern)) isRestructured = true;
    changed.push(Object.assign(last, now));
    return last;
  });
  const gone = [...known.values()];
  return {
    record: { file: unit.file, unit, facts, context: unit.context, functions, byName: byName(functions) },
    changed,
    gone,
    isRestructured: isRestructured || gone.length > 0,
  };
}

/** Two functions with one masked text may still say different things: names that are blanked are part of the text, too. */
function contentOf({ tree }: Unit, { node }: FunctionDefinition): string {
  const [start, end] = [tree.start(node), tree.end(node)];
  return `${tree.text.slice(start, end)}\0${tree.masked.slice(start, end)}`;
}

const isSame = (last: FunctionRecord, unit: Unit, definition: FunctionDefinition): boolean =>
  last.parsed === definition.parsed && last.content === contentOf(unit, definition);

const readFunction = (unit: Unit, definition: FunctionDefinition, index: number) => () => ({
  isStatic: definition.isStatic,
  index,
  start: unit.tree.start(definition.node),
  content: contentOf(unit, definition),
  parsed: definition.parsed,
  facts: factsOfFunction(unit, definition),
});

function byName(functions: readonly FunctionRecord[]): ReadonlyMap<string, FunctionRecord | undefined> {
  const found = new Map<string, FunctionRecord | undefined>();
  for (const record of functions) found.set(record.name, found.has(record.name) ? undefined : record);
  return found;
}
