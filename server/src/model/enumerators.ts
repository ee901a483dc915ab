import { outlineOf } from './outline';
import { perContext } from './per-unit';

/** An enumerator's number: that of the last one with a value of its own (0 for none), and so many more. */
export interface Enumerated {
  readonly from: string | undefined;
  readonly after: number;
}

/** The enumerators of a file; undefined for a name that it declares twice. */
export const enumeratorsOf = perContext(({ tree }): ReadonlyMap<string, Enumerated | undefined> => {
  const found = new Map<string, Enumerated | undefined>();
  for (const list of outlineOf(tree).enumerator_list) {
    let place: Enumerated = { from: undefined, after: -1 };
    for (const node of tree.descendants(list, 'enumerator')) {
      const [name, value] = [tree.field(node, 'name'), tree.field(node, 'value')];
      place =
        value === undefined ? { from: place.from, after: place.after + 1 } : { from: tree.textOf(value), after: 0 };
      if (name === undefined) continue;
      const text = tree.textOf(name);
      found.set(text, found.has(text) ? undefined : place);
    }
  }
  return found;
});
