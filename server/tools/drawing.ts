/**
 * Draws an editor as an SVG in the colours of the reader's own theme. VS Code shows the SVG of a walkthrough in a page
 * that has these colours as CSS variables, and that allows no styles but attributes.
 */

/** A piece of text in one colour. */
export type Piece = readonly [colour: keyof typeof COLOURS, text: string];

const COLOURS = {
  plain: 'var(--vscode-editor-foreground)',
  dim: 'var(--vscode-descriptionForeground)',
  word: 'var(--vscode-charts-blue)',
  name: 'var(--vscode-charts-yellow)',
  value: 'var(--vscode-charts-purple)',
  text: 'var(--vscode-charts-orange)',
  good: 'var(--vscode-charts-green)',
  error: 'var(--vscode-editorError-foreground)',
  warning: 'var(--vscode-editorWarning-foreground)',
  link: 'var(--vscode-textLink-foreground)',
} as const;

export interface Picture {
  /** What the tab says; none for a picture without an editor. */
  readonly tab: string;
  readonly lines: readonly Line[];
  readonly box?: Box;
}

export interface Line {
  readonly pieces: readonly Piece[];
  /** The columns that a squiggle stands under. */
  readonly wrong?: readonly [start: number, end: number];
  readonly isFaded?: boolean;
}

/** A box over the code: a hover, a list. */
export interface Box {
  /** The line below which it hangs, from 0, and the column. */
  readonly below: number;
  readonly column: number;
  readonly lines: readonly (readonly Piece[])[];
  /** The line that is chosen in a list. */
  readonly chosen?: number;
}

const WIDTH = 620;
const ROW = 24;
const COLUMN = 8.1;
const LEFT = 26;
const TOP = 74;

/** The SVG, as a text that ends in a line break. */
export function drawing({ tab, lines, box }: Picture): string {
  const rows = Math.max(lines.length, box === undefined ? 0 : box.below + box.lines.length + 2);
  const height = TOP + rows * ROW + 10;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" fill="none">`,
    rectangle(1, 1, WIDTH - 2, height - 2, 'editor-background', 'widget-border'),
    rectangle(1, 1, WIDTH - 2, 36, 'editorGroupHeader-tabsBackground', 'widget-border'),
    text(18, 24, [['plain', tab]], 'sans-serif'),
    ...lines.map(lineAt),
    ...(box === undefined ? [] : boxOver(box)),
    '</svg>',
    '',
  ].join('\n');
}

function lineAt({ pieces, wrong, isFaded = false }: Line, row: number): string {
  const y = TOP + row * ROW;
  const drawn = text(LEFT, y, pieces, 'monospace');
  const shown = isFaded ? `<g opacity="0.45">${drawn}</g>` : drawn;
  return wrong === undefined ? shown : `${shown}\n${squiggle(y + 5, ...wrong)}`;
}

function squiggle(y: number, start: number, end: number): string {
  const from = LEFT + start * COLUMN;
  const waves = Math.round(((end - start) * COLUMN) / 6);
  const path = `M${round(from)} ${y} ${'q1.5 -3 3 0 t3 0 '.repeat(waves).trim()}`;
  return `<path d="${path}" stroke="${COLOURS.error}" stroke-width="1.4"/>`;
}

function boxOver({ below, column, lines, chosen }: Box): readonly string[] {
  const x = LEFT + column * COLUMN;
  const y = TOP + below * ROW + 12;
  const widest = Math.max(...lines.map((pieces) => widthOf(pieces.map(([, piece]) => piece).join(''))));
  const width = Math.min(widest + 32, WIDTH - x - 14);
  const top = (row: number): number => y + 24 + row * (ROW - 1);
  return [
    rectangle(x, y, width, lines.length * (ROW - 1) + 14, 'editorHoverWidget-background', 'editorHoverWidget-border'),
    ...(chosen === undefined
      ? []
      : [
          rectangle(
            x + 4,
            top(chosen) - 16,
            width - 8,
            ROW - 1,
            'list-activeSelectionBackground',
            'contrastActiveBorder',
          ),
        ]),
    ...lines.map((pieces, row) => text(x + 14, top(row), pieces, 'sans-serif')),
  ];
}

function rectangle(x: number, y: number, width: number, height: number, fill: string, stroke: string): string {
  const [left, wide] = [round(x), round(width)];
  const colours = `fill="var(--vscode-${fill})" stroke="var(--vscode-${stroke})"`;
  return `<rect x="${left}" y="${y}" width="${wide}" height="${height}" rx="5" ${colours}/>`;
}

function text(x: number, y: number, pieces: readonly Piece[], font: 'monospace' | 'sans-serif'): string {
  const family =
    font === 'monospace' ? 'var(--vscode-editor-font-family), monospace' : 'var(--vscode-font-family), sans-serif';
  const spans = pieces
    .filter(([, piece]) => piece !== '')
    .map(([colour, piece]) => `<tspan fill="${COLOURS[colour]}">${escaped(piece)}</tspan>`)
    .join('');
  const length = pieces.reduce((sum, [, piece]) => sum + piece.length, 0);
  // Whatever font there is: the columns stay where the squiggles are.
  const fixed = font === 'monospace' && length > 0 ? ` textLength="${round(length * COLUMN)}"` : '';
  return `<text x="${round(x)}" y="${y}" font-family="${family}" font-size="13.5" xml:space="preserve"${fixed}>${spans}</text>`;
}

/** About how wide a text becomes in a font that is not known. */
const widthOf = (piece: string): number => 6.9 * piece.length + 3.1 * (piece.match(/[A-Z_]/g)?.length ?? 0);

const round = (number: number): number => Math.round(number * 10) / 10;

const escaped = (piece: string): string =>
  piece.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
