import * as vscode from 'vscode';
import type { LanguageClient, Location, Position } from 'vscode-languageclient/node';

import type { InstallationsMethod, ShowInstallationsCommand } from '../../server/src/lsp/protocol';

const COMMAND: ShowInstallationsCommand = 'wsklint.showInstallations';
const METHOD: InstallationsMethod = 'wsklint/installations';

/** Those that answer for C as such: outline, definitions, references, call hierarchy. */
const LANGUAGE_EXTENSIONS = ['ms-vscode.cpptools', 'llvm-vs-code-extensions.vscode-clangd', 'ccls-project.ccls'];

/** Whether an extension is there that answers for C as such. */
export const hasOtherLanguageSupport = (): boolean =>
  LANGUAGE_EXTENSIONS.some((id) => vscode.extensions.getExtension(id) !== undefined);

/** Tells when the first extension that answers for C as such has come, or the last has gone. */
export function onOtherLanguageSupport(changed: () => void): vscode.Disposable {
  let wasThere = hasOtherLanguageSupport();
  return vscode.extensions.onDidChange(() => {
    if (hasOtherLanguageSupport() === wasThere) return;
    wasThere = !wasThere;
    changed();
  });
}

/** The command behind a code lens: shows the places that hand a function to WSK or the kernel. */
export const registerInstallations = (client: LanguageClient): vscode.Disposable =>
  vscode.commands.registerCommand(COMMAND, async (uri: string, position: Position) => {
    const places: Location[] = await client.sendRequest(METHOD, { textDocument: { uri }, position });
    if (places.length === 0) {
      vscode.window.setStatusBarMessage('wsklint: no place in the workspace hands this function over', SHOWN_FOR);
      return;
    }
    const converter = client.protocol2CodeConverter;
    const locations = places.map((place) => converter.asLocation(place));
    const at = converter.asPosition(position);
    await vscode.commands.executeCommand('editor.action.showReferences', vscode.Uri.parse(uri), at, locations);
  });

/** Milliseconds. */
const SHOWN_FOR = 5000;
