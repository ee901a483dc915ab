import type { Unit } from '../model/unit';
import { filledIn, insertTextOf, snippets, type Snippet } from '../snippets';
import { wordAt, type Completion } from './complete-item';
import { depthOf, innermost, type Place } from './place';
import type { TextSlot } from './place-slot';

/**
 * The snippets that fit a place: between functions those that hold functions and tables, in a function those that hold
 * statements, in an empty table those that fill it. None in the middle of a statement.
 */
export function snippetItems(unit: Unit, place: Place, slot: TextSlot | undefined): readonly Completion[] {
  const context = contextAt(unit, place, slot);
  if (context === undefined) return [];
  const word = unit.file.text.slice(place.wordStart, place.offset).toLowerCase();
  return snippets
    .filter((snippet) => snippet.context === context && snippet.prefix.startsWith(word))
    .filter(({ initialises }) => initialises === undefined || initialises === slot?.structure)
    .map((snippet) => itemOf(snippet, place));
}

function itemOf(snippet: Snippet, place: Place): Completion {
  const text = filledIn(snippet);
  return {
    label: snippet.prefix,
    kind: 'snippet',
    detail: snippet.name,
    documentation: `${snippet.description}.\n\n\`\`\`c\n${text.trimEnd()}\n\`\`\``,
    insertText: text,
    withStops: insertTextOf(snippet),
    span: wordAt(place),
  };
}

function contextAt(unit: Unit, place: Place, slot: TextSlot | undefined): Snippet['context'] | undefined {
  if (slot !== undefined) return slot.isOnly && slot.after === 'nothing' ? 'initialiser' : undefined;
  if (!startsStatement(unit.file.text, place)) return undefined;
  if (depthOf(place) === 0) return 'file';
  return holdsStatements(unit.file.text, innermost(place)?.at ?? 0) ? 'body' : undefined;
}

/** Whether a statement or declaration may begin here: another has ended, or stands on the line before. */
function startsStatement(text: string, place: Place): boolean {
  const last = text.charAt(place.tokenEnd - 1);
  const bracket = innermost(place);
  if (bracket !== undefined && bracket.open !== '{') return false;
  if (place.tokenEnd === 0 || /[;{}:]/.test(last)) return true;
  return text.slice(place.tokenEnd, place.wordStart).includes('\n') && /[\w)"]/.test(last);
}

/** Whether a brace is that of a function or a block, and not of a type or of values. */
function holdsStatements(text: string, brace: number): boolean {
  const before = text.slice(Math.max(0, brace - 200), brace).trimEnd();
  return !/(?:[=,({]|\breturn|\b(?:struct|union|enum|class)\b[^;{}()=]*)$/.test(before);
}
