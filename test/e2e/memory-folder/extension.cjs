/** Serves the files that it was packaged with as `memory:/echo`, from memory: no process but this one can read them there. */
const fs = require('node:fs');
const path = require('node:path');
const vscode = require('vscode');

const ROOT = '/echo';

/** @implements {vscode.FileSystemProvider} */
class MemoryFolder {
  #changed = new vscode.EventEmitter();
  onDidChangeFile = this.#changed.event;
  /** The contents, by path. */
  #files = new Map();

  constructor(folder) {
    for (const name of fs.readdirSync(folder))
      this.#files.set(`${ROOT}/${name}`, fs.readFileSync(path.join(folder, name)));
  }

  watch() {
    return new vscode.Disposable(() => {});
  }

  stat({ path: at }) {
    if (at === '/' || at === ROOT) return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: this.#at(at).length };
  }

  readDirectory({ path: at }) {
    if (at === '/') return [[path.basename(ROOT), vscode.FileType.Directory]];
    return [...this.#files.keys()].map((name) => [path.basename(name), vscode.FileType.File]);
  }

  readFile({ path: at }) {
    return this.#at(at);
  }

  writeFile(uri, content) {
    this.#files.set(uri.path, content);
    this.#changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }

  createDirectory() {
    throw vscode.FileSystemError.NoPermissions();
  }

  delete() {
    throw vscode.FileSystemError.NoPermissions();
  }

  rename() {
    throw vscode.FileSystemError.NoPermissions();
  }

  #at(name) {
    const content = this.#files.get(name);
    if (content === undefined) throw vscode.FileSystemError.FileNotFound(name);
    return content;
  }
}

exports.activate = ({ extensionPath, subscriptions }) => {
  const folder = new MemoryFolder(path.join(extensionPath, 'files'));
  subscriptions.push(vscode.workspace.registerFileSystemProvider('memory', folder, { isCaseSensitive: true }));
};
