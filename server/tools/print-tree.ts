import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { displayPath, readSource } from '../src/project/files';
import { findSources } from '../src/project/find';
import { Project } from '../src/project/project';
import { writtenIn, type SourceFile } from '../src/model/unit';
import { createNativeParser } from '../src/syntax/native';
import { fileLines, overview, sections, type Wanted } from './tree-sections';

const USAGE = `usage: npm run tree -- FILE [FUNCTION] [--project FOLDER] [SECTION...]
Shows what the checker knows of the functions of a file, read together with the files beside it, or with those below FOLDER.
Sections:
  --syntax   the syntax tree
  --cfg      the control flow
  --cases    the control flow, with what is known at each step
  --uses     the calls of WSK, with what is known of their arguments
  --summary  the ways to end, as callers see them
  --irql     the level at entry and at each call, and what is asked for there
Without one: --cases --summary --irql.
`;

/**
 * What is known of a file of a project, as it is printed.
 *
 * @param files All of the project, with the one that is wanted.
 */
export function treeOf(files: readonly SourceFile[], wanted: Wanted): string[] {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const parser = createNativeParser();
  const project = new Project((file) => parser.parse(file.text, { language: writtenIn(file) }));
  for (const file of files) project.set(file);
  const steps = project.update();
  while (steps.next().done !== true) continue;
  return fileLines(project, wanted, (path) => texts.get(path));
}

async function read(file: string, folder: string): Promise<readonly SourceFile[]> {
  const found = await findSources([folder, file]);
  const read = await Promise.all(found.files.map(({ path }) => readSource(path)));
  return read.flatMap((result) => (result.kind === 'source' ? [result.file] : []));
}

/** `npm run tree -- FILE [FUNCTION] [--project FOLDER] [SECTION...]` */
async function main(given: readonly string[]): Promise<void> {
  const options = Object.fromEntries(sections.map((section) => [section, { type: 'boolean' as const }]));
  const parsed = parseArgs({
    args: [...given],
    options: { ...options, project: { type: 'string' } },
    allowPositionals: true,
  });
  const values: Readonly<Record<string, unknown>> = parsed.values;
  const [file, name] = parsed.positionals;
  if (file === undefined) {
    process.stderr.write(USAGE);
    process.exitCode = 2;
    return;
  }
  const asked = sections.filter((section) => values[section] === true);
  const folder = typeof values['project'] === 'string' ? values['project'] : dirname(resolve(file));
  const files = await read(file, folder);
  const path = displayPath(resolve(file));
  const wanted: Wanted = { path, name, sections: asked.length === 0 ? overview : asked };
  const lines = files.some((each) => each.path === path) ? treeOf(files, wanted) : [`${path} cannot be read`];
  process.stdout.write(`${lines.join('\n').trim()}\n`);
}

if (require.main === module) {
  main(process.argv.slice(2)).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
    process.exitCode = 2;
  });
}
