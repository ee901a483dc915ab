import { pageUrl } from '../lint/page';
import type { Severity } from '../lint/rule';
import type { FileReport, ReportedFinding } from '../lint/run';
import type { FixedFiles } from './fix';
import type { Output, Style } from './output';
import { placesOf, type Place, type Places } from './places';

const SEVERITY_STYLE: Readonly<Record<Severity, Style>> = { error: 'red', warning: 'yellow', info: 'cyan' };
/** Lines longer than this are cut around the mark: no person reads on. */
const WIDEST = 160;

/** The findings of one file as a person reads them: the place, the line with marks, what led there, the remedy. */
export async function textReport(report: FileReport, output: Output): Promise<string> {
  const places = await placesOf(report);
  return report.findings.map((finding) => findingText(finding, places, output)).join('');
}

function findingText(finding: ReportedFinding, places: Places, { style }: Output): string {
  const { rule, severity, message, fix } = finding;
  const colour = SEVERITY_STYLE[severity];
  const place = places.at(finding.at);
  const gutter = ' '.repeat(String(place.line).length);
  const bar = style('dim', '|');
  const [line, marks] = frame(place, places.lineText(place));
  return [
    `${style('bold', positionText(place))} ${style(colour, severity)} ${withoutControls(message)} ${style('dim', `[${rule.name} ${rule.code}]`)}`,
    `${style('dim', String(place.line))} ${bar} ${line}`,
    `${gutter} ${bar} ${style(colour, marks)}`,
    ...relatedLines(finding, places, style).map((text) => `${gutter} ${text}`),
    ...(fix === undefined ? [] : [`${gutter} ${style('green', fix.safe ? 'fix:' : 'possible fix:')} ${fix.title}`]),
    `${gutter} ${style('dim', `why: ${pageUrl(rule)}`)}`,
    '\n',
  ].join('\n');
}

/** The places that led there, numbered in their order, each with its line. */
function relatedLines({ related }: ReportedFinding, places: Places, style: Output['style']): readonly string[] {
  return related.flatMap((each, index) => {
    const place = places.ofRelated(each);
    const number = `${index + 1}.`;
    const source = withoutControls(places.lineText(place).trim().slice(0, WIDEST));
    return [
      `${number} ${style('dim', positionText(place))} ${withoutControls(each.message)}`,
      `${' '.repeat(number.length)} ${style('dim', `| ${source}`)}`,
    ];
  });
}

const positionText = ({ file, line, column }: Place): string => `${withoutControls(file)}:${line}:${column}`;

/** The source line and the line of marks below it. Tabs stay in both, so that the marks stand right in any terminal. */
export function frame({ line, column, endLine, endColumn }: Place, text: string): readonly [string, string] {
  const start = column - 1;
  const end = endLine === line ? endColumn - 1 : text.length;
  const from = text.length > WIDEST ? Math.max(0, start - 40) : 0;
  const to = Math.min(text.length, from + WIDEST);
  const shown = `${from > 0 ? '...' : ''}${text.slice(from, to)}${to < text.length ? '...' : ''}`;
  const before = `${from > 0 ? '   ' : ''}${text.slice(from, start).replace(/[^\t]/g, ' ')}`;
  const marks = '^'.repeat(Math.max(1, Math.min(end, to) - start));
  return [withoutControls(shown), before + marks];
}

/** Bytes of a source must not steer the terminal: control characters other than the tab are shown as one sign. */
const withoutControls = (text: string): string => text.replace(/[^\P{Cc}\t]/gu, '\u{FFFD}');

/**
 * How many findings there are of each severity, in how many files, how many were silenced, and how many fixes were made,
 * or could be.
 * @param fixed What `--fix` has written; undefined where that was not asked for.
 */
export function summaryText(reports: readonly FileReport[], fixed: FixedFiles | undefined, output: Output): string {
  return `${fixedText(fixed, output)}${findingsText(reports, output)}${fixable(reports, fixed)}`;
}

function fixedText(fixed: FixedFiles | undefined, { style }: Output): string {
  if (fixed === undefined || fixed.fixes === 0) return '';
  return `${style('green', `${count(fixed.fixes, 'fix', 'es')} made`)} in ${count(fixed.files, 'file')}.\n`;
}

/** Who has asked for all fixes has got them. */
function fixable(reports: readonly FileReport[], fixed: FixedFiles | undefined): string {
  const safe = reports.flatMap(({ findings }) => findings).filter(({ fix }) => fix?.safe === true).length;
  return safe === 0 || fixed !== undefined ? '' : `${count(safe, 'finding')} can be mended with --fix.\n`;
}

function findingsText(reports: readonly FileReport[], output: Output): string {
  const findings = reports.flatMap((report) => report.findings);
  const suppressed = reports.reduce((sum, report) => sum + report.suppressed, 0);
  const files = count(reports.length, 'file');
  const silenced =
    suppressed === 0 ? '' : output.style('dim', `, ${count(suppressed, 'finding')} silenced by wsk-ignore`);
  const rest = `${silenced}${notAnalysedText(reports, output)}.\n`;
  if (findings.length === 0) return `${output.style('green', 'No findings')} in ${files}${rest}`;
  const parts = (['error', 'warning', 'info'] as const).flatMap((severity) => {
    const number = findings.filter((finding) => finding.severity === severity).length;
    if (number === 0) return [];
    return [output.style(SEVERITY_STYLE[severity], severity === 'info' ? `${number} info` : count(number, severity))];
  });
  return `${parts.join(', ')} in ${files}${rest}`;
}

/** Of a large tree most files have nothing of WSK, and nobody misses an `#if 0`: neither is counted. */
function notAnalysedText(reports: readonly FileReport[], { style }: Output): string {
  const places = reports
    .flatMap(({ notAnalysed }) => notAnalysed)
    .filter(({ kind }) => kind !== 'file' && kind !== 'inactive').length;
  return places === 0 ? '' : style('dim', `, ${count(places, 'place')} not analysed (--verbose lists them)`);
}

const count = (number: number, noun: string, plural = 's'): string => `${number} ${noun}${number === 1 ? '' : plural}`;
