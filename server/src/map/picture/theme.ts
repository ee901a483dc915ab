import type { EdgeKind, NodeKind } from '../graph';

/** CSS colours. */
export interface Palette {
  readonly background: string;
  readonly card: string;
  readonly border: string;
  readonly text: string;
  readonly dim: string;
  readonly kinds: Readonly<Record<NodeKind, string>>;
  readonly error: string;
  readonly warning: string;
  readonly info: string;
}

const light: Palette = {
  background: '#ffffff',
  card: '#f8f9fb',
  border: '#c8ced8',
  text: '#1f2733',
  dim: '#5b6675',
  kinds: { registration: '#7b46b3', socket: '#0a63b8', irp: '#a8590a', callback: '#277a3c', routine: '#0b7480' },
  error: '#c62828',
  warning: '#9a6700',
  info: '#0a63b8',
};

const dark: Palette = {
  background: '#1b1f27',
  card: '#242a35',
  border: '#465063',
  text: '#e4e8ee',
  dim: '#a3adbd',
  kinds: { registration: '#c39af0', socket: '#6cb2f7', irp: '#eda861', callback: '#79cf8d', routine: '#62cbd6' },
  error: '#ff7b72',
  warning: '#e3b341',
  info: '#6cb2f7',
};

const variable = (name: string, otherwise: string): string => `var(--vscode-${name}, ${otherwise})`;

/** The colours of the theme that VS Code has at the moment. */
const ofVsCode: Palette = {
  background: variable('editor-background', light.background),
  card: variable('editorWidget-background', light.card),
  border: variable('contrastBorder', variable('widget-border', variable('editorWidget-border', light.border))),
  text: variable('editor-foreground', light.text),
  dim: variable('descriptionForeground', light.dim),
  kinds: {
    registration: variable('symbolIcon-methodForeground', light.kinds.registration),
    socket: variable('symbolIcon-variableForeground', light.kinds.socket),
    irp: variable('symbolIcon-eventForeground', light.kinds.irp),
    callback: variable('charts-green', light.kinds.callback),
    routine: variable('terminal-ansiCyan', light.kinds.routine),
  },
  error: variable('editorError-foreground', light.error),
  warning: variable('editorWarning-foreground', light.warning),
  info: variable('editorInfo-foreground', light.info),
};

/** The style sheet of a picture by itself: dark where the reader prefers that. */
export const standaloneStyle = (): string =>
  `${shapes()}\n${colours(light)}\n@media (prefers-color-scheme: dark) {\n${colours(dark)}\n}`;

/** The style sheet of the picture in VS Code. */
export const styleInVsCode = (): string => `${shapes()}\n${colours(ofVsCode)}`;

/** The nodes that a line is coloured after: those that it is about. */
const LINES: Readonly<Record<EdgeKind, NodeKind | 'error' | 'dim'>> = {
  creates: 'socket',
  has: 'dim',
  enables: 'callback',
  hands: 'irp',
  'completed-by': 'routine',
  closes: 'dim',
  frees: 'dim',
  waits: 'error',
};

export const EDGE_KINDS = Object.keys(LINES) as readonly EdgeKind[];

const MONO = `ui-monospace, "Cascadia Mono", Consolas, Menlo, "DejaVu Sans Mono", monospace`;
const SANS = `system-ui, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", sans-serif`;

const shapes = (): string => `.wsk-map text { font: 11px ${SANS}; }
.wsk-map .title { font: 600 12.5px ${MONO}; }
.wsk-map .text { font: 12px ${MONO}; }
.wsk-map .edge { fill: none; stroke-width: 1.5; }
.wsk-map .edge-creates { stroke-width: 2; }
.wsk-map .edge-enables { stroke-dasharray: 7 4; }
.wsk-map .edge-has, .wsk-map .edge-closes, .wsk-map .edge-frees { stroke-dasharray: 2 4; }
.wsk-map .edge-label { font: 10px ${MONO}; text-anchor: middle; }
.wsk-map .card { stroke-width: 1; }
.wsk-map .chip .card { stroke-dasharray: 4 3; }
.wsk-map .missing { font-style: italic; }
.wsk-map .badge-count { font: 700 10.5px ${SANS}; text-anchor: middle; }`;

function colours(palette: Palette): string {
  const { background, card, border, text, dim, kinds } = palette;
  const colourOf = (name: NodeKind | 'error' | 'dim'): string =>
    name === 'error' ? palette.error : name === 'dim' ? dim : kinds[name];
  return [
    `.wsk-map .background { fill: ${background}; }`,
    `.wsk-map .card { fill: ${card}; stroke: ${border}; }`,
    `.wsk-map text { fill: ${text}; }`,
    `.wsk-map .subtitle, .wsk-map .label, .wsk-map .detail, .wsk-map .missing, .wsk-map .edge-label { fill: ${dim}; }`,
    `.wsk-map .rule { stroke: ${border}; }`,
    ...Object.entries(kinds).map(([kind, colour]) => `.wsk-map .kind-${kind} .accent { fill: ${colour}; }`),
    ...EDGE_KINDS.flatMap((kind) => [
      `.wsk-map .edge-${kind} { stroke: ${colourOf(LINES[kind])}; }`,
      `.wsk-map .arrow-${kind} { fill: ${colourOf(LINES[kind])}; }`,
    ]),
    `.wsk-map .badge-count { fill: ${background}; }`,
    ...(['error', 'warning', 'info'] as const).map((name) => `.wsk-map .severity-${name} { fill: ${palette[name]}; }`),
  ].join('\n');
}
