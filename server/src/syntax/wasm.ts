import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Language, Parser, type Tree } from 'web-tree-sitter';

import { sourceParser, type Engine } from './engine';
import { Numbering } from './numbering';
import type { SourceParser } from './parser';
import { exportsCanWalk, walkByCursor, walkByExports, walkExports, type WalkExports } from './wasm-walk';
import { WebAssembly, type WasmExports, type WasmInstance } from './web-assembly';

/** The two files that the binding loads: the library's code and the grammar. */
export type WasmFile = 'web-tree-sitter.wasm' | 'tree-sitter-c.wasm';

/** Where a file lies: beside the bundle that runs, else in the package that ships it. */
function locateWasm(file: WasmFile): string {
  const beside = join(__dirname, file);
  if (existsSync(beside)) return beside;
  const load = createRequire(__filename);
  // The grammar's package exports all its files, the library's only by name: both have their .wasm at the top.
  return file === 'tree-sitter-c.wasm'
    ? join(dirname(load.resolve('tree-sitter-c/package.json')), file)
    : load.resolve('web-tree-sitter/web-tree-sitter.wasm');
}

/**
 * The binding of tree-sitter that is WebAssembly. It runs wherever Node.js does, frees its trees, and can be stopped.
 * @param locate says where a file lies; the first call in a process decides for all.
 * @returns a promise that rejects where a file cannot be read.
 */
export async function createWasmParser(locate: (file: WasmFile) => string = locateWasm): Promise<SourceParser> {
  library ??= loadLibrary(locate);
  const { language, walk } = await library;
  const parser = new Parser();
  parser.setLanguage(language);
  return sourceParser(wasmEngine(parser, walk));
}

interface Library {
  readonly language: Language;
  /** Undefined where the module is not as we know it. */
  readonly walk: WalkExports | undefined;
}

/** The module lives once in a process, whatever the number of parsers. */
let library: Promise<Library> | undefined;

async function loadLibrary(locate: (file: WasmFile) => string): Promise<Library> {
  // Compiled here, so that a broken file rejects; the library would wait for ever.
  const module = await WebAssembly.compile(await readFile(locate('web-tree-sitter.wasm')));
  let exports: WasmExports | undefined;
  await Parser.init({
    instantiateWasm(imports: object, accept: (instance: WasmInstance, module: object) => void) {
      const instance = new WebAssembly.Instance(module, imports);
      exports = instance.exports;
      accept(instance, module);
      return {};
    },
  });
  const language = await Language.load(await readFile(locate('tree-sitter-c.wasm')));
  return { language, walk: checkedWalk(language, walkExports(exports)) };
}

/** A text with all that a walk reads: fields, an ERROR, a missing token, tokens without a name. */
const PROBE = 'static int F(int *a, ...) { return a[0] + (b->c }\n#define X 1\nint y = ;\n';

/** The walk by the module's own functions, if it gives what the library gives. */
function checkedWalk(language: Language, walk: WalkExports | undefined): WalkExports | undefined {
  if (walk === undefined) return undefined;
  const parser = new Parser();
  parser.setLanguage(language);
  const tree = parser.parse(PROBE);
  const isSame = tree !== null && exportsCanWalk(tree, walk);
  tree?.delete();
  parser.delete();
  return isSame ? walk : undefined;
}

function wasmEngine(parser: Parser, exports: WalkExports | undefined): Engine<Tree> {
  const numbering = new Numbering();
  return {
    binding: 'wasm',
    parse(masked, budget, isCancelled) {
      const until = performance.now() + budget;
      const progressCallback = () => isCancelled() || performance.now() > until;
      const tree = parser.parse(masked, null, { progressCallback });
      // Without this the next parse would go on where this one was stopped.
      if (tree === null) parser.reset();
      return tree ?? undefined;
    },
    count({ rootNode }) {
      return rootNode.descendantCount - (rootNode.type === 'ERROR' ? 0 : 1);
    },
    walk(tree, read) {
      if (exports === undefined) walkByCursor(tree, numbering, read);
      else walkByExports(tree, exports, numbering, read);
    },
    free(tree) {
      tree.delete();
    },
  };
}
