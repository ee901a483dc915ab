/** The parts of a Markdown text with a blank line between them, without those that are empty. */
export const blocks = (parts: readonly (string | undefined)[]): string =>
  parts
    .flatMap((part) => (part === undefined || part === '' ? [] : part))
    .map((part) => (part.startsWith('```') ? part : withPlainStars(part).replace(LABELS, '**$1**:')))
    .join('\n\n');

/** What a person looks for in a page: where it begins is shown in bold. */
const LABELS = /(?<=^|\. )(Enabled|IRP|IRQL|Mistakes|Notes|Ownership|When):/g;

/** C's stars in a sentence, as in `*BytesAccepted`, would begin what Markdown shows in italics. */
const withPlainStars = (text: string): string =>
  text
    .split(/(`[^`]*`)/)
    .map((piece) => (piece.startsWith('`') ? piece : piece.replace(POINTEE, '`$&`').replace(/(?<=\w)\*(?!\*)/g, '\\*')))
    .join('');

const POINTEE = /(?<![*\w\\])\*[A-Za-z]\w*/g;

/** C code in a Markdown text. */
export const fenced = (lines: readonly string[]): string => ['```c', ...lines, '```'].join('\n');

export const bullets = (lines: readonly string[]): string => lines.map((line) => `- ${line}`).join('\n');

/** Names of a program, each in backquotes, as a person lists them: "`a`, `b` or `c`". */
export function listed(names: readonly string[], word: 'and' | 'or'): string {
  const spelt = names.map((name) => `\`${name}\``);
  const last = spelt.at(-1) ?? '';
  return spelt.length < 2 ? last : `${spelt.slice(0, -1).join(', ')} ${word} ${last}`;
}

/** A link to a page of Microsoft's by its whole address; nothing where that is empty. */
export const pageLink = (address: string): string => (address === '' ? '' : `[Microsoft's page](${address})`);

/** Short facts on one line. */
export const footer = (parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== '').join(' · ');

const TEENS = [11, 12, 13];
const ENDINGS: Readonly<Record<number, string>> = { 1: 'st', 2: 'nd', 3: 'rd' };

/** 1 is "1st", 2 is "2nd". */
export function ordinal(position: number): string {
  const ending = TEENS.includes(position % 100) ? undefined : ENDINGS[position % 10];
  return `${position}${ending ?? 'th'}`;
}

/** `PIRP Irp`, but `SIZE_T *Length`. */
export const declared = (type: string, name: string): string =>
  type.endsWith('*') ? `${type}${name}` : `${type} ${name}`;
