import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import {
  DiagnosticSeverity,
  DiagnosticTag,
  MarkupKind,
  type Diagnostic,
  type Hover,
  type Range,
} from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';

import type { HoverText } from '../ide/hover';
import { pageUrl } from '../lint/page';
import type { Related, Severity } from '../lint/rule';
import type { FileReport, ReportedFinding } from '../lint/run';
import type { SourceFile } from '../model/unit';
import { languageOf } from '../project/files';
import type { Span } from '../text/span';
import type { ClientFeatures } from './client-features';

/** The absolute path of a `file:` URI; undefined for every other kind of document. */
export function pathOf(uri: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined;
  try {
    return fileURLToPath(uri);
  } catch {
    // A file of another host, on a system whose paths have none.
    return undefined;
  }
}

/** The `file:` URI of a path, which may be relative to the current folder. A document without a file has its URI as path. */
export const uriOf = (path: string): string => (URI.test(path) ? path : pathToFileURL(resolve(path)).href);

/** A scheme has more than one letter: that alone would be a drive of Windows. */
const URI = /^[a-z][a-z0-9+.-]+:/i;

/** A document as the engine reads it. An editor may call a header C++; the command line goes by its name, so we do. */
export function sourceOf(document: TextDocument): SourceFile {
  const path = pathOf(document.uri) ?? document.uri;
  const isHeader = path.toLowerCase().endsWith('.h');
  const language = isHeader ? (languageOf(path) ?? 'c') : document.languageId === 'cpp' ? 'cpp' : 'c';
  return { path, text: document.getText(), language };
}

export const rangeOf = (document: TextDocument, { start, end }: Span): Range => ({
  start: document.positionAt(start),
  end: document.positionAt(end),
});

export const spanOf = (document: TextDocument, { start, end }: Range): Span => ({
  start: document.offsetAt(start),
  end: document.offsetAt(end),
});

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};

/** Finds the lines of places in other files. */
export interface Places {
  /** Undefined where nothing is known of the file. */
  rangeIn(path: string, at: Span): Range | undefined;
}

/** The findings of a report on `document`, in its order. */
export const diagnosticsOf = (
  document: TextDocument,
  report: FileReport,
  features: ClientFeatures,
  places: Places,
): Diagnostic[] => report.findings.map((finding) => diagnosticOf(document, finding, features, places));

export function diagnosticOf(
  document: TextDocument,
  finding: ReportedFinding,
  features: ClientFeatures,
  places: Places,
): Diagnostic {
  const { rule, severity, at, message, related } = finding;
  return {
    range: rangeOf(document, at),
    severity: SEVERITIES[severity],
    code: rule.code,
    ...(features.linksCodes ? { codeDescription: { href: pageUrl(rule) } } : {}),
    source: 'wsklint',
    message,
    ...(features.fadesUnnecessary && rule.marksUnnecessary === true ? { tags: [DiagnosticTag.Unnecessary] } : {}),
    ...(features.showsRelated && related.length > 0
      ? { relatedInformation: related.map((each) => relatedInformationOf(document, each, places)) }
      : {}),
  };
}

/** In a file of which the text is not at hand, its start stands for the place. */
function relatedInformationOf(document: TextDocument, { at, message, path }: Related, places: Places) {
  if (path === undefined) return { location: { uri: document.uri, range: rangeOf(document, at) }, message };
  const range = places.rangeIn(path, at) ?? { start: START, end: START };
  return { location: { uri: uriOf(path), range }, message };
}

const START = { line: 0, character: 0 };

/** The same for the same diagnostics, for `resultId`. */
export const resultIdOf = (diagnostics: readonly Diagnostic[]): string =>
  createHash('sha256').update(JSON.stringify(diagnostics)).digest('base64url').slice(0, 16);

export function hoverOf(document: TextDocument, { markdown, span }: HoverText, features: ClientFeatures): Hover {
  const kind = features.markdownHover ? MarkupKind.Markdown : MarkupKind.PlainText;
  return { contents: { kind, value: markdown }, range: rangeOf(document, span) };
}
