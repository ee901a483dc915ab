import {
  CompletionItemKind,
  CompletionItemTag,
  InsertTextFormat,
  MarkupKind,
  type CompletionItem,
  type InsertReplaceEdit,
  type MarkupContent,
  type ParameterInformation,
  type SignatureHelp,
  type TextEdit,
} from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';

import type { Completion, CompletionKind } from '../ide/complete';
import type { SignatureParameter, SignatureText } from '../ide/signature';
import type { Span } from '../text/span';
import type { ClientFeatures } from './client-features';
import { rangeOf } from './convert';

const KINDS: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  snippet: CompletionItemKind.Snippet,
  function: CompletionItemKind.Function,
  callback: CompletionItemKind.Function,
  member: CompletionItemKind.Field,
  value: CompletionItemKind.Constant,
  enumerator: CompletionItemKind.EnumMember,
  enumeration: CompletionItemKind.Enum,
  structure: CompletionItemKind.Struct,
  variable: CompletionItemKind.Variable,
};

/** The items of a list, in its order. No character commits one: each can be typed on the way to a name of the driver. */
export const completionItemsOf = (
  document: TextDocument,
  completions: readonly Completion[],
  features: ClientFeatures,
): CompletionItem[] => completions.map((completion, index) => itemOf(document, completion, index, features));

function itemOf(
  document: TextDocument,
  completion: Completion,
  index: number,
  features: ClientFeatures,
): CompletionItem {
  const { label, kind, detail, documentation, insertText, withStops, span, edits = [] } = completion;
  const hasStops = features.snippetCompletion && withStops !== undefined;
  return {
    label,
    kind: KINDS[kind],
    detail,
    documentation: proseOf(documentation, features.markdownCompletion),
    // What fits here comes before the names of another server; our names come behind them.
    sortText: `${completion.isGeneral === true ? '~' : '0'}${`${index}`.padStart(3, '0')}`,
    ...(/^\W/.test(label) ? { filterText: label.replace(/^\W+/, '') } : {}),
    insertTextFormat: hasStops ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: editOf(document, span, hasStops ? withStops : insertText, features),
    ...(edits.length > 0
      ? { additionalTextEdits: edits.map(({ at, text }) => ({ range: rangeOf(document, at), newText: text })) }
      : {}),
    ...(features.preselects && completion.isPreferred === true ? { preselect: true } : {}),
    ...(features.marksDeprecated && completion.isDeprecated === true ? { tags: [CompletionItemTag.Deprecated] } : {}),
  };
}

/** What is left of the word behind the cursor stays or goes, as the person has it. */
function editOf(
  document: TextDocument,
  span: Span,
  newText: string,
  features: ClientFeatures,
): TextEdit | InsertReplaceEdit {
  const insert = rangeOf(document, span);
  if (!features.insertsOrReplaces) return { range: insert, newText };
  const lineEnd = { line: insert.end.line + 1, character: 0 };
  const rest = /^\w*/.exec(document.getText({ start: insert.end, end: lineEnd }))?.[0] ?? '';
  return { insert, replace: rangeOf(document, { start: span.start, end: span.end + rest.length }), newText };
}

/** The one signature, with the parameter that is being typed marked. */
export function signatureHelpOf(signature: SignatureText, features: ClientFeatures): SignatureHelp {
  const { label, documentation, parameters, active } = signature;
  return {
    signatures: [
      {
        label,
        documentation: proseOf(documentation, features.markdownSignature),
        parameters: parameters.map((parameter) => parameterOf(label, parameter, features)),
      },
    ],
    activeSignature: 0,
    activeParameter: active,
  };
}

function parameterOf(
  label: string,
  { span: { start, end }, documentation }: SignatureParameter,
  features: ClientFeatures,
): ParameterInformation {
  return {
    label: features.labelOffsets ? [start, end] : label.slice(start, end),
    documentation: proseOf(documentation, features.markdownSignature),
  };
}

const proseOf = (value: string, isMarkdown: boolean): MarkupContent => ({
  kind: isMarkdown ? MarkupKind.Markdown : MarkupKind.PlainText,
  value,
});
