import type { Node, SyntaxTree } from '../../syntax/tree';
import type { ControlFlow, Point, PointIndex } from './cfg';

/**
 * One line a point, for a person to check: `3: branch Irp == NULL ? 4 : 6`. A loop head has a `*` after its number; `!9`
 * at the end says that the step goes to 9 if it raises an exception.
 */
export function printControlFlow(tree: SyntaxTree, flow: ControlFlow): string {
  return flow.points.map((point, index) => line(tree, point, index)).join('\n');
}

function line(tree: SyntaxTree, point: Point, index: PointIndex): string {
  const head = point.isLoopHead === true ? '*' : '';
  const raises = point.raises === undefined ? '' : ` !${point.raises}`;
  return `${index}${head}: ${step(tree, point)}${raises}`;
}

function step(tree: SyntaxTree, point: Point): string {
  switch (point.kind) {
    case 'exit':
      return point.abandons === true ? 'abandoned' : 'exit';
    case 'evaluate':
      return `${shown(tree, point.node)} -> ${point.next}`;
    case 'branch':
      return `branch ${shown(tree, point.node)} ? ${point.whenTrue} : ${point.whenFalse}`;
    case 'switch': {
      const cases = point.cases.map(({ value, next }) => {
        return `${value === undefined ? 'default' : shown(tree, value)} -> ${next}`;
      });
      return `switch ${shown(tree, point.node)} [${cases.join(', ')}]`;
    }
    case 'return':
      return `${shown(tree, point.node)} -> ${point.next}`;
    default:
      return `${point.kind} -> ${point.next}`;
  }
}

/** The text of a node on one line, without its semicolon, shortened in the middle of nowhere if need be. */
function shown(tree: SyntaxTree, node: Node): string {
  const text = tree.textOf(node).replace(/\s+/g, ' ').replace(/;$/, '');
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}

const longest = 80;
