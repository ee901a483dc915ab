import { applyEdits, type Edit } from '../text/span';
import { editsOf, fixesTogether } from './fixes';
import type { FileReport } from './run';

/**
 * The edits that apply all safe fixes of a file: those that go together, then those that are found in what comes out,
 * until none is left.
 *
 * @param report what is said of the text as it is
 * @param reportOn what would be said of another text in its place; undefined where that cannot be known
 * @returns edits of the text as it is, none where there is nothing to fix safely
 */
export function safeEdits(report: FileReport, reportOn: (text: string) => FileReport | undefined): readonly Edit[] {
  const { text } = report.file;
  const first = togetherIn(report);
  let current = applyEdits(text, first);
  const seen = new Set([text, current]);
  let edits = first;
  for (let round = 1; edits.length > 0 && round < MOST_ROUNDS; round++) {
    const next = reportOn(current);
    edits = next === undefined ? [] : togetherIn(next);
    if (edits.length === 0) break;
    const fixed = applyEdits(current, edits);
    // Two fixes that undo each other would go on for ever.
    if (seen.has(fixed)) break;
    seen.add((current = fixed));
  }
  return current === applyEdits(text, first) ? first : [difference(text, current)];
}

/** The edits of the safe fixes of a rule that go together. */
export const safeEditsOf = ({ findings }: FileReport, rule: string): readonly Edit[] =>
  editsOf(fixesTogether(findings.filter((finding) => finding.rule.name === rule).map(({ fix }) => fix)));

const togetherIn = ({ findings }: FileReport): readonly Edit[] =>
  editsOf(fixesTogether(findings.map(({ fix }) => fix)));

/** A fix may show the next mistake, whose fix is made then, too. Rules that undid each other's fixes would never end. */
export const MOST_ROUNDS = 10;

/** One edit that leaves alone what two texts begin and end with. */
function difference(from: string, to: string): Edit {
  const shorter = Math.min(from.length, to.length);
  let start = 0;
  while (start < shorter && from[start] === to[start]) start++;
  let behind = 0;
  while (behind < shorter - start && from.at(-1 - behind) === to.at(-1 - behind)) behind++;
  return { at: { start, end: from.length - behind }, text: to.slice(start, to.length - behind) };
}
