import * as vscode from 'vscode';

import type { NotAnalysedParams, NotAnalysedPlace } from '../../server/src/lsp/protocol';

const SETTING = 'wsk.fadeNotAnalysed';

/** Shows what the server does not analyse: faded in the editor, with the reason under the mouse, and as a list. */
export class NotAnalysedView implements vscode.Disposable {
  /** By the document's URI. */
  readonly #places = new Map<string, readonly NotAnalysedPlace[]>();
  readonly #faded = vscode.window.createTextEditorDecorationType({ opacity: '0.55' });
  readonly #marked = vscode.window.createTextEditorDecorationType({
    borderColor: new vscode.ThemeColor('editorHint.foreground'),
    borderStyle: 'dotted',
    borderWidth: '0 0 2px 0',
  });
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #listeners: vscode.Disposable;

  /** Fires when something else is not analysed than before. */
  readonly onChange = this.#changed.event;

  constructor() {
    this.#listeners = vscode.Disposable.from(
      this.#faded,
      this.#marked,
      this.#changed,
      vscode.window.onDidChangeVisibleTextEditors(() => {
        this.#draw();
      }),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(SETTING)) this.#draw();
      }),
    );
  }

  /** Takes what the server says now of one file. */
  take({ uri, places }: NotAnalysedParams): void {
    const key = vscode.Uri.parse(uri).toString();
    if (places.length === 0) this.#places.delete(key);
    else this.#places.set(key, places);
    this.#draw();
    this.#changed.fire();
  }

  /** Nothing is known any more: the server has ended. */
  clear(): void {
    this.#places.clear();
    this.#draw();
    this.#changed.fire();
  }

  /** Why nothing is said of a document as a whole; undefined where it is analysed. */
  reasonFor(document: vscode.TextDocument): string | undefined {
    return this.#placesIn(document.uri).find(({ kind }) => kind === 'file')?.reason;
  }

  /** How many places of a document, or of all files, a person would miss. */
  count(document?: vscode.TextDocument): number {
    const all = document === undefined ? [...this.#places.values()] : [this.#placesIn(document.uri)];
    return all.flat().filter(isMissed).length;
  }

  /** Lets a person choose one of the places, and goes there: those of the file in front of them come first. */
  async showList(): Promise<void> {
    const entries = this.#entries(vscode.window.activeTextEditor?.document.uri.toString());
    if (entries.length === 0) {
      const all = 'Check whole workspace';
      const message = 'wsklint: everything is analysed in the files that were looked at so far.';
      if ((await vscode.window.showInformationMessage(message, all)) === all)
        await vscode.commands.executeCommand('wsklint.checkWorkspace');
      return;
    }
    const chosen = await vscode.window.showQuickPick(entries, {
      title: 'What wsklint does not analyse, and why',
      placeHolder: 'Choose a place to go there',
      matchOnDescription: true,
      matchOnDetail: true,
    });
    if (chosen?.place === undefined) return;
    await vscode.window.showTextDocument(chosen.place.uri, { selection: chosen.place.range });
  }

  dispose(): void {
    this.#listeners.dispose();
  }

  #placesIn(uri: vscode.Uri): readonly NotAnalysedPlace[] {
    return this.#places.get(uri.toString()) ?? [];
  }

  #entries(active: string | undefined): readonly Entry[] {
    const files = [...this.#places].sort(([a], [b]) => Number(b === active) - Number(a === active) || compare(a, b));
    return files.flatMap(([uri, places]) => {
      const file = vscode.Uri.parse(uri);
      const shown = places.filter((place) => isMissed(place) || (place.kind === 'file' && uri === active));
      if (shown.length === 0) return [];
      const heading = { label: vscode.workspace.asRelativePath(file), kind: vscode.QuickPickItemKind.Separator };
      return [heading, ...shown.map((place) => entryOf(file, place))];
    });
  }

  #draw(): void {
    const isWanted = vscode.workspace.getConfiguration().get<boolean>(SETTING, true);
    for (const editor of vscode.window.visibleTextEditors) {
      const places = isWanted ? this.#placesIn(editor.document.uri) : [];
      const drawn = (isMeant: (place: NotAnalysedPlace) => boolean) => places.filter(isMeant).map(decorationOf);
      editor.setDecorations(this.#faded, drawn(isBranch));
      editor.setDecorations(
        this.#marked,
        drawn((place) => place.kind !== 'file' && !isBranch(place)),
      );
    }
  }
}

interface Entry extends vscode.QuickPickItem {
  readonly place?: vscode.Location;
}

function entryOf(uri: vscode.Uri, place: NotAnalysedPlace): Entry {
  const range = rangeOf(place);
  return {
    label: capitalised(place.reason),
    description: place.kind === 'file' ? '' : `line ${range.start.line + 1}`,
    ...(place.remedy === undefined ? {} : { detail: capitalised(place.remedy) }),
    place: new vscode.Location(uri, new vscode.Range(range.start, range.start)),
  };
}

function decorationOf(place: NotAnalysedPlace): vscode.DecorationOptions {
  const text = new vscode.MarkdownString();
  text.appendText(`wsklint: ${place.reason}.`);
  if (place.remedy !== undefined) text.appendText(`\n${capitalised(place.remedy)}.`);
  return { range: rangeOf(place), hoverMessage: text };
}

const rangeOf = ({ range: { start, end } }: NotAnalysedPlace): vscode.Range =>
  new vscode.Range(start.line, start.character, end.line, end.character);

const isBranch = ({ kind }: NotAnalysedPlace): boolean => kind === 'branch' || kind === 'inactive';

const isMissed = ({ kind }: NotAnalysedPlace): boolean => kind !== 'file' && kind !== 'inactive';

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
