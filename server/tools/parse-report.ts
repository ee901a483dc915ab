import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

import { createParser } from '../src/syntax/bindings';
import type { SourceParser } from '../src/syntax/parser';
import type { Node, SyntaxTree } from '../src/syntax/tree';
import { lineTable } from '../src/text/lines';
import { functionHeaders, type FunctionHeader } from './function-headers';

/** What became of the functions of one file. */
export interface FileReport {
  readonly functions: number;
  readonly failures: readonly Failure[];
  readonly bytes: number;
  /** Bytes that are blank, or another word, in the text that was parsed. */
  readonly masked: number;
}

export interface Failure {
  readonly name: string;
  /** From 1. */
  readonly line: number;
  readonly what: 'lost' | 'holds a parse error';
  /** Of the first error, from 1; undefined where the function is lost. */
  readonly errorLine: number | undefined;
}

/** Parses a C text and compares what it finds with the function headers that a plain scan counts. */
export function reportOn(text: string, parser: SourceParser): FileReport {
  const parsed = parser.parse(text);
  const { tree } = parsed;
  const headers = functionHeaders(text);
  const bodies = new Map(
    tree.descendants(tree.root, 'function_definition').map((node) => [startOfBody(tree, node), node] as const),
  );
  const failures = headers.flatMap((header) => failureOf(tree, header, bodies.get(header.body)));
  return { functions: headers.length, failures, bytes: Buffer.byteLength(text), masked: maskedBytes(tree) };
}

function startOfBody(tree: SyntaxTree, definition: Node): number {
  const body = tree.field(definition, 'body');
  return body === undefined ? -1 : tree.start(body);
}

function failureOf(tree: SyntaxTree, { name, body }: FunctionHeader, definition: Node | undefined): Failure[] {
  const lines = lineTable(tree.text);
  const lineOf = (offset: number) => lines.positionAt(offset).line + 1;
  if (definition === undefined) return [{ name, line: lineOf(body), what: 'lost', errorLine: undefined }];
  if (!tree.hasError(definition)) return [];
  const errorLine = lineOf(tree.start(firstError(tree, definition)));
  return [{ name, line: lineOf(body), what: 'holds a parse error', errorLine }];
}

function firstError(tree: SyntaxTree, definition: Node): Node {
  for (let at: number = definition; at < tree.endOfSubtree(definition); at++) {
    const node = at as Node;
    if (tree.kind(node) === 'ERROR' || tree.isMissing(node)) return node;
  }
  return definition;
}

function maskedBytes({ text, masked }: SyntaxTree): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    if (text.charCodeAt(at) !== masked.charCodeAt(at)) count += text.charCodeAt(at) < 128 ? 1 : 3;
  }
  return count;
}

const USES_WSK = /\bwsk\.h\b|\b(?:Wsk[A-Z]|WSK_[A-Z])\w*/;

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.c'))
    .map((path) => join(folder, path))
    .sort();
}

const percent = (part: number, whole: number): string => `${((100 * part) / Math.max(whole, 1)).toFixed(2)} %`;

/** `npm run parse-report -- FOLDER...`: how much of the C files that use WSK is lost to the checker. */
async function main(folders: readonly string[]): Promise<void> {
  if (folders.length === 0) {
    process.stderr.write('usage: npm run parse-report -- FOLDER...\n');
    process.exitCode = 2;
    return;
  }
  const parser = await createParser('wasm');
  const texts = folders.flatMap(filesBelow).map((path) => ({ path, text: readFileSync(path, 'utf8') }));
  const reports = texts
    .filter(({ text }) => USES_WSK.test(text))
    .map(({ path, text }) => ({ path: relative('.', path), ...reportOn(text, parser) }));
  process.stdout.write(`${[...failureLines(reports), ...summaryLines(reports)].join('\n')}\n`);
}

type NamedReport = FileReport & { readonly path: string };

function failureLines(reports: readonly NamedReport[]): string[] {
  return [...reports]
    .sort((a, b) => b.failures.length - a.failures.length)
    .flatMap(({ path, failures }) =>
      failures.map(({ name, line, what, errorLine }) => {
        const where = errorLine === undefined ? '' : ` in line ${errorLine}`;
        return `${path}:${line}: ${name} ${what === 'lost' ? 'is lost' : what}${where}`;
      }),
    );
}

function summaryLines(reports: readonly NamedReport[]): string[] {
  const sum = (count: (report: NamedReport) => number) => reports.reduce((total, report) => total + count(report), 0);
  const functions = sum((report) => report.functions);
  const failed = sum(({ failures }) => failures.length);
  const lost = sum(({ failures }) => failures.filter(({ what }) => what === 'lost').length);
  return [
    `${reports.length} C files use WSK and hold ${functions} functions.`,
    `${percent(failed, functions)} of the functions hold a parse error or are lost: ${failed}, of which ${lost} are lost.`,
    `${percent(
      sum(({ masked }) => masked),
      sum(({ bytes }) => bytes),
    )} of the bytes are blanked before parsing.`,
  ];
}

if (require.main === module) void main(process.argv.slice(2));
