import { LONGEST_DELAY } from '../lint/settings-schema';

/** When an edited document is checked. */
export interface Timing {
  readonly run: 'onType' | 'onSave';
  /** Milliseconds without an edit before that. */
  readonly delay: number;
}

/** Reads `wsk.run` and `wsk.delay` from what the editor says below `wsk`; what is wrong counts as not said. */
export function timingOf(given: unknown): Timing {
  const { run, delay }: { readonly run?: unknown; readonly delay?: unknown } =
    typeof given === 'object' && given !== null ? given : {};
  return {
    run: run === 'onSave' ? 'onSave' : 'onType',
    delay: typeof delay === 'number' && delay > 0 ? Math.min(delay, LONGEST_DELAY) : 0,
  };
}
