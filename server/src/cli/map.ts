import type { Rule } from '../lint/rule';
import { lintUnit } from '../lint/run';
import { maskingOf } from '../lint/check';
import { readAll, type ReadFile } from '../lint/read-all';
import { problemText } from '../lint/settings-file';
import { SettingsFinder } from '../lint/settings-finder';
import { namedDrivers, type DriverFiles } from '../map/drivers';
import { jsonOf, type JsonPlace } from '../map/json';
import { mapOf, type Place, type WskMap } from '../map/map';
import { mermaidOf } from '../map/mermaid';
import { svgOf } from '../map/picture/svg';
import { writtenIn } from '../model/unit';
import { writeText } from '../project/files';
import { findSources } from '../project/find';
import { Project } from '../project/project';
import { lineTable, type LineTable } from '../text/lines';
import type { Output } from './output';
import { parserFor } from './parser-choice';
import { ExitCode, UsageError } from './usage';

export const MAP_FORMATS = ['svg', 'mermaid', 'json'] as const;

export interface MapOptions {
  readonly format: (typeof MAP_FORMATS)[number];
  /** Part of the name of a driver, or of the path of one of its files; undefined where there is one only. */
  readonly driver: string | undefined;
  /** The file to write; undefined for standard output. */
  readonly output: string | undefined;
}

/**
 * `wsklint map`: draws a driver as WSK sees it.
 * @returns the exit code; findings do not count
 * @throws UsageError where no driver is found, or several are and none is named
 */
export async function map(
  paths: readonly string[],
  options: MapOptions,
  rules: readonly Rule[],
  output: Output,
): Promise<ExitCode> {
  const settings = new SettingsFinder(rules);
  const found = await findSources(paths);
  const read = await readAll(found.files, { settings, isCancelled: () => false, onRead: () => undefined });
  const sources = new Sources([...read.values()]);
  const project = await sources.project();
  const drawn = namedDrivers(project.drivers)
    .map((driver) => sources.mapOf(project, driver, rules))
    .filter(isWorthDrawing);
  const text = textOf(chosen(drawn, options, paths), options.format, sources);
  const failed = [
    ...settings.problems.map(problemText),
    ...found.unreadable.map(({ path, reason }) => `${path} could not be read: ${reason}`),
  ];
  for (const failure of failed) output.warn(`wsklint: ${failure}`);
  if (options.output === undefined) output.write(text);
  else await write(options.output, text);
  return failed.length > 0 ? ExitCode.failure : ExitCode.clean;
}

const isWorthDrawing = ({ nodes }: WskMap): boolean => nodes.length > 0;

async function write(path: string, text: string): Promise<void> {
  const reason = await writeText(path, text);
  if (reason !== undefined) throw new UsageError(`${path} could not be written: ${reason}`);
}

/** The files of a run, parsed and followed as one project. */
class Sources {
  readonly #read: readonly (ReadFile & { readonly result: Extract<ReadFile['result'], { kind: 'source' }> })[];
  readonly #tables = new Map<string, LineTable>();

  constructor(read: readonly ReadFile[]) {
    this.#read = read.flatMap(({ result, ...file }) => (result.kind === 'source' ? [{ ...file, result }] : []));
  }

  get files() {
    return this.#read.map(({ result }) => result.file);
  }

  async project(): Promise<Project> {
    const parser = await parserFor(this.files.reduce((sum, { text }) => sum + text.length, 0));
    const maskings = new Map(this.#read.map(({ result, settings }) => [result.file.path, maskingOf(settings)]));
    const project = new Project((file) =>
      parser.parse(file.text, { masking: maskings.get(file.path), language: writtenIn(file) }),
    );
    for (const file of this.files) project.set(file);
    const steps = project.update();
    while (steps.next().done !== true) continue;
    return project;
  }

  mapOf(project: Project, { paths }: DriverFiles, rules: readonly Rule[]): WskMap {
    const files = this.#read.flatMap(({ result: { file }, settings, isExcluded }) => {
      const analysis = paths.includes(file.path) ? project.analysisOf(file.path) : undefined;
      if (analysis === undefined) return [];
      return [{ analysis, findings: isExcluded ? [] : lintUnit(analysis, rules, settings).findings }];
    });
    return mapOf(files);
  }

  /** A place as people count it. */
  placeOf({ path, at }: Place): JsonPlace | undefined {
    const file = this.files.find((one) => one.path === path);
    if (file === undefined) return undefined;
    const table = this.#tables.get(path) ?? lineTable(file.text);
    this.#tables.set(path, table);
    const [start, end] = [table.positionAt(at.start), table.positionAt(at.end)];
    return {
      file: path,
      line: start.line + 1,
      column: start.column + 1,
      endLine: end.line + 1,
      endColumn: end.column + 1,
    };
  }
}

/** The maps to write: all of them as JSON, else the one that is named, or that there is. */
function chosen(maps: readonly WskMap[], { format, driver }: MapOptions, paths: readonly string[]): readonly WskMap[] {
  const exact = maps.filter((one) => one.driver === driver);
  const named =
    driver === undefined || exact.length > 0
      ? exact
      : maps.filter((one) => one.driver.includes(driver) || one.files.some((path) => path.includes(driver)));
  const meant = driver === undefined ? maps : named;
  const names = maps.map((one) => `  ${one.driver}`).join('\n');
  if (maps.length === 0) throw new UsageError(`nothing of WSK is seen in ${paths.join(', ')}`);
  if (meant.length === 0) throw new UsageError(`no driver is named '${driver ?? ''}'; there are:\n${names}`);
  if (meant.length > 1 && format !== 'json')
    throw new UsageError(`there are ${meant.length} drivers; name one with --driver:\n${names}`);
  return meant;
}

function textOf(maps: readonly WskMap[], format: MapOptions['format'], sources: Sources): string {
  const place = (at: Place): JsonPlace | undefined => sources.placeOf(at);
  if (format === 'json')
    return `${JSON.stringify(
      maps.map((one) => jsonOf(one, place)),
      null,
      2,
    )}\n`;
  if (format === 'mermaid') return maps.map(mermaidOf).join('');
  const placeText = (at: Place): string => `${at.path}:${place(at)?.line ?? 1}`;
  return maps.map((one) => svgOf(one, { isStandalone: true, placeText })).join('');
}
