import type { SnippetTextEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';

import { REASON } from '../lint/directive';
import type { Edit } from '../text/span';
import type { ClientFeatures } from './client-features';
import { rangeOf } from './convert';

/**
 * Edits of one document, for its version where the client can tell it. Where the client knows tab stops in edits, the
 * place for a reason is one, so that it is typed over.
 */
export function workspaceEditOf(
  document: TextDocument,
  edits: readonly Edit[],
  features: ClientFeatures,
): WorkspaceEdit {
  const { uri, version } = document;
  if (!features.versionedEdits) return { changes: { [uri]: edits.map((edit) => textEditOf(document, edit)) } };
  const isSnippet = ({ text }: Edit) => features.snippetEdits && text.includes(REASON);
  return {
    documentChanges: [
      {
        textDocument: { uri, version },
        edits: edits.map((edit) => (isSnippet(edit) ? snippetEditOf(document, edit) : textEditOf(document, edit))),
      },
    ],
  };
}

const textEditOf = (document: TextDocument, { at, text }: Edit): TextEdit => ({
  range: rangeOf(document, at),
  newText: text,
});

function snippetEditOf(document: TextDocument, { at, text }: Edit): SnippetTextEdit {
  const [before, behind] = text.split(REASON).map((part) => part.replace(/[\\$}]/g, String.raw`\$&`));
  const value = `${before ?? ''}\${0:${REASON}}${behind ?? ''}`;
  return { range: rangeOf(document, at), snippet: { kind: 'snippet', value } };
}
