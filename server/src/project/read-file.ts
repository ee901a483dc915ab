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
  /** The functions that do not parse any more, and those that do again and mean what they did. */
  readonly turned: readonly FunctionRecord[];
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
  const turned: FunctionRecord[] = [];
  const meansOther = before === undefined ? () => true : changedMeaning(before.context, unit.context);
  let isRestructured = before === undefined || !saysTheSame(before.facts, facts, concern);
  const functions = unit.functions.map((definition, index) => {
    const count = counts.get(definition.name) ?? 0;
    counts.set(definition.name, count + 1);
    const id = functionId(unit.file.path, definition.name, count);
    const last = known.get(id);
    known.delete(id);
    const place = { index, start: unit.tree.start(definition.node), content: contentOf(unit, definition) };
    if (last === undefined) {
      isRestructured = true;
      const [{ name }, { path }] = [definition, unit.file];
      const own = { id, name, path, broken: undefined, outcome: undefined, readers: new Set<FunctionRecord>() };
      const made = { ...own, ...place, ...readFunction(unit, definition) };
      changed.push(made);
      return made;
    }
    const became = turnOf(last, definition, place.content, meansOther);
    Object.assign(last, place);
    if (became === 'turned') turned.push(last);
    if (became !== 'changed') return last;
    const now = readFunction(unit, definition);
    if (last.isStatic !== now.isStatic || !saysTheSameOfItself(last.facts, now.facts, concern)) isRestructured = true;
    changed.push(Object.assign(last, now));
    return last;
  });
  const gone = [...known.values()];
  return {
    record: { file: unit.file, unit, facts, context: unit.context, functions, byName: byName(functions) },
    changed,
    turned,
    gone,
    isRestructured: isRestructured || gone.length > 0,
  };
}

/** What an edit does to a function that stays. One that did parse and does not any more is kept as it was. */
function turnOf(
  last: FunctionRecord,
  { parsed }: FunctionDefinition,
  content: string,
  meansOther: (functionText: string) => boolean,
): 'same' | 'turned' | 'changed' {
  const { broken } = last;
  const whole = broken?.content ?? last.content;
  const isOutdated = meansOther(whole) || broken?.isOutdated === true;
  if (last.parsed && !parsed) {
    last.broken = { content: whole, isOutdated };
    return broken === undefined ? 'turned' : 'same';
  }
  last.broken = undefined;
  if (isOutdated || last.parsed !== parsed || whole !== content) return 'changed';
  return broken === undefined ? 'same' : 'turned';
}

/** Two functions with one masked text may still say different things: names that are blanked are part of the text, too. */
function contentOf({ tree }: Unit, { node }: FunctionDefinition): string {
  const [start, end] = [tree.start(node), tree.end(node)];
  return `${tree.text.slice(start, end)}\0${tree.masked.slice(start, end)}`;
}

const readFunction = (unit: Unit, definition: FunctionDefinition) => ({
  isStatic: definition.isStatic,
  parsed: definition.parsed,
  facts: factsOfFunction(unit, definition),
});

function byName(functions: readonly FunctionRecord[]): ReadonlyMap<string, FunctionRecord | undefined> {
  const found = new Map<string, FunctionRecord | undefined>();
  for (const record of functions) found.set(record.name, found.has(record.name) ? undefined : record);
  return found;
}
