import type { Analysis } from '../flow/analysis';
import type { Unit } from '../model/unit';
import { Program } from './program';

/** What is known of the files of a project, each under its path, once all of their functions were followed. */
export function analyseAll(units: readonly Unit[]): ReadonlyMap<string, Analysis> {
  const byPath = new Map(units.map((unit) => [unit.file.path, unit]));
  const program = new Program(({ path }) => {
    const unit = byPath.get(path);
    if (unit === undefined) throw new RangeError(`${path} is no file of this project`);
    return unit;
  });
  for (const unit of units) program.set(unit);
  const steps = program.update();
  while (steps.next().done !== true) continue;
  return new Map(
    units.flatMap(({ file: { path } }) => {
      const analysis = program.analysisOf(path);
      return analysis === undefined ? [] : [[path, analysis]];
    }),
  );
}

/** What is known of a file that is looked at by itself. */
export function analyse(unit: Unit): Analysis {
  const analysis = analyseAll([unit]).get(unit.file.path);
  if (analysis === undefined) throw new RangeError(`${unit.file.path} was not taken in`);
  return analysis;
}
