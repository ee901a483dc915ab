import type { MapFinding, NodeKind, Place, WskMap } from '../graph';
import type { Point } from './arrange';
import { LABEL_WIDTH, LINE_HEIGHT, PADDING, TITLE_HEIGHT, worstOf, type Card } from './card';
import { EDGE_LABEL_HEIGHT, laidOut, LETTER, type Box, type Line } from './layout';
import { EDGE_KINDS, standaloneStyle } from './theme';

export interface SvgOptions {
  /** What a person sees who points at something: `listener.c:44`. */
  readonly placeText: (place: Place) => string;
  /** What a program finds in `data-place` of whatever has a place in the code; nothing where it gives undefined. */
  readonly placeData?: (place: Place) => string | undefined;
  /** Whether the picture brings its own colours; else those of `styleInVsCode` are expected around it. */
  readonly isStandalone: boolean;
}

/** Draws a map as an SVG image. The same map gives the same text. */
export function svgOf(map: WskMap, options: SvgOptions): string {
  const { boxes, lines, width, height } = laidOut(map);
  const [w, h] = [Math.ceil(Math.max(width, 320)), Math.ceil(Math.max(height, 80))];
  const style = options.isStandalone ? [`<style>${standaloneStyle()}</style>`] : [];
  const label = attribute(`The driver ${map.driver} as WSK sees it`);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="wsk-map" viewBox="0 0 ${w} ${h}" width="${w}" height="${h}" role="${options.isStandalone ? 'img' : 'group'}" aria-label="${label}">`,
    ...style,
    `<defs>${EDGE_KINDS.map(arrowHead).join('')}</defs>`,
    `<rect class="background" width="${w}" height="${h}"/>`,
    ...(boxes.length === 0 ? [`<text class="subtitle" x="24" y="44">Nothing of WSK is seen here.</text>`] : []),
    ...lines.map(lineSvg),
    ...lines.map(lineLabels),
    ...boxes.map((box) => boxSvg(box, options)),
    '</svg>',
    '',
  ].join('\n');
}

const arrowHead = (kind: string): string =>
  `<marker id="arrow-${kind}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path class="arrow-${kind}" d="M0 0.5 8 4 0 7.5z"/></marker>`;

function lineSvg({ from, to, kind, points }: Line): string {
  return `<path class="edge edge-${kind}" data-from="${attribute(from)}" data-to="${attribute(to)}" d="${pathThrough(points)}" marker-end="url(#arrow-${kind})"/>`;
}

/** A curve through all points that leaves and reaches each of them level. */
function pathThrough(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (first === undefined) return '';
  let before = first;
  const parts = rest.map((point) => {
    const half = (point.x - before.x) / 2;
    const curve = `C${pair({ x: before.x + half, y: before.y })} ${pair({ x: point.x - half, y: point.y })} ${pair(point)}`;
    before = point;
    return curve;
  });
  return `M${pair(first)}${parts.join('')}`;
}

const pair = ({ x, y }: Point): string => `${rounded(x)} ${rounded(y)}`;

const rounded = (number: number): number => Math.round(number * 10) / 10;

function lineLabels({ from, to, labels, kind, labelAt: { x, y } }: Line): string {
  if (labels.length === 0) return '';
  const height = labels.length * EDGE_LABEL_HEIGHT;
  const width = Math.max(...labels.map((label) => label.length)) * LETTER + 4;
  const texts = labels.map(
    (label, index) =>
      `<text class="edge-label" x="${rounded(x)}" y="${rounded(y - height / 2 + (index + 0.75) * EDGE_LABEL_HEIGHT)}">${text(label)}</text>`,
  );
  const area = `<rect class="background" x="${rounded(x - width / 2)}" y="${rounded(y - height / 2)}" width="${rounded(width)}" height="${height}"/>`;
  return `<g class="edge-labels edge-labels-${kind}" data-from="${attribute(from)}" data-to="${attribute(to)}" aria-hidden="true">${area}${texts.join('')}</g>`;
}

function boxSvg({ member: { id, node, isChip }, card, x, y }: Box, options: SvgOptions): string {
  const { width, height } = card;
  const data = placeAttribute(node.place, options);
  const role = options.isStandalone ? '' : ' role="button" tabindex="-1"';
  const place = node.place === undefined ? '' : `\n${options.placeText(node.place)}`;
  return [
    `<g class="node kind-${node.kind}${isChip ? ' chip' : ''}" data-node="${attribute(id)}"${data}${role} aria-label="${attribute(spoken(card))}" transform="translate(${rounded(x)} ${rounded(y)})">`,
    `<title>${text(`${card.title}: ${card.subtitle}${place}${told(card.findings)}`)}</title>`,
    `<rect class="card" width="${width}" height="${height}" rx="5"/>`,
    `<path class="accent" d="M5 0h3v${height}h-3a5 5 0 0 1-5-5v-${height - 10}a5 5 0 0 1 5-5z"/>`,
    iconOf(node.kind),
    `<text class="title" x="${PADDING + 24}" y="19">${text(card.title)}</text>`,
    `<text class="subtitle" x="${PADDING + 24}" y="35">${text(card.subtitle)}</text>`,
    badge(card),
    ...(card.lines.length === 0 ? [] : [`<path class="rule" d="M${PADDING + 4} ${TITLE_HEIGHT}H${width - PADDING}"/>`]),
    ...card.lines.map((_, index) => rowSvg(card, index, options)),
    '</g>',
  ].join('');
}

function rowSvg({ lines, width }: Card, index: number, options: SvgOptions): string {
  const line = lines[index];
  if (line === undefined) return '';
  const worst = worstOf(line.findings);
  const top = TITLE_HEIGHT + 4 + index * LINE_HEIGHT;
  const base = top + 13;
  const left = PADDING + LABEL_WIDTH;
  const data = placeAttribute(line.place, options);
  const role = options.isStandalone || data === '' ? '' : ' role="link"';
  const place = line.place === undefined ? '' : options.placeText(line.place);
  return [
    `<g class="row"${data}${role} aria-label="${attribute(`${line.label} ${line.text} ${line.detail}`.trim() + told(line.findings))}">`,
    place === '' && worst === undefined ? '' : `<title>${text(`${place}${told(line.findings)}`.trim())}</title>`,
    `<rect class="row-area" x="8" y="${top}" width="${width - 12}" height="${LINE_HEIGHT}" fill="none" pointer-events="all"/>`,
    worst === undefined ? '' : `<circle class="severity-${worst}" cx="${PADDING + 4}" cy="${base - 4}" r="3.5"/>`,
    line.label === '' ? '' : `<text class="label" x="${PADDING + 12}" y="${base}">${text(line.label)}</text>`,
    `<text class="${line.isMissing ? 'missing' : 'text'}" x="${left}" y="${base}">${text(line.text)}${
      line.detail === '' ? '' : `<tspan class="detail" dx="8">${text(line.detail)}</tspan>`
    }</text>`,
    '</g>',
  ].join('');
}

function badge({ findings, width }: Card): string {
  const worst = worstOf(findings);
  if (worst === undefined) return '';
  const at = width - 18;
  return `<circle class="severity-${worst}" cx="${at}" cy="18" r="8.5"/><text class="badge-count" x="${at}" y="22">${findings.length}</text>`;
}

/** Each kind has a shape, too: colours alone do not tell everybody. */
const iconOf = (kind: NodeKind): string =>
  `<path class="accent" transform="translate(${PADDING + 2} 8)" fill-rule="evenodd" d="${ICONS[kind]}"/>`;

const ICONS: Readonly<Record<NodeKind, string>> = {
  registration: 'M8 0 15 4v8l-7 4-7-4V4zM8 4.5A3.5 3.5 0 1 0 8 11.5 3.5 3.5 0 1 0 8 4.5z',
  socket: 'M2 2h12v12H2zM5 5v6h6V5z',
  irp: 'M1 3h14v10H1zM3 5v6h10V5zM4.5 7h7v1h-7zM4.5 9h5v1h-5z',
  callback: 'M9.5 0 2 9h5l-1.5 7L14 6.5H8.5z',
  routine: 'M8 1a7 7 0 1 0 0 14A7 7 0 1 0 8 1zM6.8 11.2 3.6 8l1.3-1.3 1.9 1.9 4.3-4.3L12.4 5.6z',
};

const placeAttribute = (place: Place | undefined, { placeData }: SvgOptions): string => {
  const data = place === undefined ? undefined : placeData?.(place);
  return data === undefined ? '' : ` data-place="${attribute(data)}"`;
};

function spoken({ title, subtitle, findings, lines }: Card): string {
  const count = findings.length === 0 ? '' : `, ${findings.length} ${findings.length === 1 ? 'finding' : 'findings'}`;
  const rows = lines.map(({ label, text: what, detail }) => `${label} ${what} ${detail}`.trim());
  return [`${subtitle} ${title}${count}`, ...rows].join('; ');
}

const told = (findings: readonly MapFinding[]): string =>
  findings.map(({ code, message }) => `\n${code}: ${message}`).join('');

const text = (raw: string): string => raw.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const attribute = (raw: string): string => text(raw).replaceAll('"', '&quot;').replaceAll('\n', '&#10;');
