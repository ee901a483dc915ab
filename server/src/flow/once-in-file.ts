import type { Analysis } from './analysis';

/**
 * Answers a question of which what is found in one function depends on what is found in others: where one has found
 * something, the file is asked as a whole.
 *
 * @param ask Asked about a function alone, finds at least something where it does so in the whole file.
 */
export function onceInFile<Found>(
  ask: (analysis: Analysis) => readonly Found[],
): (analysis: Analysis) => readonly Found[] {
  const known = new WeakMap<Analysis, readonly Found[]>();
  return (analysis) => {
    if (analysis.isPart && ask(analysis).length === 0) return [];
    const { wide } = analysis;
    let found = known.get(wide);
    if (found === undefined) known.set(wide, (found = ask(wide)));
    return found;
  };
}
