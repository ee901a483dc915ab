import { CodeActionKind, type CodeAction, type CodeActionParams, type Diagnostic } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';

import { safeEdits, safeEditsOf } from '../lint/fix-all';
import type { Rule } from '../lint/rule';
import type { FileReport, ReportedFinding } from '../lint/run';
import { silencingEdit, type Reach } from '../lint/silencing';
import type { Unit } from '../model/unit';
import type { Edit } from '../text/span';
import type { ClientFeatures } from './client-features';
import { diagnosticOf, spanOf, type Places } from './convert';
import { workspaceEditOf } from './convert-edits';
import type { ExplainRuleCommand } from './protocol';

/** What actions are made from: all of one state of a document. */
export interface ActionContext {
  readonly document: TextDocument;
  readonly report: FileReport;
  readonly unit: Unit;
  readonly features: ClientFeatures;
  readonly places: Places;
  /** What would be said of another text in the place of the document's. */
  readonly reportOn: (text: string) => FileReport | undefined;
}

type Request = Pick<CodeActionParams, 'range' | 'context'>;

export const FIX_ALL = `${CodeActionKind.SourceFixAll}.wsklint`;
const EXPLAIN: ExplainRuleCommand = 'wsklint.explainRule';

/**
 * What can be done about the findings that a range touches: each one's fix, the fixes of all findings of its rule, ways
 * to silence it, and the page that explains it. All safe fixes of the file together only where they are asked for.
 * Goes by the report on the text as it is, as the diagnostics that a client sends along may be older.
 */
export function codeActionsFor(context: ActionContext, { range, context: { only } }: Request): CodeAction[] {
  const actions = wants(only, CodeActionKind.QuickFix) ? quickFixes(context, range) : [];
  return only !== undefined && wants(only, FIX_ALL) ? [...actions, ...fixAll(context)] : actions;
}

/** A kind asks for all kinds below it; the empty one asks for everything. */
const wants = (only: readonly string[] | undefined, kind: string): boolean =>
  only === undefined || only.some((asked) => asked === '' || kind === asked || kind.startsWith(`${asked}.`));

/** A finding that a range touches. */
interface Touched {
  readonly finding: ReportedFinding;
  readonly diagnostic: Diagnostic;
}

function quickFixes(context: ActionContext, range: Request['range']): CodeAction[] {
  const { document, report, features, places } = context;
  const { start, end } = spanOf(document, range);
  const touched = report.findings
    .filter(({ at }) => at.start <= end && start <= at.end)
    .map((finding) => ({ finding, diagnostic: diagnosticOf(document, finding, features, places) }));
  const rules = [...new Set(touched.map(({ finding }) => finding.rule))];
  const byRule = rules.map((rule) => [rule, touched.filter(({ finding }) => finding.rule === rule)] as const);
  return [
    ...touched.flatMap((each) => fix(context, each)),
    ...byRule.flatMap(([rule, those]) => fixAllOf(context, rule, those)),
    ...byRule.flatMap(([rule, those]) => silence(context, rule, those)),
    ...byRule.flatMap(([rule, those]) => explain(features, rule, those)),
  ];
}

/** Only a safe fix is preferred, so that no key applies an unsafe one unread. */
function fix({ document, features }: ActionContext, { finding, diagnostic }: Touched): CodeAction[] {
  if (finding.fix === undefined) return [];
  const { title, edits, safe } = finding.fix;
  const edit = workspaceEditOf(document, edits, features);
  return [{ title, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic], isPreferred: safe, edit }];
}

function fixAllOf(
  { document, report, features }: ActionContext,
  rule: Rule,
  touched: readonly Touched[],
): CodeAction[] {
  const fixable = report.findings.filter((finding) => finding.rule === rule && finding.fix?.safe === true);
  if (fixable.length < 2 || !touched.some(({ finding }) => fixable.includes(finding))) return [];
  const title = `Fix all ${fixable.length} findings of ${rule.name} in this file`;
  return [action(title, touched, workspaceEditOf(document, safeEditsOf(report, rule.name), features))];
}

const REACHES: readonly (readonly [Reach, string])[] = [
  ['line', 'on this line'],
  ['function', 'in this function'],
  ['file', 'in this file'],
];

/** What is wrong with a comment that silences is put right, not silenced. */
function silence(context: ActionContext, rule: Rule, touched: readonly Touched[]): CodeAction[] {
  const { document, unit, features } = context;
  const [first] = touched;
  if (first === undefined || rule.checkSuppressions !== undefined) return [];
  return REACHES.flatMap(([reach, where]) => {
    const edit: Edit | undefined = silencingEdit(unit, first.finding.at, rule.name, reach);
    if (edit === undefined) return [];
    return [action(`Silence ${rule.name} ${where}`, touched, workspaceEditOf(document, [edit], features))];
  });
}

function explain({ explainsRules }: ClientFeatures, rule: Rule, touched: readonly Touched[]): CodeAction[] {
  if (!explainsRules) return [];
  const title = `Explain ${rule.name} (${rule.code})`;
  const command = { title, command: EXPLAIN, arguments: [rule.name] };
  return [{ title, kind: CodeActionKind.QuickFix, diagnostics: touched.map(({ diagnostic }) => diagnostic), command }];
}

const action = (title: string, touched: readonly Touched[], edit: CodeAction['edit'] & object): CodeAction => ({
  title,
  kind: CodeActionKind.QuickFix,
  diagnostics: touched.map(({ diagnostic }) => diagnostic),
  edit,
});

function fixAll({ document, report, features, reportOn }: ActionContext): CodeAction[] {
  const edits = safeEdits(report, reportOn);
  if (edits.length === 0) return [];
  const edit = workspaceEditOf(document, edits, features);
  return [{ title: 'Fix all that wsklint can fix safely', kind: FIX_ALL, edit }];
}
