import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import type { MapEdge, MapNode, WskMap } from '../../server/src/map/map';
import { mermaidOf } from '../../server/src/map/mermaid';
import { groupsOf } from '../../server/src/map/picture/groups';
import { laidOut, type Picture } from '../../server/src/map/picture/layout';
import { svgOf } from '../../server/src/map/picture/svg';
import { mapOfFolder } from '../support/driver-map';

const node = (id: string, kind: MapNode['kind'], title = id): MapNode => ({
  id,
  kind,
  title,
  subtitle: kind,
  category: undefined,
  place: { path: 'a.c', at: { start: 0, end: 1 } },
  rows: [{ label: 'create', text: 'WskSocket', within: 'Create', place: undefined, findings: [] }],
  findings: [],
});

const edge = (from: string, to: string, kind: MapEdge['kind']): MapEdge => ({
  from,
  to,
  kind,
  labels: ['WskSend'],
  place: undefined,
});

/** A driver with so many sockets, each with an IRP and a callback of its own; all IRPs have one routine. */
function manySockets(count: number): WskMap {
  const each = [...Array(count).keys()];
  return {
    driver: 'many',
    files: ['a.c'],
    nodes: [
      node('registration', 'registration'),
      ...each.flatMap((n) => [
        node(`socket ${n}`, 'socket'),
        node(`irp ${n}`, 'irp'),
        node(`callback ${n}`, 'callback'),
      ]),
      node('routine', 'routine'),
    ],
    edges: each.flatMap((n) => [
      edge('registration', `socket ${n}`, 'creates'),
      edge(`socket ${n}`, `irp ${n}`, 'hands'),
      edge(`socket ${n}`, `callback ${n}`, 'has'),
      edge(`irp ${n}`, 'routine', 'completed-by'),
    ]),
    findings: [],
    gaps: [],
  };
}

/** The pairs of cards that lie over each other. */
const overlaps = ({ boxes }: Picture): readonly string[] =>
  boxes.flatMap((one, index) =>
    boxes
      .slice(index + 1)
      .filter(
        (other) =>
          one.x < other.x + other.card.width &&
          other.x < one.x + one.card.width &&
          one.y < other.y + other.card.height &&
          other.y < one.y + one.card.height,
      )
      .map((other) => `${one.member.id} and ${other.member.id}`),
  );

const options = { isStandalone: true, placeText: ({ path }: { path: string }) => path };

describe('the picture of a map', () => {
  test('has no card over another, with few sockets and with many', () => {
    for (const map of [mapOfFolder('test/drivers/echo'), manySockets(3), manySockets(30)])
      assert.deepEqual(overlaps(laidOut(map)), [], map.driver);
  });

  test('has all cards inside', () => {
    const picture = laidOut(manySockets(30));
    for (const { x, y, card } of picture.boxes)
      assert.ok(x >= 0 && y >= 0 && x + card.width <= picture.width && y + card.height <= picture.height);
  });

  test('takes many sockets apart, with a chip in each for what all of them share', () => {
    const groups = groupsOf(manySockets(30));
    assert.equal(groups.length, 32);
    const [registration, first] = groups;
    assert.deepEqual(
      registration?.members.map(({ id }) => id),
      ['registration'],
    );
    assert.deepEqual(
      first?.members.map(({ node: { id }, isChip }) => `${id}${isChip ? ' (chip)' : ''}`),
      ['socket 0', 'irp 0', 'callback 0', 'routine (chip)'],
    );
    assert.deepEqual(
      groups.at(-1)?.members.map(({ id }) => id),
      ['routine'],
    );
  });

  test('leaves few sockets together', () => {
    assert.deepEqual(
      groupsOf(manySockets(3)).map(({ members }) => members.length),
      [11],
    );
  });

  test('with many sockets is no strip: about as wide as a screen', () => {
    const { width, height } = laidOut(manySockets(30));
    assert.ok(width / height > 0.5 && width / height < 4, `${width} × ${height}`);
  });

  test('is the same each time', () => {
    const draw = () => svgOf(mapOfFolder('test/drivers/udp'), options);
    assert.equal(draw(), draw());
  });

  test('ends its lines at the sides of the cards that they join', () => {
    const { boxes, lines } = laidOut(mapOfFolder('test/drivers/callback-server'));
    for (const { from, to, points } of lines) {
      for (const [id, point] of [
        [from, points[0]],
        [to, points.at(-1)],
      ] as const) {
        const box = boxes.find(({ member }) => member.id === id);
        assert.ok(box !== undefined && point !== undefined);
        assert.ok(point.x === box.x || point.x === box.x + box.card.width, id);
        assert.ok(point.y > box.y && point.y < box.y + box.card.height, id);
      }
    }
  });

  test('keeps names of the code from being markup', () => {
    const map = { ...manySockets(0), nodes: [node('a', 'socket', '<b>&"x"')] };
    const svg = svgOf(map, options);
    assert.ok(svg.includes('&lt;b&gt;&amp;'));
    assert.ok(!svg.includes('<b>'));
  });

  test('says so where there is nothing to draw', () => {
    assert.match(svgOf({ ...manySockets(0), nodes: [] }, options), /Nothing of WSK is seen here/);
  });

  test('brings colours for light and dark by itself, and none where the editor has them', () => {
    const map = manySockets(1);
    assert.match(svgOf(map, options), /prefers-color-scheme: dark/);
    assert.ok(!svgOf(map, { ...options, isStandalone: false }).includes('<style'));
  });
});

describe('the Mermaid form of a map', () => {
  test('has a node for each node and a line for each edge', () => {
    const map = mapOfFolder('test/drivers/udp');
    const lines = mermaidOf(map).split('\n');
    assert.equal(lines.filter((line) => /^ {2}n\d+\W.*:::\w+$/.test(line)).length, map.nodes.length);
    assert.equal(lines.filter((line) => /^ {2}n\d+ \S+\|".*"\| n\d+$/.test(line)).length, map.edges.length);
    assert.equal(lines[3], 'flowchart LR');
  });

  test('keeps names of the code from being markup', () => {
    const text = mermaidOf({ ...manySockets(0), nodes: [node('a', 'socket', '"#<b>')] });
    assert.ok(text.includes('#quot;#35;#lt;b#gt;'));
  });
});
