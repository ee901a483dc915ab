import { createHash } from 'node:crypto';
import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';

import type {
  ArtifactLocation,
  Fix as SarifFix,
  Location,
  Log,
  PhysicalLocation,
  Region,
  ReportingDescriptor,
  Result,
  Run,
} from 'sarif';

import { categoryTitles, pageUrl } from '../lint/page';
import type { Fix, Related, Rule, Severity } from '../lint/rule';
import type { FileReport, ReportedFinding } from '../lint/run';
import { placesOf, type Place, type Places } from './places';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const HOME = 'https://github.com/wsklint/wsklint';
/** What relative paths are relative to: the folder in which the command ran, which for a build is that of the sources. */
const SOURCES = '%SRCROOT%';

const LEVELS: Readonly<Record<Severity, Result.level>> = { error: 'error', warning: 'warning', info: 'note' };

export interface SarifRun {
  readonly rules: readonly Rule[];
  readonly version: string;
  readonly reports: readonly FileReport[];
  /** Sentences on what went wrong with wsklint, a file or the settings; empty where all was checked. */
  readonly failures: readonly string[];
}

/** All findings as one SARIF 2.1.0 log, for code scanning and the viewers of build servers. */
export async function sarifReport({ rules, version, reports, failures }: SarifRun): Promise<string> {
  const results: Result[] = [];
  for (const report of reports) {
    const writer = new ResultWriter(await placesOf(report), rules);
    results.push(...report.findings.map((finding) => writer.result(finding)));
  }
  const run: Run = {
    tool: {
      driver: {
        name: 'wsklint',
        semanticVersion: version,
        informationUri: HOME,
        rules: rules.map(descriptorOf),
      },
    },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { [SOURCES]: { uri: `${pathToFileURL(process.cwd()).href}/` } },
    invocations: [
      {
        executionSuccessful: failures.length === 0,
        toolExecutionNotifications: failures.map((text) => ({ level: 'error', message: { text } })),
      },
    ],
    artifacts: reports.map(({ file }) => ({ location: artifactAt(file.path), sourceLanguage: file.language })),
    results,
  };
  const log: Log = { $schema: SCHEMA, version: '2.1.0', runs: [run] };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function descriptorOf(rule: Rule): ReportingDescriptor {
  const { code, name, category, severity, summary, why } = rule;
  return {
    id: code,
    name,
    shortDescription: { text: summary },
    fullDescription: { text: inOneLine(why) },
    help: { text: inOneLine(`${why} ${rule.remedy}`), markdown: helpText(rule) },
    helpUri: pageUrl(rule),
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { category: categoryTitles[category], precision: 'high', tags: ['windows-driver', 'wsk', category] },
  };
}

/** Why, and what to do: a viewer shows it beside the finding. The page has the rest. */
const helpText = (rule: Rule): string =>
  [rule.why, rule.remedy, `[The page of ${rule.name}](${pageUrl(rule)}) has examples.`].map(withoutIndent).join('\n\n');

const withoutIndent = (text: string): string => text.trim().replaceAll(/\n\s+/g, '\n');

const inOneLine = (text: string): string => text.trim().replaceAll(/\s+/g, ' ');

/** Makes the results of one file. */
class ResultWriter {
  readonly #places: Places;
  readonly #rules: readonly Rule[];
  /** How often each line of a rule has been seen, so that the same mistake in the same line again is another one. */
  readonly #seen = new Map<string, number>();

  constructor(places: Places, rules: readonly Rule[]) {
    this.#places = places;
    this.#rules = rules;
  }

  result(finding: ReportedFinding): Result {
    const { rule, severity, message, related, fix } = finding;
    const at = this.#places.at(finding.at);
    return {
      ruleId: rule.code,
      ruleIndex: this.#rules.indexOf(rule),
      level: LEVELS[severity],
      message: { text: message },
      locations: [{ physicalLocation: physical(at) }],
      ...(related.length === 0 ? {} : this.#way(related, { at, message })),
      ...(fix === undefined ? {} : { fixes: [this.#fix(fix, at.file)] }),
      partialFingerprints: { 'wsklintLine/v1': this.#fingerprint(rule, at) },
    };
  }

  /** The places that lead to the mistake: each by itself, and as one way that ends there. */
  #way(related: readonly Related[], end: { readonly at: Place; readonly message: string }): Partial<Result> {
    const steps = related.map((each) => locationOf(this.#places.ofRelated(each), each.message));
    const way = [...steps, locationOf(end.at, end.message)];
    return {
      relatedLocations: steps.map((step, index) => ({ id: index + 1, ...step })),
      codeFlows: [{ threadFlows: [{ locations: way.map((location) => ({ location })) }] }],
    };
  }

  #fix({ title, edits, safe }: Fix, path: string): SarifFix {
    const replacements = edits.map(({ at, text }) => ({
      deletedRegion: regionOf(this.#places.at(at)),
      insertedContent: { text },
    }));
    return {
      description: { text: title },
      artifactChanges: [{ artifactLocation: artifactAt(path), replacements }],
      properties: { safe },
    };
  }

  /** The same for the same mistake after edits elsewhere in the file. */
  #fingerprint({ code }: Rule, place: Place): string {
    const key = `${code} ${place.file} ${this.#places.lineText(place).replaceAll(/\s+/g, '')}`;
    const before = this.#seen.get(key) ?? 0;
    this.#seen.set(key, before + 1);
    return createHash('sha256').update(`${key} ${before}`).digest('hex').slice(0, 32);
  }
}

const locationOf = (place: Place, text: string): Location => ({
  physicalLocation: physical(place),
  message: { text },
});

const physical = (place: Place): PhysicalLocation => ({
  artifactLocation: artifactAt(place.file),
  region: regionOf(place),
});

const regionOf = ({ line, column, endLine, endColumn }: Place): Region => ({
  startLine: line,
  startColumn: column,
  endLine,
  endColumn,
});

/** A path below the current folder is told as one below the sources; any other as it is. */
function artifactAt(path: string): ArtifactLocation {
  if (isAbsolute(path)) return { uri: pathToFileURL(path).href };
  return { uri: path.split('/').map(encodeURIComponent).join('/'), uriBaseId: SOURCES };
}
