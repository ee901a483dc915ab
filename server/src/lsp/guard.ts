import { LSPErrorCodes, ResponseError, type CancellationToken } from 'vscode-languageserver/node';

import type { Log } from './log';

/** Keeps one failing handler from the others: what it throws is logged. */
export class Guard {
  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  /**
   * A request handler that answers with `fallback` where `handle` throws, and that tells a client which has cancelled
   * so. What was cancelled before its turn is not begun.
   */
  request<Params, Result>(
    what: string,
    fallback: Result,
    handle: (params: Params, token: CancellationToken) => Result | Promise<Result>,
  ): (params: Params, token: CancellationToken) => Promise<Result | ResponseError<never>> {
    return async (params, token) => {
      // The messages that have arrived are read first: the cancellation of this one may be among them.
      await new Promise(setImmediate);
      const isCancelled = () => token.isCancellationRequested;
      if (isCancelled()) return cancelled();
      try {
        const result = await handle(params, token);
        return isCancelled() ? cancelled() : result;
      } catch (error) {
        this.#log.failure(`${what} failed`, error);
        return fallback;
      }
    };
  }

  /** A listener that throws nothing, nor gives a promise that nobody awaits. */
  listener<Event>(what: string, handle: (event: Event) => unknown): (event: Event) => void {
    return (event) => {
      this.start(what, () => handle(event));
    };
  }

  /** Starts some work whose end nobody awaits. */
  start(what: string, work: () => unknown): void {
    void (async () => {
      try {
        await work();
      } catch (error) {
        this.#log.failure(`${what} failed`, error);
      }
    })();
  }
}

const cancelled = (): ResponseError<never> =>
  new ResponseError<never>(LSPErrorCodes.RequestCancelled, 'the client has cancelled the request');
