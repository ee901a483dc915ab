import { findingsOf, type EdgeKind, type MapNode, type NodeKind, type WskMap } from './graph';

/** The map as a Mermaid flowchart, for wikis and pull requests. */
export function mermaidOf({ driver, nodes, edges }: WskMap): string {
  const names = new Map(nodes.map(({ id }, index) => [id, `n${index}`]));
  return [
    '---',
    `title: ${JSON.stringify(driver)}`,
    '---',
    'flowchart LR',
    ...nodes.map((node) => `  ${names.get(node.id) ?? ''}${shapeOf(node)}:::${node.kind}`),
    ...edges.map(({ from, to, kind, labels }) => {
      const label = labels.length === 0 ? kind : labels.join('<br/>');
      return `  ${names.get(from) ?? ''} ${ARROWS[kind]}|"${escaped(label)}"| ${names.get(to) ?? ''}`;
    }),
    ...Object.entries(COLOURS).map(([kind, colour]) => `  classDef ${kind} stroke:${colour},stroke-width:2px`),
    '',
  ].join('\n');
}

function shapeOf(node: MapNode): string {
  const [open, close] = SHAPES[node.kind];
  const count = findingsOf(node).length;
  const rows = node.rows.map(({ label, text, within }) =>
    [`${label}:`, text ?? 'not seen', ...(within === undefined ? [] : [`in ${within}`])].join(' '),
  );
  const findings = count === 0 ? [] : [`⚠ ${count} ${count === 1 ? 'finding' : 'findings'}`];
  const lines = [node.title, node.subtitle, ...new Set(rows), ...findings];
  return `${open}"${lines.map(escaped).join('<br/>')}"${close}`;
}

const escaped = (text: string): string =>
  text
    .replaceAll('#', '#35;')
    .replaceAll('"', '#quot;')
    .replaceAll('<br/>', '\n')
    .replaceAll('<', '#lt;')
    .replaceAll('>', '#gt;')
    .replaceAll('\n', '<br/>');

const SHAPES: Readonly<Record<NodeKind, readonly [string, string]>> = {
  registration: ['{{', '}}'],
  socket: ['[', ']'],
  irp: ['[/', '/]'],
  callback: ['([', '])'],
  routine: ['(', ')'],
};

const ARROWS: Readonly<Record<EdgeKind, string>> = {
  creates: '==>',
  has: '-.->',
  enables: '-.->',
  hands: '-->',
  'completed-by': '-->',
  closes: '-.-x',
  frees: '-.-x',
  waits: '-.-o',
};

const COLOURS: Readonly<Record<NodeKind, string>> = {
  registration: '#7b46b3',
  socket: '#0a63b8',
  irp: '#a8590a',
  callback: '#277a3c',
  routine: '#0b7480',
};
