import { createParser, type BindingChoice } from '../syntax/bindings';
import type { SourceParser } from '../syntax/parser';

/** Beyond this many UTF-16 units in one run, the wasm binding has made up for its longer start. */
const NATIVE_UP_TO = 300_000;

/** The parser for the next file of a run: native at first where it loads, wasm once the run turns out to be large. */
export function parserChoice(): (parsedUnits: number) => Promise<SourceParser> {
  const parsers = new Map<BindingChoice, Promise<SourceParser>>();
  return (parsedUnits) => {
    const choice = parsedUnits <= NATIVE_UP_TO ? 'auto' : 'wasm';
    const parser = parsers.get(choice) ?? createParser(choice);
    parsers.set(choice, parser);
    return parser;
  };
}
