import { performance } from 'node:perf_hooks';

/** A thing to be measured. */
export interface Task {
  readonly name: string;
  run(): unknown;
}

/** How long something took, over and over; milliseconds. */
export interface Figure {
  readonly name: string;
  /** The middle of all times. */
  readonly p50: number;
  /** What all but a twentieth of the times do not pass. */
  readonly p95: number;
  /** How many times there were. */
  readonly count: number;
}

/** How often tasks are run. */
export interface Rounds {
  readonly count: number;
  /** The first rounds, which are not counted: by then the machine code is there. */
  readonly warmUp: number;
  /** Milliseconds. A task that has used so much sits out the other rounds, after so many that counted. */
  readonly budget: number;
  readonly atLeast: number;
}

/**
 * Runs the tasks one after the other, and that over and over, so that whatever slows the machine down for a while slows
 * all of them down.
 *
 * @returns for each task the milliseconds of each round that it took part in.
 */
export async function interleaved(
  tasks: readonly Task[],
  { count, warmUp, budget, atLeast }: Rounds,
): Promise<number[][]> {
  const times = tasks.map((): number[] => []);
  const used = tasks.map(() => 0);
  const takesPart = (index: number, round: number) =>
    (used[index] ?? 0) < budget || (round >= 0 && (times[index]?.length ?? 0) < atLeast);
  for (let round = -warmUp; round < count; round++) {
    for (const [index, task] of tasks.entries()) {
      if (!takesPart(index, round)) continue;
      collectGarbage();
      const time = await timed(() => task.run());
      used[index] = (used[index] ?? 0) + time;
      if (round >= 0) times[index]?.push(time);
    }
  }
  return times;
}

/** How long one call takes, in milliseconds: where it gives a promise, until that is kept. */
export async function timed(run: () => unknown): Promise<number> {
  const start = performance.now();
  const result = run();
  if (result instanceof Promise) await result;
  return performance.now() - start;
}

export function figure(name: string, times: readonly number[]): Figure {
  return { name, p50: percentile(times, 0.5), p95: percentile(times, 0.95), count: times.length };
}

/** The value that this share of the values does not pass: the nearest rank, so always one of them. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

/** There only under `node --expose-gc`. */
function collectGarbage(): void {
  globalThis.gc?.();
}
