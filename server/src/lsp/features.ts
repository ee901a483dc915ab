import { setTimeout } from 'node:timers/promises';

import {
  CodeActionTriggerKind,
  CompletionTriggerKind,
  LSPErrorCodes,
  ResponseError,
  type CodeActionContext,
  type CompletionItem,
  type CompletionParams,
  type Connection,
  type DiagnosticServerCancellationData,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  type TextDocuments,
} from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';

import { completionsAt } from '../ide/complete';
import { hoverAt } from '../ide/hover';
import type { RuleSummary } from '../ide/rule-text';
import { signatureAt } from '../ide/signature';
import type { ClientFeatures } from './client-features';
import { codeActionsFor } from './code-actions';
import { diagnosticsOf, hoverOf, resultIdOf } from './convert';
import { completionItemsOf, signatureHelpOf } from './convert-completion';
import type { EditorSettings } from './editor-settings';
import type { Guard } from './guard';
import type { LiveProject } from './live-project';
import type { OpenFiles } from './open-files';

export interface EditorContext {
  readonly connection: Connection;
  readonly features: ClientFeatures;
  readonly documents: TextDocuments<TextDocument>;
  readonly project: LiveProject;
  readonly files: OpenFiles;
  readonly settings: EditorSettings;
  readonly guard: Guard;
  /** Those whose pages a hover links. */
  readonly rules: readonly RuleSummary[];
}

/** Answers what an editor asks about an open document; of one that is not open there is nothing to say. */
export function answerEditor(context: EditorContext): void {
  answerHover(context);
  answerCodeActions(context);
  answerCompletion(context);
  answerSignatureHelp(context);
  if (context.features.pullsDiagnostics) answerDiagnostics(context);
}

function answerHover({ connection, features, documents, files, guard, rules }: EditorContext): void {
  connection.onHover(
    guard.request('hover', null, ({ textDocument, position }) => {
      const document = documents.get(textDocument.uri);
      if (document === undefined) return null;
      const hover = hoverAt(files.unitOf(document), document.offsetAt(position), rules);
      return hover === undefined ? null : hoverOf(document, hover, features);
    }),
  );
}

function answerCompletion({ connection, features, documents, files, guard }: EditorContext): void {
  connection.onCompletion(
    guard.request('completion', [] as CompletionItem[], (params: CompletionParams) => {
      const document = documents.get(params.textDocument.uri);
      if (document === undefined) return [];
      const completions = completionsAt(files.unitOf(document), document.offsetAt(params.position), {
        withoutSnippets: !features.wantsSnippets,
        trigger: triggerOf(params),
      });
      return completionItemsOf(document, completions, features);
    }),
  );
}

const triggerOf = ({ context }: CompletionParams): string | undefined =>
  context?.triggerKind === CompletionTriggerKind.TriggerCharacter ? context.triggerCharacter : undefined;

function answerSignatureHelp({ connection, features, documents, files, guard }: EditorContext): void {
  connection.onSignatureHelp(
    guard.request('signature help', null, ({ textDocument, position }) => {
      const document = documents.get(textDocument.uri);
      if (document === undefined) return null;
      const signature = signatureAt(files.unitOf(document), document.offsetAt(position));
      return signature === undefined ? null : signatureHelpOf(signature, features);
    }),
  );
}

function answerCodeActions(context: EditorContext): void {
  const { connection, features, documents, project, files, guard } = context;
  connection.onCodeAction(
    guard.request('code actions', [], async (params, token) => {
      const document = documents.get(params.textDocument.uri);
      if (document === undefined || (await isToWait(context, document, params.context))) return [];
      const reportOn = await files.reporterOf(document);
      const report = await files.reportOn(document, () => token.isCancellationRequested);
      if (report === undefined) return [];
      const unit = files.unitOf(document);
      return codeActionsFor({ document, report, unit, features, places: project, reportOn }, params);
    }),
  );
}

/** Who has files checked on save pays nothing for a light bulb in between; what a person asks for is answered. */
async function isToWait(
  { files, settings }: EditorContext,
  document: TextDocument,
  { only, triggerKind }: CodeActionContext,
): Promise<boolean> {
  const isAskedFor = only !== undefined || triggerKind !== CodeActionTriggerKind.Automatic;
  return !isAskedFor && files.isUnsaved(document) && (await settings.timing()).run === 'onSave';
}

type DiagnosticAnswer = DocumentDiagnosticReport | ResponseError<DiagnosticServerCancellationData>;

/** The text has changed meanwhile: the client keeps what it shows, and asks again. */
const outdated = (): DiagnosticAnswer =>
  new ResponseError(LSPErrorCodes.ServerCancelled, 'the text has changed', { retriggerRequest: true });

function answerDiagnostics(context: EditorContext): void {
  const { connection, features, documents, project, files, guard } = context;
  const nothing: DiagnosticAnswer = { kind: 'full', items: [] };
  connection.languages.diagnostics.on(
    guard.request<DocumentDiagnosticParams, DiagnosticAnswer>('diagnostics', nothing, async (params, token) => {
      const { textDocument, previousResultId } = params;
      const document = documents.get(textDocument.uri);
      if (document === undefined) return nothing;
      const { run, delay } = await context.settings.timing();
      if (run === 'onSave' && previousResultId !== undefined && files.isUnsaved(document)) {
        return { kind: 'unchanged', resultId: previousResultId };
      }
      if (!(await isLeftAlone(document, files.isUnsaved(document) ? delay : 0))) return outdated();
      const report = await files.reportOn(document, () => token.isCancellationRequested);
      if (report === undefined) return outdated();
      const items = diagnosticsOf(document, report, features, project);
      const resultId = resultIdOf(items);
      files.tell(document, resultId);
      return resultId === previousResultId ? { kind: 'unchanged', resultId } : { kind: 'full', resultId, items };
    }),
  );
}

/** Waits for some milliseconds; false where the document was edited meanwhile. */
async function isLeftAlone(document: TextDocument, delay: number): Promise<boolean> {
  if (delay === 0) return true;
  const { version } = document;
  await setTimeout(delay);
  return document.version === version;
}
