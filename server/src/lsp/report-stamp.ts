import type { FileReport } from '../lint/run';
import type { LiveProject } from './live-project';

/** The paths of the files that a report speaks of. */
export function pathsOf({ file, findings }: FileReport): readonly string[] {
  const others = findings.flatMap(({ related }) => related.flatMap(({ path }) => (path === undefined ? [] : [path])));
  return [...new Set([file.path, ...others])];
}

/** The same as long as what is said of these files still holds: nothing has changed of what is known of them. */
export const stampOf = (paths: readonly string[], project: LiveProject): string =>
  paths.map((path) => project.stampOf(path)).join(' ');
