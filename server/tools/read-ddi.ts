import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { describe } from '../src/knowledge';
import { kernelFunctions } from '../src/knowledge/kernel';
import { describedNames, describeName } from '../src/knowledge/names';
import { readControlPage, type ControlPage } from './control-page';
import { readDdiPage, type DdiPage, type PageParameter } from './ddi-page';

const WSK_PAGES = 'wdk-ddi-src/content/wsk/';
const DDI_PAGES = 'wdk-ddi-src/content/';
const GUIDE = 'windows-driver-docs-pr/';
const CONTROL_PAGE = /^(?:s[io]o?-|wsk-(?:cache|release|set|tdi|transport)-).*\.md$/;

/** A repository of pages, as far as its last commit goes. */
export interface Repository {
  /** `COMMIT (DATE)`. */
  readonly commit: string;
  /** Paths of all files below a folder, from the root of the repository. */
  readonly list: (folder: string) => readonly string[];
  /** The text of a file, or undefined where there is none. */
  readonly read: (path: string) => string | undefined;
}

/** The repository at a path, with a work tree or without one. Throws where git finds none there. */
export function repositoryAt(path: string): Repository {
  const git = (...args: string[]): string =>
    execFileSync('git', ['-C', path, ...args], {
      encoding: 'utf8',
      maxBuffer: 1 << 26,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  const all = git('ls-tree', '-r', '--name-only', 'HEAD').split('\n');
  const files = new Set(all);
  return {
    commit: git('log', '-1', '--format=%H (%cs)').trim(),
    list: (folder) => all.filter((name) => name.startsWith(folder)),
    read: (name) => (files.has(name) ? git('show', `HEAD:${name}`) : undefined),
  };
}

interface ReadFunction {
  readonly name: string;
  readonly typedef: string | null;
  /** The structures of wsk.h that have a member for it. */
  readonly tables: readonly string[];
  readonly irql: string;
  readonly since: string;
  readonly page: string;
  readonly parameters: readonly PageParameter[];
  readonly returns: readonly string[];
}

interface ReadStructure {
  readonly name: string;
  readonly members: readonly string[];
  readonly since: string;
  readonly page: string;
}

interface ReadKernelFunction {
  readonly name: string;
  readonly page: string;
  readonly irql: string;
  readonly parameters: readonly string[];
}

/** What `test/knowledge/ddi.json` holds. */
export interface Pages {
  readonly about: string;
  readonly sources: Readonly<Record<string, string>>;
  readonly functions: readonly ReadFunction[];
  readonly callbacks: readonly ReadFunction[];
  readonly structures: readonly ReadStructure[];
  readonly controls: readonly (ControlPage & { readonly page: string })[];
  readonly kernel: readonly ReadKernelFunction[];
  /** Pages of both repositories that the tables lead to, and that exist. */
  readonly exist: readonly string[];
}

interface Named<Page> {
  readonly page: string;
  readonly read: Page;
}

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1).replace(/\.md$/, '');

function pagesOfWsk(ddi: Repository): Named<DdiPage>[] {
  return ddi
    .list(WSK_PAGES)
    .filter((path) => /\/n[cfs]-wsk-\w+\.md$/.test(path))
    .map((path) => ({ page: baseName(path), read: readDdiPage(ddi.read(path) ?? '') }));
}

/** `PFN_WSK_SEND_TO` as the member of a dispatch table is called where no structure tells: `WskSendTo`. */
const memberNameOf = (typedef: string): string =>
  typedef
    .replace(/^PFN_/, '')
    .toLowerCase()
    .replaceAll(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());

function functionsOf(wsk: readonly Named<DdiPage>[]): ReadFunction[] {
  const structures = wsk.filter(({ page }) => page.startsWith('ns-'));
  return wsk
    .filter(({ page }) => !page.startsWith('ns-'))
    .map(({ page, read }) => {
      const isTypedef = page.startsWith('nc-');
      const slots = structures.flatMap(({ read: table }) =>
        table.members
          .filter(({ name, leadsTo }) => leadsTo.includes(page) && name.startsWith('Wsk'))
          .map(({ name }) => ({ table: table.title.replace(/^_/, ''), name })),
      );
      return {
        name: isTypedef ? (slots[0]?.name ?? memberNameOf(read.title)) : read.title,
        typedef: isTypedef ? read.title : null,
        tables: slots.map(({ table }) => table),
        irql: read.irql,
        since: read.since,
        page,
        parameters: read.parameters,
        returns: read.returns,
      };
    });
}

const structuresOf = (wsk: readonly Named<DdiPage>[]): ReadStructure[] =>
  wsk
    .filter(({ page }) => page.startsWith('ns-'))
    .map(({ page, read }) => ({
      name: read.title.replace(/^_/, ''),
      members: read.members.map(({ name }) => name),
      since: read.since,
      page,
    }));

function controlsOf(guide: Repository): Pages['controls'] {
  const folder = `${GUIDE}network/`;
  return guide
    .list(folder)
    .filter((path) => CONTROL_PAGE.test(path.slice(folder.length)))
    .map((path) => ({ page: baseName(path), ...readControlPage(guide.read(path) ?? '') }));
}

/** The kernel functions of the tables that have a page of the API reference. Throws where the page is not there. */
function kernelOf(ddi: Repository): ReadKernelFunction[] {
  return Object.keys(kernelFunctions)
    .map((name) => ({ name, page: describe(name)?.page ?? '' }))
    .filter(({ page }) => page !== '' && !page.startsWith('https:'))
    .map(({ name, page }) => {
      const text = ddi.read(`${DDI_PAGES}${page}.md`);
      if (text === undefined) throw new Error(`the table leads from ${name} to ${page}, which is no page`);
      const read = readDdiPage(text);
      return { name, page, irql: read.irql, parameters: read.parameters.map((parameter) => parameter.name) };
    });
}

const DRIVERS = 'https://learn.microsoft.com/windows-hardware/drivers/';

/** The pages of the driver documentation that entries of names lead to. Throws where one is not there. */
function existing(ddi: Repository, guide: Repository): string[] {
  const addresses = describedNames.flatMap((name) => describeName(name)?.page ?? []);
  const paths = [...new Set(addresses)]
    .filter((page) => page.startsWith(DRIVERS))
    .map((page) => page.slice(DRIVERS.length));
  for (const path of paths) {
    const text = path.startsWith('ddi/')
      ? ddi.read(`${DDI_PAGES}${path.slice(4)}.md`)
      : guide.read(`${GUIDE}${path}.md`);
    if (text === undefined) throw new Error(`the tables lead to ${path}, which is no page`);
  }
  return paths.sort();
}

/** Reads all that the tables of knowledge are compared with out of the two repositories of pages. */
export function readPages(ddi: Repository, guide: Repository): Pages {
  const wsk = pagesOfWsk(ddi);
  const all = functionsOf(wsk);
  const isCallback = ({ tables }: ReadFunction): boolean => tables.some((table) => table.startsWith('WSK_CLIENT_'));
  return {
    about:
      'Read by server/tools/read-ddi.ts from the pages of Microsoft. The tables in server/src/knowledge were written by hand and are compared with this.',
    sources: { 'windows-driver-docs-ddi': ddi.commit, 'windows-driver-docs': guide.commit },
    functions: all.filter((each) => !isCallback(each)),
    callbacks: all.filter(isCallback),
    structures: structuresOf(wsk),
    controls: controlsOf(guide),
    kernel: kernelOf(ddi),
    exist: existing(ddi, guide),
  };
}

/** `node server/tools/run.mjs read-ddi DDI GUIDE [FILE]`: writes `test/knowledge/ddi.json` out of two checkouts. */
function main([ddi, guide, file = 'test/knowledge/ddi.json']: readonly string[]): void {
  if (ddi === undefined || guide === undefined) {
    process.stderr.write('usage: node server/tools/run.mjs read-ddi DOCS-DDI-CHECKOUT DOCS-CHECKOUT [FILE]\n');
    process.exitCode = 2;
    return;
  }
  const pages = readPages(repositoryAt(ddi), repositoryAt(guide));
  writeFileSync(file, `${JSON.stringify(pages, undefined, 2)}\n`);
}

if (require.main === module) main(process.argv.slice(2));
