import type { SyntaxTree } from '../../server/src/syntax/tree';
import { applyEdits, type Edit } from '../../server/src/text/span';

/**
 * Texts as they follow each other while somebody types, `count` of them, spread over the function bodies of a file: a
 * letter is typed at the end of a name, a line is put in, a statement is begun (and does not parse), and finished.
 */
export function typing(tree: SyntaxTree, count: number): string[] {
  const statements = tree
    .descendants(tree.root, 'expression_statement')
    .filter((node) => !tree.hasError(node) && tree.enclosing(node, 'function_definition') !== undefined);
  const texts: string[] = [];
  let text = tree.text;
  let moved = 0;
  for (let round = 0; texts.length < count; round++) {
    const statement = statements[Math.floor(((round + 0.5) * 4 * statements.length) / count)];
    if (statement === undefined) throw new Error('the file has too few statements to type in');
    const end = tree.end(statement) + moved;
    for (const typed of steps(end)) {
      text = applyEdits(text, [typed]);
      moved += typed.text.length;
      texts.push(text);
    }
  }
  return texts.slice(0, count);
}

/** Behind the statement that ends at `end`. */
function steps(end: number): Edit[] {
  const line = '\n    Status = Finish(Status);';
  const begun = '\n    Status = Fin';
  const behind = end + line.length;
  return [
    { at: { start: end, end }, text: line },
    { at: { start: behind - ');'.length, end: behind - ');'.length }, text: 's' },
    { at: { start: behind + 1, end: behind + 1 }, text: begun },
    { at: { start: behind + 1 + begun.length, end: behind + 1 + begun.length }, text: 'ish(Status);' },
  ];
}
