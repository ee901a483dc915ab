import { CodeActionKind, type CodeAction, type CodeActionParams } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';

import type { FileReport } from '../lint/run';
import type { ClientFeatures } from './client-features';
import { diagnosticOf, fixActionOf, silenceActionOf, spanOf, type Places } from './convert';

/**
 * What can be done about the findings that a range touches: each one's fix, then a way to silence it.
 * Goes by the report on the text as it is, as the diagnostics that a client sends along may be older.
 */
export function codeActionsFor(
  document: TextDocument,
  report: FileReport,
  { range, context }: Pick<CodeActionParams, 'range' | 'context'>,
  features: ClientFeatures,
  places: Places,
): CodeAction[] {
  if (context.only?.some(includesQuickFix) === false) return [];
  const { start, end } = spanOf(document, range);
  const touched = report.findings
    .filter(({ at }) => at.start <= end && start <= at.end)
    .map((finding) => ({ ...finding, diagnostic: diagnosticOf(document, finding, features, places) }));
  return [
    ...touched.flatMap(({ fix, diagnostic }) =>
      fix === undefined ? [] : [fixActionOf(document, fix, diagnostic, features)],
    ),
    ...touched.map(({ rule, diagnostic }) => silenceActionOf(document, rule.name, diagnostic, features)),
  ];
}

/** A kind asks for all kinds below it; the empty one asks for everything. */
const includesQuickFix = (kind: string): boolean =>
  kind === '' || kind === CodeActionKind.QuickFix || CodeActionKind.QuickFix.startsWith(`${kind}.`);
