import * as vscode from 'vscode';
import type { Middleware } from 'vscode-languageclient/node';

import type { FirstSteps } from './first-steps';

/** Runs behind a quick fix that was applied. */
const APPLIED = 'wsklint.fixApplied';

/** Notices, for the walkthrough, that a hover was shown and that a fix is applied. */
export const tellingOf = (steps: FirstSteps): Pick<Middleware, 'provideHover' | 'provideCodeActions'> => ({
  async provideHover(document, position, token, next) {
    const hover = await next(document, position, token);
    if (hover) steps.done('sawHover');
    return hover;
  },
  async provideCodeActions(document, range, context, token, next) {
    const actions = await next(document, range, context, token);
    for (const action of actions ?? []) if (isFix(action)) action.command = { command: APPLIED, title: action.title };
    return actions;
  },
});

/** Registers what runs behind a fix. */
export const registerFixApplied = (steps: FirstSteps): vscode.Disposable =>
  vscode.commands.registerCommand(APPLIED, () => {
    steps.done('appliedFix');
  });

/** One that puts a finding right: those that only silence it are not preferred, and not every fix is. */
const isFix = (action: vscode.Command | vscode.CodeAction): action is vscode.CodeAction =>
  action instanceof vscode.CodeAction &&
  action.edit !== undefined &&
  action.command === undefined &&
  action.isPreferred !== undefined &&
  action.kind !== undefined &&
  vscode.CodeActionKind.QuickFix.contains(action.kind);
