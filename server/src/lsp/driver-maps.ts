import { relative } from 'node:path';

import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Connection, TextDocuments } from 'vscode-languageserver/node';

import type { Analysis } from '../flow/analysis';
import type { Rule } from '../lint/rule';
import { lintUnit, type ReportedFinding } from '../lint/run';
import type { FoundSettings } from '../lint/settings-finder';
import { namedDrivers, type DriverFiles } from '../map/drivers';
import { findingsOf, mapOf, type MapFile, type Place, type WskMap } from '../map/map';
import { svgOf } from '../map/picture/svg';
import { styleInVsCode } from '../map/picture/theme';
import { nearest } from '../project/nearest';
import { pathOf, uriOf } from './convert';
import type { EditorSettings } from './editor-settings';
import type { Guard } from './guard';
import type { LiveProject } from './live-project';
import type { OpenFiles } from './open-files';
import type { MapAnswer, MapMethod, MapParams, MapPlace } from './protocol';
import type { StatusReporter } from './status';
import type { WorkspaceFiles } from './workspace-files';
import type { WorkspaceReader } from './workspace-reader';

export const MAP: MapMethod = 'wsklint/map';

export interface DriverMapsContext {
  readonly connection: Connection;
  readonly rules: readonly Rule[];
  readonly settings: EditorSettings;
  readonly documents: TextDocuments<TextDocument>;
  readonly project: LiveProject;
  readonly files: OpenFiles;
  readonly workspace: WorkspaceFiles;
  readonly reader: WorkspaceReader;
  readonly status: StatusReporter;
  readonly guard: Guard;
  /** The URIs of the folders that are open now. */
  readonly folders: () => Promise<readonly string[]>;
}

/** What the rules said of a file that is not open, and for which state of what is known of it. */
interface Report {
  readonly stamp: string;
  readonly findings: readonly ReportedFinding[];
}

type IsCancelled = () => boolean;

/** Draws the drivers of the workspace. */
export class DriverMaps {
  readonly #context: DriverMapsContext;
  readonly #reports = new Map<string, Report>();

  constructor(context: DriverMapsContext) {
    this.#context = context;
  }

  listen(): void {
    const { connection, guard, status } = this.#context;
    connection.onRequest(
      MAP,
      guard.request<MapParams, MapAnswer | null>('drawing the map', null, (params, token) =>
        status.during(() => this.#answer(params, () => token.isCancellationRequested)),
      ),
    );
  }

  async #answer({ uri }: MapParams, isCancelled: IsCancelled): Promise<MapAnswer | null> {
    const { files, reader, workspace } = this.#context;
    if (!workspace.isRead && !(await reader.read({ isCancelled }))) return null;
    if (!(await files.settled(isCancelled))) return null;
    const path = uri === undefined ? undefined : (pathOf(uri) ?? uri);
    const drivers = this.#drivers();
    const driver = (path === undefined ? undefined : driverFor(path, drivers)) ?? drivers[0];
    const map = mapOf(driver === undefined ? [] : await this.#filesOf(driver, isCancelled));
    if (isCancelled()) return null;
    const ordered = driver === undefined ? [] : [driver, ...drivers.filter((one) => one !== driver)];
    return this.#answerFor(map, ordered, await this.#context.folders());
  }

  #drivers(): readonly DriverFiles[] {
    const { project } = this.#context;
    return namedDrivers(project.drivers).filter(({ paths }) =>
      paths.some((path) => WORTH_DRAWING.test(project.fileAt(path)?.file.text ?? '')),
    );
  }

