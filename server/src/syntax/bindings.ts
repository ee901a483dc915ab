import { createNativeParser } from './native';
import type { SourceParser } from './parser';
import { createWasmParser } from './wasm';

/** `auto` is the native binding where it loads, else the other; `native` rejects where it does not load. */
export type BindingChoice = SourceParser['binding'] | 'auto';

/** A parser over the binding that was chosen. Rejects where that does not load. */
export async function createParser(choice: BindingChoice): Promise<SourceParser> {
  if (choice === 'wasm') return createWasmParser();
  try {
    return createNativeParser();
  } catch (error) {
    if (choice === 'native') throw error;
    return createWasmParser();
  }
}
