/** Of several things of one name the one that is nearest to a file; undefined where several are as near. */
export function nearest<Candidate extends { readonly path: string }>(
  path: string,
  candidates: readonly Candidate[],
): Candidate | undefined {
  if (candidates.length <= 1) return candidates[0];
  const distances = candidates.map((candidate) => ({ candidate, common: nearness(path, candidate.path) }));
  const greatest = Math.max(...distances.map(({ common }) => common));
  const best = distances.filter(({ common }) => common === greatest);
  return best.length === 1 ? best[0]?.candidate : undefined;
}

/** How many folders two paths have in common from the top; what lies in the very folder is nearer than what lies below it. */
function nearness(one: string, other: string): number {
  const [first, second] = [foldersOf(one), foldersOf(other)];
  let count = 0;
  while (count < first.length && count < second.length && first[count] === second[count]) count++;
  return count === first.length && count === second.length ? count + 0.5 : count;
}

const foldersOf = (path: string): readonly string[] => path.split(/[\\/]/).slice(0, -1);
