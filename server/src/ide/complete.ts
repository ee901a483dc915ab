import type { Unit } from '../model/unit';
import { argumentItems, assignedItems, slotItems, valueItem } from './complete-arguments';
import type { Completion } from './complete-item';
import { headerNameItems } from './complete-names';
import { memberCompletions } from './complete-members';
import { returnValues, testedFlags } from './complete-returns';
import { snippetItems } from './complete-snippets';
import { placeAt, type Place } from './place';
import { callAt } from './place-call';
import { slotAt } from './place-slot';

export type { Completion, CompletionKind } from './complete-item';

export interface CompletionOptions {
  /** Whether the editor has our snippets from elsewhere. */
  readonly withoutSnippets?: boolean;
  /** The character that was typed where that alone made the editor ask. */
  readonly trigger?: string | undefined;
}

/**
 * What can be completed at an offset, in UTF-16 units, the most likely first: members behind an arrow or a dot, values that
 * an argument, a slot or a result takes, snippets where a statement may begin, and names of headers. Nothing in comments, strings and
 * directives. Where a character alone asked, only what is worth to be shown unasked.
 */
export function completionsAt(unit: Unit, offset: number, options: CompletionOptions = {}): readonly Completion[] {
  const place = placeAt(unit.tree, offset);
  if (place.within !== 'code' || isInNumber(unit.file.text, place)) return [];
  if (options.trigger === undefined || options.trigger === '.' || options.trigger === '>') {
    const members = memberCompletions(unit, place);
    if (members !== undefined) return members;
  }
  const found = valuesAt(unit, place, options);
  return options.trigger !== undefined && found.every(({ isFiller }) => isFiller) ? [] : found;
}

/** `0x|`: what is typed there is no name. */
const isInNumber = (text: string, { wordStart }: Place): boolean => /\d/.test(text.charAt(wordStart - 1));

function valuesAt(unit: Unit, place: Place, { withoutSnippets, trigger }: CompletionOptions): readonly Completion[] {
  const byRole = returnValues(unit, place) ?? testedFlags(unit, place);
  if (byRole !== undefined) return byRole.values.map((value) => valueItem(place, value, byRole.role));
  const slot = slotAt(unit, place);
  const call = slot === undefined ? callAt(unit, place) : undefined;
  const values =
    slot !== undefined
      ? slotItems(unit, place, slot)
      : call !== undefined
        ? argumentItems(unit, place, call)
        : assignedItems(unit, place);
  if (trigger !== undefined) return values;
  const hasSnippets = withoutSnippets !== true && call === undefined;
  // Where a place takes one of a list of values, other names would only hide them.
  const isOpen = values.every(({ isFiller }) => isFiller);
  return [
    ...values,
    ...(hasSnippets ? snippetItems(unit, place, slot) : []),
    ...(isOpen ? headerNameItems(unit, place) : []),
  ];
}
