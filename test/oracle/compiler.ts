import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** A piece of driver C that is to be type-checked. */
export interface Unit {
  /** What is said of it where it fails; no two units of one check have the same. */
  readonly name: string;
  /** The C itself, or where it lies. */
  readonly source: { readonly text: string } | { readonly path: string };
  /**
   * `types`: only what cannot be compiled, or mixes up types, is said.
   * `careful`: warnings, too, and an event callback that lacks WSKAPI.
   */
  readonly demand: 'types' | 'careful';
}

const HEADERS = resolve('test/oracle/include');
const PRELUDE = resolve('test/oracle/prelude/driver.h');

/** Where distributions keep the free Windows headers: Debian and its like, Fedora, Homebrew. */
const FREE_HEADERS = [
  '/usr/x86_64-w64-mingw32/include',
  '/usr/x86_64-w64-mingw32/sys-root/mingw/include',
  '/opt/homebrew/opt/mingw-w64/toolchain-x86_64/x86_64-w64-mingw32/include',
];

/** Mixed-up types and missing declarations are errors in every piece of C, those that are wrong by contract included. */
const TYPE_ERRORS = [
  'excess-initializers',
  'implicit-function-declaration',
  'implicit-int',
  'incompatible-function-pointer-types',
  'incompatible-pointer-types',
  'incompatible-pointer-types-discards-qualifiers',
  'int-conversion',
  'pointer-integer-compare',
  'return-type',
].map((name) => `-Werror=${name}`);

/** What Microsoft's compiler takes, or what a piece out of its context cannot help. */
const NOT_SAID = [
  'microsoft',
  'missing-braces',
  'missing-field-initializers',
  'multichar',
  'unknown-pragmas',
  'unused-const-variable',
  'unused-function',
  'unused-variable',
].map((name) => `-Wno-${name}`);

const WARNINGS: Readonly<Record<Unit['demand'], readonly string[]>> = {
  types: ['-Wno-everything', ...TYPE_ERRORS],
  careful: ['-Wall', '-Wextra', ...NOT_SAID, '-Werror', ...TYPE_ERRORS],
};

const TARGET = ['--target=x86_64-w64-windows-gnu', '-std=gnu11', '-fms-extensions', '-D_WIN64'];

const CONVENTION: Readonly<Record<Unit['demand'], readonly string[]>> = {
  types: [],
  careful: ['-DORACLE_TELLS_WSKAPI'],
};

/** One line a message, and all of them. */
const QUIET = ['-fsyntax-only', '-fno-caret-diagnostics', '-fno-color-diagnostics', '-ferror-limit=0'];

const PREPROCESSED = { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 } as const;

export interface Compiler {
  /**
   * Type-checks the units, and returns what the compiler says of those that are wrong, by their names.
   * A unit without fault is not in the map. Throws where the headers themselves do not compile.
   */
  check(units: readonly Unit[]): Promise<ReadonlyMap<string, string>>;
  /** Every word of the headers, macros expanded: what is not among them is not declared. */
  words(): ReadonlySet<string>;
}

/** The compiler with its headers, or a sentence that says what is missing. */
export function findCompiler(): Compiler | string {
  const command = ['clang-19', 'clang'].find((name) => spawnSync(name, ['--version']).status === 0);
  if (command === undefined) return 'clang is not installed (Debian: clang-19)';
  const free = FREE_HEADERS.find((folder) => existsSync(join(folder, 'ddk', 'ntifs.h')));
  if (free === undefined) return 'the free Windows headers are not installed (Debian: gcc-mingw-w64-x86-64)';
  const includes = [HEADERS, join(free, 'ddk'), free].flatMap((folder) => ['-isystem', folder]);
  const always = [...TARGET, ...includes];
  return {
    check: (units) => check(command, always, units),
    words: () => wordsOf(spawnSync(command, [...always, '-E', '-P', PRELUDE], PREPROCESSED).stdout),
  };
}

const wordsOf = (text: string): ReadonlySet<string> => new Set(text.match(/\w+/g));

/** A file that is handed to the compiler, and whose unit it is. */
interface Input {
  readonly path: string;
  readonly unit: Unit;
}

async function check(command: string, always: readonly string[], units: readonly Unit[]): Promise<Map<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'wsklint-oracle-'));
  try {
    const inputs = units.map((unit, index) => ({ path: pathOf(unit, join(folder, `${index}.c`)), unit }));
    const complaints = new Map<string, string>();
    for (const demand of ['types', 'careful'] as const) {
      const asked = inputs.filter(({ unit }) => unit.demand === demand);
      if (asked.length === 0) continue;
      const read = join(folder, `${demand}.pch`);
      await readHeaders(command, [...always, ...CONVENTION[demand]], read);
      const options = [...always, ...CONVENTION[demand], ...WARNINGS[demand], ...QUIET, '-include-pch', read];
      const runs = shares(asked).map(async (share) => {
        const { text } = await run(command, [...options, ...share.map(({ path }) => path)]);
        attribute(text, share, complaints);
      });
      await Promise.all(runs);
    }
    return complaints;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function pathOf({ source }: Unit, own: string): string {
  if ('path' in source) return source.path;
  writeFileSync(own, source.text);
  return own;
}

/** The headers are the same for all units and take longer than any: they are compiled once. */
async function readHeaders(command: string, options: readonly string[], output: string): Promise<void> {
  const { code, text } = await run(command, [...options, '-x', 'c-header', PRELUDE, '-o', output]);
  if (code !== 0) throw new Error(`the headers do not compile:\n${text}`);
}

/** As many shares as there are processors. */
function shares(inputs: readonly Input[]): Input[][] {
  const count = Math.min(availableParallelism(), inputs.length);
  return Array.from({ length: count }, (_, share) => inputs.filter((_, index) => index % count === share));
}

function run(command: string, options: readonly string[]): Promise<{ code: number | null; text: string }> {
  return new Promise((settle, fail) => {
    const child = spawn(command, options, { stdio: ['ignore', 'ignore', 'pipe'] });
    let text = '';
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    child.once('error', fail).once('close', (code) => {
      settle({ code, text });
    });
  });
}

/** The compiler goes through its files one by one: a line belongs to the file that was named last, in it or before. */
function attribute(text: string, inputs: readonly Input[], complaints: Map<string, string>): void {
  let current: Input | undefined;
  for (const line of text.split('\n')) {
    if (line === '' || /^\d+ (?:errors?|warnings?)\b/.test(line)) continue;
    current = inputs.find(({ path }) => line.includes(path)) ?? current;
    const name = current?.unit.name ?? 'the compiler itself';
    const shown = current === undefined ? line : line.replaceAll(current.path, name);
    complaints.set(name, `${complaints.get(name) ?? ''}${shown}\n`);
  }
}
