import type { Severity } from '../../lint/rule';
import { findingsOf, type MapFinding, type MapNode, type MapRow, type Place } from '../graph';

/** A line of a card. */
export interface Line {
  /** What the line is about; empty where the line above says it. */
  readonly label: string;
  readonly text: string;
  /** The function, or how many more there are. */
  readonly detail: string;
  /** Nothing is known here, or nothing was seen. */
  readonly isMissing: boolean;
  readonly place: Place | undefined;
  readonly findings: readonly MapFinding[];
}

/** A node as it is written on its card; lengths in pixels. */
export interface Card {
  readonly title: string;
  readonly subtitle: string;
  readonly lines: readonly Line[];
  readonly findings: readonly MapFinding[];
  readonly width: number;
  readonly height: number;
}

export const TITLE_HEIGHT = 44;
export const LINE_HEIGHT = 18;
export const PADDING = 12;
/** Where the text of a line begins, behind its label. */
export const LABEL_WIDTH = 84;

/** Advance of a letter: that of the widest of the fonts that may be there. */
const MONO = 7.4;
const SANS = 7;
const TITLE = 8;

/** The card of a node. More than so many lines of one label become one that says how many there are. */
export function cardOf(node: MapNode): Card {
  const lines = linesOf(node.rows);
  const title = shortened(node.title, 44);
  const widest = Math.max(
    title.length * TITLE + 40,
    node.subtitle.length * SANS,
    ...lines.map(({ text, detail }) => LABEL_WIDTH + text.length * MONO + detail.length * SANS + 24),
  );
  return {
    title,
    subtitle: node.subtitle,
    lines,
    findings: findingsOf(node),
    width: Math.ceil(Math.max(200, widest + 2 * PADDING)),
    height: TITLE_HEIGHT + (lines.length === 0 ? 0 : lines.length * LINE_HEIGHT + PADDING),
  };
}

/** A small card that stands for a node which is drawn elsewhere. */
export function chipOf(node: MapNode): Card {
  const title = shortened(node.title, 36);
  const subtitle = `${node.subtitle.replace(/ ·.*$/, '')} · drawn below`;
  const width = Math.ceil(Math.max(title.length * TITLE, subtitle.length * SANS) + 2 * PADDING + 40);
  return {
    title,
    subtitle,
    lines: [],
    findings: findingsOf(node),
    width,
    height: TITLE_HEIGHT,
  };
}

function linesOf(rows: readonly MapRow[]): readonly Line[] {
  const byLabel = new Map<string, MapRow[]>();
  for (const row of rows) byLabel.set(row.label, [...(byLabel.get(row.label) ?? []), row]);
  return [...byLabel].flatMap(([label, own]) => {
    const merged = mergedLines(own);
    const shown = merged.length > MOST_LINES ? merged.slice(0, MOST_LINES - 1) : merged;
    const rest = merged.slice(shown.length);
    const lines = rest.length === 0 ? shown : [...shown, moreLine(rest)];
    return lines.map((line, index) => ({ ...line, label: index === 0 ? label : '' }));
  });
}

const MOST_LINES = 4;

/** What a function does twice is one line, as are the values that a function returns. */
function mergedLines(rows: readonly MapRow[]): Line[] {
  const lines = new Map<string, { readonly line: Line; count: number }>();
  for (const row of rows) {
    const key = `${row.text ?? ''} ${row.within ?? ''}`;
    const before = lines.get(key);
    if (before === undefined) lines.set(key, { line: lineOf(row), count: 1 });
    else
      lines.set(key, {
        line: { ...before.line, findings: [...new Set([...before.line.findings, ...row.findings])] },
        count: before.count + 1,
      });
  }
  return [...lines.values()].map(({ line, count }) =>
    count === 1 ? line : { ...line, detail: `${line.detail} ×${count}`.trim() },
  );
}

function lineOf({ label, text, within, place, findings }: MapRow): Line {
  return {
    label,
    text: text === undefined ? (MISSING[label] ?? 'not known') : shortened(text, 40),
    detail: within === undefined ? '' : shortened(within, 40),
    isMissing: text === undefined,
    place,
    findings,
  };
}

const MISSING: Readonly<Record<string, string>> = {
  close: 'not seen',
  returns: 'a value that does not show',
};

const moreLine = (rest: readonly Line[]): Line => ({
  label: '',
  text: `${rest.length} more`,
  detail: '',
  isMissing: true,
  place: rest[0]?.place,
  findings: rest.flatMap(({ findings }) => findings),
});

const shortened = (text: string, most: number): string =>
  text.length <= most ? text : `…${text.slice(text.length - most + 1)}`;

/** The worst of some findings. */
export function worstOf(findings: readonly MapFinding[]): Severity | undefined {
  return (['error', 'warning', 'info'] as const).find((severity) =>
    findings.some((finding) => finding.severity === severity),
  );
}
