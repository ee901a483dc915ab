import XMLBuilder from 'fast-xml-builder';

import type { FileReport, ReportedFinding } from '../lint/run';
import { placesOf, type Places } from './places';

export interface JunitRun {
  readonly reports: readonly FileReport[];
  /** Sentences on what went wrong with wsklint, a file or the settings; empty where all was checked. */
  readonly failures: readonly string[];
}

/** In the words of JUnit: a finding is a test that failed; attributes begin with `@`. */
interface TestCase {
  readonly '@name': string;
  readonly '@classname': string;
  readonly '@file'?: string;
  readonly '@line'?: number;
  readonly failure?: { readonly '@type': string; readonly '@message': string; readonly '#text': string };
  readonly error?: { readonly '@message': string };
}

/**
 * All findings in the form of JUnit's reports, for build servers that show tests: a suite for each file, a failed test for
 * each finding, and one that passed for a file without.
 */
export async function junitReport({ reports, failures }: JunitRun): Promise<string> {
  const suites = [];
  for (const report of reports) suites.push(suiteOf(report.file.path, await casesOf(report)));
  if (failures.length > 0) suites.push(suiteOf(TOOL, failures.map(failureOf)));
  const counts = { '@tests': 0, '@failures': 0, '@errors': 0 };
  for (const suite of suites) for (const count of countNames) counts[count] += suite[count];
  const builder = new XMLBuilder({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    format: true,
    suppressEmptyNode: true,
  });
  const body = builder.build({ testsuites: { '@name': TOOL, ...counts, testsuite: suites } });
  return `<?xml version="1.0" encoding="UTF-8"?>\n${withoutControls(body)}`;
}

const TOOL = 'wsklint';

const countNames = ['@tests', '@failures', '@errors'] as const;

const suiteOf = (name: string, cases: readonly TestCase[]) => ({
  '@name': name,
  '@tests': cases.length,
  '@failures': cases.filter(({ failure }) => failure !== undefined).length,
  '@errors': cases.filter(({ error }) => error !== undefined).length,
  testcase: cases,
});

async function casesOf(report: FileReport): Promise<readonly TestCase[]> {
  const { file, findings } = report;
  if (findings.length === 0) return [{ '@name': 'no findings', '@classname': file.path }];
  const places = await placesOf(report);
  return findings.map((finding) => caseOf(finding, places));
}

function caseOf({ rule, severity, at, message, related }: ReportedFinding, places: Places): TestCase {
  const { file, line, column } = places.at(at);
  const way = related.map((each) => {
    const place = places.ofRelated(each);
    return `${place.file}:${place.line}:${place.column}: ${each.message}`;
  });
  const text = [`${file}:${line}:${column}: ${severity}: ${message} [${rule.name} ${rule.code}]`, ...way].join('\n');
  return {
    '@name': `${rule.name} (${rule.code}) ${line}:${column}`,
    '@classname': file,
    '@file': file,
    '@line': line,
    failure: { '@type': severity, '@message': message, '#text': text },
  };
}

const failureOf = (message: string): TestCase => ({
  '@name': TOOL,
  '@classname': TOOL,
  error: { '@message': message },
});

/** XML has no way to write control characters but these; a source, and so a message, can hold others. */
const withoutControls = (text: string): string => text.replace(/[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]/gu, '\u{FFFD}');
