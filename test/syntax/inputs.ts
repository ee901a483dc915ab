import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A C file of the tests, by its path from the root of the repository. */
export interface Input {
  readonly path: string;
  readonly text: string;
}

/** Every .c and .h file below test/, but for the end-to-end tests, which are a package of their own. */
export function inputs(): Input[] {
  return readdirSync('test', { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'e2e')
    .flatMap(({ name }) =>
      readdirSync(join('test', name), { recursive: true, encoding: 'utf8' }).map((path) => join('test', name, path)),
    )
    .filter((path) => /\.[ch]$/.test(path))
    .sort()
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }));
}
