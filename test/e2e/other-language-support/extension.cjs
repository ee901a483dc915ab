/** Knows of C only where a function is defined: its name before a list of parameters and a line with a brace. */
const vscode = require('vscode');

const HEADER = /^(?:static )?\w[\w *]*?\b(\w+)\([^;{}]*\)\r?\n\{/gm;

/** @returns the name of each function of a document, with its range */
function functionsIn(document) {
  return [...document.getText().matchAll(HEADER)].map((match) => {
    const at = match.index + match[0].indexOf(`${match[1]}(`);
    const range = new vscode.Range(document.positionAt(at), document.positionAt(at + match[1].length));
    return { name: match[1], range };
  });
}

function definition(document, position) {
  const name = document.getText(document.getWordRangeAtPosition(position));
  const found = functionsIn(document).find((each) => each.name === name);
  return found && new vscode.Location(document.uri, found.range);
}

const symbols = (document) =>
  functionsIn(document).map(
    ({ name, range }) => new vscode.DocumentSymbol(name, '', vscode.SymbolKind.Function, range, range),
  );

exports.activate = ({ subscriptions }) => {
  subscriptions.push(
    vscode.languages.registerDefinitionProvider('c', { provideDefinition: definition }),
    vscode.languages.registerDocumentSymbolProvider('c', { provideDocumentSymbols: symbols }),
  );
};
