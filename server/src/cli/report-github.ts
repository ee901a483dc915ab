import type { Severity } from '../lint/rule';
import type { FileReport } from '../lint/run';
import { placesOf } from './places';

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/** The findings of one file as workflow commands of GitHub Actions, which shows them at their lines in a pull request. */
export async function githubReport(report: FileReport): Promise<string> {
  const places = await placesOf(report);
  const lines = report.findings.map(({ rule, severity, at, message }) => {
    const { file, line, column, endLine, endColumn } = places.at(at);
    const properties = { file, line, col: column, endLine, endColumn, title: `${rule.name} (${rule.code})` };
    const given = Object.entries(properties).map(([name, value]) => `${name}=${escapedProperty(String(value))}`);
    return `::${COMMANDS[severity]} ${given.join(',')}::${escaped(message)}\n`;
  });
  return lines.join('');
}

const escaped = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const escapedProperty = (text: string): string => escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
