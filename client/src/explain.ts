import * as vscode from 'vscode';

import type { ExplainRuleCommand } from '../../server/src/lsp/protocol';

export const EXPLAIN_RULE: ExplainRuleCommand = 'wsklint.explainRule';

/** A rule as the settings of the manifest list it. */
interface ListedRule {
  readonly name: string;
  readonly description: string;
}

/**
 * Shows the page of a rule beside the code, from the files of the extension: it needs no network.
 * @param name what the command was given; without the name of a rule, a person chooses one
 */
export async function explainRule(extension: vscode.Extension<unknown>, name: unknown): Promise<void> {
  const rules = rulesOf(extension);
  const rule = rules.find((each) => each.name === name) ?? (await choose(rules));
  if (rule === undefined) return;
  const page = vscode.Uri.joinPath(extension.extensionUri, 'server', 'docs', 'rules', `${rule.name}.md`);
  try {
    await vscode.commands.executeCommand('markdown.showPreviewToSide', page);
  } catch {
    // Who has switched off the Markdown extension of VS Code gets the text.
    await vscode.window.showTextDocument(page, { viewColumn: vscode.ViewColumn.Beside, preview: true });
  }
}

/** The rules of the findings at the cursor come first. */
async function choose(rules: readonly ListedRule[]): Promise<ListedRule | undefined> {
  const codes = codesAtCursor();
  const isHere = ({ description }: ListedRule): boolean => codes.some((code) => description.endsWith(`(${code})`));
  const here = rules.filter(isHere);
  const items = [...heading('At the cursor', here), ...heading('All rules', rules)];
  const chosen = await vscode.window.showQuickPick(items, {
    title: 'wsklint: Explain a rule',
    placeHolder: 'Name, code or words of what it finds',
    matchOnDetail: true,
  });
  return rules.find(({ name }) => name === chosen?.label);
}

function heading(label: string, rules: readonly ListedRule[]): vscode.QuickPickItem[] {
  if (rules.length === 0) return [];
  const items = rules.map(({ name, description }) => ({ label: name, detail: description }));
  return [{ label, kind: vscode.QuickPickItemKind.Separator }, ...items];
}

function codesAtCursor(): readonly string[] {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return [];
  return vscode.languages
    .getDiagnostics(editor.document.uri)
    .filter(({ source, range }) => source === 'wsklint' && range.intersection(editor.selection) !== undefined)
    .map(({ code }) => String(typeof code === 'object' ? code.value : code));
}

function rulesOf({ packageJSON }: vscode.Extension<unknown>): readonly ListedRule[] {
  const manifest = packageJSON as {
    contributes: {
      configuration: { properties: { 'wsk.rules': { properties: Record<string, { description: string }> } } };
    };
  };
  const listed = manifest.contributes.configuration.properties['wsk.rules'].properties;
  return Object.entries(listed).map(([name, { description }]) => ({ name, description }));
}
