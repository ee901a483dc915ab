/** VS Code's window in headless Chromium, driven with mouse and keyboard as a person would. */
import fs from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { EditorServer } from './server.mjs';
import { until } from './until.mjs';

const browserOptions = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'].concat(
  ['--disable-background-networking', '--disable-component-update', '--disable-sync'],
  ['--font-render-hinting=none', '--force-color-profile=srgb'],
);

/** In CSS pixels: with the file list and a panel, and for the code alone. */
const windowSize = { whole: { width: 1240, height: 880 }, code: { width: 1010, height: 600 } };

export class Workbench {
  #server = new EditorServer();
  #browser;

  /** Requests of the page that left this machine. */
  foreignRequests = [];

  /**
   * Installs the extension, copies the folder into an empty workspace and opens it.
   *
   * @typedef {object} Given
   * @property {string} vsix path of the packaged extension
   * @property {string} [folder] path of the folder to open, where one is to be open
   * @property {string} [uri] the address of one that is on no disk
   * @property {import('./companion.mjs').Companion} [beside] an extension to install beside ours
   * @property {Record<string, unknown>} [settings] of the user beside the usual ones
   * @param {Given} given
   * @returns {Promise<Workbench>}
   */
  static async open({ vsix, folder, uri, beside, settings = {} }) {
    const workbench = new Workbench();
    try {
      workbench.#server.settle(settings);
      if (folder !== undefined) fs.cpSync(folder, workbench.#server.workspace, { recursive: true });
      workbench.#server.install(vsix);
      if (beside !== undefined) workbench.#server.install(await beside(workbench.#server.scratch));
      await workbench.#server.start();
      const shown = uri ?? (folder === undefined ? undefined : workbench.#server.workspace);
      await workbench.#show(shown === undefined ? {} : { folder: shown });
      return workbench;
    } catch (error) {
      await workbench.close();
      throw error;
    }
  }

  async close() {
    await this.#browser?.close();
    await this.#server.stop();
  }

  /** @param {Record<string, string>} query what is to be open */
  async #show(query) {
    this.#browser = await chromium.launch({
      executablePath: process.env.WSKLINT_CHROMIUM ?? '/usr/bin/chromium',
      headless: true,
      env: this.#server.env,
      args: browserOptions,
    });
    const context = await this.#browser.newContext({
      viewport: windowSize.whole,
      deviceScaleFactor: 2,
      locale: 'en-US',
    });
    // A machine that others use as well is never idle; VS Code then does by the clock what it would do in an idle moment.
    await context.addInitScript('window.requestIdleCallback = undefined');
    this.page = await context.newPage();
    this.page.setDefaultTimeout(20_000);
    this.page.on('request', (request) => this.#note(request.url()));
    this.page.on('websocket', (socket) => this.#note(socket.url()));
    await this.page.goto(`${this.#server.address}/?${new URLSearchParams(query)}`);
    await this.page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
  }

  #note(address) {
    const { protocol, hostname } = new URL(address);
    // Under this name VS Code's own worker in the page answers with files of this machine, for pages within the page.
    const isHere =
      hostname === '127.0.0.1' || /^vscode-remote\+127-.*\.vscode-resource\.vscode-cdn\.net$/.test(hostname);
    if (/^(https?|wss?):$/.test(protocol) && !isHere) this.foreignRequests.push(address);
  }

  /** @param {Record<string, unknown>} settings the workspace's settings from now on */
  configure(settings) {
    const folder = path.join(this.#server.workspace, '.vscode');
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, 'settings.json'), JSON.stringify(settings));
  }

  /** Puts a file into the workspace. */
  write(file, text) {
    fs.writeFileSync(path.join(this.#server.workspace, file), text);
  }

  /** @returns {string} what the extension wrote to its output channel */
  output(channel) {
    return this.#server.output(channel);
  }

  /** @returns {string} the folder that is open, or that nothing was put into */
  get folder() {
    return this.#server.workspace;
  }

  /** @returns {string} the file as it stands on the disk */
  onDisk(file) {
    return fs.readFileSync(path.join(this.#server.workspace, file), 'utf8');
  }

  /**
   * Reloads the window once VS Code has written down what it is to bring back, which it does every few seconds.
   *
   * @param {(stored: string) => boolean} isKept whether that stands in what VS Code has stored of the workspace
   */
  async reload(isKept) {
    await until('store as it should be', async () => isKept(await this.page.evaluate(allStored)), 60_000);
    await this.page.reload();
  }

  /** Presses a key that brings up the command palette, types into its box and takes the entry that shows `label`. */
  async choose(key, text, label) {
    const box = this.page.locator('.quick-input-widget:not(.hidden) .quick-input-box input');
    const entry = this.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: label }).first();
    // The palette does not notice commands that an extension brings while it is open.
    await until(`'${label}' in the palette`, async () => {
      await this.page.keyboard.press(key);
      // While another box is on its way out, this one is there and cannot be seen.
      if ((await appears(box, 2_000)) && (await filled(box, text)) && (await appears(entry, 2_000))) return true;
      await this.page.keyboard.press('Escape');
      return false;
    });
    await this.page.keyboard.press('Enter');
  }

  /** Leaves only the code on the screen, in a small window: for looking closely. */
  async showCodeOnly() {
    await this.closeSideBar();
    if (await this.page.locator('.part.panel').isVisible()) await this.command('View: Hide Panel');
    await this.page.setViewportSize(windowSize.code);
  }

  /** VS Code offers the command only where there is something to close. */
  async closeSideBar() {
    if (await this.page.locator('.part.sidebar').isVisible()) await this.command('View: Close Primary Side Bar');
  }

  /** @param {string} label the command as the palette shows it */
  async command(label) {
    await this.choose('F1', `>${label}`, label);
  }

  /** @param {string} file name of a file in the workspace */
  async openFile(file) {
    await this.choose('Control+P', file, file);
    await this.editor(file).locator('.view-line').first().waitFor();
  }

  /** Puts the cursor at a place; lines and columns count from 1. */
  async goTo(line, column = 1) {
    await this.page.keyboard.press('Control+G');
    const box = this.page.locator('.quick-input-widget:not(.hidden) .quick-input-box input');
    await box.fill(`:${line}:${column}`);
    await this.page.keyboard.press('Enter');
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  /** @returns our item in the status bar */
  statusItem() {
    return this.page
      .locator('.statusbar-item[id="wsklint.wsklint.wsklint.status"], .statusbar-item', { hasText: 'wsklint' })
      .last();
  }

  editor(file) {
    return this.page.locator(`.monaco-editor[data-uri$="/${file}"]`).first();
  }

  /** Opens the Problems panel, high enough for every row: the page holds only those that are in sight. */
  async showProblems() {
    await this.page.keyboard.press('Control+Shift+M');
    const panel = this.page.locator('.part.panel');
    await panel.locator('.markers-panel').waitFor();
    const { x, y, width, height } = await panel.boundingBox();
    // The bar to pull at lies in the gap above the panel.
    await this.page.mouse.move(x + width / 2, y - 2);
    await this.page.mouse.down();
    await this.page.mouse.move(x + width / 2, y + height - 410, { steps: 5 });
    await this.page.mouse.up();
    await this.page.mouse.move(x + width / 2, 0);
  }

  /** @returns {Promise<string[]>} the problems that the Problems panel shows, without the places related to them */
  async problems() {
    const place = this.page.locator('.related-info-resource');
    const rows = this.page.locator('.markers-panel .monaco-list-row', { hasNot: place });
    const texts = (await rows.allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' '));
    return texts.filter((text) => text.includes('[Ln '));
  }

  /**
   * @param {string} file
   * @param {string} word as it stands on the screen
   * @param {string} [shown] what the box says
   * @returns the box that the mouse brings up over the first `word` on the screen
   */
  async hover(file, word, shown = word) {
    const { x, y } = await this.placeOf(file, word);
    await this.page.mouse.move(x, y - 60);
    await this.page.mouse.move(x, y, { steps: 3 });
    const hover = this.page.locator('.monaco-hover:not(.hidden)', { hasText: shown }).first();
    await hover.waitFor();
    // It fades in.
    await hover.evaluate((box) => Promise.all(box.getAnimations({ subtree: true }).map(({ finished }) => finished)));
    return hover;
  }

  /** @returns {Promise<boolean>} whether the element comes on the screen in a short time */
  appears(element) {
    return appears(element, 2_000);
  }

  /** Takes the mouse away, and waits until the box has gone. */
  async leaveHover() {
    await this.page.mouse.move(5, 5);
    await this.page.keyboard.press('Escape');
    await this.page.locator('.monaco-hover:not(.hidden) .hover-contents').first().waitFor({ state: 'hidden' });
  }

  /** @returns the row of the list of suggestions that has exactly this label */
  suggestion(label) {
    const name = this.page.locator('.monaco-highlighted-label', { hasText: label });
    return this.page.locator('.suggest-widget.visible .monaco-list-row', { has: name }).first();
  }

  /** @returns {Promise<string[]>} the labels in the list of suggestions, in the order of the screen */
  async suggestions() {
    const rows = this.page.locator('.suggest-widget.visible .monaco-list-row');
    return rows.evaluateAll((all) =>
      all
        .sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
        .map((row) => row.querySelector('.label-name')?.textContent ?? ''),
    );
  }

  /** Opens the pane beside the list of suggestions; it stays open for the next list. */
  async showDetails() {
    const details = this.page.locator('.suggest-details-container .suggest-details');
    if (await appears(details, 1_000)) return;
    await this.page.keyboard.press('Control+Space');
    await details.waitFor();
  }

  /** @returns {Promise<boolean>} whether a squiggle is drawn under the line, counted from 1, which is on the screen */
  hasSquiggle(file, line) {
    return this.editor(file).evaluate(squiggleOnLine, line);
  }

  /** @returns {Promise<string>} the lines on the screen: the editor keeps no others in the page */
  visibleText(file) {
    return this.editor(file).evaluate((editor) => {
      const top = (line) => Number.parseFloat(line.style.top);
      const lines = [...editor.querySelectorAll('.view-lines > .view-line')].sort((a, b) => top(a) - top(b));
      return lines.map((line) => line.textContent.replaceAll('\u00a0', ' ')).join('\n');
    });
  }

  /**
   * @param {string} file
   * @param {string} word as it stands on the screen, within one coloured piece of text
   * @returns {Promise<{ x: number, y: number }>} the middle of its first occurrence on the screen, in CSS pixels
   */
  async placeOf(file, word) {
    return until(`'${word}' on the screen`, () => this.editor(file).evaluate(firstOccurrence, word));
  }
}

/** @returns {Promise<boolean>} whether the element came on the screen within `limit` milliseconds */
function appears(element, limit) {
  return element.waitFor({ timeout: limit }).then(
    () => true,
    () => false,
  );
}

/** @returns whether a box took a text in time */
function filled(box, text) {
  return box.fill(text, { timeout: 2_000 }).then(
    () => true,
    () => false,
  );
}

/** Runs in the page. */
function firstOccurrence(editor, word) {
  const walk = document.createTreeWalker(editor.querySelector('.view-lines'), NodeFilter.SHOW_TEXT);
  const places = [];
  for (let node = walk.nextNode(); node !== null; node = walk.nextNode()) {
    const start = node.data.indexOf(word);
    if (start < 0) continue;
    const range = document.createRange();
    range.setStart(node, start);
    range.setEnd(node, start + word.length);
    const { x, y, width, height } = range.getBoundingClientRect();
    places.push({ x: x + width / 2, y: y + height / 2 });
  }
  return places.sort((a, b) => a.y - b.y || a.x - b.x)[0];
}

/** Runs in the page. @returns {Promise<string>} all texts that VS Code keeps in the browser */
async function allStored() {
  const done = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const found = [];
  for (const { name } of await indexedDB.databases()) {
    const database = await done(indexedDB.open(name));
    for (const store of database.objectStoreNames)
      found.push(...(await done(database.transaction(store).objectStore(store).getAll())));
    database.close();
  }
  return found.filter((value) => typeof value === 'string').join('\n');
}

/** Runs in the page. The editor draws squiggles on a layer of its own, in rows of the same height as the text. */
function squiggleOnLine(editor, line) {
  const numbers = [...editor.querySelectorAll('.line-numbers')];
  const row = numbers.find((number) => number.textContent === String(line))?.getBoundingClientRect();
  const squiggles = [...editor.querySelectorAll('.cdr[class*="squiggly-"]')].map((mark) =>
    mark.getBoundingClientRect(),
  );
  return row !== undefined && squiggles.some(({ top, bottom }) => top >= row.top && bottom <= row.bottom + 2);
}