  /** All files of a driver, with what the rules say of them; none where it was cancelled. */
  async #filesOf({ paths }: DriverFiles, isCancelled: IsCancelled): Promise<readonly MapFile[]> {
    const { files, project } = this.#context;
    const open = await this.#openFindings(paths, isCancelled);
    const settings = new Map<string, FoundSettings>();
    for (const path of paths) settings.set(path, await this.#context.settings.settingsFor(uriOf(path)));
    return project.holding(paths, async () => {
      if (!(await files.settled(isCancelled))) return [];
      // From here on nobody else has a turn: all of the driver is of one state.
      return paths.flatMap((path) => {
        const analysis = project.analysisOf(path);
        if (analysis === undefined) return [];
        return [{ analysis, findings: open.get(path) ?? this.#findingsIn(analysis, settings.get(path)) }];
      });
    });
  }

  /** What the rules say of those of some files that are open. */
  async #openFindings(
    paths: readonly string[],
    isCancelled: IsCancelled,
  ): Promise<ReadonlyMap<string, readonly ReportedFinding[]>> {
    const { documents, files } = this.#context;
    const found = new Map<string, readonly ReportedFinding[]>();
    for (const document of documents.all()) {
      const path = pathOf(document.uri) ?? document.uri;
      if (paths.includes(path)) found.set(path, (await files.reportOn(document, isCancelled))?.findings ?? []);
    }
    return found;
  }

  #findingsIn(analysis: Analysis, found: FoundSettings | undefined): readonly ReportedFinding[] {
    const { project, rules, settings } = this.#context;
    const { path } = analysis.unit.file;
    if (found === undefined || found.isExcluded) return [];
    const stamp = `${settings.generation} ${project.stampOf(path)}`;
    const known = this.#reports.get(path);
    if (known?.stamp === stamp) return known.findings;
    const { findings } = lintUnit(analysis, rules, found.settings);
    this.#reports.set(path, { stamp, findings });
    return findings;
  }

  #answerFor(map: WskMap, drivers: readonly DriverFiles[], folders: readonly string[]): MapAnswer {
    const places = new PlaceList(this.#context.project);
    const shown = { ...map, driver: shortName(map.driver, folders) };
    const svg = svgOf(shown, {
      isStandalone: false,
      placeText: ({ path, at }) => `${shortName(path, folders)}:${(places.rangeOf(path, at)?.start.line ?? 0) + 1}`,
      placeData: (place) => places.indexOf(place),
    });
    return {
      drivers: drivers.map(({ name, paths: [first = ''] }) => ({ name: shortName(name, folders), uri: uriOf(first) })),
      files: map.files.map(uriOf),
      svg,
      style: styleInVsCode(),
      places: places.all,
      findings: new Set([...map.findings, ...map.nodes.flatMap(findingsOf)]).size,
      gaps: map.gaps.map(({ text, place }) =>
        place === undefined ? text : `${shortName(place.path, folders)}: ${text}`,
      ),
    };
  }
}

/** The driver that a file belongs to, or else, as for a header, the nearest. */
const driverFor = (path: string, drivers: readonly DriverFiles[]): DriverFiles | undefined =>
  drivers.find(({ paths }) => paths.includes(path)) ??
  nearest(
    path,
    drivers.map((driver) => ({ path: `${driver.name}/`, driver })),
  )?.driver;

/** What there is something to draw of, as far as a text shows that before it is followed. */
const WORTH_DRAWING = /\bWsk[A-Z]\w*\s*\(|\bWSK_CLIENT_\w*DISPATCH\b/;

/** The places of a picture, each once. */
class PlaceList {
  readonly #project: LiveProject;
  readonly #indexes = new Map<string, number>();
  readonly all: MapPlace[] = [];

  constructor(project: LiveProject) {
    this.#project = project;
  }

  rangeOf(path: string, at: Place['at']): Pick<MapPlace, 'start' | 'end'> | undefined {
    return this.#project.rangeIn(path, at);
  }

  /** The index of a place, as text; undefined where its file is not known any more. */
  indexOf({ path, at }: Place): string | undefined {
    const key = `${path}:${at.start}-${at.end}`;
    const range = this.rangeOf(path, at);
    if (range === undefined) return undefined;
    const index = this.#indexes.get(key) ?? this.all.push({ uri: uriOf(path), ...range }) - 1;
    this.#indexes.set(key, index);
    return `${index}`;
  }
}

/** A path from the folder that is open; the folder itself by its name. What is on no disk has its URI for a path. */
function shortName(path: string, folders: readonly string[]): string {
  for (const folder of folders) {
    const root = pathOf(folder) ?? folder;
    const way =
      root === folder ? wayWithin(root.replace(/\/*$/, ''), path) : relative(root, path).replaceAll('\\', '/');
    if (way === '') return /([^\\/]*)[\\/]*$/.exec(root)?.[1] ?? path;
    if (!way.startsWith('..')) return way;
  }
  return path;
}

/** What follows on a folder in the URI of what lies in it; `..` where it does not. */
const wayWithin = (folder: string, uri: string): string =>
  uri === folder ? '' : uri.startsWith(`${folder}/`) ? uri.slice(folder.length + 1) : '..';
