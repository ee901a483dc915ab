import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';

import type { MapAnswer, MapMethod, MapParams } from '../../server/src/lsp/protocol';
import { documentSelector } from './documents';
import type { FromPage, PageState, ToPage } from './map-messages';
import { mapPage, pageFolder } from './map-page';

const MAP: MapMethod = 'wsklint/map';
const VIEW = 'wsklint.map';

/** Milliseconds without an edit after which the picture is drawn again. */
const QUIET = 350;

/** The view that draws a driver as WSK sees it; one at a time. */
export class MapView implements vscode.WebviewPanelSerializer<PageState> {
  readonly #client: LanguageClient;
  readonly #extension: vscode.Uri;
  #panel: vscode.WebviewPanel | undefined;
  /** A file of the driver that is drawn. */
  #driver: string | undefined;
  #shown: MapAnswer | undefined;
  #request: vscode.CancellationTokenSource | undefined;
  #timer: NodeJS.Timeout | undefined;
  /** Something has changed while the view was hidden. */
  #isStale = false;

  constructor(client: LanguageClient, extension: vscode.Uri) {
    this.#client = client;
    this.#extension = extension;
  }

  /** Registers the command, the view and what it follows. */
  register(): vscode.Disposable {
    return vscode.Disposable.from(
      vscode.commands.registerCommand('wsklint.showMap', (file?: unknown) => this.#show(file)),
      vscode.window.registerWebviewPanelSerializer(VIEW, this),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (vscode.languages.match(documentSelector(), document) > 0) this.#changed();
      }),
      vscode.languages.onDidChangeDiagnostics(({ uris }) => {
        if (uris.some((uri) => this.#shown?.files.includes(uri.toString()))) this.#changed();
      }),
      new vscode.Disposable(() => {
        this.#panel?.dispose();
      }),
    );
  }

  /** The window was opened again with the view in it. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: PageState | undefined): Promise<void> {
    this.#driver = state?.driver;
    this.#use(panel);
    await this.#draw();
  }

  /** @param file What the menu of an editor or of a file gives. */
  async #show(file: unknown): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    const isOurs = document !== undefined && vscode.languages.match(documentSelector(), document) > 0;
    const uri = file instanceof vscode.Uri ? file : isOurs ? document.uri : undefined;
    if (uri !== undefined) this.#driver = uri.toString();
    const isNew = this.#panel === undefined;
    if (this.#panel !== undefined) this.#panel.reveal(undefined, false);
    else
      this.#use(
        vscode.window.createWebviewPanel(VIEW, 'WSK map', vscode.ViewColumn.Beside, { enableFindWidget: true }),
      );
    await this.#draw();
    const drivers = this.#shown?.drivers ?? [];
    if (uri === undefined && isNew && drivers.length > 1) await this.#choose(drivers);
  }

  /** Where no file says which of several drivers is meant. */
  async #choose(drivers: MapAnswer['drivers']): Promise<void> {
    const items = drivers.map(({ name, uri }) => ({ label: name, uri }));
    const picked = await vscode.window.showQuickPick(items, { placeHolder: 'Which driver?' });
    if (picked === undefined) return;
    this.#driver = picked.uri;
    await this.#draw();
  }

  #use(panel: vscode.WebviewPanel): void {
    this.#panel?.dispose();
    this.#panel = panel;
    panel.iconPath = vscode.Uri.joinPath(this.#extension, 'client', 'images', 'icon.png');
    panel.webview.options = { enableScripts: true, localResourceRoots: [pageFolder(this.#extension)] };
    panel.webview.onDidReceiveMessage((message: FromPage) => this.#receive(message));
    panel.onDidChangeViewState(() => {
      if (panel.visible && this.#isStale) this.#changed();
    });
    panel.onDidDispose(() => {
      if (this.#panel !== panel) return;
      clearTimeout(this.#timer);
      this.#request?.cancel();
      this.#panel = undefined;
      this.#shown = undefined;
    });
    panel.webview.html = mapPage(panel.webview, this.#extension);
  }

  async #receive(message: FromPage): Promise<void> {
    switch (message.kind) {
      case 'ready':
        this.#send();
        return;
      case 'driver':
        this.#driver = message.uri;
        await this.#draw();
        return;
      case 'open':
        await this.#open(message.place);
    }
  }

  async #open(index: number): Promise<void> {
    const place = this.#shown?.places[index];
    if (place === undefined) return;
    const { uri, start, end } = place;
    const selection = new vscode.Range(start.line, start.character, end.line, end.character);
    const own = this.#panel?.viewColumn;
    const other = vscode.window.tabGroups.all.find(({ viewColumn }) => viewColumn !== own)?.viewColumn;
    await vscode.window.showTextDocument(vscode.Uri.parse(uri), {
      selection,
      viewColumn: other ?? vscode.ViewColumn.Beside,
    });
  }

  #changed(): void {
    if (this.#panel === undefined) return;
    this.#isStale = true;
    if (!this.#panel.visible) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#draw(), QUIET);
  }

  /** Asks for the driver as it is now, and shows it. What is shown stays where the request fails or is overtaken. */
  async #draw(): Promise<void> {
    this.#request?.cancel();
    const request = new vscode.CancellationTokenSource();
    this.#request = request;
    this.#isStale = false;
    const params: MapParams = this.#driver === undefined ? {} : { uri: this.#driver };
    try {
      const answer = await this.#client.sendRequest<MapAnswer | null>(MAP, params, request.token);
      if (answer === null || request.token.isCancellationRequested) return;
      this.#shown = answer;
      this.#send();
    } catch (error) {
      if (request.token.isCancellationRequested) return;
      this.#client.error('The map could not be drawn.', error, false);
      if (this.#shown === undefined)
        this.#post({ kind: 'failure', text: 'The map could not be drawn; the log says why.' });
    }
  }

  #send(): void {
    if (this.#shown === undefined) return;
    const { drivers, svg, style, findings, gaps } = this.#shown;
    const [driver] = drivers;
    if (this.#panel !== undefined) this.#panel.title = driver === undefined ? 'WSK map' : `WSK map: ${driver.name}`;
    this.#post({ kind: 'show', drivers, svg, style, findings, gaps });
  }

  #post(message: ToPage): void {
    void this.#panel?.webview.postMessage(message);
  }
}
