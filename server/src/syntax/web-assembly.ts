export type WasmExports = Readonly<Record<string, unknown>>;

export interface WasmInstance {
  readonly exports: WasmExports;
}

interface WebAssemblyGlobal {
  compile(code: Uint8Array): Promise<object>;
  Instance: new (module: object, imports: object) => WasmInstance;
}

/** Node's WebAssembly, as far as it is used here: TypeScript's library declares it for browsers only. */
export const { WebAssembly } = globalThis as unknown as { readonly WebAssembly: WebAssemblyGlobal };
