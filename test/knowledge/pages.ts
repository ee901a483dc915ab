import { readFileSync } from 'node:fs';
import type { Pages } from '../../server/tools/read-ddi';

/** Types and values of wsk.h, which the pages do not give. */
export interface Header {
  /** By page. */
  readonly functions: Readonly<
    Record<
      string,
      {
        readonly name: string;
        readonly returns: string;
        readonly tables: readonly string[];
        readonly types: Readonly<Record<string, string>>;
      }
    >
  >;
  readonly callbacks: Readonly<
    Record<string, { readonly returns: string; readonly typedef: string; readonly table: string }>
  >;
  readonly structures: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly constants: Readonly<Record<string, number>>;
}

const committed = (name: string): unknown => JSON.parse(readFileSync(`test/knowledge/${name}.json`, 'utf8'));

/** What server/tools/read-ddi.ts found on Microsoft's pages. */
export const pages = committed('ddi') as Pages;

/** What the header says. */
export const header = committed('header') as Header;

/** Every name of wsk.h and of its pages, by sort. */
export const namesOfWsk = committed('names') as Readonly<Record<string, readonly string[]>>;

/** `CONST VOID*` and `const VOID *` are one type, and so are `struct _X *` and `PX`. */
export const spelled = (type: string): string =>
  type
    .replace(/^struct _(\w+) \*$/, 'P$1')
    .toUpperCase()
    .replaceAll(/\s+/g, '');
