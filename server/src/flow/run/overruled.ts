import { perNode } from '../../model/per-unit';
import type { Node } from '../../syntax/tree';

/** Whether what a `return` gives is lost, because a `__finally` on the way out returns something else. */
export const isOverruled = perNode(({ tree }, value: Node): boolean => {
  let inside = value;
  for (let at = tree.parent(value); at !== undefined; at = tree.parent(at)) {
    const isBody = tree.kind(at) === 'seh_try_statement' && tree.kind(inside) !== 'seh_finally_clause';
    const finish = isBody
      ? tree.namedChildren(at).find((child) => tree.kind(child) === 'seh_finally_clause')
      : undefined;
    if (finish !== undefined && tree.descendants(finish, 'return_statement').length > 0) return true;
    inside = at;
  }
  return false;
});
