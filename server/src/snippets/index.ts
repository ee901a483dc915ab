import { acceptSnippets } from './accept';
import { callbackSnippets } from './callbacks';
import { irpSnippets } from './irp';
import { registrationSnippets } from './registration';
import type { Snippet } from './snippet';
import { socketSnippets } from './socket';

export { filledIn, insertTextOf, snippetFile, type Snippet } from './snippet';

/** Every snippet, in the order in which a driver needs them. */
export const snippets: readonly Snippet[] = [
  ...registrationSnippets,
  ...irpSnippets,
  ...socketSnippets,
  ...acceptSnippets,
  ...callbackSnippets,
];
