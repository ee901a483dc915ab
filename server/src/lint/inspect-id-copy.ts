import type { Unit } from '../model/unit';
import type { Node } from '../syntax/tree';
import type { Edit } from '../text/span';
import type { Fix } from './rule';

/**
 * Makes of a member that holds a pointer to an inspect ID one that holds the ID itself: in its declaration, where it is
 * stored, and where its value is handed to functions. Undefined where the file shows another use, or no declaration.
 *
 * @param store The pointer on the right side of the assignment.
 */
export function copyInPlace({ tree }: Unit, store: Node, title: string): Fix | undefined {
  const assignment = tree.parent(store);
  const target = assignment === undefined ? undefined : tree.field(assignment, 'left');
  const member = target === undefined ? undefined : tree.field(target, 'field');
  if (target === undefined || member === undefined) return undefined;
  const name = tree.textOf(member);
  const declared = tree
    .descendants(tree.root, 'field_declaration')
    .flatMap((node) =>
      new RegExp(`^(?:PWSK_INSPECT_ID|WSK_INSPECT_ID\\s*\\*)\\s*${name}\\s*;$`).test(tree.textOf(node)) ? [node] : [],
    );
  const uses = tree
    .descendants(tree.root, 'field_expression')
    .filter((node) => node !== target && tree.textOf(tree.field(node, 'field') ?? node) === name);
  const [declaration, ...others] = declared;
  const areHandedOn = uses.every((node) => tree.kind(tree.parent(node) ?? tree.root) === 'argument_list');
  if (declaration === undefined || others.length > 0 || !areHandedOn) return undefined;
  const edits: Edit[] = [
    { at: tree.span(declaration), text: `WSK_INSPECT_ID ${name};` },
    { at: tree.span(store), text: `*${tree.textOf(store)}` },
    ...uses.map((node): Edit => ({ at: { start: tree.start(node), end: tree.start(node) }, text: '&' })),
  ];
  return { title, edits, safe: false };
}
