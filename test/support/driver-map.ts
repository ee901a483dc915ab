import { readdirSync, readFileSync } from 'node:fs';

import { lintUnit } from '../../server/src/lint/run';
import { defaultSettings } from '../../server/src/lint/settings';
import { mapOf, type MapNode, type MapRow, type WskMap } from '../../server/src/map/map';
import { writtenIn } from '../../server/src/model/unit';
import { Project } from '../../server/src/project/project';
import { rules } from '../../server/src/rules';
import { createNativeParser } from '../../server/src/syntax/native';

/** The map of a driver whose files lie in one folder. */
export const mapOfFolder = (folder: string): WskMap =>
  mapOfFiles(Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(`${folder}/${name}`, 'utf8')])));

/** The map of all files of a driver, by path, taken in in this order. */
export function mapOfFiles(files: Readonly<Record<string, string>>): WskMap {
  const parser = createNativeParser();
  const project = new Project((file) => parser.parse(file.text, { language: writtenIn(file) }));
  for (const [path, text] of Object.entries(files)) project.set({ path, text, language: 'c' });
  const steps = project.update();
  while (steps.next().done !== true) continue;
  return mapOf(
    Object.keys(files).flatMap((path) => {
      const analysis = project.analysisOf(path);
      return analysis === undefined
        ? []
        : [{ analysis, findings: lintUnit(analysis, rules, defaultSettings).findings }];
    }),
  );
}

/** The only node with this title. */
export function nodeOf({ nodes }: WskMap, title: string): MapNode {
  const found = nodes.filter((node) => node.title === title);
  const [node] = found;
  if (node === undefined || found.length > 1)
    throw new Error(
      `${found.length} nodes are titled ${title}; there are: ${nodes.map((one) => one.title).join(', ')}`,
    );
  return node;
}

/** The rows of a node: `bind: WskBind in OpenListener`. */
export const rowsOf = ({ rows }: MapNode): readonly string[] => rows.map(rowText);

const rowText = ({ label, text, within }: MapRow): string =>
  `${label}: ${text ?? '?'}${within === undefined ? '' : ` in ${within}`}`;

/** The edges of a map: `Listener -creates WskAccept-> Socket`. */
export function edgesOf({ nodes, edges }: WskMap): readonly string[] {
  const titles = new Map(nodes.map(({ id, title }) => [id, title]));
  return edges.map(
    ({ from, to, kind, labels }) =>
      `${titles.get(from) ?? '?'} -${[kind, ...labels].join(' ')}-> ${titles.get(to) ?? '?'}`,
  );
}
