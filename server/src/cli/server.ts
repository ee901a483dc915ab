import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * `wsklint server --stdio`: the language server, for any editor. It is a bundle of its own beside this one, as a check
 * needs none of it; it reads the transport from the arguments of the process.
 */
export async function startServer(): Promise<void> {
  if (!process.argv.includes('--stdio')) process.argv.push('--stdio');
  await import(pathToFileURL(join(__dirname, 'server.js')).href);
}
