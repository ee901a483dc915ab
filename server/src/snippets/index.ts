import { acceptSnippets } from './accept';
import { bufferSnippets } from './buffer';
import { callbackSnippets } from './callbacks';
import { clientControlSnippets } from './client-control';
import { closingSnippets } from './closing';
import { driverSnippets } from './driver';
import { indicationSnippets } from './indication';
import { inspectionSnippets } from './inspection';
import { irpSnippets } from './irp';
import { nameResolutionSnippets } from './name-resolution';
import { networkModuleSnippets } from './network-module';
import { optionSnippets } from './options';
import { registrationSnippets } from './registration';
import type { Snippet } from './snippet';
import { socketSnippets } from './socket';
import { tableSnippets } from './tables';
import { transferSnippets } from './transfer';

export { filledIn, insertTextOf, snippetFile, type Snippet } from './snippet';

/** Every snippet, in the order in which a driver needs them. */
export const snippets: readonly Snippet[] = [
  ...driverSnippets,
  ...registrationSnippets,
  ...irpSnippets,
  ...bufferSnippets,
  ...socketSnippets,
  ...optionSnippets,
  ...transferSnippets,
  ...indicationSnippets,
  ...acceptSnippets,
  ...inspectionSnippets,
  ...callbackSnippets,
  ...tableSnippets,
  ...closingSnippets,
  ...clientControlSnippets,
  ...nameResolutionSnippets,
  ...networkModuleSnippets,
];
