// Runs the built tests, all or those whose path holds one of the words given. Those that go through very much, to find
// what the others have missed, run only with --thorough, and then alone.
// `node --test` knows no patterns in Node.js 20, and shells differ in theirs.
import { existsSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';

const folder = join('out', 'test');
const isThorough = process.argv.includes('--thorough');
const words = process.argv.slice(2).filter((word) => word !== '--thorough');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.test.js') && name.endsWith('.thorough.test.js') === isThorough)
  // The compiler leaves behind what it once made of a test that is gone.
  .filter((name) => existsSync(join('test', name.replace(/js$/, 'ts'))))
  .filter((name) => words.length === 0 || words.some((word) => name.includes(word)))
  .sort()
  .map((name) => join(folder, name));
if (files.length === 0) {
  process.stderr.write(`no test's path holds ${words.join(' or ')}\n`);
  process.exit(1);
}
run({ files, concurrency: availableParallelism() })
  .on('test:fail', () => {
    process.exitCode = 1;
  })
  .compose(new spec())
  .pipe(process.stdout);
