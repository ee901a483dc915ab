import { createParser } from '../syntax/bindings';
import type { SourceParser } from '../syntax/parser';

/** Beyond this many UTF-16 units in one run, the wasm binding has made up for its longer start. */
const NATIVE_UP_TO = 300_000;

/** The parser for a run over so many UTF-16 units: native where it loads, wasm where the run is large. */
export const parserFor = (units: number): Promise<SourceParser> =>
  createParser(units <= NATIVE_UP_TO ? 'auto' : 'wasm');
