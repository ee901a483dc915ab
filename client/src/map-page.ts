import { randomBytes } from 'node:crypto';

import * as vscode from 'vscode';

/** The folder of what the page loads. */
export const pageFolder = (extension: vscode.Uri): vscode.Uri => vscode.Uri.joinPath(extension, 'client', 'dist');

/** The page of the map. It loads its own script and nothing else; what it shows comes by messages. */
export function mapPage(webview: vscode.Webview, extension: vscode.Uri): string {
  const nonce = randomBytes(16).toString('base64');
  const script = webview.asWebviewUri(vscode.Uri.joinPath(pageFolder(extension), 'map-view.js'));
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>WSK map</title>
<style nonce="${nonce}">${STYLE}</style>
<style nonce="${nonce}" id="picture-style"></style>
</head>
<body>
<header>
<select id="driver" aria-label="Driver"></select>
<span id="summary" role="status"></span>
<span class="space"></span>
<button id="smaller" title="Zoom out (-)" aria-label="Zoom out">−</button>
<button id="larger" title="Zoom in (+)" aria-label="Zoom in">+</button>
<button id="fit" title="Show all (0)">Show all</button>
<button id="explain" aria-expanded="false" aria-controls="legend" title="What the signs mean (?)">Legend</button>
</header>
<main id="map" aria-label="The driver as WSK sees it. The arrow keys go from card to card, Enter goes to the code, Tab goes through the lines of a card."><p class="waiting">Reading the driver…</p></main>
<aside id="legend" hidden>${LEGEND}</aside>
<script nonce="${nonce}" src="${script.toString()}"></script>
</body>
</html>`;
}

const KINDS = [
  ['registration', 'WSK registration'],
  ['socket', 'socket, with its life'],
  ['irp', 'IRP'],
  ['callback', 'event callback'],
  ['routine', 'completion routine'],
] as const;

const LINES = [
  ['creates', 'creates the socket'],
  ['enables', 'callback, and what enables it'],
  ['has', 'callback that nothing is seen to enable'],
  ['hands', 'request: handed to WSK for the socket'],
  ['completed-by', 'completed by'],
  ['frees', 'closes or frees it'],
  ['waits', 'waits for it, where nobody may'],
] as const;

const SEVERITIES = ['error', 'warning', 'info'] as const;

const sign = (inner: string, kind = ''): string =>
  `<svg class="wsk-map" width="40" height="14" viewBox="0 0 40 14" aria-hidden="true"><g class="${kind}">${inner}</g></svg>`;

const LEGEND = [
  '<dl>',
  ...KINDS.map(([kind, text]) => {
    const card =
      '<rect class="card" x="1" y="1" width="38" height="12" rx="2"/><rect class="accent" x="1" y="1" width="5" height="12"/>';
    return `<dt>${sign(card, `kind-${kind}`)}</dt><dd>${text}</dd>`;
  }),
  ...LINES.map(([kind, text]) => `<dt>${sign(`<path class="edge edge-${kind}" d="M1 7H39"/>`)}</dt><dd>${text}</dd>`),
  ...SEVERITIES.map(
    (name) =>
      `<dt>${sign(`<circle class="severity-${name}" cx="20" cy="7" r="5"/>`)}</dt><dd>${name}, with how many</dd>`,
  ),
  '</dl><ul id="gaps"></ul>',
].join('');

const STYLE = `
html, body { height: 100%; margin: 0; padding: 0; overflow: hidden; }
body { display: flex; flex-direction: column; background: var(--vscode-editor-background); color: var(--vscode-editor-foreground); font: var(--vscode-font-size, 13px) var(--vscode-font-family, sans-serif); }
header { display: flex; gap: 6px; align-items: center; padding: 4px 8px; border-bottom: 1px solid var(--vscode-contrastBorder, var(--vscode-panel-border, transparent)); }
.space { flex: 1; }
#summary { color: var(--vscode-descriptionForeground); white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
select { min-width: 0; max-width: 40%; color: var(--vscode-dropdown-foreground); background: var(--vscode-dropdown-background); border: 1px solid var(--vscode-dropdown-border, transparent); font: inherit; padding: 2px 4px; }
button { color: var(--vscode-button-secondaryForeground); background: var(--vscode-button-secondaryBackground); border: 1px solid var(--vscode-contrastBorder, var(--vscode-button-border, transparent)); border-radius: 2px; padding: 2px 8px; font: inherit; cursor: pointer; white-space: nowrap; }
button:hover { background: var(--vscode-button-secondaryHoverBackground); }
button:focus-visible, select:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 1px; }
main { flex: 1; min-height: 0; cursor: grab; touch-action: none; }
main.dragging { cursor: grabbing; }
main > svg { display: block; width: 100%; height: 100%; }
.waiting { padding: 16px; color: var(--vscode-descriptionForeground); }
.node[data-place], .row[data-place] { cursor: pointer; }
.node:focus, .row:focus { outline: none; }
.wsk-map .node:focus > .card, .wsk-map .node.selected > .card { stroke: var(--vscode-focusBorder); stroke-width: 2.5; }
.wsk-map .row[data-place]:hover > .row-area { fill: var(--vscode-list-hoverBackground); }
.wsk-map .row:focus > .row-area { stroke: var(--vscode-focusBorder); stroke-width: 1.5; }
.wsk-map.chosen .edge:not(.related), .wsk-map.chosen .edge-labels:not(.related) { opacity: 0.25; }
.wsk-map .edge.related { stroke-width: 2.5; }
aside { position: absolute; right: 12px; bottom: 12px; max-width: 340px; max-height: 70%; overflow: auto; padding: 8px 14px; background: var(--vscode-editorWidget-background); border: 1px solid var(--vscode-contrastBorder, var(--vscode-widget-border, var(--vscode-editorWidget-border, transparent))); box-shadow: 0 2px 8px var(--vscode-widget-shadow, transparent); }
dl { display: grid; grid-template-columns: auto 1fr; gap: 4px 10px; align-items: center; margin: 4px 0; }
dt { line-height: 0; } dd { margin: 0; }
aside ul { margin: 8px 0 4px; padding-left: 16px; color: var(--vscode-descriptionForeground); } aside ul:empty { display: none; }
`;
