import type { FileReport, ReportedFinding } from '../lint/run';
import { placesOf, type Place, type Places } from './places';

/** One finding in `--format json`. The form is a contract: scripts read it. */
export interface JsonFinding extends Place {
  readonly code: string;
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly related: readonly Pick<JsonRelated, 'file' | 'line' | 'column' | 'message'>[];
  readonly fix?: { readonly title: string; readonly safe: boolean };
}

interface JsonRelated extends Place {
  readonly message: string;
}

/** All findings as one JSON array, by file, line, column and code. */
export async function jsonReport(reports: readonly FileReport[]): Promise<string> {
  const findings: JsonFinding[] = [];
  for (const report of reports) {
    const places = await placesOf(report);
    findings.push(...report.findings.map((finding) => jsonFinding(finding, places)));
  }
  findings.sort((a, b) => compare(a.file, b.file) || a.line - b.line || a.column - b.column || compare(a.code, b.code));
  return `${JSON.stringify(findings, null, 2)}\n`;
}

function jsonFinding({ rule, severity, at, message, related, fix }: ReportedFinding, places: Places): JsonFinding {
  return {
    ...places.at(at),
    code: rule.code,
    rule: rule.name,
    severity,
    message,
    related: related.map((each) => {
      const { file, line, column } = places.ofRelated(each);
      return { file, line, column, message: each.message };
    }),
    ...(fix === undefined ? {} : { fix: { title: fix.title, safe: fix.safe } }),
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
