import type { Unit } from '../model/unit';
import { lineTable } from '../text/lines';
import type { Edit, Span } from '../text/span';
import { mentionsDirective, REASON } from './directive';
import type { Suppression } from './suppress';

/** Takes a comment away, with its line where it has that for itself, or with the space before it. */
export function withoutComment(text: string, { start, end }: Span): Edit {
  const lines = lineTable(text);
  const from = lines.startOf(lines.positionAt(start).line);
  const next = lines.startOf(lines.positionAt(end).line + 1);
  const isLast = text.slice(end, next).trim() === '';
  if (isLast && text.slice(from, start).trim() === '') return { at: { start: from, end: next }, text: '' };
  const space = isLast ? /[ \t]*$/.exec(text.slice(from, start)) : null;
  const behind = isLast ? null : /^[ \t]/.exec(text.slice(end, next));
  return { at: { start: start - (space?.[0].length ?? 0), end: end + (behind?.[0].length ?? 0) }, text: '' };
}

/** Takes a suppression away whole; of a range its end as well. */
export const withoutSuppression = (text: string, { at, until }: Suppression): readonly Edit[] => [
  withoutComment(text, at),
  ...(until === undefined ? [] : [withoutComment(text, until.at)]),
];

/** Takes one of several names away, with its comma; undefined for the names of a range, which its end repeats. */
export function withoutName({ names, until }: Suppression, index: number): readonly Edit[] | undefined {
  const [before, name, after] = [names[index - 1], names[index], names[index + 1]];
  if (name === undefined || (until !== undefined && until.names.length > 0)) return undefined;
  if (after !== undefined) return [{ at: { start: name.at.start, end: after.at.start }, text: '' }];
  return before === undefined ? undefined : [{ at: { start: before.at.end, end: name.at.end }, text: '' }];
}

/** Writes another name in the place of one, at the end of a range as well. */
export const renamed = ({ names, until }: Suppression, from: string, to: string): readonly Edit[] =>
  [...names, ...(until?.names ?? [])].filter(({ text }) => text === from).map(({ at }) => ({ at, text: to }));

/** Puts a place for the reason behind the names. */
export const withReason = ({ tail }: Suppression): Edit => ({ at: tail, text: `: ${REASON}` });

/** Ends a range where its function ends, or the file. */
export function closedRange({ functions, tree }: Unit, { at, names, keyword }: Suppression): Edit {
  const { text } = tree;
  const around = functions
    .map(({ body }) => tree.span(body))
    .find(({ start, end }) => start < at.start && at.end < end);
  const lines = lineTable(text);
  const lineBreak = lineBreakOf(text);
  const from = lines.startOf(lines.positionAt(at.start).line);
  const indent = /^[ \t]*/.exec(text.slice(from, at.start))?.[0] ?? '';
  const written = commentLike(
    text.slice(at.start, at.end),
    `wsk-ignore-end ${names.map((name) => name.text).join(', ')}`,
  );
  const last = around === undefined ? text.length : lines.startOf(lines.positionAt(around.end - 1).line);
  // On one line with its beginning there is no room for an end.
  const end = last <= keyword.at.start ? text.length : last;
  const before = end === text.length && !/(^|[\r\n])$/.test(text) ? lineBreak : '';
  return { at: { start: end, end }, text: `${before}${indent}${written}${lineBreak}` };
}

/** The line break that a text is written with. */
export const lineBreakOf = (text: string): '\r\n' | '\n' => (text.includes('\r\n') ? '\r\n' : '\n');

/** Words as a comment of the same kind as another one. */
const commentLike = (comment: string, words: string): string =>
  comment.startsWith('/*') ? `/* ${words} */` : `// ${words}`;

/** Whether comments of a file may stand where they were not read. */
export const mayBeOutOfSight = ({ parsedText, tree }: Unit): boolean =>
  tree.hasError(tree.root) ||
  parsedText.omissions.some(({ start, end }) => mentionsDirective(tree.text.slice(start, end)));
